import type { Construct } from 'constructs';
import { kubernetes } from '../../../lib/api/kubernetes';
import { type FeatureFlags, ignoredFeatures, type KnativeComponent } from '../../base/features';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type SystemConfigProps, systemLabels, systemProps } from './system-config';

/** Which features are on. */
export interface FeaturesConfigProps extends SystemConfigProps {
  /** Flags of the component, by name. */
  readonly features: FeatureFlags;
  /** Whose flags these are: Serving and Eventing have a ConfigMap each. @default 'serving' */
  readonly component?: KnativeComponent;
}

/**
 * Turns features of Knative on and off. What is not given stays as Knative ships it. The rules of the program take
 * the flags into account: a property that needs a feature is accepted once the same program turns it on.
 *
 * Becomes: the ConfigMap `config-features` in `knative-serving` or `knative-eventing`.
 * Throws: SynthError KG0004 for a flag that the component would ignore.
 * @example
 * new FeaturesConfig(chart, 'features', { features: { 'kubernetes.podspec-nodeselector': 'enabled' } });
 */
export class FeaturesConfig extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: FeaturesConfigProps) {
    const { component = 'serving' } = given;
    const part = `knative-${component}`;
    const props = watchedProps({ ...systemProps(given, 'config-features', part), component });
    super(scope, id, kubernetes.ConfigMap, props, (lowering) => ({
      labels: systemLabels('controller', part),
      fields: { data: flagsOf(props.features, props.component, lowering) },
    }));
  }
}

function flagsOf(features: FeatureFlags, component: KnativeComponent, lowering: Lowering): FeatureFlags {
  for (const { name, found, hint } of ignoredFeatures(features, component)) {
    lowering.refuse('value', `features.${name}`, found, hint);
  }
  return features;
}
