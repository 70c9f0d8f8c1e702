import { parse } from 'yaml';
import type { AddressStatus } from '../../api/duck/v1/addressable';
import type { ChannelTemplate } from '../../api/duck/v1/channel-template';
import { Broker, type BrokerSpec, type BrokerStatus } from '../../api/eventing/v1/broker';
import { kubernetes } from '../../api/kubernetes';
import { InMemoryChannel } from '../../api/messaging/v1/in-memory-channel';
import type { KubeObject } from '../../api/meta/v1';
import { type Conditions, conditionOf, living } from '../../controller/conditions';
import { apply, controllerReference, isControlledBy } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { annotation, label, SYSTEM_NAMESPACE, systemHost } from '../keys';
import { httpAddress, kindOf, markAuthorizationOff, resolveDeadLetters } from './common';
import { readyAddresses } from './endpoints';

type BrokerObject = KubeObject<BrokerSpec, BrokerStatus>;

/** The class of brokers that keep their events in a channel. */
export const CHANNEL_BASED = 'MTChannelBasedBroker';

export const isChannelBased = ({ metadata }: KubeObject) =>
  metadata.annotations?.[annotation.brokerClass] === CHANNEL_BASED;

/** A Broker is a channel for its events, behind an ingress and before a filter that all brokers share. */
export const broker = livingReconciler({
  name: 'eventing/broker',
  kind: Broker,
  accepts: isChannelBased,
  owns: [InMemoryChannel],
  conditionSet: living('IngressReady', 'TriggerChannelReady', 'FilterReady', 'Addressable', 'EventPoliciesReady'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace = '' } = object.metadata;
    const template = channelTemplateOf(object, view);
    if ('fault' in template) {
      conditions.markFalse('TriggerChannelReady', 'ChannelTemplateFailed', template.fault);
      return { failure: template.fault };
    }
    const channelName = childName(name, '-kne-trigger');
    const channel = view.get(kindOf(template), channelName, namespace) as
      | KubeObject<unknown, AddressStatus>
      | undefined;
    if (channel !== undefined && !isControlledBy(channel, object)) {
      const fault = `trigger channel "${channelName}" is not owned by broker "${name}"`;
      conditions.markFalse('TriggerChannelReady', 'ChannelFailure', fault);
      return { failure: fault };
    }
    const effects = [apply(channelOf(object, channelName, template))];
    const url = channel?.status?.address?.url;
    if (channel === undefined || url === undefined) {
      conditions.markFalse('TriggerChannelReady', 'NoAddress', 'Channel does not have an address.');
      return { effects };
    }
    conditions.mirror('TriggerChannelReady', conditionOf(channel, 'Ready'));
    markService(conditions, 'FilterReady', 'broker-filter', view);
    markService(conditions, 'IngressReady', 'broker-ingress', view);

    const deadLetters = resolveDeadLetters(object.spec?.delivery, namespace, view, conditions);
    if (!deadLetters.ok) return { effects, failure: deadLetters.fault };
    conditions.markTrue('Addressable');
    markAuthorizationOff(conditions);
    const status = {
      address: httpAddress(`${systemHost('broker-ingress')}/${namespace}/${name}`),
      annotations: {
        'knative.dev/channelAddress': url,
        'knative.dev/channelKind': template.kind,
        'knative.dev/channelAPIVersion': template.apiVersion,
        'knative.dev/channelName': channelName,
      },
      ...deadLetters.value,
    };
    return { status, effects };
  },
});

/** What the broker's settings say of its channel. */
function channelTemplateOf(object: BrokerObject, view: View): ChannelTemplate | { readonly fault: string } {
  const { config } = object.spec ?? {};
  if (config?.kind !== 'ConfigMap')
    return { fault: 'Broker.Spec.Config configuration not supported, only [kind: ConfigMap, apiVersion: v1]' };
  const map = view.get(kubernetes.ConfigMap, config.name, config.namespace) as
    | { data?: Record<string, string> }
    | undefined;
  if (map === undefined) return { fault: `configmap "${config.name}" not found` };
  const text = map.data?.['channel-template-spec'] ?? map.data?.channelTemplateSpec;
  if (text === undefined) return { fault: `not found: channel-template-spec in configmap "${config.name}"` };
  return parse(text) as ChannelTemplate;
}

function channelOf(object: BrokerObject, name: string, template: ChannelTemplate): KubeObject {
  const { namespace, annotations } = object.metadata;
  const messaging = Object.entries(annotations ?? {}).filter(([key]) => key.startsWith('messaging.knative.dev'));
  return {
    apiVersion: template.apiVersion,
    kind: template.kind,
    metadata: {
      name,
      namespace,
      labels: { [label.broker]: object.metadata.name ?? '', [label.brokerEverything]: 'true' },
      annotations: { [annotation.scope]: 'cluster', ...Object.fromEntries(messaging) },
      ownerReferences: [controllerReference(object)],
    },
    spec: { ...template.spec, ...(object.spec?.delivery === undefined ? {} : { delivery: object.spec.delivery }) },
  };
}

function markService(conditions: Conditions, type: string, service: string, view: View): void {
  if (readyAddresses(view, service, SYSTEM_NAMESPACE) > 0) conditions.markTrue(type);
  else conditions.markFalse(type, 'EndpointSlicesUnavailable', `Endpoints "${service}" are unavailable.`);
}
