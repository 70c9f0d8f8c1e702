import type { ParamSpec, ParamType, ParamValue } from '../../api/tekton/v1/param';
import { isRecord } from '../eventing/filter-walk';

/** All types of params and results. */
export const paramTypes: readonly ParamType[] = ['string', 'array', 'object'];

/** What Tekton takes a value for. JSON that is no list and no map of texts, such as a number, is a text to it. */
export function typeOfValue(value: unknown): ParamType {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? 'array' : 'string';
  if (!isRecord(value)) return 'string';
  return Object.values(value).every((item) => typeof item === 'string') ? 'object' : 'string';
}

/** A param as one knows it from a value that it is given. */
export function specOfValue(name: string, value: ParamValue): ParamSpec {
  const type = typeOfValue(value);
  if (type !== 'object') return { name, type };
  return { name, type, properties: Object.fromEntries(Object.keys(value).map((key) => [key, { type: 'string' }])) };
}
