import type { PreflightCheck, PreflightFinding, PreflightSubject } from './check';
import { loadBalancers } from './load-balancers';
import { namespaces } from './namespaces';
import { permissions } from './permissions';
import { storageClasses } from './storage-classes';
import { versions } from './versions';

export type { PreflightFinding } from './check';

const CHECKS: readonly PreflightCheck[] = [versions, permissions, namespaces, storageClasses, loadBalancers];

/** What would keep an installation from succeeding, or from being of use, as far as the cluster tells beforehand. */
export async function preflight(subject: PreflightSubject): Promise<PreflightFinding[]> {
  const findings = await Promise.all(CHECKS.map((check) => check(subject)));
  return findings.flat();
}
