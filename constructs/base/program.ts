import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubeObject } from '../../lib/api/meta/v1';
import { type GraphInput, graphOf } from '../../lib/graph/build';
import type { GraphNode, NodeFacts, ResourceGraph } from '../../lib/graph/graph';
import { type Diagnostic, formatDiagnostic } from '../../lib/rules/diagnostic';
import type { PlatformOptions } from '../../lib/rules/platform';
import { InvalidProgramError } from './invalid-program-error';
import { connectLateFields, withLateFields } from './late-fields';

/** What to do with warnings when a program is synthesized. */
export type WarningPolicy = 'print' | 'ignore' | 'fail';

/** Settings of a whole program. */
export interface ProgramOptions extends PlatformOptions {
  /** Whether warnings are printed to standard error, ignored, or stop the synthesis as errors do. @default 'print' */
  readonly warnings?: WarningPolicy;
}

/** What is remembered of one `ApiObject` besides its manifest. */
interface Member {
  /** Path of the construct that the object belongs to, for messages. */
  readonly construct: string;
  readonly facts: NodeFacts;
}

/** Makes what depends on the whole program; it may ask for the graph of all that was made in time. */
type LateMaker = (graph: () => ResourceGraph) => void;

interface Result {
  readonly graph: ResourceGraph;
  /** The node of each object. */
  readonly nodes: ReadonlyMap<ApiObject, GraphNode>;
  readonly diagnostics: readonly Diagnostic[];
  /** The diagnostics that stop the synthesis. */
  readonly faults: readonly Diagnostic[];
  /** The same as messages, by the construct of ours that tells them. */
  readonly told: ReadonlyMap<string, readonly string[]>;
  /** Messages about objects that no construct of ours made. */
  readonly stray: readonly string[];
}

/**
 * All objects below one root, as a graph, with what is wrong with them.
 *
 * cdk8s validates a program once for each chart and again for the app. The result is therefore kept until
 * an object is added or changed, and no longer than the current turn of the event loop.
 */
export class Program {
  static readonly #programs = new WeakMap<IConstruct, Program>();

  /** The program that a construct is part of. */
  public static of(scope: IConstruct): Program {
    const { root } = scope.node;
    let program = Program.#programs.get(root);
    if (program === undefined) {
      program = new Program(root);
      Program.#programs.set(root, program);
    }
    return program;
  }

  readonly #members = new WeakMap<ApiObject, Member>();
  readonly #printed = new Set<string>();
  readonly #late: LateMaker[] = [];
  #options: ProgramOptions = {};
  #result: Result | undefined;

  private constructor(private readonly root: IConstruct) {
    // Tells what no resource tells itself: faults of ApiObjects that the user made without our constructs.
    root.node.addValidation({ validate: () => this.#validateRoot() });
  }

  public configure(options: ProgramOptions): void {
    this.#options = { ...this.#options, ...options };
    this.touch();
  }

  /** Takes note of an object that one of our constructs made. */
  public add(object: ApiObject, construct: string, facts: NodeFacts): void {
    this.#members.set(object, { construct, facts });
    this.touch();
  }

  /**
   * Has constructs made, or refused, that depend on the whole program. It is called each time before the program is
   * judged, and makes what is not there yet.
   */
  public makeLate(make: LateMaker): void {
    this.#late.push(make);
    this.touch();
  }

  /** Forgets the last result: something has changed. */
  public touch(): void {
    this.#result = undefined;
  }

  public get graph(): ResourceGraph {
    return this.#check().graph;
  }

  /** What is wrong with the program, in the order of its objects. */
  public get diagnostics(): readonly Diagnostic[] {
    return this.#check().diagnostics;
  }

  /** The graph of a program without faults that would stop its synthesis. Prints warnings as the options say. */
  public get soundGraph(): ResourceGraph {
    const { faults, graph } = this.#check();
    if (faults.length > 0) throw new InvalidProgramError(faults);
    this.#printWarnings();
    return graph;
  }

  /** The node of each object in `soundGraph`, asked for in the same turn. */
  public get nodes(): ReadonlyMap<ApiObject, GraphNode> {
    return this.#check().nodes;
  }

  /** The messages that stop the synthesis, for one construct of ours. */
  public errorsOf(construct: string): string[] {
    return [...(this.#check().told.get(construct) ?? [])];
  }

  #validateRoot(): string[] {
    this.#printWarnings();
    return [...this.#check().stray];
  }

  #printWarnings(): void {
    if ((this.#options.warnings ?? 'print') !== 'print') return;
    for (const diagnostic of this.diagnostics) {
      if (diagnostic.severity !== 'warning') continue;
      const line = `warning ${formatDiagnostic(diagnostic)}`;
      if (this.#printed.has(line)) continue;
      this.#printed.add(line);
      console.warn(line);
    }
  }

  #check(): Result {
    if (this.#result !== undefined) return this.#result;
    let soFar: ResourceGraph | undefined;
    for (const make of this.#late) {
      make(() => {
        soFar ??= this.#graphNow().graph;
        return soFar;
      });
    }
    const { graph, nodes } = this.#graphNow();
    // The rules are half of this package: only a synthesis loads them, not each program that imports a construct.
    const { check } = require('../../lib/rules/check') as typeof import('../../lib/rules/check');
    const diagnostics = check(graph, this.#options);
    this.#result = { graph, nodes, diagnostics, ...this.#sorted(diagnostics) };
    queueMicrotask(() => this.touch());
    return this.#result;
  }

  #graphNow(): Pick<Result, 'graph' | 'nodes'> {
    const objects = this.#apiObjects();
    const graph = graphOf(this.#inputs(objects));
    const nodes = new Map(objects.map((object, i) => [object, graph.nodes[i]!]));
    connectLateFields(graph, nodes);
    return { graph, nodes };
  }

  #inputs(objects: readonly ApiObject[]): GraphInput[] {
    return objects.map((object): GraphInput => {
      const member = this.#members.get(object);
      const construct = member?.construct ?? object.node.path;
      const origin = { construct, chart: object.chart.node.path };
      return withLateFields({ object: object.toJson() as KubeObject, origin, facts: member?.facts });
    });
  }

  /** What stops the synthesis, and who tells it: the construct, or the root where it is none of ours. */
  #sorted(diagnostics: readonly Diagnostic[]): Omit<Result, 'graph' | 'nodes' | 'diagnostics'> {
    const failOnWarnings = this.#options.warnings === 'fail';
    const faults = diagnostics.filter(({ severity }) => severity === 'error' || failOnWarnings);
    const told = new Map<string, string[]>();
    const stray: string[] = [];
    if (faults.length === 0) return { faults, told, stray };
    const ours = new Set(this.#apiObjects().flatMap((object) => this.#members.get(object)?.construct ?? []));
    for (const fault of faults) {
      const { construct = '' } = fault.origin;
      if (!ours.has(construct)) stray.push(formatDiagnostic(fault));
      else told.set(construct, [...(told.get(construct) ?? []), messageOf(fault)]);
    }
    return { faults, told, stray };
  }

  #apiObjects(): ApiObject[] {
    return this.root.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  }
}

/** cdk8s puts the construct's path before the message itself. */
function messageOf(diagnostic: Diagnostic): string {
  const { code, message, path, hint } = diagnostic;
  return `${code} ${message}${path === '' ? '' : ` (${path})`}${hint === undefined ? '' : `: ${hint}`}`;
}
