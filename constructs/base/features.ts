import {
  type FeatureFlags,
  type FeatureName,
  type FeatureState,
  type FlaggedComponent,
  featureDefinitions,
  featureStates,
} from '../../lib/rules/features';

export type { FeatureFlags, FeatureName, FeatureState };

/** The part of Knative that reads a flag; each has a `config-features` of its own. */
export type KnativeComponent = Exclude<(typeof featureDefinitions)[FeatureName]['component'], 'tekton'>;

/** A flag that a component's ConfigMap can't hold: what is wrong with it and what would be right. */
export interface FeatureFault {
  readonly name: string;
  readonly found: string;
  readonly hint: string;
}

/** The flags that the component would silently ignore: those of the other one, and values that a flag does not have. */
export function ignoredFeatures(features: FeatureFlags, component: FlaggedComponent): FeatureFault[] {
  return (Object.entries(features) as [FeatureName, FeatureState][]).flatMap(([name, state]): FeatureFault[] => {
    const { component: reader } = featureDefinitions[name] ?? {};
    if (reader !== component) {
      return [{ name, found: `${component} reads no flag "${name}"`, hint: `${reader ?? 'no component'} does` }];
    }
    const states = featureStates(name);
    return states.includes(state)
      ? []
      : [{ name, found: `the flag has no value "${state}"`, hint: `it has ${states.join(', ')}` }];
  });
}
