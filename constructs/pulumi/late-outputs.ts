import { type Input, Output, output } from '@pulumi/pulumi';
import type { IResolver, ResolutionContext } from 'cdk8s';
import { addLateKind, isLateValue, lateText } from '../base/late-values';

addLateKind({
  is: (value) => Output.isInstance(value),
  map: <T>(value: object, change: (value: T) => T) => {
    return Output.isInstance<T>(value) ? (value as Output<T>).apply((known) => change(known)) : undefined;
  },
});

/**
 * A text for a value that Pulumi knows later. It may be put into other texts, and anywhere but into names; the value
 * comes in its place when the program is deployed, and stays secret if it is.
 *
 * @example
 * new Program('shop', (scope) => {
 *   new KnativeService(scope, 'shop', { image: 'example.com/shop:v1', args: [`--db=${asString(database.url)}`] });
 * });
 */
export function asString(value: Input<string>): string {
  return typeof value === 'string' ? value : textFor(value);
}

/**
 * What stands for a number that Pulumi knows later, such as a port, a percentage or a number of pods. It is passed on,
 * never calculated with: for a sum or a difference, calculate in the Output.
 *
 * @example
 * scale: { max: asNumber(config.apply(({ pods }) => pods)) }
 */
export function asNumber(value: Input<number>): number {
  return typeof value === 'number' ? value : (textFor(value) as unknown as number);
}

/** One text for one Output, however often it is asked for. */
function textFor(value: Input<unknown>): string {
  return lateText(Output.isInstance(value) ? value : output(value));
}

/** Has cdk8s let Outputs in that are no properties of our constructs, such as those of an ApiObject. */
export class OutputResolver implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (isLateValue(context.value)) context.replaceValue(lateText(context.value));
  }
}
