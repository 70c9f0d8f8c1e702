import type { AddressStatus } from '../../api/duck/v1/addressable';
import { Channel, type ChannelSpec, type ChannelStatus } from '../../api/messaging/v1/channel';
import { InMemoryChannel } from '../../api/messaging/v1/in-memory-channel';
import type { KubeObject } from '../../api/meta/v1';
import { conditionOf, living } from '../../controller/conditions';
import { apply, controllerReference, isControlledBy } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { kindOf, markAuthorizationOff, resolveDeadLetters } from './common';

type ChannelObject = KubeObject<ChannelSpec, ChannelStatus>;
type Backing = KubeObject<unknown, ChannelStatus & AddressStatus>;

/** A Channel stands for one of the kind that its template names, and says of itself what that one says. */
export const channel = livingReconciler({
  name: 'eventing/channel',
  kind: Channel,
  owns: [InMemoryChannel],
  conditionSet: living('BackingChannelReady', 'Addressable', 'DeadLetterSinkResolved', 'EventPoliciesReady'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace = '' } = object.metadata;
    const template = object.spec?.channelTemplate;
    if (template === undefined) return {};
    const found = view.get(kindOf(template), name, namespace) as Backing | undefined;
    if (found !== undefined && !isControlledBy(found, object)) {
      const fault = `${template.kind} "${name}" is not owned by Channel "${name}"`;
      conditions.markFalse('BackingChannelReady', 'ChannelFailure', fault);
      return { failure: fault };
    }
    const effects = [apply(backingOf(object))];
    const reference = { apiVersion: template.apiVersion, kind: template.kind, name, namespace };
    const backing = found?.status ?? {};
    const ready = conditionOf(found, 'Ready');
    if (ready === undefined) {
      conditions.markUnknown(
        'BackingChannelReady',
        'BackingChannelNotConfigured',
        'BackingChannel has not yet been reconciled.',
      );
    } else conditions.mirror('BackingChannelReady', ready);
    if (backing.address?.url === undefined) {
      conditions.markFalse('Addressable', 'EmptyHostname', 'hostname is the empty string');
    } else conditions.markTrue('Addressable');
    const deadLetters = resolveDeadLetters(object.spec?.delivery, namespace, view, conditions);
    markAuthorizationOff(conditions);
    const { address, addresses, subscribers } = backing;
    const status = {
      channel: reference,
      ...(address === undefined ? {} : { address }),
      ...(addresses === undefined ? {} : { addresses }),
      ...(subscribers === undefined ? {} : { subscribers }),
      ...(deadLetters.ok ? deadLetters.value : {}),
    };
    return { status, effects, ...(deadLetters.ok ? {} : { failure: deadLetters.fault }) };
  },
});

function backingOf(object: ChannelObject): KubeObject {
  const { name, namespace } = object.metadata;
  const { channelTemplate: template, delivery, subscribers } = object.spec!;
  return {
    apiVersion: template!.apiVersion,
    kind: template!.kind,
    metadata: { name, namespace, ownerReferences: [controllerReference(object)] },
    spec: {
      ...template!.spec,
      ...(delivery === undefined ? {} : { delivery }),
      ...(subscribers === undefined ? {} : { subscribers }),
    },
  };
}
