import type { SubscriberStatus } from '../../api/duck/v1/subscribable';
import { kubernetes } from '../../api/kubernetes';
import {
  InMemoryChannel,
  type InMemoryChannelSpec,
  type InMemoryChannelStatus,
} from '../../api/messaging/v1/in-memory-channel';
import type { KubeObject } from '../../api/meta/v1';
import { living } from '../../controller/conditions';
import { applyContent, controllerReference, isControlledBy } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import { LOCAL_DOMAIN, label, SYSTEM_NAMESPACE, systemHost } from '../keys';
import { addressesOf } from './addresses';
import { applyPolicies } from './authorization';
import { resolveDeadLetters } from './common';
import { readyAddresses } from './endpoints';

type Channel = KubeObject<InMemoryChannelSpec, InMemoryChannelStatus>;

const DISPATCHER = 'imc-dispatcher';

/** A channel in memory is a name that leads to the dispatcher, which knows by it whose events they are. */
export const inMemoryChannel = livingReconciler({
  name: 'eventing/in-memory-channel',
  kind: InMemoryChannel,
  owns: [kubernetes.Service],
  conditionSet: living(
    'ServiceReady',
    'EndpointsReady',
    'Addressable',
    'ChannelServiceReady',
    'DeadLetterSinkResolved',
    'EventPoliciesReady',
  ),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace = '' } = object.metadata;
    const isRunning = readyAddresses(view, DISPATCHER, SYSTEM_NAMESPACE) > 0;
    conditions.markTrue('DispatcherReady');
    conditions.markTrue('ServiceReady');
    if (isRunning) conditions.markTrue('EndpointsReady');
    else
      conditions.markFalse(
        'EndpointsReady',
        'DispatcherEndpointsNotReady',
        'There are no endpoints ready for Dispatcher service',
      );

    const serviceName = childName(name, '-kn-channel');
    const existing = view.get(kubernetes.Service, serviceName, namespace);
    if (existing !== undefined && !isControlledBy(existing, object)) {
      const fault = `inmemorychannel: ${namespace}/${name} does not own Service: "${serviceName}"`;
      conditions.markFalse('ChannelServiceReady', 'ChannelServiceFailed', `Channel Service failed: ${fault}`);
      return { failure: fault };
    }
    conditions.markTrue('ChannelServiceReady');
    const reason = "Unable to get the DeadLetterSink's URI";
    const deadLetters = resolveDeadLetters(object.spec?.delivery, namespace, view, conditions, reason);
    const effects = [applyContent(serviceOf(object, serviceName))];
    if (!deadLetters.ok) return { effects, failure: `Failed to resolve Dead Letter Sink URI: ${deadLetters.fault}` };
    conditions.markTrue('Addressable');
    const subscribers = takenBy(object);
    const status = {
      ...addressesOf(
        object,
        {
          http: `http://${serviceName}.${namespace}.${LOCAL_DOMAIN}`,
          https: `${systemHost(DISPATCHER, 'https')}/${namespace}/${name}`,
          secret: 'imc-dispatcher-server-tls',
        },
        view,
      ),
      ...deadLetters.value,
      ...applyPolicies(object, view, conditions),
      ...(subscribers.length === 0 || !isRunning ? {} : { subscribers }),
    };
    return { status, effects };
  },
});

function serviceOf(object: Channel, name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: object.metadata.namespace,
      labels: { [label.channelRole]: 'in-memory-channel' },
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      type: 'ExternalName',
      externalName: systemHost(DISPATCHER).slice('http://'.length),
      ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
    },
  } as KubeObject;
}

/** The dispatcher takes every subscriber that it is given. */
function takenBy({ spec }: Channel): readonly SubscriberStatus[] {
  return (spec?.subscribers ?? []).map(({ uid, generation }) => ({
    uid,
    observedGeneration: generation,
    ready: 'True',
  }));
}
