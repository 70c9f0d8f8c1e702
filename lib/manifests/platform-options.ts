import {
  type FeatureFlags,
  type FeatureName,
  featureDefinitions,
  featureStates,
  isFeatureName,
  parseFeatureState,
} from '../rules/features';
import { nearest } from '../rules/nearest';
import { type KnativeVersion, knativeVersions, type PlatformOptions } from '../rules/platform';

/** A setting that nobody can have meant, in words for the one who made it. */
export class SettingError extends Error {
  public override readonly name = 'SettingError';
}

/** Reads feature flags that came as texts. Throws `SettingError` for a flag or value that Knative does not have. */
export function featuresOf(texts: Readonly<Record<string, string>>): FeatureFlags {
  const flags: Partial<Record<FeatureName, PlatformFeature>> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (!isFeatureName(name)) throw new SettingError(unknownFeature(name));
    const state = parseFeatureState(name, text);
    if (state === undefined) {
      throw new SettingError(`feature "${name}" has no value "${text}": it may be ${featureStates(name).join(', ')}`);
    }
    flags[name] = state;
  }
  return flags;
}

type PlatformFeature = FeatureFlags[FeatureName];

function unknownFeature(name: string): string {
  const known = Object.keys(featureDefinitions);
  const meant = nearest(name, known);
  return `there is no feature "${name}": ${meant === undefined ? `there are ${known.join(', ')}` : `did you mean "${meant}"?`}`;
}

/** Reads a profile such as `knative=1.23`. Throws `SettingError` for a component or version that has no rules here. */
export function profileOf(text: string): Pick<PlatformOptions, 'knative'> {
  const [component = '', version = ''] = text.split('=', 2);
  const known = `known are ${knativeVersions.map((each) => `knative=${each}`).join(', ')}`;
  if (component !== 'knative') throw new SettingError(`there is no profile "${text}": ${known}`);
  if (!isKnown(version)) throw new SettingError(`the rules of Knative "${version}" are not known: ${known}`);
  return { knative: version };
}

function isKnown(version: string): version is KnativeVersion {
  return (knativeVersions as readonly string[]).includes(version);
}
