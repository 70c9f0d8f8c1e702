import { ApiObject, type ApiObjectProps, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import type { KReference } from '../../lib/api/duck/v1/destination';
import type { Kind } from '../../lib/api/kind';
import type { NodeFacts } from '../../lib/graph/graph';
import type { SynthFault } from '../../lib/rules/synth-faults';
import { brand } from './brand';
import { foundValue } from './found-value';
import { assertKnownProps } from './known-props';
import { areLateValuesLetIn, assertNameIsKnown, lateText, withLateTexts } from './late-values';
import { objectName } from './object-name';
import { assertPlainManifest, assertPlainProps } from './plain-data';
import { Program } from './program';
import { sortedFields } from './sorted-fields';
import { type ReadStatus, statusField } from './status-field';
import { SynthError } from './synth-error';
import { givenProps } from './watched-props';

/** What every construct of this package takes. */
export interface ResourceProps {
  /** Name of the object. @default - the construct's id */
  readonly name?: string;
  /** Namespace of the object. @default - the chart's */
  readonly namespace?: string;
  /** Labels of the object, besides the chart's. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the object. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object's own part of a manifest: all but apiVersion, kind and the metadata that `ResourceProps` carry. */
export interface Manifest<Spec> {
  readonly spec?: Spec;
  /** Labels that the construct adds. */
  readonly labels?: Readonly<Record<string, string | undefined>>;
  /** Annotations that the construct adds. */
  readonly annotations?: Readonly<Record<string, string | undefined>>;
  /** Top-level fields of kinds without a spec, such as a ConfigMap's data. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** What the name of an object begins with that is created again and again; it has no name of its own then. */
  readonly generateName?: string;
  /** What the program knows of the object and the object can't say. */
  readonly facts?: NodeFacts;
}

/**
 * A construct that becomes one object.
 *
 * Merges metadata, refuses properties that are no plain data, and has the rules judge the object when the
 * program is synthesized. `ApiObject.of(resource)` is the object, to be patched at will.
 */
export abstract class Resource<Spec> extends Construct {
  /** Name of the object. */
  public readonly name: string;
  /** Namespace of the object; undefined where the program leaves it open, and for cluster-scoped kinds. */
  public readonly namespace: string | undefined;
  public readonly apiVersion: string;
  public readonly kind: string;
  readonly #object: ApiObject;

  protected constructor(
    scope: Construct,
    id: string,
    kind: Kind<Spec>,
    props: ResourceProps,
    lower: (lowering: Lowering) => Manifest<Spec>,
  ) {
    super(placeFor(id, scope), id);
    brand(this, 'Resource');
    assertPlainProps(givenProps(props), this.node.path);
    this.apiVersion = kind.apiVersion;
    this.kind = kind.kind;
    this.name = props.name ?? id;
    this.#assertMetadata(props);
    assertNameIsKnown(this.name, this.node.path, 'name');
    this.namespace = kind.scope === 'Cluster' ? undefined : (props.namespace ?? Chart.of(this).namespace);

    const lowering = new Lowering(this, this.name, this.namespace);
    const manifest = lowered(lower, lowering);
    const object = new ResourceObject(this, kind, props, withLateTexts(manifest));
    this.#object = object;
    assertKnownProps(props, this.node.path);
    const program = Program.of(this);
    program.add(object, this.node.path, manifest.facts ?? {});
    this.node.addValidation({ validate: () => program.errorsOf(this.node.path) });
  }

  /** What plain JavaScript may give, and the compiler would refuse. */
  #assertMetadata({ name, namespace, labels, annotations }: ResourceProps): void {
    for (const [path, value] of Object.entries({ name, namespace })) {
      if (value === undefined || typeof value === 'string') continue;
      throw new SynthError('value', this.node.path, path, `found ${foundValue(value)}`, 'give a text');
    }
    for (const [path, value] of Object.entries({ labels, annotations })) {
      if (value === undefined || isMap(value)) continue;
      throw new SynthError('value', this.node.path, path, `found ${foundValue(value)}`, 'give a map of texts');
    }
  }

  /** A reference to the object, as an object of the given namespace writes it. */
  public referenceFrom(namespace: string | undefined): KReference {
    const { apiVersion, kind, name } = this;
    return { apiVersion, kind, name, ...(this.namespace !== namespace && { namespace: this.namespace }) };
  }

  /**
   * What stands for a field of the object's status while the program runs.
   *
   * @param path the field, for messages
   * @param standIn what rules take it for
   * @throws SynthError KG0009 where nobody can tell: the field is the cluster's, and only Pulumi waits for it.
   */
  protected inStatus(path: string, read: ReadStatus, standIn?: string): string {
    if (areLateValuesLetIn()) return lateText(statusField(this.#object, path, read), standIn);
    const found = `${path} of ${this.kind} "${this.name}" is known only to the cluster`;
    throw new SynthError(
      'late',
      this.node.path,
      path,
      found,
      'run the constructs in a Program of cdk8s-knative/pulumi',
    );
  }
}

/** What a construct knows of its object while it turns its properties into a manifest. */
export class Lowering {
  public constructor(
    /** The construct, for objects that are to come before its own. */
    public readonly scope: Construct,
    /** Name of the object. */
    public readonly name: string,
    /** Namespace of the object, where it has one. */
    public readonly namespace: string | undefined,
  ) {}

  /** A list; plain JavaScript may give nothing, or something else. */
  public list<Item>(path: string, given: readonly Item[]): readonly Item[] {
    return Array.isArray(given) ? given : this.#refuseOther(path, given, 'a list');
  }

  /** A map; plain JavaScript may give something else. */
  public map<Value extends object>(path: string, given: Value): Value {
    return isMap(given) ? given : this.#refuseOther(path, given, 'a map');
  }

  /** Something that can do what the property is for; plain JavaScript may give nothing, or something that can't. */
  public able<Value extends object>(path: string, given: Value, method: keyof Value & string, meant: string): Value {
    const isAble = typeof given === 'object' && given !== null && typeof given[method] === 'function';
    return isAble ? given : this.#refuseOther(path, given, meant);
  }

  #refuseOther(path: string, given: unknown, meant: string): never {
    if (given === undefined || given === null) this.refuse('missing', path, 'found nothing', `give ${meant}`);
    return this.refuse('value', path, `found ${foundValue(given)}`, `give ${meant}`);
  }

  /** Stops the synthesis: the property can't become a manifest. */
  public refuse(fault: SynthFault, path: string, found: string, hint?: string): never {
    throw new SynthError(fault, this.scope.node.path, path, found, hint);
  }
}

/** A map, and no list, text or number. What is made late may be anything. */
function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses, before the library of constructs does in its own words, what can't be the place of a construct. */
function placeFor(id: string, scope: Construct): Construct {
  const path: string = scope?.node?.path ?? '';
  const refuse = (found: string, hint: string) => {
    throw new SynthError('place', path, '', found, hint);
  };
  if (!Construct.isConstruct(scope))
    refuse(`"${id}" is in ${foundValue(scope)}`, 'give a Chart, or a construct in one');
  if (!scope.node.scopes.some((each) => Chart.isChart(each))) {
    refuse(`"${id}" is in no chart`, 'give a Chart, or a construct in one');
  }
  if (typeof id !== 'string' || id === '')
    refuse(`found ${id === '' ? 'an empty text' : foundValue(id)} as an id`, 'give a text');
  if (scope.node.tryFindChild(id) !== undefined)
    refuse(`there is already a construct with the id "${id}"`, 'give another id');
  return scope;
}

/** What a construct makes of its properties. In plain JavaScript they may be anything, and fail anywhere. */
function lowered<Spec>(lower: (lowering: Lowering) => Manifest<Spec>, lowering: Lowering): Manifest<Spec> {
  try {
    return lower(lowering);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const { node, constructor: made } = lowering.scope;
    const found = `a property is missing or has a wrong type: ${error.message}`;
    const refused = new SynthError('value', node.path, '', found, `give what the reference says of ${made.name}`);
    throw Object.assign(refused, { cause: error });
  }
}

/**
 * A chart, and thus a file, of its own for an object that can only be created: `kubectl apply`, and whoever keeps a cluster
 * as a repository says, stop at an object without a name. Below the root, since only there a file has the chart's name.
 */
function manualChart({ node, namespace }: Resource<unknown>, { labels }: Chart): Chart {
  return new Chart(node.root, objectName([...node.path.split('/'), 'manual']), { namespace, labels });
}

const METADATA_CHANGES = ['add', 'addLabel', 'addAnnotation', 'addFinalizers', 'addOwnerReference'] as const;

/** The `ApiObject` behind a resource. Tells the program of each change, so that it is judged anew. */
class ResourceObject extends ApiObject {
  /** Whether the manifest is what it will be: nothing in it is made late, and no patch changes it. */
  #isComplete = true;
  readonly #content: Readonly<Record<string, unknown>>;

  public constructor(resource: Resource<unknown>, kind: Kind, props: ResourceProps, manifest: Manifest<unknown>) {
    const { spec, fields, labels, annotations, generateName } = manifest;
    const namespace = kind.scope === 'Cluster' ? undefined : resource.namespace;
    const content = {
      ...fields,
      ...(spec !== undefined && { spec }),
      metadata: {
        ...(generateName === undefined ? { name: resource.name } : { generateName }),
        namespace,
        labels: { ...labels, ...props.labels },
        annotations: { ...annotations, ...props.annotations },
      },
    };
    const { isComplete } = assertPlainManifest(content, resource.node.path);
    const scope = generateName === undefined ? resource : manualChart(resource, Chart.of(resource));
    super(scope, 'Default', { apiVersion: kind.apiVersion, kind: kind.kind, ...content } as ApiObjectProps);
    if (generateName !== undefined) {
      resource.node.defaultChild = this;
      // ApiObject makes a name up where there is none.
      this.addJsonPatch(JsonPatch.remove('/metadata/name'));
    }
    // The chart's namespace is nothing to a cluster-scoped object, but ApiObject writes it there.
    if (kind.scope === 'Cluster') this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    this.#watchMetadata();
    this.#isComplete &&= isComplete;
    this.#content = content;
  }

  /** As cdk8s would write it; an object that nothing is left to be resolved in or patched on is written directly. */
  public override toJson(): object {
    const isResolved = this.#isComplete && App.of(this).resolvers.length === DEFAULT_RESOLVERS;
    if (!isResolved || process.env['CDK8S_DISABLE_SORT']) return super.toJson() as object;
    const { metadata: _, ...fields } = this.#content;
    const { apiVersion, kind } = this;
    const metadata = this.metadata.toJson() as object;
    return { apiVersion, kind, metadata, ...sortedFields(fields) };
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    super.addJsonPatch(...operations);
    this.#isComplete = false;
    Program.of(this).touch();
  }

  #watchMetadata(): void {
    for (const name of METADATA_CHANGES) {
      const change = this.metadata[name].bind(this.metadata) as (...values: unknown[]) => void;
      const watched = (...values: unknown[]) => {
        change(...values);
        Program.of(this).touch();
      };
      Object.defineProperty(this.metadata, name, { value: watched });
    }
  }
}

/** Lazy values, tokens and boxed unions: what every app of cdk8s resolves. Plain data has none of them. */
const DEFAULT_RESOLVERS = new App().resolvers.length;
