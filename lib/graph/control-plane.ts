import { kubernetes } from '../api/kubernetes';
import { findKind } from '../api/registry';
import type { Edge, GraphNode, ResourceGraph } from './graph';
import { type Fields, fields, items, text } from './reference-fields';

/** Namespaces that the releases of Knative, Tekton, Istio and cert-manager install themselves into. */
const NAMESPACES: readonly string[] = [
  'cert-manager',
  'istio-system',
  'knative-eventing',
  'knative-operator',
  'knative-serving',
  'knative-sources',
  'kourier-system',
  'tekton-chains',
  'tekton-operator',
  'tekton-pipelines',
  'tekton-pipelines-resolvers',
];

const WORKLOADS: ReadonlySet<unknown> = new Set([
  kubernetes.Deployment,
  kubernetes.StatefulSet,
  kubernetes.DaemonSet,
  kubernetes.ReplicaSet,
  kubernetes.Pod,
]);

const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/**
 * The operators among the objects, with all that they need to become ready: their workloads, and of Kubernetes' own kinds
 * what lies in their namespaces, their roles, and what any of these refers to. Jobs are not among them, since those of a
 * release run once its operators do; nor are objects of kinds that an operator's webhook would judge.
 *
 * An operator is a workload in a namespace that is a control plane's by its name, or because a webhook is served there;
 * or one whose account may write the status of a kind that is defined among the objects.
 */
export function controlPlaneOf(graph: ResourceGraph): ReadonlySet<GraphNode> {
  const outgoing = graph.outgoing();
  const incoming = graph.incoming();
  const webhooked = new Set(graph.nodes.flatMap(({ object }) => webhookNamespaces(object as unknown as Fields)));
  const operates = statusWriters(graph);
  const isOperator = (node: GraphNode) => {
    const { namespace = '' } = node.ref;
    if (NAMESPACES.includes(namespace) || webhooked.has(namespace)) return true;
    return outgoing[node.index]!.some(
      ({ type, to }) => type === 'serviceAccount' && bindingsOf(to, incoming).some(operates),
    );
  };
  const operators = graph.nodes.filter((node) => WORKLOADS.has(kindOf(node)) && isOperator(node));
  if (operators.length === 0) return new Set();

  const homes = new Set(operators.map(({ ref }) => ref.namespace));
  const isAtHome = (node: GraphNode) => {
    const kind = kindOf(node);
    if (kind?.builtIn !== true || kind.group === 'batch') return false;
    // Which roles are joined into another, no reference tells: labels do.
    return node.ref.kind === 'ClusterRole' || (node.ref.namespace !== undefined && homes.has(node.ref.namespace));
  };
  return closure([...operators, ...graph.nodes.filter(isAtHome)], outgoing, incoming);
}

/** What nodes refer to, directly or not, and the bindings that give roles to the accounts among it. */
function closure(
  begin: readonly GraphNode[],
  outgoing: readonly (readonly Edge[])[],
  incoming: readonly (readonly Edge[])[],
): Set<GraphNode> {
  const found = new Set<GraphNode>();
  const open = [...begin];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    for (const { to } of outgoing[node.index]!) if (kindOf(to)?.builtIn === true) open.push(to);
    if (node.ref.kind === 'ServiceAccount') open.push(...bindingsOf(node, incoming));
  }
  return found;
}

/** The bindings that give roles to an account. */
function bindingsOf(account: GraphNode, incoming: readonly (readonly Edge[])[]): GraphNode[] {
  const edges = incoming[account.index]!.filter(({ type, from }) => type === 'subject' && from.ref.group === RBAC);
  return edges.map(({ from }) => from);
}

/** Whether a binding gives a role that may write the status of a kind that is defined among the objects. */
function statusWriters(graph: ResourceGraph): (binding: GraphNode) => boolean {
  const defined = new Set<string>();
  for (const { ref, object } of graph.nodes) {
    if (ref.kind === 'CustomResourceDefinition') defined.add(text(fields(object.spec).group));
  }
  const outgoing = graph.outgoing();
  return (binding) =>
    outgoing[binding.index]!.some(({ type, to }) => {
      if (type !== 'role') return false;
      return items((to.object as unknown as Fields).rules).some((rule) => {
        const lists = (name: string) => (Array.isArray(rule[name]) ? (rule[name] as unknown[]) : []);
        const writesStatus = lists('resources').some(
          (resource) => resource === '*' || /\/status$/.test(text(resource)),
        );
        return writesStatus && lists('apiGroups').some((group) => defined.has(text(group)));
      });
    });
}

/** The namespaces of the services that an object has requests of the API server sent to. */
function webhookNamespaces(object: Fields): string[] {
  const group = text(object.apiVersion).split('/')[0];
  const spec = fields(object.spec);
  const conversion = fields(fields(spec.conversion).webhook);
  const clients =
    group === ADMISSION
      ? items(object.webhooks).map(({ clientConfig }) => fields(clientConfig))
      : [fields(conversion.clientConfig)];
  if (group === 'apiregistration.k8s.io') clients.push(spec);
  return clients.map(({ service }) => text(fields(service).namespace)).filter((namespace) => namespace !== '');
}

function kindOf({ object }: GraphNode) {
  return findKind(object.apiVersion, object.kind);
}
