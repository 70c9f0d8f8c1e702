import type { Construct } from 'constructs';
import { kubernetes } from '../../lib/api/kubernetes';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** Texts to keep. */
export interface ConfigMapProps extends ResourceProps {
  /** Texts by key. @default - none */
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * Texts by key, for other objects to read.
 *
 * Becomes: one ConfigMap.
 * @example
 * new ConfigMap(chart, 'greeting', { data: { TARGET: 'World' } });
 */
export class ConfigMap extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: ConfigMapProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.ConfigMap, props, () => ({ fields: { data: props.data } }));
  }
}
