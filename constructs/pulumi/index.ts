export type { KubernetesResource, Waiting, WaitingFor } from '../../lib/pulumi';
export { type InputOf, type Inputs, inputs } from './inputs';
export { asNumber, asString } from './late-outputs';
export { Program, type ProgramOptions, type ProgramOutputs } from './program';
