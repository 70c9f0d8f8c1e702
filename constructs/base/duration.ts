import type { Duration } from 'cdk8s';

/** A duration as ISO 8601 writes it, in the largest units that divide it: `PT1M`, `PT1M30S`, `PT0.2S`. */
export function isoDuration(duration: Duration): string {
  const total = duration.toMilliseconds();
  const [hours, rest] = [Math.floor(total / 3_600_000), total % 3_600_000];
  const [minutes, seconds] = [Math.floor(rest / 60_000), (rest % 60_000) / 1000];
  const text = `${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}${seconds === 0 ? '' : `${seconds}S`}`;
  return text === '' ? 'PT0S' : `PT${text}`;
}

/** A duration as Go reads it: `200ms`, `90s`, from ten minutes on in larger units, `1h30m`. */
export function goDuration(duration: Duration): string {
  const total = duration.toMilliseconds();
  if (total % 1000 !== 0) return `${total}ms`;
  if (total < 600_000) return `${total / 1000}s`;
  const [hours, rest] = [Math.floor(total / 3_600_000), total % 3_600_000];
  const [minutes, seconds] = [Math.floor(rest / 60_000), (rest % 60_000) / 1000];
  const text = `${hours === 0 ? '' : `${hours}h`}${minutes === 0 ? '' : `${minutes}m`}${seconds === 0 ? '' : `${seconds}s`}`;
  return text === '' ? '0s' : text;
}
