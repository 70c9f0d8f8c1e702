import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import { isRecord } from '../../eventing/filter-walk';
import type { GraphRule } from '../../rule';
import { account, binding, clusterRoleBinding, listener, template } from './examples';
import { recordsIn } from './uses';

/** A listener that can't start. */
export const listenerAccount: GraphRule = {
  code: 'KT4553',
  severity: 'warning',
  title: 'the account of a listener is bound to a ClusterRole',
  why: 'A listener reads ClusterInterceptors and ClusterTriggerBindings when it starts, whether or not it uses any: without the right to, it ends again and again.',
  source: 'triggers, cmd/eventlistenersink; tektoncd/triggers#1065',
  check(graph, report) {
    for (const node of graph.nodes) {
      if (node.ref.group !== 'triggers.tekton.dev' || node.ref.kind !== 'EventListener') continue;
      const name = isRecord(node.object.spec) ? node.object.spec.serviceAccountName : undefined;
      if (typeof name !== 'string') continue;
      const { namespace } = node.ref;
      // An account that is not of the program may have its rights from elsewhere.
      const found = graph.find({ group: '', kind: 'ServiceAccount', name, namespace }, node);
      if (found === undefined || isBoundInCluster(found, graph)) continue;
      report(
        node,
        ['spec', 'serviceAccountName'],
        `no ClusterRoleBinding names the account ${name}`,
        'bind it to the ClusterRole tekton-triggers-eventlistener-clusterroles',
      );
    }
  },
  good: [
    listener({ ref: 'push' }),
    binding('push', 'revision'),
    template({ name: 'revision' }),
    account,
    clusterRoleBinding,
  ],
  bad: [listener({ ref: 'push' }), binding('push', 'revision'), template({ name: 'revision' }), account],
};

function isBoundInCluster({ ref: { name, namespace = '' } }: GraphNode, graph: ResourceGraph): boolean {
  const groups = ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return graph.nodes.some(({ ref, object }) => {
    if (ref.kind !== 'ClusterRoleBinding') return false;
    return recordsIn((object as { subjects?: unknown }).subjects).some(([subject]) => {
      if (subject.kind === 'Group') return groups.includes(String(subject.name));
      return subject.name === name && (subject.namespace ?? '') === namespace;
    });
  });
}
