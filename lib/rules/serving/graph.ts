import type { KubeObject } from '../../api/meta/v1';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { RouteSpec } from '../../api/serving/v1/route';
import type { ServiceSpec } from '../../api/serving/v1/service';
import type { TrafficTarget } from '../../api/serving/v1/traffic';
import type { GraphNode, ResourceGraph } from '../../graph/graph';
import { minimalContainer } from '../minimal';
import type { GraphRule } from '../rule';

const GROUP = 'serving.knative.dev';
const OWNER_LABEL = 'serving.knative.dev/configuration';

/** Names of the objects in one namespace that say whose a revision is. */
interface Owners {
  /** Services and Configurations, which name their revisions after themselves. */
  readonly names: Set<string>;
  /** Revisions of the program, with the Configuration that owns each. */
  readonly revisions: Map<string, string | undefined>;
}

function ownersByNamespace(graph: ResourceGraph): Map<string, Owners> {
  const owners = new Map<string, Owners>();
  for (const { ref, object } of graph.nodes) {
    if (ref.group !== GROUP) continue;
    const namespace = ref.namespace ?? '';
    const found = owners.get(namespace) ?? { names: new Set(), revisions: new Map() };
    owners.set(namespace, found);
    if (ref.kind === 'Service' || ref.kind === 'Configuration') found.names.add(ref.name);
    if (ref.kind === 'Revision') found.revisions.set(ref.name, object.metadata.labels?.[OWNER_LABEL]);
  }
  return owners;
}

/** The object of the program that the revision surely belongs to, if that is not `name`. */
function otherOwner(revision: string, name: string, { names, revisions }: Owners): string | undefined {
  const label = revisions.get(revision);
  if (label !== undefined) return label === name ? undefined : label;
  if (revision.startsWith(`${name}-`)) return undefined;
  for (let end = revision.lastIndexOf('-'); end > 0; end = revision.lastIndexOf('-', end - 1)) {
    const candidate = revision.slice(0, end);
    if (candidate !== name && names.has(candidate)) return candidate;
  }
  return undefined;
}

function checkService(node: GraphNode, owners: Owners, report: Parameters<GraphRule['check']>[1]): void {
  const { traffic } = (node.object.spec ?? {}) as ServiceSpec | RouteSpec;
  if (!Array.isArray(traffic)) return;
  // The object may be one that its schema refuses.
  (traffic as readonly (TrafficTarget | null)[]).forEach((target, i) => {
    const { revisionName } = target ?? {};
    if (typeof revisionName !== 'string' || revisionName === '') return;
    const owner = otherOwner(revisionName, node.ref.name, owners);
    if (owner === undefined) return;
    const hint = `name a revision of ${node.ref.name}, or use a Route with configurationName`;
    report(node, ['spec', 'traffic', i, 'revisionName'], `"${revisionName}" is a revision of "${owner}"`, hint);
  });
}

const service = (name: string, revisionName?: string): KubeObject => ({
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name, namespace: 'default' },
  spec: {
    template: { spec: { containers: [minimalContainer] } satisfies RevisionSpec },
    ...(revisionName && { traffic: [{ revisionName, percent: 100 }] }),
  },
});

/** Rules of Serving over several objects. */
export const servingGraphRules: readonly GraphRule[] = [
  {
    code: 'KN1901',
    title: 'a Service sends its traffic to revisions of its own',
    why: 'The Route of a Service may not use revisions of another Configuration: it reports RevisionNotOwned.',
    source: 'serving, pkg/reconciler/route/traffic',
    check: (graph, report) => {
      const owners = ownersByNamespace(graph);
      for (const node of graph.nodes) {
        const { group, kind, namespace = '' } = node.ref;
        if (group === GROUP && kind === 'Service') checkService(node, owners.get(namespace)!, report);
      }
    },
    good: [service('shop', 'shop-00001'), service('cart')],
    bad: [service('shop', 'cart-00001'), service('cart')],
  },
];
