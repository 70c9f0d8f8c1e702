import type { Kind } from '../../lib/api/kind';
import type { FeatureFlags } from '../../lib/rules/features';
import { featureDefinitions, isFeatureName } from '../../lib/rules/features';
import { minimalFeatures } from '../../lib/rules/minimal';

const SHIPPED: FeatureFlags = {};

/** Every field that Serving keeps behind a flag. */
const SERVING_OPEN: FeatureFlags = Object.fromEntries(
  Object.keys(featureDefinitions)
    .filter((name) => isFeatureName(name) && featureDefinitions[name].component === 'serving')
    .filter((name) => name !== 'secure-pod-defaults')
    .map((name) => [name, 'enabled']),
);

const EVENTING_OPEN: FeatureFlags = {
  'kreference-group': 'enabled',
  'delivery-retryafter': 'enabled',
  'new-apiserversource-filters': 'enabled',
  'cross-namespace-event-links': 'enabled',
};

const TEKTON_OPEN: FeatureFlags = {
  'enable-api-fields': 'alpha',
  'enable-cel-in-whenexpression': 'true',
  'enable-param-enum': 'true',
  'enable-artifacts': 'true',
  'enable-concise-resolver-syntax': 'true',
};

/** The clusters that objects of a kind are judged for: with gates shut as they are shipped, and with gates open. */
export function circumstancesOf({ apiVersion, group, kind }: Kind): readonly FeatureFlags[] {
  const needed = minimalFeatures[`${apiVersion}/${kind}`];
  return clustersOf(group).map((features) => ({ ...features, ...needed }));
}

function clustersOf(group: string): readonly FeatureFlags[] {
  if (group === 'serving.knative.dev') return [SHIPPED, SERVING_OPEN, { 'secure-pod-defaults': 'enabled' }];
  if (group.endsWith('.knative.dev')) return [SHIPPED, EVENTING_OPEN];
  if (group === 'tekton.dev') return [SHIPPED, TEKTON_OPEN];
  return [SHIPPED];
}
