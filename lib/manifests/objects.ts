import type { KubeObject, ObjectMeta } from '../api/meta/v1';
import type { FieldPath } from '../rules/diagnostic';
import type { RuleText } from '../rules/rule';
import { manifestRules } from './problems';

/** Tells what is wrong with a field: of a document, or of an object in it once that is known. */
export type ReportField = (rule: RuleText, at: FieldPath, message: string, hint?: string, subject?: Found) => void;

type Fields = Readonly<Record<string, unknown>>;

/** An object of a document, and the steps to it: none, or `items` and an index for each list around it. */
export interface Found {
  readonly object: KubeObject;
  readonly at: FieldPath;
}

/** Whether a value has nothing of a Kubernetes object: other programs' files lie in the same folders. */
export function isForeign(value: unknown): boolean {
  return !isFields(value) || !['apiVersion', 'kind', 'metadata', 'spec'].some((key) => Object.hasOwn(value, key));
}

/**
 * The objects that a document's value stands for: itself, or the items of a list. What names an object is checked, and
 * replaced where it has a wrong type: whoever looks at the objects next can tell them apart.
 */
export function objectsIn(value: unknown, report: ReportField, at: FieldPath = [], list?: KubeObject): Found[] {
  if (!isFields(value)) {
    report(
      manifestRules.object,
      at,
      `${sentenceName(value)} stands where an object must be`,
      'write apiVersion, kind, …',
    );
    return [];
  }
  const given = list === undefined ? value : withListType(value, list);
  const { apiVersion, kind } = given;
  if (!isTyped(given, report, at)) return [];
  const type = { apiVersion: apiVersion as string, kind: kind as string };
  if (type.kind === 'List' || (type.kind.endsWith('List') && Array.isArray(given.items))) {
    return itemsOf({ ...type, metadata: {} }, given.items, report, at);
  }
  const subject = { object: { ...type, metadata: identityIn(given.metadata) }, at };
  const metadata = metadataOf(given.metadata, (rule, path, message, hint) => {
    report(rule, path, message, hint, subject);
  });
  return [{ object: { ...given, ...type, metadata }, at }];
}

/** What names an object, as far as it can be told. */
function identityIn(metadata: unknown): ObjectMeta {
  const { name, generateName, namespace } = isFields(metadata) ? metadata : {};
  return { name: textOrNone(name ?? generateName), namespace: textOrNone(namespace) };
}

function textOrNone(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

function itemsOf(list: KubeObject, items: unknown, report: ReportField, at: FieldPath): Found[] {
  if (items === undefined || items === null) return [];
  if (!Array.isArray(items)) {
    report(
      manifestRules.type,
      [...at, 'items'],
      `items of a ${list.kind} is ${nameOf(items)}`,
      'it is a list of objects',
    );
    return [];
  }
  return items.flatMap((item, index) => objectsIn(item, report, [...at, 'items', index], list));
}

/** The API server leaves apiVersion and kind away in the items of a list such as `ServiceList`. */
function withListType(item: Fields, { apiVersion, kind }: KubeObject): Fields {
  if (kind === 'List' || item.kind !== undefined || item.apiVersion !== undefined) return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}

function isTyped({ apiVersion, kind }: Fields, report: ReportField, at: FieldPath): boolean {
  const fields = Object.entries({ apiVersion, kind });
  const missing = fields.filter(([, value]) => value === undefined || value === null || value === '');
  if (missing.length > 0) {
    const names = missing.map(([name]) => name);
    const hint = missing.length === 2 ? 'every object begins with both' : EXAMPLES[names[0] as keyof typeof EXAMPLES];
    report(manifestRules.object, at, `the object has no ${names.join(' and no ')}`, hint);
    return false;
  }
  const wrong = fields.filter(([, value]) => typeof value !== 'string');
  for (const [name, value] of wrong) {
    report(manifestRules.type, [...at, name], `${name} is ${nameOf(value)}`, textHint(value));
  }
  return wrong.length === 0;
}

const EXAMPLES = {
  apiVersion: 'write one, such as "apiVersion: serving.knative.dev/v1"',
  kind: 'write one, such as "kind: Service"',
};

/** The names are made texts and the rest is kept: what is wrong in it, the rules tell. */
function metadataOf(given: unknown, report: ReportField): ObjectMeta {
  if (given === undefined || given === null) return {};
  if (!isFields(given)) {
    report(
      manifestRules.type,
      ['metadata'],
      `metadata is ${nameOf(given)}`,
      'it is a map of name, namespace, labels, …',
    );
    return {};
  }
  const changed: Record<string, unknown> = {};
  for (const field of ['name', 'generateName', 'namespace']) {
    const value = given[field];
    if (value === undefined || typeof value === 'string') continue;
    if (value !== null)
      report(manifestRules.type, ['metadata', field], `${field} is ${nameOf(value)}`, textHint(value));
    changed[field] = textOrNone(value);
  }
  return { ...given, ...changed };
}

/** How a message names a value of a wrong type. */
function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
  if (value === null) return 'empty';
  return `the ${typeof value} ${String(value)}`;
}

function sentenceName(value: unknown): string {
  return value === null ? 'nothing' : nameOf(value);
}

function textHint(value: unknown): string {
  return typeof value === 'object' ? 'it is a text' : 'it is a text: put it in quotes';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
