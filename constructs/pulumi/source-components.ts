import type { Chart } from 'cdk8s';
import {
  ApiServerSource as ApiServerSourceConstruct,
  type ApiServerSourceProps,
} from '../eventing/sources/api-server-source';
import {
  ContainerSource as ContainerSourceConstruct,
  type ContainerSourceProps,
} from '../eventing/sources/container-source';
import { KafkaSource as KafkaSourceConstruct, type KafkaSourceProps } from '../eventing/sources/kafka-source';
import { PingSource as PingSourceConstruct, type PingSourceProps } from '../eventing/sources/ping-source';
import { SinkBinding as SinkBindingConstruct, type SinkBindingProps } from '../eventing/sources/sink-binding';
import { ConstructComponent } from './construct-component';
import { type Inputs, inputs } from './inputs';
import type { ProgramOptions } from './program';

/**
 * Sends an event by a schedule. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.PingSource('nightly', { schedule: '0 3 * * *', sink: broker });
 */
export class PingSource extends ConstructComponent<PingSourceConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<PingSourceProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new PingSourceConstruct(scope, name, inputs<PingSourceProps>(args));
    super(name, { type: 'PingSource', args, make, outputs: () => ({}) }, options);
  }
}

/**
 * Sends an event for each change of objects in the cluster. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.ApiServerSource('changes', { resources: [{ apiVersion: 'v1', kind: 'Event' }], sink: broker });
 */
export class ApiServerSource extends ConstructComponent<ApiServerSourceConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<ApiServerSourceProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new ApiServerSourceConstruct(scope, name, inputs<ApiServerSourceProps>(args));
    super(name, { type: 'ApiServerSource', args, make, outputs: () => ({}) }, options);
  }
}

/**
 * Runs a container that sends events. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.ContainerSource('poller', { image: image.ref, sink: broker });
 */
export class ContainerSource extends ConstructComponent<ContainerSourceConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<ContainerSourceProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new ContainerSourceConstruct(scope, name, inputs<ContainerSourceProps>(args));
    super(name, { type: 'ContainerSource', args, make, outputs: () => ({}) }, options);
  }
}

/**
 * Sends records of Kafka as events. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.KafkaSource('records', { bootstrapServers: [cluster.bootstrap], topics: ['orders'], sink: broker });
 */
export class KafkaSource extends ConstructComponent<KafkaSourceConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<KafkaSourceProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new KafkaSourceConstruct(scope, name, inputs<KafkaSourceProps>(args));
    super(name, { type: 'KafkaSource', args, make, outputs: () => ({}) }, options);
  }
}

/**
 * Tells pods where to send their events. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.SinkBinding('sender', { subject, sink: broker });
 */
export class SinkBinding extends ConstructComponent<SinkBindingConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<SinkBindingProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new SinkBindingConstruct(scope, name, inputs<SinkBindingProps>(args));
    super(name, { type: 'SinkBinding', args, make, outputs: () => ({}) }, options);
  }
}
