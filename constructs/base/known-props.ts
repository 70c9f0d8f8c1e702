import { formatPath } from '../../lib/rules/diagnostic';
import { nearest } from '../../lib/rules/nearest';
import type { SynthFault } from '../../lib/rules/synth-faults';
import { SynthError } from './synth-error';
import { unknownProp, watchedProps } from './watched-props';

const LONGEST_LIST = 16;

/** Refuses the first of the watched properties that nobody read. */
export function assertKnownProps(props: object, owner: string): void {
  const unknown = unknownProp(props);
  if (unknown === undefined) return;
  const name = String(unknown.path.at(-1));
  throw new SynthError(
    'unknown',
    owner,
    formatPath(unknown.path),
    `"${name}" is no property`,
    hintFor(name, unknown.known),
  );
}

function hintFor(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  return known.length > LONGEST_LIST ? 'leave it out' : `there are ${known.join(', ')}`;
}

/** Tells that a property can't become what it is meant for. */
export interface Refusing {
  refuse(fault: SynthFault, path: string, found: string, hint?: string): never;
}

/** What a factory makes of its options. Refuses those that it does not read; the owner is the factory's own name. */
export function fromOptions<Options extends object, Result>(
  owner: string,
  given: Options,
  make: (options: Options, factory: Refusing) => Result,
): Result {
  const options = watchedProps(given);
  const result = make(options, {
    refuse(fault, path, found, hint) {
      throw new SynthError(fault, owner, path, found, hint);
    },
  });
  assertKnownProps(options, owner);
  return result;
}
