import type { Kind } from '../api/kind';
import type { KubeObject } from '../api/meta/v1';
import { ClusterDomainClaim } from '../api/networking/v1alpha1/cluster-domain-claim';
import { type SchemaError, structuralErrors, type UnknownField, unknownFields } from '../api/schema';
import type { Origin } from '../graph/graph';
import { refOf } from '../graph/object-ref';
import { type Diagnostic, type FieldPath, formatPath, type Severity } from './diagnostic';
import { nearest } from './nearest';
import type { RuleText } from './rule';
import { topLevelFields } from './top-level-fields';

/** The codes of what the schema alone says. */
export const structureRules = {
  type: {
    code: 'KG0101',
    title: 'a value has the type that the schema gives',
    why: 'The API server refuses an object whose fields have other types.',
    source: 'the CRD',
  },
  required: {
    code: 'KG0102',
    title: 'a field that the schema requires is there',
    why: 'The API server refuses an object that lacks it.',
    source: 'the CRD',
  },
  value: {
    code: 'KG0103',
    title: 'a value is within the bounds that the schema gives',
    why: 'The API server refuses a value outside of them.',
    source: 'the CRD',
  },
  duplicate: {
    code: 'KG0104',
    title: 'the entries of a keyed list have different keys',
    why: 'The API server refuses two entries with one key.',
    source: 'the CRD (x-kubernetes-list-map-keys)',
  },
  unknown: {
    code: 'KG0105',
    title: 'every field is one that the kind has',
    why: 'The API server drops an unknown field; kubectl and every client that validates strictly refuse it.',
    source: 'the CRD, pruning',
  },
  ignored: {
    code: 'KG0155',
    severity: 'warning',
    title: 'every field is one that somebody reads',
    why: 'The schema keeps any field here, but no controller knows this one: it has no effect.',
    source: 'the CRD (x-kubernetes-preserve-unknown-fields)',
  },
  nullItem: {
    code: 'KG0159',
    severity: 'warning',
    title: 'no item of a list is null',
    why: 'The schema looks at nothing here, and the webhook reads the item as one that is empty: it is hardly meant.',
    source: 'encoding/json; the CRD (x-kubernetes-preserve-unknown-fields)',
  },
  spelling: {
    code: 'KG0158',
    severity: 'warning',
    title: 'a field is spelt as its kind spells it',
    why: 'Controllers of today read it in any case; other tools, and a stricter version to come, do not.',
    source: 'encoding/json; the CRD (x-kubernetes-preserve-unknown-fields)',
  },
} as const satisfies Record<string, RuleText>;

type StructureRule = (typeof structureRules)[keyof typeof structureRules];

/** What the schema says of an object. */
export interface Structure {
  readonly diagnostics: readonly Diagnostic[];
  /** Fields that rules can't read: of another type than they expect, or not there. */
  readonly unreadable: readonly FieldPath[];
}

/** What the schema of its kind says of an object; of kinds without a schema, what is the same for all of them. */
export function structureOf(object: KubeObject, kind: Kind | undefined, origin: Origin): Structure {
  const told =
    kind === undefined || kind.builtIn ? structureWithoutSchema(object, kind) : structureBySchema(object, kind);
  const diagnostics = told.map(({ rule, at, message, hint }): Diagnostic => {
    const severity: Severity = 'severity' in rule ? rule.severity : 'error';
    return { code: rule.code, severity, message, path: formatPath(at), at, object: refOf(object), origin, hint };
  });
  return {
    diagnostics,
    unreadable: told
      .filter(({ rule }) => rule === structureRules.type || rule === structureRules.required)
      .map(({ at }) => at),
  };
}

interface Fault {
  readonly rule: StructureRule;
  readonly at: FieldPath;
  readonly message: string;
  readonly hint?: string;
}

function structureWithoutSchema({ apiVersion, kind: name, metadata, ...rest }: KubeObject, kind?: Kind): Fault[] {
  // Metadata is the same in every kind, so any schema will do.
  const faults = structureBySchema({ apiVersion, kind: name, metadata }, ClusterDomainClaim);
  const inMetadata = faults.filter(({ at }) => at[0] === 'metadata');
  if (kind === undefined) return inMetadata;
  const known = topLevelFields(kind);
  const unknown = Object.keys(rest).filter((field) => !known.includes(field));
  return [
    ...inMetadata,
    ...unknown.map((field) => ({
      rule: structureRules.unknown,
      at: [field],
      ...unknownFieldText([field], known, name),
    })),
  ];
}

function structureBySchema(object: KubeObject, kind: Kind): Fault[] {
  // The API server drops the status before it looks at it; only the decoders of webhooks have seen it then.
  const isJudged = ({ path, keyword }: SchemaError) => path[0] !== 'status' || !OF_CRD_ALONE.has(keyword);
  const errors = structuralErrors(kind, object)
    .filter(isJudged)
    .map(({ path, keyword, message, hint }): Fault => {
      return { rule: RULE_OF_KEYWORD[keyword] ?? structureRules.value, at: path, message, hint };
    });
  const unknown = [...byHome(unknownFields(kind, object))].map(([field, ...more]): Fault => {
    const { path, known, home } = field;
    const names = [field, ...more].map(({ name }) => name);
    return { rule: ruleOfUnknown(field, kind), at: path, ...unknownFieldText(names, known, object.kind, home) };
  });
  return [...errors, ...ofScale(object, kind), ...unknown];
}

/** What an autoscaler counts by the scale subresource is none less than nothing, though the schema has no such bound. */
function ofScale(object: KubeObject, { scale }: Kind): Fault[] {
  if (scale === undefined) return [];
  const at = scale.specReplicasPath.split('.').slice(1);
  const count = at.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], object);
  if (typeof count !== 'number' || count >= 0) return [];
  return [{ rule: structureRules.value, at, message: `${count} is less than 0`, hint: 'write 0 or more' }];
}

const OF_CRD_ALONE: ReadonlySet<string> = new Set(['required', 'duplicate']);

/** Fields that stand together where they should have been one level deeper are one fault. */
function byHome(fields: readonly UnknownField[]): Iterable<[UnknownField, ...UnknownField[]]> {
  const groups = new Map<string, [UnknownField, ...UnknownField[]]>();
  for (const field of fields) {
    const { path, home, inOpaque } = field;
    const isBelow = home !== undefined && home.length >= path.length && !inOpaque;
    const key = JSON.stringify(isBelow ? [path.slice(0, -1), home] : path);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [field]);
    else group.push(field);
  }
  return groups.values();
}

function ruleOfUnknown({ name, known, inOpaque }: UnknownField, { decoding }: Kind): StructureRule {
  if (!inOpaque) return structureRules.unknown;
  // Go's decoder, which the webhooks and controllers use, takes names in any case.
  if (known.some((field) => field.toLowerCase() === name.toLowerCase())) return structureRules.spelling;
  return decoding === 'strict' ? structureRules.unknown : structureRules.ignored;
}

const RULE_OF_KEYWORD: Readonly<Record<string, StructureRule>> = {
  type: structureRules.type,
  required: structureRules.required,
  duplicate: structureRules.duplicate,
  null: structureRules.nullItem,
};

function unknownFieldText(
  names: readonly string[],
  known: readonly string[],
  kind: string,
  home?: FieldPath,
): Pick<Fault, 'message' | 'hint'> {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  if (names.length > 1)
    return { message: `${kind} has no fields ${quoted} here`, hint: `put them in ${formatPath(home!)}` };
  const message = `${kind} has no field ${quoted} here`;
  if (home !== undefined)
    return { message, hint: `put it ${home.length === 0 ? 'at the top' : `in ${formatPath(home)}`}` };
  const meant = nearest(names[0]!, known);
  if (meant !== undefined) return { message, hint: `did you mean "${meant}"?` };
  return { message, hint: known.length > MOST_NAMED ? undefined : `there is ${known.join(', ')}` };
}

/** How many fields a hint names. */
const MOST_NAMED = 12;
