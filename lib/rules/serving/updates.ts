import type { KubeObject } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import { isSemanticallyEqual, withSchemaDefaults } from '../../api/schema';
import type { FieldPath } from '../diagnostic';
import type { RuleContext } from '../rule';
import { valueAt } from '../value-at';
import { servingDefaulters } from './defaults';

/**
 * Whether an update leaves a part of the object as it was. Who applies a manifest again leaves what was filled into maps;
 * lists are written whole, and what was filled into their items goes, unless the webhook fills it in again. An object
 * with a uid has already met the one that is there.
 */
export function isUnchanged(context: RuleContext, at: FieldPath): boolean {
  const { object, before } = context;
  if (before === undefined) return false;
  const isMerged = object.metadata.uid !== undefined;
  return isSameAt(isMerged ? object : (withMapsOf(object, filledOf(context)) as KubeObject), before, at);
}

/** Whether the only change of a part is that lists lack what was filled into their items. */
export function isUnsettled(context: RuleContext, at: FieldPath): boolean {
  const { before } = context;
  return before !== undefined && !isUnchanged(context, at) && isSameAt(filledOf(context), before, at);
}

/** The object with all defaults, as if it were new. */
function filledOf({ given, platform }: RuleContext): KubeObject {
  const defaulter = servingDefaulters[`${given.apiVersion}/${given.kind}`];
  return defaulter === undefined ? given : defaulter(given, platform);
}

function isSameAt(object: KubeObject, before: KubeObject, at: FieldPath): boolean {
  const kind = findKind(object.apiVersion, object.kind);
  if (kind === undefined) throw new Error(`${object.apiVersion} ${object.kind} is not modelled here`);
  // The API server fills in what the schema gives a default, before any webhook looks at it.
  const partOf = (whole: KubeObject) => valueAt(withSchemaDefaults(kind, whole), at);
  return isSemanticallyEqual(kind, at, partOf(object), partOf(before));
}

type Plain = Readonly<Record<string, unknown>>;

/** A value with the fields of another one that it does not have itself, as deep as both are maps. */
function withMapsOf(value: unknown, filled: unknown): unknown {
  if (value === undefined) return filled;
  if (!isPlain(value) || !isPlain(filled)) return value;
  const keys = [...new Set([...Object.keys(filled), ...Object.keys(value)])];
  return Object.fromEntries(keys.map((key) => [key, withMapsOf(value[key], filled[key])]));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
