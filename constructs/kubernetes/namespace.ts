import type { Construct } from 'constructs';
import { kubernetes } from '../../lib/api/kubernetes';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** What Istio does in a namespace. */
export interface NamespaceMesh {
  /** Whether Pods get a sidecar; a text names the revision of Istio whose sidecar it is. */
  readonly injection: boolean | string;
}

/** What a namespace takes. */
export interface NamespaceProps extends Omit<ResourceProps, 'namespace'> {
  /** What Istio does in the namespace. @default - as the mesh has it: nothing */
  readonly istio?: NamespaceMesh;
}

/**
 * A namespace.
 *
 * Becomes: one Namespace.
 * @example
 * const shop = new Namespace(chart, 'shop', { istio: { injection: true } });
 */
export class Namespace extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: NamespaceProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.Namespace, props, () => ({ labels: props.istio && meshLabels(props.istio) }));
  }
}

/** A revision and a plain yes exclude each other: of both, Istio would take the plain one. */
function meshLabels({ injection }: NamespaceMesh): Readonly<Record<string, string>> {
  if (typeof injection === 'string') return { 'istio.io/rev': injection };
  return { 'istio-injection': injection ? 'enabled' : 'disabled' };
}
