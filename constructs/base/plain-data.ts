import { Cron, Duration, Lazy, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { formatPath } from '../../lib/rules/diagnostic';
import { hasBrand } from './brand';
import { isLateValue } from './late-values';
import { SynthError } from './synth-error';

/**
 * Refuses properties that are no plain data, with the property's path. Constructs and value objects
 * (durations, sizes, schedules, this package's factories) pass: they are lowered to plain data later. So do values that
 * are known later, where the program may hold some.
 */
export function assertPlainProps(props: object, construct: string): void {
  new Inspection(construct, isValueObject).inspect(props);
}

/**
 * Refuses whatever a manifest can't hold, with its path; values that are made late (`Lazy`) pass.
 * Tells whether there are none of those, so that the manifest is what it will be.
 */
export function assertPlainManifest(manifest: object, construct: string): { readonly isComplete: boolean } {
  let isComplete = true;
  const passes = (value: object) => {
    if (!isLazy(value)) return false;
    isComplete = false;
    return true;
  };
  new Inspection(construct, passes).inspect(manifest);
  return { isComplete };
}

/** One walk through a value. Keeps one path for all of it: there are many values and few faults. */
class Inspection {
  readonly #path: (string | number)[] = [];
  readonly #above: object[] = [];

  public constructor(
    private readonly construct: string,
    /** Whether an object is no data and passes as it is. */
    private readonly passes: (value: object) => boolean,
  ) {}

  public inspect(value: unknown): void {
    const fault = faultOf(value);
    if (fault !== undefined) this.#refuse(fault);
    if (typeof value !== 'object' || value === null) return;
    const isList = Array.isArray(value);
    const prototype: unknown = isList ? undefined : Object.getPrototypeOf(value);
    const isPlain = isList || prototype === Object.prototype || prototype === null;
    if (this.passes(value) || isLateValue(value)) return;
    if (!isPlain) this.#refuseObject(value);
    if (this.#above.includes(value)) this.#refuse('an object that contains itself');
    this.#above.push(value);
    if (isList) this.#inspectItems(value);
    else this.#inspectProperties(value as Readonly<Record<string, unknown>>);
    this.#above.pop();
  }

  #inspectItems(items: readonly unknown[]): void {
    // By index: forEach would skip the holes of a sparse array, which become null in a manifest.
    for (let i = 0; i < items.length; i++) {
      this.#path.push(i);
      if (items[i] === undefined) this.#refuse('undefined in a list');
      this.inspect(items[i]);
      this.#path.pop();
    }
  }

  #inspectProperties(object: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (typeof value === 'string' || value === undefined) continue;
      this.#path.push(key);
      this.inspect(value);
      this.#path.pop();
    }
  }

  #refuseObject(value: object): never {
    // Asked for by its mark: whoever writes manifests has no Pulumi whose class could be compared.
    if ('__pulumiOutput' in value) {
      this.#refuse('an Output of Pulumi', 'run the constructs in a Program of cdk8s-knative/pulumi');
    }
    this.#refuse(`an object of class ${value.constructor?.name ?? 'unknown'}`);
  }

  #refuse(found: string, hint = 'give text, a number, a boolean, a list or a map'): never {
    throw new SynthError('plainData', this.construct, formatPath(this.#path), `found ${found}`, hint);
  }
}

function faultOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : `the number ${value}`;
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'bigint':
      return `the bigint ${value}`;
    case 'object':
      return value instanceof Date ? 'a Date' : undefined;
    default:
      return undefined;
  }
}

function isValueObject(value: object): boolean {
  if (Construct.isConstruct(value) || hasBrand(value, 'Value') || isLazy(value)) return true;
  // Whoever writes a sink, a broker or a task of their own implements our interface and knows nothing of brands.
  if (['toDestination', 'referenceFrom', 'toTaskUse', 'toPipelineUse'].some((name) => name in value)) return true;
  return value instanceof Duration || value instanceof Size || value instanceof Cron;
}

function isLazy(value: object): boolean {
  return value instanceof Lazy;
}
