import {
  type FeatureFlags,
  type FeatureName,
  featureDefinitions,
  featureStates,
  isFeatureName,
  parseFeatureState,
} from '../rules/features';
import { nearest } from '../rules/nearest';
import { istioVersions, knativeVersions, type PlatformOptions, tektonVersions } from '../rules/platform';

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

/** The versions of the parts of a platform that have rules here. */
const versions = { knative: knativeVersions, tekton: tektonVersions, istio: istioVersions } as const;

export type Profile = Pick<PlatformOptions, keyof typeof versions>;

/**
 * Reads a profile such as `knative=1.23,tekton=1.15`. Throws `SettingError` for a component or version that has no rules
 * here.
 */
export function profileOf(text: string): Profile {
  const entries = text.split(',').map((part) => {
    const [component = '', version = ''] = part.trim().split('=', 2);
    if (!Object.hasOwn(versions, component)) throw new SettingError(`there is no profile "${part}": ${known()}`);
    if (!(versions[component as keyof typeof versions] as readonly string[]).includes(version))
      throw new SettingError(`there are no rules for ${component} "${version}": ${known()}`);
    return [component, version];
  });
  return Object.fromEntries(entries) as Profile;
}

function known(): string {
  const all = Object.entries(versions).flatMap(([component, known]) => known.map((each) => `${component}=${each}`));
  return `known are ${all.join(', ')}`;
}
