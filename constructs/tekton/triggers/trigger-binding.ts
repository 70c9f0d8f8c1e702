import type { Construct } from 'constructs';
import { ClusterTriggerBinding as clusterKind } from '../../../lib/api/triggers/v1beta1/cluster-trigger-binding';
import { TriggerBinding as kind, type TriggerBindingSpec } from '../../../lib/api/triggers/v1beta1/trigger-binding';
import { type Lowering, type Manifest, Resource, type ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { assertJsonText } from './template-params';
import type { ITriggerBinding } from './trigger-parts';

/** What is taken out of a request. */
export interface TriggerBindingProps extends ResourceProps {
  /**
   * Values by the name of the template's param: text in which `$(body.x)`, `$(header.X)`, `$(extensions.x)` and
   * `$(context.eventID)` stand for parts of the request. The text around them stands as in JSON, so that a quote is `\"`.
   */
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Takes values out of a request for the params of a template. Several triggers can share it.
 *
 * Becomes: one TriggerBinding. Text that would break the JSON of the template's objects is refused.
 * @example
 * new TriggerBinding(chart, 'push', { params: { revision: '$(body.after)', url: '$(body.repository.clone_url)' } });
 */
export class TriggerBinding extends Resource<TriggerBindingSpec> implements ITriggerBinding {
  public constructor(scope: Construct, id: string, given: TriggerBindingProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => bindingOf(props, lowering));
  }
}

/**
 * A binding that the triggers of all namespaces can share.
 *
 * Becomes: one ClusterTriggerBinding.
 * @example
 * new ClusterTriggerBinding(chart, 'github-push', { params: { revision: '$(body.after)' } });
 */
export class ClusterTriggerBinding extends Resource<TriggerBindingSpec> implements ITriggerBinding {
  /** A binding of the cluster that exists without this program. */
  public static fromName(name: string): ITriggerBinding {
    return { name, kind: clusterKind.kind, namespace: undefined };
  }

  public constructor(scope: Construct, id: string, given: TriggerBindingProps) {
    const props = watchedProps(given);
    super(scope, id, clusterKind, props, (lowering) => bindingOf(props, lowering));
  }
}

function bindingOf({ params }: TriggerBindingProps, lowering: Lowering): Manifest<TriggerBindingSpec> {
  const values = Object.entries(params).map(([name, value]) => {
    assertJsonText(value, `params.${name}`, lowering);
    return { name, value };
  });
  return { spec: { params: values } };
}
