import type { Construct } from 'constructs';
import type { KReference } from '../../lib/api/duck/v1/destination';
import {
  type EventPolicyFrom,
  type EventPolicySpec,
  type EventPolicyTo,
  EventPolicy as kind,
} from '../../lib/api/eventing/v1alpha1/event-policy';
import type { LabelSelector } from '../../lib/api/meta/v1';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { IServiceAccount } from '../kubernetes/service-account';
import type { IEventPlace } from './event-type';
import { type EventFilter, lowerFilter } from './filter';

/** Those who may send: an object that events come from, an account, or the subjects of tokens. */
export type EventSender = IEventPlace | { readonly account: IServiceAccount } | { readonly subject: string };

/** What may be sent to: an object, or all of a kind with these labels. */
export type EventReceiver =
  | IEventPlace
  | (LabelSelector & {
      /** The kind's `group/version`. */
      readonly apiVersion: string;
      readonly kind: string;
    });

/** Who may send which events to what. */
export interface EventPolicyProps extends ResourceProps {
  /** Those who may send; a `subject` may end in `*`, which stands for any rest. @default - nobody */
  readonly from?: readonly EventSender[];
  /** What may be sent to, in the policy's own namespace. @default - all that is there */
  readonly to?: readonly EventReceiver[];
  /** Which events may be sent. @default - all */
  readonly filter?: EventFilter;
}

/**
 * Says who may send events to objects of its namespace. Needs the feature `authentication-oidc`.
 *
 * Becomes: one EventPolicy.
 * @example
 * new EventPolicy(chart, 'orders', { from: [ping, { account: shop }], to: [broker] });
 */
export class EventPolicy extends Resource<EventPolicySpec> {
  public constructor(scope: Construct, id: string, given: EventPolicyProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        from: props.from?.map((sender) => lowerSender(sender, lowering)),
        to: props.to?.map((receiver, i) => lowerReceiver(receiver, i, lowering)),
        filters: filtersOf(props.filter),
      },
    }));
  }
}

/** A policy knows expressions only: attributes become `exact`. */
function filtersOf(given: EventFilter | undefined): EventPolicySpec['filters'] {
  const { filter, filters } = lowerFilter(given);
  return filter?.attributes === undefined ? filters : [{ exact: filter.attributes }];
}

function lowerSender(sender: EventSender, lowering: Lowering): EventPolicyFrom {
  if ('referenceFrom' in sender) return { ref: whole(sender.referenceFrom(lowering.namespace)) };
  if ('subject' in sender) return { sub: sender.subject };
  const { namespace } = lowering;
  if (namespace === undefined) {
    const hint = 'give the chart or the policy a namespace';
    lowering.refuse('namespace', 'from', `the account "${sender.account.name}" has no namespace`, hint);
  }
  return { sub: `system:serviceaccount:${namespace}:${sender.account.name}` };
}

function lowerReceiver(receiver: EventReceiver, i: number, lowering: Lowering): EventPolicyTo {
  if (!('referenceFrom' in receiver)) return { selector: receiver };
  const { namespace, ...reference } = whole(receiver.referenceFrom(lowering.namespace));
  if (namespace !== undefined) {
    const found = `${reference.kind} "${reference.name}" is in namespace "${namespace}"`;
    lowering.refuse('reference', `to[${i}]`, found, 'put the policy there');
  }
  return { ref: reference };
}

function whole({ apiVersion = '', kind: of, name, namespace }: KReference) {
  return { apiVersion, kind: of, name, ...(namespace !== undefined && { namespace }) };
}
