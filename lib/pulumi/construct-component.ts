import { ComponentResource, type ComponentResourceOptions, type Resource } from '@pulumi/pulumi';
import type { GraphNode } from '../graph/graph';

/** The type of all components that are constructs: one for all, so that a class may be renamed and its objects stay. */
export const CONSTRUCT_TYPE = 'cdk8s-knative:index:Construct';

/** A construct that has others below it, in Pulumi's tree of resources. */
export class ConstructComponent extends ComponentResource {
  public constructor(name: string, options: ComponentResourceOptions) {
    super(CONSTRUCT_TYPE, name, {}, options);
    this.registerOutputs({});
  }
}

/** The components that stand for the constructs of a program, made as they are asked for. */
export class ConstructTree {
  readonly #components = new Map<string, Resource>();
  /** Paths of all constructs that have objects of others below them. */
  readonly #inner = new Set<string>();

  /**
   * @param program what stands for the whole program
   * @param name its name: the first step of paths that is not shown
   * @param nodes all objects of the program
   */
  public constructor(
    private readonly program: Resource,
    private readonly name: string,
    nodes: readonly GraphNode[],
  ) {
    for (const { origin } of nodes) {
      for (let path = above(this.#within(origin.construct)); path !== ''; path = above(path)) this.#inner.add(path);
    }
  }

  /** The parent of an object's resource, and how many components are above it besides the program. */
  public placeOf({ origin }: GraphNode): { readonly parent: Resource; readonly depth: number } {
    const own = this.#within(origin.construct);
    const path = this.#inner.has(own) ? own : above(own);
    return { parent: this.#component(path), depth: path === '' ? 0 : path.split('/').length };
  }

  #component(path: string): Resource {
    if (path === '') return this.program;
    const known = this.#components.get(path);
    if (known !== undefined) return known;
    const component = new ConstructComponent(`${this.name}/${path}`, { parent: this.#component(above(path)) });
    this.#components.set(path, component);
    return component;
  }

  /** A path below the program. */
  #within(path = ''): string {
    return path === this.name ? '' : path.startsWith(`${this.name}/`) ? path.slice(this.name.length + 1) : path;
  }
}

function above(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
