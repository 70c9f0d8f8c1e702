import { parse } from 'yaml';
import { Broker } from '../../api/eventing/v1/broker';
import { Trigger, type TriggerSpec } from '../../api/eventing/v1/trigger';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject, LabelSelector } from '../../api/meta/v1';
import { create, normal } from '../../controller/effects';
import type { Reconciler, View } from '../../controller/reconciler';
import { selects } from '../../controller/selector';
import { label } from '../keys';
import { settingsOf } from '../settings';

/** Gives the namespaces that `config-sugar` selects a broker, which it never takes away. */
export const namespaceBrokers: Reconciler = {
  name: 'eventing/sugar-namespace',
  kind: kubernetes.Namespace,
  reconcile({ object, view }) {
    const { name = '', labels } = object.metadata;
    if (!isSelected(view, 'namespace-selector', labels)) return {};
    return brokerUnlessThere(view, 'default', name, 'Default eventing.knative.dev Broker created.');
  },
};

/** Makes the brokers that triggers ask for, where `config-sugar` selects the triggers. */
export const triggerBrokers: Reconciler<TriggerSpec> = {
  name: 'eventing/sugar-trigger',
  kind: Trigger,
  reconcile({ object, view }) {
    const { namespace = '', labels } = object.metadata;
    const name = object.spec?.broker;
    if (name === undefined || !isSelected(view, 'trigger-selector', labels)) return {};
    return brokerUnlessThere(view, name, namespace, `Default eventing.knative.dev Broker "${name}" created.`);
  },
};

/** A selector that is not there selects nothing; an empty one everything. */
function isSelected(view: View, key: string, labels: KubeObject['metadata']['labels']): boolean {
  const text = settingsOf(view, 'config-sugar')[key];
  const selector = text === undefined ? null : (parse(text) as LabelSelector | null);
  return selector !== null && selects(selector, labels);
}

function brokerUnlessThere(view: View, name: string, namespace: string, message: string) {
  if (view.get(Broker, name, namespace) !== undefined) return {};
  const { apiVersion, kind } = Broker;
  const broker: KubeObject = { apiVersion, kind, metadata: { name, namespace, labels: { [label.injected]: 'true' } } };
  return { effects: [create(broker, normal('BrokerCreated', message))] };
}
