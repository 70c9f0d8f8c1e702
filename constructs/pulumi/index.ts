export type { KubernetesResource, Waiting, WaitingFor } from '../../lib/pulumi';
export { ConstructComponent, type ConstructComponentParts, SinkComponent } from './construct-component';
export { Broker, Channel, Parallel, Sequence, Subscription, Trigger } from './eventing-components';
export { type InputOf, type Inputs, inputs } from './inputs';
export { asNumber, asString } from './late-outputs';
export { Program, type ProgramOptions, type ProgramOutputs } from './program';
export { DomainMapping, KnativeService } from './serving-components';
export { ApiServerSource, ContainerSource, KafkaSource, PingSource, SinkBinding } from './source-components';
export { Pipeline, type PipelineArgs, PipelineRun, Task, TaskRun } from './tekton-components';
