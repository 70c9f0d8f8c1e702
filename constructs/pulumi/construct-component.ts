import { type Input, Resource } from '@pulumi/pulumi';
import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Destination, KReference } from '../../lib/api/duck/v1/destination';
import type { ISink } from '../eventing/sink';
import { Program, type ProgramOptions } from './program';

/** What makes a component of a construct. */
export interface ConstructComponentParts<Made extends IConstruct, Result extends object> {
  /** Name of the component's type, such as `KnativeService`. */
  readonly type: string;
  /** What it is made of; what is a component itself comes before it. */
  readonly args: object;
  /** Makes the construct. */
  readonly make: (scope: Chart) => Made;
  /** What comes out of it. */
  readonly outputs: (construct: Made) => Result;
}

/**
 * One construct as a component of Pulumi, for programs that are not made of constructs otherwise. A class of one's own
 * makes a component of any construct.
 *
 * @example
 * class Shop extends ConstructComponent<OrderFlow, { url: string }> {
 *   constructor(name: string, args: Inputs<OrderFlowProps>, options: ProgramOptions = {}) {
 *     const make = (scope: Chart) => new OrderFlow(scope, name, inputs(args));
 *     super(name, { type: 'Shop', args, make, outputs: ({ service }) => ({ url: service.url }) }, options);
 *   }
 * }
 */
export abstract class ConstructComponent<Made extends IConstruct, Result extends object> extends Program<Result> {
  /** The construct, for what only constructs have; it is deployed as it was when the component was made. */
  public readonly construct: Made;

  protected constructor(name: string, parts: ConstructComponentParts<Made, Result>, options: ProgramOptions) {
    const { type, args, make, outputs } = parts;
    let made: Made | undefined;
    const found: Resource[] = [];
    const run = (scope: Chart) => {
      beingMade.push(found);
      try {
        made = make(scope);
      } finally {
        beingMade.pop();
      }
      return outputs(made);
    };
    // What the construct uses besides is known once it is made, which is before Pulumi looks into a promise.
    const later = Promise.resolve().then(() => found);
    const dependsOn = [...componentsIn(args), ...[options.dependsOn ?? []].flat(), later] as Input<Resource>[];
    super(name, run, { ...options, dependsOn, type } as ProgramOptions);
    this.construct = made!;
  }
}

/** What the components that are being made were found to use, the innermost last. */
const beingMade: Resource[][] = [];

/** Has a component that uses another one come after it. */
export function isNeeded(component: Resource): void {
  beingMade.at(-1)?.push(component);
}

/** A construct that events can be sent to. */
interface SinkConstruct extends IConstruct, ISink {
  readonly name: string;
  referenceFrom(namespace: string | undefined): KReference;
}

/** A component that events can be sent to. */
export abstract class SinkComponent<Made extends SinkConstruct, Result extends object>
  extends ConstructComponent<Made, Result>
  implements ISink
{
  /** Name of the object. */
  public get name(): string {
    return this.construct.name;
  }

  public get sinkName(): string {
    return this.construct.sinkName;
  }

  public toDestination(namespace: string | undefined): Destination {
    return this.construct.toDestination(namespace);
  }

  /** A reference to the object, as an object of the given namespace writes it. */
  public referenceFrom(namespace: string | undefined): KReference {
    return this.construct.referenceFrom(namespace);
  }
}

/** The components among the values of properties. */
function componentsIn(value: unknown): Resource[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Resource.isInstance(value)) return [value];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return [];
  return Object.values(value).flatMap(componentsIn);
}
