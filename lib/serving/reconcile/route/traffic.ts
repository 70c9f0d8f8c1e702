import type { KubeObject } from '../../../api/meta/v1';
import { Configuration, type ConfigurationSpec, type ConfigurationStatus } from '../../../api/serving/v1/configuration';
import { Revision } from '../../../api/serving/v1/revision';
import type { RouteSpec, RouteStatus } from '../../../api/serving/v1/route';
import type { TrafficTarget } from '../../../api/serving/v1/traffic';
import { hasFailed, isReady } from '../../../controller/conditions';
import type { View } from '../../../controller/reconciler';
import { label } from '../../keys';
import { protocolOfRevision, type RevisionObject } from '../deployment';

export type RouteObject = KubeObject<RouteSpec, RouteStatus>;

/** A revision that traffic goes to. */
export interface Backend {
  readonly revision: string;
  /** The configuration that it was made by. */
  readonly configuration: string;
  readonly percent: number;
  /** Whether it stands for the newest revision, whichever that is. */
  readonly isLatest: boolean;
  readonly protocol: 'http1' | 'h2c';
}

/** One target of the route, with the revision that it means now. */
export interface ResolvedTarget extends Backend {
  readonly target: TrafficTarget;
  readonly tag: string;
}

/** Why traffic can't be shared out: nothing to wait for, or something that may still come. */
export interface TargetFault {
  readonly status: 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

export type Traffic =
  | { readonly ok: true; readonly targets: readonly ResolvedTarget[] }
  | { readonly ok: false; readonly fault: TargetFault };

/** Finds the revisions of all targets. A target that can never work counts more than one that may yet, the last of them most. */
export function resolveTraffic(route: RouteObject, view: View): Traffic {
  const found = (route.spec?.traffic ?? []).map((target) => resolveTarget(route, target, view));
  const faults = found.filter((each): each is TargetFault => 'reason' in each);
  const fault = faults.filter(({ status }) => status === 'False').at(-1) ?? faults[0];
  return fault === undefined ? { ok: true, targets: found as readonly ResolvedTarget[] } : { ok: false, fault };
}

const failed = (reason: string, message: string): TargetFault => ({ status: 'False', reason, message });
const waiting = (reason: string, message: string): TargetFault => ({ status: 'Unknown', reason, message });

function resolveTarget(route: RouteObject, target: TrafficTarget, view: View): ResolvedTarget | TargetFault {
  return target.revisionName !== undefined && target.revisionName !== ''
    ? resolveRevision(route, target, target.revisionName, view)
    : resolveConfiguration(route, target, target.configurationName ?? '', view);
}

function resolveRevision(route: RouteObject, target: TrafficTarget, name: string, view: View) {
  const { namespace, labels } = route.metadata;
  const revision = view.get(Revision, name, namespace);
  if (revision === undefined) return failed('RevisionMissing', `Revision "${name}" referenced in traffic not found.`);
  const service = labels?.[label.service];
  if (service !== undefined && revision.metadata.labels?.[label.service] !== service) {
    return failed('RevisionNotOwned', `Revision "${name}" referenced in traffic does not belong to the Service.`);
  }
  if (!isReady(revision)) {
    return hasFailed(revision)
      ? failed('RevisionMissing', `Revision "${name}" failed to become ready.`)
      : waiting('RevisionMissing', `Revision "${name}" is not yet ready.`);
  }
  const configuration = revision.metadata.labels?.[label.configuration] ?? '';
  if (view.get(Configuration, configuration, namespace) === undefined) {
    return failed('ConfigurationMissing', `Configuration "${configuration}" referenced in traffic not found.`);
  }
  return resolved(target, revision, configuration);
}

function resolveConfiguration(route: RouteObject, target: TrafficTarget, name: string, view: View) {
  const { namespace } = route.metadata;
  const configuration: KubeObject<ConfigurationSpec, ConfigurationStatus> | undefined = view.get(
    Configuration,
    name,
    namespace,
  );
  if (configuration === undefined) {
    return failed('ConfigurationMissing', `Configuration "${name}" referenced in traffic not found.`);
  }
  const latest = configuration.status?.latestReadyRevisionName;
  if (latest === undefined) {
    return hasFailed(configuration)
      ? failed('RevisionMissing', `Configuration "${name}" does not have any ready Revision.`)
      : waiting('RevisionMissing', `Configuration "${name}" is waiting for a Revision to become ready.`);
  }
  const revision = view.get(Revision, latest, namespace);
  if (revision === undefined) return failed('RevisionMissing', `Revision "${latest}" referenced in traffic not found.`);
  if (!isReady(revision)) {
    return hasFailed(revision)
      ? failed('RevisionMissing', `Revision "${latest}" failed to become ready.`)
      : waiting('RevisionMissing', `Revision "${latest}" is not yet ready.`);
  }
  return resolved(target, revision, name);
}

function resolved(target: TrafficTarget, revision: RevisionObject, configuration: string): ResolvedTarget {
  return {
    target,
    tag: target.tag ?? '',
    revision: revision.metadata.name ?? '',
    configuration,
    percent: target.percent ?? 0,
    isLatest: target.latestRevision === true,
    protocol: protocolOfRevision(revision),
  };
}

/** Where the traffic of each name goes: of the route itself under the empty name, and of each tag, in their order. */
export function groupsOf(targets: readonly ResolvedTarget[]): ReadonlyMap<string, readonly Backend[]> {
  const groups = new Map<string, ResolvedTarget[]>([['', [...targets]]]);
  for (const target of targets) {
    if (target.tag !== '') groups.set(target.tag, [...(groups.get(target.tag) ?? []), target]);
  }
  const names = [...groups.keys()].sort();
  return new Map(names.map((name) => [name, consolidated(groups.get(name)!)]));
}

/** One backend for each revision; what stands alone gets everything. */
function consolidated(targets: readonly Backend[]): readonly Backend[] {
  const byRevision = new Map<string, Backend>();
  for (const target of targets) {
    const known = byRevision.get(target.revision);
    byRevision.set(
      target.revision,
      known === undefined ? target : { ...known, percent: known.percent + target.percent },
    );
  }
  const backends = [...byRevision.values()];
  const [only] = backends;
  return backends.length === 1 && only !== undefined ? [{ ...only, percent: 100 }] : backends;
}
