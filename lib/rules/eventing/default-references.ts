import type { Delivery } from '../../api/duck/v1/delivery';
import type { Destination, KReference } from '../../api/duck/v1/destination';
import type { KubeObject } from '../../api/meta/v1';
import { withoutNulls } from '../../api/nulls';
import type { Defaulter } from '../defaults';

/** A reference in the namespace of the object that has it, if it names none. */
export function withNamespace<R extends Pick<KReference, 'namespace'>>(ref: R, namespace: string | undefined): R {
  return ref.namespace || !namespace ? ref : { ...ref, namespace };
}

export function defaultDestination<D extends Destination>(destination: D, namespace: string | undefined): D {
  return destination.ref === undefined
    ? destination
    : { ...destination, ref: withNamespace(destination.ref, namespace) };
}

export function defaultDelivery(delivery: Delivery, namespace: string | undefined): Delivery {
  const { deadLetterSink } = delivery;
  return deadLetterSink === undefined
    ? delivery
    : { ...delivery, deadLetterSink: defaultDestination(deadLetterSink, namespace) };
}

/** The key of a kind among defaulters. */
export function keyOf({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}`;
}

/** A property that is null counts as absent, for defaults too. */
export function afterNulls(defaulter: Defaulter): Defaulter {
  return (object, platform, before) => defaulter(withoutNulls(object), platform, before);
}
