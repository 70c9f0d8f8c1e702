export { graphRules, ruleSets } from './catalogue';
export { check } from './check';
export { withDefaults } from './defaults';
export {
  bySeverity,
  type Diagnostic,
  type FieldPath,
  formatDiagnostic,
  formatPath,
  type Severity,
} from './diagnostic';
export { type FeatureFlags, type FeatureName, type FeatureState, featureDefinitions } from './features';
export {
  type IstioVersion,
  istioVersions,
  type KnativeVersion,
  knativeVersions,
  Platform,
  type PlatformOptions,
  type PlatformSettings,
  type TektonVersion,
  tektonVersions,
} from './platform';
export type { GraphReport, GraphRule, Report, Rule, RuleContext, RuleExample, RuleSet, RuleText, Target } from './rule';
export { type ValidateOptions, validate } from './validate';
