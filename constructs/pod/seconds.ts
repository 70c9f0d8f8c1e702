import type { Duration } from 'cdk8s';
import { goDuration } from '../base/duration';
import type { Refusing } from '../base/known-props';

/** A duration as the whole seconds that a field counts. */
export function wholeSeconds(duration: Duration | undefined, path: string, by: Refusing): number | undefined {
  const milliseconds = millisecondsOf(duration, path, by);
  if (milliseconds === undefined) return undefined;
  if (milliseconds % 1000 === 0) return milliseconds / 1000;
  return by.refuse('value', path, `${milliseconds} ms are no whole seconds`, 'give whole seconds');
}

/** A duration as the Go text that an annotation or a ConfigMap holds. */
export function durationText(duration: Duration | undefined, path: string, by: Refusing): string | undefined {
  if (millisecondsOf(duration, path, by) === undefined) return undefined;
  return goDuration(duration as Duration);
}

/** Programs without types give plain numbers at times: of what unit, nobody knows. */
function millisecondsOf(duration: Duration | undefined, path: string, by: Refusing): number | undefined {
  if (duration === undefined) return undefined;
  if (typeof (duration as Partial<Duration>).toMilliseconds === 'function') return duration.toMilliseconds();
  const found = `found ${JSON.stringify(duration)} in place of a duration`;
  return by.refuse('value', path, found, 'give a Duration, such as Duration.seconds(30)');
}
