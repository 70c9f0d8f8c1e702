export { type AutoscalerConfig, autoscalerConfig } from './autoscaler';
export { type DefaultsConfig, defaultsConfig } from './defaults';
export type { ConfigSettings } from './key';
export { type TektonDefaultsConfig, tektonDefaultsConfig } from './tekton-defaults';
