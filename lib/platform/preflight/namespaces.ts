import type { KubeObject } from '../../api/meta/v1';
import type { PreflightCheck, PreflightFinding } from './check';

type Namespace = KubeObject<unknown, { readonly conditions?: readonly { status: string; message?: string }[] }>;

/** Every namespace that objects go to comes with them or is there, and none is on its way out. */
export const namespaces: PreflightCheck = async ({ client, nodes, signal }) => {
  const coming = new Set(nodes.filter(({ ref }) => ref.kind === 'Namespace').map(({ ref }) => ref.name));
  const used = new Set(nodes.map(({ ref }) => ref.namespace).filter((name) => name !== undefined));
  const findings: PreflightFinding[] = [];
  for (const name of new Set([...coming, ...used])) {
    const live = await client.get<Namespace>({ apiVersion: 'v1', kind: 'Namespace', name }, { signal });
    if (live === undefined && !coming.has(name)) {
      findings.push({
        check: 'namespaces',
        severity: 'error',
        message: `the namespace ${name} is neither there nor among the objects`,
        hint: 'install the component that brings it, too',
      });
    }
    if (live?.metadata.deletionTimestamp === undefined) continue;
    const why = live.status?.conditions?.filter(({ status }) => status === 'True').map(({ message }) => message);
    findings.push({
      check: 'namespaces',
      severity: 'error',
      message: `the namespace ${name} is being deleted and does not end: ${why?.join('; ') || 'no reason is given'}`,
      hint: 'what is left in it waits for a controller that is gone: remove the finalizers of these objects',
    });
  }
  return findings;
};
