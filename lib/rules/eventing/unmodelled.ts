import type { KubeObject } from '../../api/meta/v1';
import type { LocatedRules } from '../catalogue';
import type { Rule } from '../rule';
import { destinationRules } from './destination';

/** Of kinds that are not modelled no webhook is known: the cluster takes what will never be resolved. */
const sinkRules = (destinationRules.rules as readonly Rule<never>[]).map((rule) => ({
  ...rule,
  severity: 'warning' as const,
}));

/** The rules for an object of a kind that is not modelled: those of destinations, where it is a source of events. */
export function rulesOfUnmodelled({ spec }: KubeObject): readonly LocatedRules[] {
  const { sink } = fields(spec);
  return isDestination(sink) ? [{ at: ['spec', 'sink'], rules: sinkRules }] : [];
}

/** Other kinds have a field of this name too: a destination is told by its reference. */
function isDestination(sink: unknown): boolean {
  const { ref, ...others } = fields(sink);
  const { apiVersion, kind } = fields(ref);
  if (apiVersion === undefined && kind === undefined) return false;
  return [...Object.values(fields(ref)), ...Object.values(others)].every((value) => typeof value === 'string');
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
