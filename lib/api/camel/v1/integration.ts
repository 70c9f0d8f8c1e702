import type { ObjectReference } from '../../core/v1/reference';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32, Int64, Time } from '../../meta/v1';

/** A file of routes in one of Camel's languages. */
export interface CamelSource {
  /** Name of the file; its ending tells the language. */
  readonly name?: string;
  /** The routes themselves. */
  readonly content?: string;
  /** The routes as base64, in place of `content`. */
  readonly rawContent?: string;
  /** ConfigMap that holds the routes, in place of `content`. */
  readonly contentRef?: string;
  /** Key of the ConfigMap. */
  readonly contentKey?: string;
  /** Media type of the content. */
  readonly contentType?: string;
  /** Path of the file in the pod. */
  readonly path?: string;
  /** Whether the content is gzip and base64. @default false */
  readonly compression?: boolean;
  /** The language, such as `yaml` or `java`. @default - as the name's ending says */
  readonly language?: string;
  /** The loader of the routes. @default - as the language says */
  readonly loader?: string;
  /** Identifiers of those who change the routes when they are loaded. */
  readonly interceptors?: readonly string[];
  /** What the file is: routes, a template or an error handler. @default - routes */
  readonly type?: string;
  /** Names of a template's properties. */
  readonly 'property-names'?: readonly string[];
}

/** A condition of an object of Camel K. */
export interface CamelCondition {
  /** What the condition is about. */
  readonly type: string;
  /** Whether it is so. */
  readonly status: 'True' | 'False' | 'Unknown';
  /** When it was last written. */
  readonly lastUpdateTime?: Time;
  /** When the status last changed. */
  readonly lastTransitionTime?: Time;
  /** When it was first so. */
  readonly firstTruthyTime?: Time;
  /** Why, as one word in camel case. */
  readonly reason?: string;
  /** Why, as a sentence. */
  readonly message?: string;
  /** The pods behind the condition. */
  readonly pods?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Routes of Camel that run in pods of their own: as much of them as a source of events needs.
 * @preserveUnknownFields
 */
export interface IntegrationSpec {
  /** Routes in the YAML language. */
  readonly flows?: readonly Readonly<Record<string, unknown>>[];
  /** Routes in any language. */
  readonly sources?: readonly CamelSource[];
  /** Pods that run. @default 1 */
  readonly replicas?: Int32;
  /** Account of the pods. @default 'default' */
  readonly serviceAccountName?: string;
  /** What the operator does besides, by the trait's name. */
  readonly traits?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Libraries that the routes need, such as `camel:aws2-sqs` or `mvn:GROUP:ARTIFACT:VERSION`. */
  readonly dependencies?: readonly string[];
  /** Maven repositories besides the usual ones. */
  readonly repositories?: readonly string[];
  /** What the routes run on. @default - Knative, if it is there */
  readonly profile?: 'Kubernetes' | 'Knative' | 'OpenShift';
  /** Image with the libraries. @default - built or found by the operator */
  readonly integrationKit?: ObjectReference;
  /** What the pods have besides. */
  readonly template?: Readonly<Record<string, unknown>>;
  /** Settings as old releases had them; traits took their place. */
  readonly configuration?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What became of the routes.
 * @preserveUnknownFields
 */
export interface IntegrationStatus {
  /** The generation of the spec that the operator has acted on. */
  readonly observedGeneration?: Int64;
  /** How far the operator has got: `Running` is the aim. */
  readonly phase?: string;
  /** What is so and what is not. */
  readonly conditions?: readonly CamelCondition[];
  /** Pods that run. */
  readonly replicas?: Int32;
  /** Selector of the pods. */
  readonly selector?: string;
  /** The image. */
  readonly image?: string;
}

export const Integration = defineKind<IntegrationSpec, IntegrationStatus>({
  group: 'camel.apache.org',
  version: 'v1',
  kind: 'Integration',
  plural: 'integrations',
  scope: 'Namespaced',
  shortNames: ['it'],
  categories: ['kamel', 'camel'],
  columns: {
    Phase: '.status.phase',
    Ready: conditionColumn('Ready'),
    Replicas: { jsonPath: '.status.replicas', type: 'integer' },
  },
  scale: {
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.replicas',
    labelSelectorPath: '.status.selector',
  },
});
