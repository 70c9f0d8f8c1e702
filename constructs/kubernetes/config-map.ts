import type { Construct } from 'constructs';
import { kubernetes } from '../../lib/api/kubernetes';
import { foundValue } from '../base/found-value';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
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
    super(scope, id, kubernetes.ConfigMap, props, (lowering) => ({
      fields: { data: props.data && textsOf(props.data, lowering) },
    }));
  }
}

/** No schema of ours tells that the API server takes texts only. */
function textsOf(data: Readonly<Record<string, string>>, lowering: Lowering): Readonly<Record<string, string>> {
  for (const [key, value] of Object.entries(lowering.map('data', data))) {
    if (typeof value === 'string' || typeof value === 'object') continue;
    lowering.refuse('value', `data.${key}`, `found ${foundValue(value)}`, 'give a text');
  }
  return data;
}
