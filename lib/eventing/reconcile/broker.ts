import { parse } from 'yaml';
import type { AddressStatus } from '../../api/duck/v1/addressable';
import type { ChannelTemplate } from '../../api/duck/v1/channel-template';
import { Broker, type BrokerSpec, type BrokerStatus } from '../../api/eventing/v1/broker';
import { kubernetes } from '../../api/kubernetes';
import { InMemoryChannel } from '../../api/messaging/v1/in-memory-channel';
import type { KubeObject } from '../../api/meta/v1';
import { type Conditions, conditionOf, living } from '../../controller/conditions';
import { apply, controllerReference, type Effect, isControlledBy } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { featuresOf } from '../features';
import { annotation, label, SYSTEM_NAMESPACE, systemHost } from '../keys';
import { addressesOf } from './addresses';
import { applyPolicies, keepPolicies, policyOf } from './authorization';
import { kindOf, resolveDeadLetters } from './common';
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
      const message = `Error on setting up the ChannelTemplate: ${template.fault}`;
      conditions.markFalse('TriggerChannelReady', 'ChannelTemplateFailed', message);
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
    const effects: Effect[] = [apply(channelOf(object, channelName, template))];
    const { url, CACerts, audience } = channel?.status?.address ?? {};
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
    const wanted = featuresOf(view).checksIdentity ? [ingressPolicy(object, channel)] : [];
    effects.push(...keepPolicies(wanted, { namespace, labels: policyLabels(object) }, view));
    const path = `/${namespace}/${name}`;
    const called = {
      http: `${systemHost('broker-ingress')}${path}`,
      https: `${systemHost('broker-ingress', 'https')}${path}`,
      secret: 'mt-broker-ingress-server-tls',
    };
    const status = {
      ...addressesOf(object, called, view),
      annotations: {
        'knative.dev/channelAddress': url,
        'knative.dev/channelKind': template.kind,
        'knative.dev/channelAPIVersion': template.apiVersion,
        'knative.dev/channelName': channelName,
        ...(CACerts === undefined ? {} : { 'knative.dev/channelCACerts': CACerts }),
        ...(audience === undefined ? {} : { 'knative.dev/channelAudience': audience }),
      },
      ...applyPolicies(object, view, conditions),
      ...deadLetters.value,
    };
    return { status, effects };
  },
});

/** Who sends to the channels of brokers. */
const INGRESS_ACCOUNT = `system:serviceaccount:${SYSTEM_NAMESPACE}:mt-broker-ingress-oidc`;

const policyLabels = ({ metadata }: BrokerObject) => ({
  'eventing.knative.dev/broker-group': Broker.group,
  'eventing.knative.dev/broker-version': Broker.version,
  'eventing.knative.dev/broker-kind': Broker.kind,
  'eventing.knative.dev/broker-name': metadata.name ?? '',
});

/** Only the ingress of brokers may send to a broker's channel. */
function ingressPolicy(object: BrokerObject, { apiVersion, kind, metadata }: KubeObject) {
  const { name = '', namespace } = metadata;
  return policyOf({
    name: childName(object.metadata.name ?? '', `-ep-${name}`),
    labels: policyLabels(object),
    owners: [object],
    to: { apiVersion, kind, name, namespace },
    from: [{ sub: INGRESS_ACCOUNT }],
  });
}

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
    // What the template says of deliveries counts instead of what the broker says.
    spec: { ...(object.spec?.delivery === undefined ? {} : { delivery: object.spec.delivery }), ...template.spec },
  };
}

function markService(conditions: Conditions, type: string, service: string, view: View): void {
  if (readyAddresses(view, service, SYSTEM_NAMESPACE) > 0) conditions.markTrue(type);
  else conditions.markFalse(type, 'EndpointSlicesUnavailable', `Endpoints "${service}" are unavailable.`);
}
