import type { Kind } from '../api/kind';
import type { KubeObject } from '../api/meta/v1';
import { withoutNulls } from '../api/nulls';
import { findKind } from '../api/registry';
import { withEmptyItems, withEmptyTexts } from '../api/schema';
import type { Origin } from '../graph/graph';
import { refOf } from '../graph/object-ref';
import { type LocatedRules, ruleSetsOf } from './catalogue';
import { withoutConsequences } from './consequences';
import { withDefaults } from './defaults';
import { type Diagnostic, type FieldPath, formatPath } from './diagnostic';
import { rulesOfUnmodelled } from './eventing/unmodelled';
import { identityDiagnostics } from './identity';
import { dependsOnLate, withSupposedValues } from './late';
import { metadataRules } from './metadata';
import { Platform } from './platform';
import { overlap, withoutValuesAt } from './readable';
import { EACH, type Report, type Rule, type RuleContext } from './rule';
import { structureOf, structureRules } from './structure';
import { valueAt } from './value-at';

export interface ValidateOptions {
  /** The cluster that the object is for. @default - Knative as it ships */
  readonly platform?: Platform;
  /** The object that this one replaces; what must not change is compared with it. @default - none: creation */
  readonly before?: KubeObject;
  /** Where the object comes from, for messages. @default - unknown */
  readonly origin?: Origin;
  /** Fields whose values are known only later: nothing is told of them. @default - none */
  readonly late?: readonly FieldPath[];
}

/**
 * Everything that is wrong with one object, in the order of its rules: what the cluster would refuse as errors,
 * what it would accept and the author regret as warnings. Of kinds that we don't know only the metadata is judged, and
 * where a source sends its events.
 *
 * A value of a wrong type is told once: rules look at the rest of the object, and only if it can be read without it.
 */
export function validate(given: KubeObject, options: ValidateOptions = {}): Diagnostic[] {
  const { late = [] } = options;
  if (late.length === 0) return validateKnown(given, options);
  const supposed = withSupposedValues(given, late);
  return validateKnown(supposed, options).filter(({ at }) => !late.some((path) => dependsOnLate(at, path)));
}

function validateKnown(given: KubeObject, options: ValidateOptions): Diagnostic[] {
  const platform = options.platform ?? Platform.asShipped;
  const origin = options.origin ?? {};
  const kind = findKind(given.apiVersion, given.kind);
  const identity = identityDiagnostics(given, kind, origin);
  if (identity.some(({ severity }) => severity === 'error')) return identity;

  const structure = structureOf(given, kind, origin);
  const diagnostics = [...identity, ...structure.diagnostics];
  const readable = readablePart(given, kind, structure.unreadable);
  if (readable === undefined) return withoutConsequences(diagnostics, given);

  const context = contextOf(readable, kind, platform, options.before);
  const own = judged(kind === undefined ? rulesOfUnmodelled(readable) : ruleSetsOf(kind), context, origin);
  // Where a kind has a rule of its own, that one says more.
  const told = new Set(own.map(({ path }) => path));
  const refused = new Set(own.filter(({ severity }) => severity === 'error').map(({ path }) => path));
  const asGiven = { ...context, object: context.given };
  const general = judged([{ at: ['metadata'], rules: metadataRules }], asGiven, origin);
  const structural = diagnostics.filter(({ code, path }) => {
    if (code === structureRules.unknown.code) return !refused.has(path);
    return code !== structureRules.ignored.code || !told.has(path);
  });
  const isToldBetter = ({ severity, path }: Diagnostic) => (severity === 'error' ? refused : told).has(path);
  const byRules = [...general.filter((diagnostic) => !isToldBetter(diagnostic)), ...own];
  const { unreadable } = structure;
  const readableOnes = byRules.filter(({ at }) => !unreadable.some((path) => overlap(path, at)));
  return withoutConsequences([...structural, ...readableOnes], given);
}

/** The object without what rules can't read; undefined if what is left can't be read either. */
function readablePart(
  given: KubeObject,
  kind: Kind | undefined,
  unreadable: readonly FieldPath[],
): KubeObject | undefined {
  if (unreadable.length === 0) return given;
  const rest = withoutValuesAt(given, unreadable);
  if (rest === undefined || structureOf(rest, kind, {}).unreadable.length > 0) return undefined;
  return rest;
}

function contextOf(
  given: KubeObject,
  kind: Kind | undefined,
  platform: Platform,
  before: KubeObject | undefined,
): RuleContext {
  const written = withoutNulls(given);
  const readAs = (object: KubeObject) => (kind === undefined || kind.builtIn ? object : withEmptyTexts(kind, object));
  const present = kind === undefined || kind.builtIn ? written : readAs(withEmptyItems(kind, written));
  const named = present.metadata ? present : { ...present, metadata: {} };
  return {
    object: withDefaults(named, platform, before),
    given: named,
    platform,
    before: before && readAs(withDefaults(before, platform)),
    judge: (object) => validate(object, { platform }),
  };
}

/** What the rules tell of an object. */
function judged(sets: readonly LocatedRules[], context: RuleContext, origin: Origin): Diagnostic[] {
  const { object } = context;
  const diagnostics: Diagnostic[] = [];
  for (const { at, subject, rules } of sets.flatMap((set) => subjectsOf(object, set))) {
    let current: Rule<unknown>;
    // One for all rules: most of them never tell anything.
    const report: Report = (path, message, hint) => {
      const full: FieldPath = [...at, ...path];
      const { code, severity = 'error' } = current;
      diagnostics.push({
        code,
        severity,
        message,
        path: formatPath(full),
        at: full,
        object: refOf(object),
        origin,
        hint,
      });
    };
    for (const rule of rules as readonly Rule<unknown>[]) {
      current = rule;
      rule.check(subject, report, context);
    }
  }
  return diagnostics;
}

/** A part of an object, and where it lies. */
interface Part {
  readonly at: FieldPath;
  readonly value: unknown;
}

/** What some rules look at: one part of an object, or each item of a list, and such parts of what is nested. */
function subjectsOf(object: unknown, { at, nesting, only, rules }: LocatedRules) {
  const depth = nesting?.depth ?? 0;
  const holders = partsAt({ at: [], value: object }, at.slice(0, depth));
  if (nesting !== undefined) {
    // The list grows while it is walked.
    for (const holder of holders) holders.push(...nesting.ways.flatMap((way) => partsAt(holder, way)));
  }
  const middle = only?.depth ?? depth;
  return holders
    .flatMap((holder) => partsAt(holder, at.slice(depth, middle)))
    .filter(({ value }) => only === undefined || only.where(value))
    .flatMap((part) => partsAt(part, at.slice(middle)))
    .map((part) => ({ at: part.at, subject: part.value, rules }));
}

/** The parts that a path leads to from another, as far as they are there. */
function partsAt({ at, value }: Part, path: FieldPath): Part[] {
  const each = path.indexOf(EACH);
  if (each < 0) {
    const found = valueAt(value, path);
    return found === undefined || found === null ? [] : [{ at: [...at, ...path], value: found }];
  }
  const list = valueAt(value, path.slice(0, each));
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, i) =>
    partsAt({ at: [...at, ...path.slice(0, each), i], value: item }, path.slice(each + 1)),
  );
}
