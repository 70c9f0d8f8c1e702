import type { Construct } from 'constructs';
import type { Destination } from '../../../lib/api/duck/v1/destination';
import type { SourceSpec } from '../../../lib/api/duck/v1/source';
import { defineKind, type Kind } from '../../../lib/api/kind';
import { hasBrand } from '../../base/brand';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import type { SecretRef } from '../../kubernetes/secret-reference';
import { lowerSource, type SourceProps } from './source';

/** The properties of a source of one's own: what every source takes, and its fields. */
export type CustomSourceProps<Fields extends object> = SourceProps & Omit<Fields, keyof SourceProps>;

/** What a kind of source is. */
export interface SourceDefinition<Fields extends object> {
  /** API group, such as `sources.example.com`. */
  readonly group: string;
  /** Version of the group. */
  readonly version: string;
  /** The kind's name, in camel case. */
  readonly kind: string;
  /** The kind's name in URLs. @default - the kind's name in small letters and an s */
  readonly plural?: string;
  /** Types of the events that the source sends, or how they follow from its properties. @default - not known */
  readonly eventTypes?: readonly string[] | ((props: CustomSourceProps<Fields>) => readonly string[]);
  /** What the properties become, besides sink and extensions. @default - fields of the same names, a `SecretRef` as `secretKeyRef` */
  readonly spec?: (props: CustomSourceProps<Fields>) => Readonly<Record<string, unknown>>;
}

/** The class of constructs for a kind of source. */
export interface CustomSourceClass<Fields extends object> {
  new (scope: Construct, id: string, props: CustomSourceProps<Fields>): Resource<Fields & SourceSpec>;
  /** Types of the events that every such source sends; none where they depend on its properties. */
  readonly eventTypes: readonly string[];
}

/**
 * The class of constructs for a source whose CRD is one's own. Its properties are typed by the parameter.
 *
 * The CRD keeps to Knative's duck type of sources: `spec.sink` is a destination, `spec.ceOverrides.extensions` are
 * attributes for each event. Objects become: one of the kind.
 * @example
 * const QueueSource = defineSource<{ readonly queue: string; readonly token: SecretRef }>({
 *   group: 'sources.example.com',
 *   version: 'v1',
 *   kind: 'QueueSource',
 *   eventTypes: ['com.example.queue.message'],
 * });
 * new QueueSource(chart, 'orders', { queue: 'orders', token: SecretRef.of('queue', 'token'), sink: broker });
 */
export function defineSource<Fields extends object>(definition: SourceDefinition<Fields>): CustomSourceClass<Fields> {
  const { group, version, kind: name, plural = `${name.toLowerCase()}s`, eventTypes, spec } = definition;
  const kind: Kind<Fields & SourceSpec> = defineKind({ group, version, kind: name, plural, scope: 'Namespaced' });

  const CustomSource = class extends Resource<Fields & SourceSpec> {
    public static readonly eventTypes: readonly string[] = typeof eventTypes === 'function' ? [] : (eventTypes ?? []);

    public constructor(scope: Construct, id: string, given: CustomSourceProps<Fields>) {
      const props = watchedProps(given);
      super(scope, id, kind, props, (lowering) => {
        const duck = lowerSource(props, lowering);
        assertDestination(duck.sink, lowering);
        const fields = spec === undefined ? fieldsOf(props) : spec(props);
        return {
          spec: { ...fields, ...duck } as Fields & SourceSpec,
          facts: { sends: typeof eventTypes === 'function' ? eventTypes(props) : eventTypes },
        };
      });
    }
  };
  Object.defineProperty(CustomSource, 'name', { value: name });
  return CustomSource;
}

/** No schema of ours knows the kind, and no webhook of Knative: a sink of one's own is looked at here. */
function assertDestination(sink: Destination | undefined, lowering: Lowering): void {
  const { ref, uri } = sink ?? {};
  const isObject = Boolean(ref?.kind && ref.name && (ref.apiVersion ?? ref.group));
  if (ref === undefined ? typeof uri === 'string' : isObject) return;
  const found = ref === undefined ? 'the sink names neither an object nor a URI' : 'the sink names no whole object';
  lowering.refuse('reference', 'sink', found, 'a destination has a ref with apiVersion, kind and name, or a uri');
}

/** Properties of every source: all others are fields of the spec. */
const COMMON: Readonly<Record<keyof SourceProps, true>> = {
  name: true,
  namespace: true,
  labels: true,
  annotations: true,
  sink: true,
  extensions: true,
};

function fieldsOf(props: object): Record<string, unknown> {
  const fields = Object.entries(props).filter(([name, value]) => !Object.hasOwn(COMMON, name) && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, withSecretRefs(value)]));
}

/** References to Secrets as Knative's kinds hold them, wherever they stand. */
function withSecretRefs(value: unknown): unknown {
  if (isSecretRef(value)) return { secretKeyRef: value.toSelector() };
  if (Array.isArray(value)) return value.map(withSecretRefs);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecretRefs(inner)]));
}

function isSecretRef(value: unknown): value is SecretRef {
  return hasBrand(value, 'Value') && typeof (value as Partial<SecretRef>).toSelector === 'function';
}
