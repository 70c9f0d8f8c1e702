import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  Output,
  output,
  type Unwrap,
} from '@pulumi/pulumi';
import { ApiObject, App, Chart, type Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubeObject } from '../../lib/api/meta/v1';
import type { GraphNode } from '../../lib/graph/graph';
import { deployGraph, type KubernetesResource, type TextParts, textOf, type WaitingFor } from '../../lib/pulumi';
import { InvalidProgramError } from '../base/invalid-program-error';
import { holdsLateText, lateParts, withLateValues } from '../base/late-values';
import { Program as Objects, type ProgramOptions as PlatformSettings } from '../base/program';
import { isStatusField, type StatusField } from '../base/status-field';
import { SynthError } from '../base/synth-error';
import { asString, OutputResolver } from './late-outputs';

/** How a program is deployed, besides what Pulumi takes for every component. */
export interface ProgramOptions extends ComponentResourceOptions {
  /** Namespace of all objects that say none. @default - as the provider says, else `default` */
  readonly namespace?: Input<string>;
  /** Labels of all objects. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The cluster that the program is for, and what to do with warnings. @default - Knative as it ships */
  readonly platform?: PlatformSettings;
  /**
   * What Pulumi waits for after it made or changed an object, for all of them or one by one: `true` for what is usual of
   * the kind, `false` for nothing, or conditions such as `condition=Ready`, which must all hold.
   * @default - `Ready`, and `Succeeded` of runs of Tekton, of kinds that have it; Kubernetes' own kinds as Pulumi does
   */
  readonly waitFor?: WaitingFor;
  /** Longest time to wait for one object, in whole seconds. @default - 10 minutes; a run of Tekton has its own time */
  readonly timeout?: Duration;
  /**
   * Objects that are in the cluster already: all, or those for which it says yes. They are taken over as they are, which
   * needs the program to say what is there; leave it out again afterwards.
   * @default - none
   */
  readonly adopt?: boolean | ((object: KubeObject) => boolean);
  /** Options for the resources of single objects, such as `protect`; they go before those that the program sets. @default - none */
  readonly resourceOptions?: (object: KubeObject) => CustomResourceOptions | undefined;
}

/** What a program returns, as Outputs. */
export type ProgramOutputs<Result> = { readonly [Name in keyof Result]: Output<Unwrap<Result[Name]>> };

/**
 * Constructs, deployed by Pulumi: each object is a resource, each construct with others below it a component. Outputs may
 * stand anywhere but in names, and what the cluster tells of an object, such as `url` of a service, comes out as an
 * Output once the object is ready.
 *
 * Throws: SynthError and InvalidProgramError as `cdk8s synth` would report them, before anything is deployed.
 * @example
 * const program = new Program('shop', (scope) => {
 *   const service = new KnativeService(scope, 'shop', { image: image.ref, env: { DB: database.url } });
 *   return { url: service.url };
 * });
 * export const url = program.outputs.url;
 */
export class Program<Result extends object = Record<never, never>> extends ComponentResource {
  /** What the program returned: texts with what the cluster told in place of it, and Outputs as they are. */
  public readonly outputs: ProgramOutputs<Result>;
  readonly #resources: ReadonlyMap<ApiObject, KubernetesResource>;

  /**
   * @param name name in the stack; the resources of its objects are called `NAME/NAMESPACE/OBJECT`
   * @param run makes constructs in the scope that it is given, a chart, and may return what it wants to be known of them
   * @param options how it is deployed
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a program that only makes constructs returns nothing
  public constructor(name: string, run: (scope: Chart) => Result | void, options: ProgramOptions = {}) {
    const { type = 'Program', ...rest } = options as ProgramOptions & { readonly type?: string };
    const { namespace, labels, platform, waitFor, timeout, adopt, resourceOptions, ...pulumiOptions } = rest;
    super(`cdk8s-knative:index:${type}`, name, {}, pulumiOptions);
    const { result, nodes, resources } = withoutStack(() => {
      const app = new App({ resolvers: [new OutputResolver()] });
      const scope = new Chart(app, name, { namespace: namespace && asString(namespace), labels });
      const objects = Objects.of(app);
      if (platform !== undefined) objects.configure(platform);
      const returned = run(scope);
      if (returned instanceof Promise) {
        throw new Error(`the program "${name}" returns a promise: wait for it before, in an async function around it`);
      }
      const graph = objects.soundGraph;
      const nodesNow = objects.nodes;
      const deployed = deployGraph(graph, this, name, {
        waitFor,
        timeoutSeconds: timeout?.toSeconds(),
        adopt,
        resourceOptions,
        formerNames: formerNames(pulumiOptions),
        partsOf: (text, resourceOf) => partsOf(text, (field) => resourceOf(nodeIn(nodesNow, field))),
      });
      return { result: (returned ?? {}) as Result, nodes: nodesNow, resources: deployed };
    });
    this.#resources = new Map(Array.from(nodes, ([object, node]) => [object, resources.get(node)!]));
    const outputs = Object.entries(result).map(([key, value]) => [key, this.#outputOf(value)]);
    this.outputs = Object.fromEntries(outputs) as ProgramOutputs<Result>;
    this.registerOutputs(this.outputs);
  }

  /**
   * The resource of a construct's object, to depend on it or to read its status.
   *
   * @throws Error if the construct is of another program or has no object of its own.
   */
  public resourceOf(construct: IConstruct): KubernetesResource {
    const resource = this.#resources.get(ApiObject.of(construct));
    if (resource === undefined) throw new Error(`${construct.node.path} is not part of this program`);
    return resource;
  }

  #outputOf(value: unknown): Output<unknown> {
    return outputsIn(value, (text) => partsOf(text, ({ object }) => this.#resources.get(object)));
  }
}

/** Has Pulumi tell faults of a program as what they are: by their message, without a stack trace. */
function withoutStack<T>(body: () => T): T {
  try {
    return withLateValues(body);
  } catch (error) {
    if (error instanceof SynthError || error instanceof InvalidProgramError) {
      Object.defineProperty(error, '__pulumiRunError', { value: true });
    }
    throw error;
  }
}

/** A value with Outputs in place of the texts that stand for them, as one Output. */
function outputsIn(value: unknown, parts: (text: string) => TextParts): Output<unknown> {
  if (holdsLateText(value)) {
    const [only, ...others] = parts(value);
    return Output.isInstance(only) && others.length === 0 ? (only as Output<unknown>) : textOf(parts(value));
  }
  if (Output.isInstance(value) || typeof value !== 'object' || value === null) return output(value);
  if (Array.isArray(value)) return all(value.map((item) => outputsIn(item, parts)));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return output(value);
  return all(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, outputsIn(inner, parts)])));
}

const NO_STATUS: Output<unknown> = output({});

/** A text in its parts, with Outputs in place of what is known later. */
function partsOf(text: string, resourceOf: (field: StatusField) => KubernetesResource | undefined): TextParts {
  return lateParts(text).map((part) => {
    if (typeof part === 'string') return part;
    if (!isStatusField(part)) return part as Output<unknown>;
    const resource = resourceOf(part);
    if (resource === undefined) {
      const { object, path } = part;
      throw new Error(
        `${path} of ${object.node.path} is needed before the object can be there: the program goes in a circle`,
      );
    }
    return (resource.status ?? NO_STATUS).apply((status) =>
      part.read((status ?? {}) as Readonly<Record<string, unknown>>),
    );
  });
}

function nodeIn(nodes: ReadonlyMap<ApiObject, GraphNode>, { object }: StatusField): GraphNode {
  const node = nodes.get(object);
  if (node === undefined)
    throw new Error(`${object.node.path} is part of another program: return what is needed of it`);
  return node;
}

/** Names that a renamed component had before: those of its objects begin with them. */
function formerNames({ aliases = [] }: ComponentResourceOptions): string[] {
  return Array.isArray(aliases)
    ? aliases.flatMap((alias) => {
        if (typeof alias === 'string') return alias.split('::')[3] ?? [];
        return 'name' in alias && typeof alias.name === 'string' ? alias.name : [];
      })
    : [];
}
