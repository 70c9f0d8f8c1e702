export { type AutoscalerConfig, autoscalerConfig, autoscalerConfigMap } from './autoscaler';
export { type DefaultsConfig, defaultsConfig, defaultsConfigMap } from './defaults';
export { type DomainEntry, domainEntryFields, domainTypes } from './domain';
export type { ConfigKey, ConfigSettings, ConfigTable } from './key';
export {
  type ConfigMapDefinition,
  type ConfigProblem,
  configProblems,
  EXAMPLE_KEY,
  unknownKeys,
} from './problems';
export { type TektonDefaultsConfig, tektonDefaultsConfig } from './tekton-defaults';
