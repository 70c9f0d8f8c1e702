import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { RequestReply as kind, type RequestReplySpec } from '../../lib/api/eventing/v1alpha1/request-reply';
import { isoDuration } from '../base/duration';
import type { Lowering, ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { Addressable } from './addressable';
import type { IBroker } from './broker-reference';
import { type DeliveryProps, lowerDelivery } from './delivery';

/** Where requests go, and how their replies are known. */
export interface RequestReplyProps extends ResourceProps {
  /** The broker that requests go to and replies come from; in the same namespace. */
  readonly broker: IBroker;
  /** How long to wait for a reply. @default - the cluster's: 30 s */
  readonly timeout?: Duration;
  /** Attribute that is put on a request to know its reply by. @default 'correlationid' */
  readonly correlationAttribute?: string;
  /** Attribute in which a reply repeats what that one said. @default 'replyid' */
  readonly replyAttribute?: string;
  /** Retries and dead letters. @default - the broker's */
  readonly delivery?: DeliveryProps;
}

/**
 * Turns a request over HTTP into an event for a broker and answers with the event that replies to it.
 *
 * Becomes: one RequestReply.
 * @example
 * new RequestReply(chart, 'quotes', { broker, timeout: Duration.seconds(10) });
 */
export class RequestReply extends Addressable<RequestReplySpec> {
  public constructor(scope: Construct, id: string, given: RequestReplyProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        brokerRef: brokerRefOf(props.broker, lowering),
        correlationAttribute: props.correlationAttribute,
        replyAttribute: props.replyAttribute,
        timeout: props.timeout && isoDuration(props.timeout),
        delivery: props.delivery && lowerDelivery(props.delivery, lowering),
      },
    }));
  }
}

function brokerRefOf(broker: IBroker, lowering: Lowering): RequestReplySpec['brokerRef'] {
  const {
    apiVersion = '',
    kind: of,
    name,
    namespace,
  } = lowering.able('broker', broker, 'referenceFrom', 'a broker').referenceFrom(lowering.namespace);
  if (namespace !== undefined) {
    const found = `broker "${name}" is in namespace "${namespace}"`;
    lowering.refuse('reference', 'broker', found, 'put the RequestReply there');
  }
  return { apiVersion, kind: of, name };
}
