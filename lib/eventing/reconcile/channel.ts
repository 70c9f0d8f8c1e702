import type { AddressStatus } from '../../api/duck/v1/addressable';
import { Channel, type ChannelSpec, type ChannelStatus } from '../../api/messaging/v1/channel';
import { InMemoryChannel } from '../../api/messaging/v1/in-memory-channel';
import type { KubeObject } from '../../api/meta/v1';
import { type Conditions, conditionOf, living } from '../../controller/conditions';
import { apply, controllerReference, type Effect, isControlledBy } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { applyPolicies, keepPolicies, policiesFor, policyOf } from './authorization';
import { type DeadLetters, defined, kindOf } from './common';

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
    const deadLetters = deadLettersOf(object, backing, conditions);
    const { address, addresses, subscribers } = backing;
    const status = {
      channel: reference,
      ...(address === undefined ? {} : { address }),
      ...(addresses === undefined ? {} : { addresses }),
      ...(subscribers === undefined ? {} : { subscribers }),
      ...deadLetters,
      ...applyPolicies(object, view, conditions),
    };
    return { status, effects: [...effects, ...(found === undefined ? [] : backingPolicies(object, found, view))] };
  },
});

/** Where the channel's dead letters go: the channel behind it has found it. */
function deadLettersOf({ spec, metadata }: ChannelObject, backing: ChannelStatus, conditions: Conditions): DeadLetters {
  if (spec?.delivery?.deadLetterSink === undefined) {
    conditions.markTrue('DeadLetterSinkResolved', {
      reason: 'DeadLetterSinkNotConfigured',
      message: 'No dead letter sink is configured.',
    });
    return {};
  }
  const { deadLetterSinkUri, deadLetterSinkCACerts, deadLetterSinkAudience } = backing;
  if (deadLetterSinkUri === undefined) {
    const reason = `Backing Channel ${metadata.name} didn't set status.deadLetterSinkURI`;
    conditions.markFalse('DeadLetterSinkResolved', reason);
    return {};
  }
  conditions.markTrue('DeadLetterSinkResolved');
  return defined({ deadLetterSinkUri, deadLetterSinkCACerts, deadLetterSinkAudience });
}

/** Who may send to a Channel may send to the one behind it. */
function backingPolicies(
  object: ChannelObject,
  { apiVersion, kind, metadata }: Backing,
  view: View,
): readonly Effect[] {
  const { name = '', namespace } = metadata;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const labels = {
    'messaging.knative.dev/channel-group': group,
    'messaging.knative.dev/channel-version': version,
    'messaging.knative.dev/channel-kind': kind,
    'messaging.knative.dev/channel-name': name,
  };
  const wanted = policiesFor(object, view).map((policy) =>
    policyOf({
      name: childName(`${policy.metadata.name}-`, name),
      labels,
      owners: [{ apiVersion, kind, metadata }, policy],
      to: { apiVersion, kind, name, namespace },
      from: policy.spec?.from,
    }),
  );
  // Policies for all of the namespace apply to those that were made of them too.
  const own = wanted.filter(({ metadata: of }) => !wanted.some((each) => of.name === `${each.metadata.name}-${name}`));
  return keepPolicies(own, { namespace, labels }, view);
}

function backingOf(object: ChannelObject): KubeObject {
  const { name, namespace } = object.metadata;
  const { channelTemplate: template, delivery, subscribers } = object.spec!;
  return {
    apiVersion: template!.apiVersion,
    kind: template!.kind,
    metadata: { name, namespace, ownerReferences: [controllerReference(object)] },
    // What the template says counts instead of what the Channel says.
    spec: {
      ...(delivery === undefined ? {} : { delivery }),
      ...(subscribers === undefined ? {} : { subscribers }),
      ...template!.spec,
    },
  };
}
