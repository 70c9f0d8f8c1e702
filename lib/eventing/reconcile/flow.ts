import type { AddressStatus } from '../../api/duck/v1/addressable';
import type { ChannelTemplate } from '../../api/duck/v1/channel-template';
import type { KReference } from '../../api/duck/v1/destination';
import { Subscription, type SubscriptionSpec } from '../../api/messaging/v1/subscription';
import type { KubeObject } from '../../api/meta/v1';
import { type Condition, conditionOf } from '../../controller/conditions';
import {
  apply,
  controllerReference,
  create,
  type Effect,
  isControlledBy,
  remove,
  targetOf,
} from '../../controller/effects';
import { isSame } from '../../controller/json';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { featuresOf } from '../features';
import { keepPolicies, policiesFor, policyOf } from './authorization';
import { kindOf } from './common';

/** A channel of a flow. */
export type FlowChannel = KubeObject<unknown, AddressStatus>;

/** A channel that a flow makes of its template. It is made once: a channel does not become another. */
export function channelOf(owner: KubeObject, name: string, template: ChannelTemplate): KubeObject {
  return {
    apiVersion: template.apiVersion,
    kind: template.kind,
    metadata: { name, namespace: owner.metadata.namespace, ownerReferences: [controllerReference(owner)] },
    ...(template.spec === undefined ? { spec: {} } : { spec: template.spec }),
  };
}

/** How a flow's subscriptions name a channel of it. */
export const referenceTo = (name: string, template: ChannelTemplate, namespace?: string): KReference => ({
  apiVersion: template.apiVersion,
  kind: template.kind,
  name,
  ...(namespace === undefined ? {} : { namespace }),
});

export function subscriptionOf(owner: KubeObject, name: string, spec: SubscriptionSpec): KubeObject<SubscriptionSpec> {
  return {
    apiVersion: Subscription.apiVersion,
    kind: Subscription.kind,
    metadata: { name, namespace: owner.metadata.namespace, ownerReferences: [controllerReference(owner)] },
    spec,
  };
}

/** What a flow should have, and what it has of it. */
export interface FlowParts {
  readonly effects: readonly Effect[];
  /** Names of channels, and these as far as they are there. */
  readonly channels: ReadonlyMap<string, FlowChannel | undefined>;
  readonly subscriptions: ReadonlyMap<string, KubeObject | undefined>;
  /** The first name that somebody else has. */
  readonly taken?: string;
}

/** Brings a flow's channels and subscriptions about, and takes away those that it no longer needs. */
export function flowParts(
  owner: KubeObject,
  template: ChannelTemplate,
  channelNames: readonly string[],
  wanted: readonly KubeObject<SubscriptionSpec>[],
  view: View,
): FlowParts {
  const { namespace } = owner.metadata;
  const kind = kindOf(template);
  const channels = new Map(
    channelNames.map((name) => [name, view.get(kind, name, namespace) as FlowChannel | undefined]),
  );
  const names = wanted.map(({ metadata }) => metadata.name ?? '');
  const subscriptions = new Map(
    names.map((name) => [name, view.get(Subscription, name, namespace) as KubeObject | undefined]),
  );
  const foreign = [...channels, ...subscriptions].find(
    ([, found]) => found !== undefined && !isControlledBy(found, owner),
  );
  const stale = [...view.children(kind), ...view.children(Subscription)].filter(
    ({ kind: of, metadata }) => !(of === Subscription.kind ? names : channelNames).includes(metadata.name ?? ''),
  );
  return {
    channels,
    subscriptions,
    ...(foreign === undefined ? {} : { taken: foreign[0] }),
    effects: [
      ...channelNames.map((name) => create(channelOf(owner, name, template))),
      ...wanted.flatMap((each) => subscribed(each, subscriptions.get(each.metadata.name ?? ''))),
      ...stale.map((object) => remove(targetOf(object))),
    ],
  };
}

/** A subscription can't move to another channel: it is made anew. */
function subscribed(wanted: KubeObject<SubscriptionSpec>, found: KubeObject | undefined): readonly Effect[] {
  const isMoved = found !== undefined && !isSame((found.spec as SubscriptionSpec).channel, wanted.spec?.channel);
  return [...(isMoved ? [remove(targetOf(wanted))] : []), apply(wanted)];
}

/** What a flow says of one of its parts. */
export function readiness(part: KubeObject | undefined, missing: Omit<Condition, 'type' | 'status'>): Condition {
  return conditionOf(part, 'Ready') ?? { type: 'Ready', status: 'Unknown', ...missing };
}

export const areAllReady = (conditions: readonly Condition[]) => conditions.every(({ status }) => status === 'True');

/** A channel of a flow, and the subscription that sends to it; the first one is sent to from outside. */
export interface FlowEntry {
  readonly channel: FlowChannel | undefined;
  readonly sender?: string;
}

/** Only a flow itself may send to its inner channels; who may send to the flow may send to its first one. */
export function flowPolicies(owner: KubeObject, entries: readonly FlowEntry[], view: View): readonly Effect[] {
  const { name = '', namespace } = owner.metadata;
  const [version = '', group = ''] = owner.apiVersion.split('/').reverse();
  const lower = owner.kind.toLowerCase();
  const labels = {
    [`flows.knative.dev/${lower}-group`]: group,
    [`flows.knative.dev/${lower}-version`]: version,
    [`flows.knative.dev/${lower}-kind`]: owner.kind,
    [`flows.knative.dev/${lower}-name`]: name,
  };
  const wanted = !featuresOf(view).checksIdentity
    ? []
    : entries.flatMap(({ channel, sender }) => {
        if (channel === undefined) return [];
        const { apiVersion, kind, metadata } = channel;
        const to = { apiVersion, kind, name: metadata.name ?? '', namespace };
        const common = { name: childName(name, `-ep-${to.name}`), labels, owners: [owner], to };
        if (sender !== undefined) {
          const { apiVersion: of, kind: kindOfSender } = Subscription;
          return [
            policyOf({ ...common, from: [{ ref: { apiVersion: of, kind: kindOfSender, name: sender, namespace } }] }),
          ];
        }
        return policiesFor(owner, view)
          .slice(-1)
          .map(({ spec }) => policyOf({ ...common, from: spec?.from }));
      });
  return keepPolicies(wanted, { namespace, labels }, view);
}
