import type { ObjectReference } from '../../core/v1/reference';
import { defineKind } from '../../kind';
import type { Int32, Int64 } from '../../meta/v1';
import type { CamelCondition, IntegrationSpec } from './integration';

/** What data looks like at one side of an end. */
export interface CamelDataType {
  /** Scheme of the component that knows the type. */
  readonly scheme?: string;
  /** The type's name. */
  readonly format?: string;
}

/** One end of a pipe, or a step on its way: exactly one of `ref` and `uri`. */
export interface PipeEndpoint {
  /** A Kamelet, or an object that takes or sends events, such as a Broker, a Channel or a Service of Knative. */
  readonly ref?: ObjectReference;
  /** URI of one of Camel's components, such as `timer:tick`. */
  readonly uri?: string;
  /** Settings by name; at a Broker, `type` is the type of the events. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** What the data looks like, for `in`, `out` and `error`. */
  readonly dataTypes?: Readonly<Record<string, CamelDataType>>;
}

/**
 * Moves what comes from one end to the other: a source of events when the sink is one of Knative's objects.
 * @preserveUnknownFields
 */
export interface PipeSpec {
  /**
   * Where the data comes from.
   * @schemaOptional
   */
  readonly source: PipeEndpoint;
  /**
   * Where the data goes.
   * @schemaOptional
   */
  readonly sink: PipeEndpoint;
  /** What is done on the way, in order. */
  readonly steps?: readonly PipeEndpoint[];
  /** What is done with data that can't be delivered: `none`, `log` or `sink`. @default - it is logged */
  readonly errorHandler?: Readonly<Record<string, unknown>>;
  /** Pods that run. @default 1 */
  readonly replicas?: Int32;
  /** Account of the pods. @default 'default' */
  readonly serviceAccountName?: string;
  /** What the operator does besides, by the trait's name. */
  readonly traits?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Libraries that the pipe needs besides those of its ends. */
  readonly dependencies?: readonly string[];
  /** Settings of the Integration that the pipe becomes. */
  readonly integration?: IntegrationSpec;
}

/**
 * What became of a pipe.
 * @preserveUnknownFields
 */
export interface PipeStatus {
  /** The generation of the spec that the operator has acted on. */
  readonly observedGeneration?: Int64;
  /** How far the operator has got: `Ready` is the aim. */
  readonly phase?: string;
  /** What is so and what is not. */
  readonly conditions?: readonly CamelCondition[];
  /** Pods that run. */
  readonly replicas?: Int32;
  /** Selector of the pods. */
  readonly selector?: string;
}

export const Pipe = defineKind<PipeSpec, PipeStatus>({
  group: 'camel.apache.org',
  version: 'v1',
  kind: 'Pipe',
  plural: 'pipes',
  scope: 'Namespaced',
  shortNames: ['pp'],
  categories: ['kamel', 'camel'],
  columns: {
    Phase: '.status.phase',
    Replicas: { jsonPath: '.status.replicas', type: 'integer' },
  },
  scale: {
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.replicas',
    labelSelectorPath: '.status.selector',
  },
});
