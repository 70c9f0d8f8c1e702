import { type FeatureFlags, featureDefinitions, isFeatureName } from '../../lib/rules/features';
import type { PlatformSettings } from '../../lib/rules/platform';

/** The data of the ConfigMaps that upstream's webhooks read, by the name that a request has for each. */
export type Flags = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a cluster sets, as a request says it; undefined if it sets nothing. */
export function flagsOf(features: FeatureFlags = {}, settings: PlatformSettings = {}): Flags | undefined {
  const flags: Record<string, Record<string, string>> = {};
  for (const [name, state] of Object.entries(features)) {
    if (!isFeatureName(name)) continue;
    const { component } = featureDefinitions[name];
    flags[component] = { ...flags[component], [name]: state };
  }
  const { defaults, autoscaler, tektonDefaults } = settings;
  if (defaults !== undefined) flags.servingDefaults = defaults;
  if (autoscaler !== undefined) flags.autoscaler = autoscaler;
  if (tektonDefaults !== undefined) flags.tektonDefaults = tektonDefaults;
  return Object.keys(flags).length === 0 ? undefined : flags;
}
