import type { AppliedEventPoliciesStatus } from '../../api/duck/v1/eventing-status';
import {
  EventPolicy,
  type EventPolicySpec,
  type EventPolicyStatus,
  type EventPolicyTargetReference,
} from '../../api/eventing/v1alpha1/event-policy';
import type { KubeObject } from '../../api/meta/v1';
import { type Conditions, isReady } from '../../controller/conditions';
import { apply, type Effect, remove, targetOf } from '../../controller/effects';
import type { View } from '../../controller/reconciler';
import { selects } from '../../controller/selector';
import { featuresOf } from '../features';

export type Policy = KubeObject<EventPolicySpec, EventPolicyStatus>;

/** The policies that say who may send to an object: those that name it, select it, or are for all of its namespace. */
export function policiesFor({ apiVersion, kind, metadata }: KubeObject, view: View): readonly Policy[] {
  const { name = '', namespace, labels } = metadata;
  const isOfKind = (target: { readonly apiVersion?: string; readonly kind?: string }) =>
    groupOf(target.apiVersion) === groupOf(apiVersion) && target.kind?.toLowerCase() === kind.toLowerCase();
  return view.list(EventPolicy, { namespace }).filter(({ spec }) => {
    const { to = [] } = spec ?? {};
    if (to.length === 0) return true;
    return to.some(
      ({ ref, selector }) =>
        (ref !== undefined && isOfKind(ref) && ref.name.toLowerCase() === name.toLowerCase()) ||
        (selector !== undefined && isOfKind(selector) && selects(selector, labels)),
    );
  });
}

const groupOf = (apiVersion = '') => (apiVersion.includes('/') ? apiVersion.split('/')[0]!.toLowerCase() : '');

/** Marks whether it is known who may send to an object, and lists the policies that say it. */
export function applyPolicies(object: KubeObject, view: View, conditions: Conditions): AppliedEventPoliciesStatus {
  const all = policiesFor(object, view);
  if (all.length === 0) {
    const { checksIdentity, defaultAuthorization } = featuresOf(view);
    conditions.markTrue(
      'EventPoliciesReady',
      checksIdentity
        ? { reason: 'DefaultAuthorizationMode', message: `Default authz mode is "${defaultAuthorization}"` }
        : {
            reason: 'OIDCDisabled',
            message: 'Feature "authentication-oidc" must be enabled to support Authorization',
          },
    );
    return {};
  }
  const open = all.filter((policy) => !isReady(policy)).map(({ metadata }) => metadata.name);
  if (open.length === 0) conditions.markTrue('EventPoliciesReady');
  else {
    const message = `event policies ${open.join(', ')} are not ready`;
    conditions.markFalse('EventPoliciesReady', 'EventPoliciesNotReady', message);
  }
  const policies = all
    .filter((policy) => isReady(policy))
    .map(({ metadata }) => ({ apiVersion: EventPolicy.apiVersion, name: metadata.name ?? '' }));
  return policies.length === 0 ? {} : { policies };
}

/** A policy that somebody makes for an object of its own. */
export interface PolicyWanted {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whose it is. */
  readonly owners: readonly KubeObject[];
  /** Who may be sent to. */
  readonly to: EventPolicyTargetReference & { readonly namespace?: string };
  readonly from: EventPolicySpec['from'];
}

export function policyOf({ name, labels, owners, to, from }: PolicyWanted): Policy {
  const { namespace, ...ref } = to;
  return {
    apiVersion: EventPolicy.apiVersion,
    kind: EventPolicy.kind,
    metadata: {
      name,
      namespace,
      labels,
      ownerReferences: owners.map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        name: metadata.name ?? '',
        uid: metadata.uid ?? '',
      })),
    },
    spec: { to: [{ ref }], ...(from === undefined ? {} : { from }) },
  };
}

/** Brings these policies about, and takes away others of the same labels. */
export function keepPolicies(
  wanted: readonly Policy[],
  { namespace, labels }: { readonly namespace?: string; readonly labels: Readonly<Record<string, string>> },
  view: View,
): readonly Effect[] {
  const names = new Set(wanted.map(({ metadata }) => metadata.name));
  const stale = view.list(EventPolicy, { namespace, labels }).filter(({ metadata }) => !names.has(metadata.name));
  return [...wanted.map((policy) => apply(policy)), ...stale.map((policy) => remove(targetOf(policy)))];
}
