import type { GraphNode } from '../../../graph/graph';
import { displayRef } from '../../../graph/object-ref';
import { nearest } from '../../nearest';
import type { GraphRule } from '../../rule';
import { broker, triggerOf } from './examples';
import { isBroker, isTrigger } from './kinds';

/** A trigger whose broker is elsewhere, or is called otherwise. */
export const missingBroker: GraphRule = {
  code: 'KE2953',
  severity: 'warning',
  title: "a trigger's broker is in its own namespace",
  why: 'The broker is looked up by name in the namespace of the trigger. Without it the trigger gets no status and no events.',
  source: 'eventing, pkg/reconciler/broker/trigger; knative/eventing#4628',
  check(graph, report) {
    const byName = new Map<string, GraphNode>();
    const namesIn = new Map<string | undefined, string[]>();
    for (const node of graph.nodes.filter(isBroker)) {
      const { name, namespace } = node.ref;
      if (!byName.has(name)) byName.set(name, node);
      namesIn.set(namespace, [...(namesIn.get(namespace) ?? []), name]);
    }
    for (const { from, to, path } of graph.danglings()) {
      if (!isTrigger(from) || to.kind !== 'Broker' || !path.startsWith('spec.broker')) continue;
      const at = path === 'spec.broker' ? ['spec', 'broker'] : ['spec', 'brokerRef', 'name'];
      const elsewhere = byName.get(to.name);
      const found = `there is no ${displayRef(to)}`;
      if (elsewhere !== undefined) {
        report(from, at, `${found}, but one in namespace ${namespaceOf(elsewhere)}`, 'put the trigger there');
        continue;
      }
      const meant = nearest(to.name, namesIn.get(to.namespace) ?? []);
      if (meant !== undefined) report(from, at, found, `did you mean "${meant}"?`);
    }
  },
  good: [broker('orders'), triggerOf('orders')],
  bad: [broker('orders'), triggerOf('order')],
};

function namespaceOf({ ref }: GraphNode): string {
  return ref.namespace ?? 'that is not named';
}
