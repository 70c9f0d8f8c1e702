export { type DeployOptions, deployGraph } from './deploy';
export type { KubernetesResource } from './kubernetes-resource';
export { type TextParts, textOf } from './late-inputs';
export type { Waiting, WaitingFor } from './waiting';
