import type { Construct } from 'constructs';
import { kubernetes } from '../../lib/api/kubernetes';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** What a namespace takes. */
export type NamespaceProps = Omit<ResourceProps, 'namespace'>;

/**
 * A namespace.
 *
 * Becomes: one Namespace.
 * @example
 * const shop = new Namespace(chart, 'shop');
 */
export class Namespace extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: NamespaceProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.Namespace, props, () => ({}));
  }
}
