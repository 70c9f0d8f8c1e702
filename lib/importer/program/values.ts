import { call, cdk8s, type Expression, given, literal } from './expression';

/** A number of whole seconds as a `Duration`. */
export function seconds(value: unknown): Expression | undefined {
  if (typeof value !== 'number') return undefined;
  return duration(value);
}

/** A number of milliseconds as a `Duration`. */
export function millis(value: unknown): Expression | undefined {
  return typeof value === 'number' ? call(cdk8s('Duration.millis'), literal(value)) : undefined;
}

/** A duration in Go's words, if the construct would write it in the same ones. */
export function goDuration(text: unknown): Expression | undefined {
  const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(String(text)) ?? [];
  const number = Number(count);
  if (unit === 'ms') return number % 1000 === 0 ? undefined : call(cdk8s('Duration.millis'), literal(number));
  if (unit === 's') return number < 600 ? duration(number) : undefined;
  if (unit === 'm')
    return number >= 10 && number % 60 !== 0 ? call(cdk8s('Duration.minutes'), literal(number)) : undefined;
  return unit === 'h' ? call(cdk8s('Duration.hours'), literal(number)) : undefined;
}

/** A duration in words of ISO 8601, if the construct would write it in the same ones. */
export function isoDuration(text: unknown): Expression | undefined {
  const [, count, unit] = /^PT(\d+(?:\.\d{1,3})?)([SMH])$/.exec(String(text)) ?? [];
  const number = Number(count);
  if (unit === 'S' && number < 60) {
    return Number.isInteger(number)
      ? duration(number)
      : call(cdk8s('Duration.millis'), literal(Math.round(number * 1000)));
  }
  if (!Number.isInteger(number)) return undefined;
  if (unit === 'M' && number > 0 && number < 60) return call(cdk8s('Duration.minutes'), literal(number));
  return unit === 'H' && number > 0 ? call(cdk8s('Duration.hours'), literal(number)) : undefined;
}

function duration(seconds: number): Expression {
  return call(cdk8s('Duration.seconds'), literal(seconds));
}

/** A text that stands for a number. */
export function numberText(text: string): Expression | undefined {
  const number = Number(text);
  return text.trim() !== '' && String(number) === text ? literal(number) : undefined;
}

/** A text that is one of these. */
export function oneOf(...choices: readonly string[]): (text: string) => Expression | undefined {
  return (text) => (choices.includes(text) ? given(text) : undefined);
}

/** Names of a list of references by name only. */
export function namesIn(list: unknown): Expression | undefined {
  if (!Array.isArray(list)) return undefined;
  return literal(list.map((item: { name?: unknown } | null) => item?.name));
}
