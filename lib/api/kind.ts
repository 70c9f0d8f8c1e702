/** A column that `kubectl get` prints for a kind. */
export interface PrinterColumn {
  /** JSONPath into the object, as `kubectl` understands it. */
  readonly jsonPath: string;
  /** @default 'string' */
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** Columns of a priority above 0 show only with `-o wide`. @default 0 */
  readonly priority?: number;
}

/** JSONPaths by which a kind's replicas are read and set, such as `.spec.replicas`. */
export interface ScalePaths {
  /** Where the number that should run stands. */
  readonly specReplicasPath: string;
  /** Where the number that does run stands. */
  readonly statusReplicasPath: string;
  /** Where the selector of the pods stands, as text. @default - autoscalers can't find the pods */
  readonly labelSelectorPath?: string;
}

/** What a kind is: all that the rest of the project needs to know of it besides its fields. */
export interface KindDefinition {
  /** API group; empty for Kubernetes' core group. */
  readonly group: string;
  /** Version of the group. */
  readonly version: string;
  /**
   * Versions in which upstream serves the kind besides this one: older ones, whose fields may differ.
   * @default []
   */
  readonly alsoServed?: readonly string[];
  /** The kind's name, in camel case. */
  readonly kind: string;
  /** The resource name in URLs, lower-case. */
  readonly plural: string;
  /** Whether objects live in a namespace. */
  readonly scope: 'Namespaced' | 'Cluster';
  /** Names that `kubectl get` takes besides the plural. @default [] */
  readonly shortNames?: readonly string[];
  /** Groups such as `all` that `kubectl get` lists together. @default [] */
  readonly categories?: readonly string[];
  /** Columns by name, in the order they are printed. A string is a JSONPath of type string. @default {} */
  readonly columns?: Readonly<Record<string, string | PrinterColumn>>;
  /** Whether status is written apart from the rest. @default true */
  readonly statusSubresource?: boolean;
  /** What `kubectl scale` and autoscalers act on. @default - the kind can't be scaled */
  readonly scale?: ScalePaths;
  /** Labels of the CRD by which upstream's controllers recognise duck types. @default {} */
  readonly crdLabels?: Readonly<Record<string, string>>;
  /** Types of events that a source sends, and what each says; the CRD advertises them. @default {} */
  readonly eventTypes?: Readonly<Record<string, string>>;
  /**
   * How upstream's webhook decodes the kind: `strict` refuses unknown fields, `lenient` drops them.
   * @default 'lenient'
   */
  readonly decoding?: 'strict' | 'lenient';
  /** Whether Kubernetes itself serves the kind, so that we make neither schema nor CRD of it. @default false */
  readonly builtIn?: boolean;
}

declare const SPEC: unique symbol;
declare const STATUS: unique symbol;

/** A kind together with the types of its spec and status (which exist for the compiler only). */
export interface Kind<Spec = unknown, Status = unknown> extends KindDefinition {
  /** `group/version`, or the version alone in the core group. */
  readonly apiVersion: string;
  readonly [SPEC]?: Spec;
  readonly [STATUS]?: Status;
}

/** Declares a kind. The interfaces of its spec and status, named `KINDSpec` and `KINDStatus`, are its schema. */
export function defineKind<Spec, Status = unknown>(definition: KindDefinition): Kind<Spec, Status> {
  const { group, version } = definition;
  return Object.freeze({ ...definition, apiVersion: group === '' ? version : `${group}/${version}` });
}

/** The JSONPath of a condition's status or reason. */
export function conditionColumn(type: string, field: 'status' | 'reason' = 'status'): string {
  return `.status.conditions[?(@.type=='${type}')].${field}`;
}
