import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../diagnostic';
import { isSemanticallyEqual } from '../equal';
import type { RuleContext } from '../rule';
import { servingDefaulters } from './defaults';

/**
 * Whether an update leaves a part of the object as it was. Defaults count as set on both sides, so a manifest
 * compares with what the cluster made of it.
 */
export function isUnchanged({ given, before, platform }: RuleContext, at: FieldPath): boolean {
  if (before === undefined) return false;
  const defaulter = servingDefaulters[`${given.apiVersion}/${given.kind}`];
  const object = defaulter === undefined ? given : defaulter(given, platform);
  return isSemanticallyEqual(partOf(object, at), partOf(before, at));
}

function partOf(object: KubeObject, at: FieldPath): unknown {
  return at.reduce<unknown>((part, step) => (part as Record<string | number, unknown> | undefined)?.[step], object);
}
