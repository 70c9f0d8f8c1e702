import type { Kind } from '../api/kind';
import type { KubeObject } from '../api/meta/v1';
import type { GraphNode, NodeFacts, ResourceGraph } from '../graph/graph';
import type { Diagnostic, FieldPath, Severity } from './diagnostic';
import type { FeatureFlags } from './features';
import type { Platform, PlatformSettings } from './platform';

/** Tells of a fault: the field, what was found there, and what would be right. */
export type Report = (path: FieldPath, found: string, hint?: string) => void;

/** What a rule may look at besides its subject. */
export interface RuleContext {
  /** The whole object, defaulted. */
  readonly object: KubeObject;
  /** The object as it was given, before defaults. */
  readonly given: KubeObject;
  /** The object that is being replaced; absent on creation. */
  readonly before?: KubeObject;
  readonly platform: Platform;
  /** Everything that is wrong with another object, such as one that this one holds. */
  judge(object: KubeObject): readonly Diagnostic[];
}

/**
 * An object to try a rule on: the kind's minimal object, changed by these JSON merge patches
 * (`null` removes a field, arrays are replaced).
 */
export interface RuleExample {
  readonly metadata?: object;
  readonly spec?: object | null;
  /** A patch of the rule's subject, for rules of a part of an object. */
  readonly value?: object | null;
  /** The object before the change, as patches of the object itself. */
  readonly before?: { readonly metadata?: object; readonly spec?: object; readonly status?: object };
  /** Feature flags that the example needs set. */
  readonly features?: FeatureFlags;
  /** Settings of the platform's ConfigMaps that the example needs. */
  readonly settings?: PlatformSettings;
  /** Why upstream's referee can't judge this example. */
  readonly notJudged?: string;
}

export interface RuleText {
  /** Stable; never given to another rule. */
  readonly code: string;
  /** @default 'error' */
  readonly severity?: Severity;
  /** What must hold, in a few words. */
  readonly title: string;
  /** What would happen otherwise. */
  readonly why: string;
  /** Where upstream says so. */
  readonly source: string;
}

/** One thing that must hold of an object: the check, its explanation, and examples that test and document it. */
export interface Rule<Subject = KubeObject> extends RuleText {
  check(subject: Subject, report: Report, context: RuleContext): void;
  readonly good: RuleExample | readonly RuleExample[];
  readonly bad: RuleExample | readonly RuleExample[];
}

/** A rule about several objects at once. Its examples are sets of objects. */
export interface GraphRule extends RuleText {
  check(graph: ResourceGraph, report: GraphReport, platform: Platform): void;
  readonly good: readonly KubeObject[];
  readonly bad: readonly KubeObject[];
  /** Facts that the examples need of a program, by object name. */
  readonly facts?: Readonly<Record<string, NodeFacts>>;
}

/** Tells of a fault of one node of the graph. */
export type GraphReport = (node: GraphNode, ...fault: Parameters<Report>) => void;

/** A step of a target's path that stands for each item of a list. */
export const EACH = '*';

/** That a part may hold others like itself, which hold others in turn. What lies in one lies in each of them. */
export interface Nesting {
  /** How many steps of a target's path lead to the outermost. */
  readonly depth: number;
  /** The ways from one to those that it holds, `EACH` for all items of a list. */
  readonly ways: readonly FieldPath[];
}

/** Where in a kind's objects the subject of some rules lies. */
export interface Target {
  readonly kind: Kind;
  /** Steps to the subject, `EACH` for all items of a list; empty for the whole object. */
  readonly at: FieldPath;
  /** Where parts of the same kind lie within the one that the first steps lead to. @default - nowhere */
  readonly nesting?: Nesting;
  /** Which parts count of those that lie so many steps deep. @default - all */
  readonly only?: { readonly depth: number; readonly where: (part: unknown) => boolean };
  /**
   * For examples: a patch of the spec of the kind's minimal object, where that one lacks the subject.
   * @default - it has one
   */
  readonly base?: object;
  /**
   * For examples: adds to an object what it needs besides, so that nothing but the subject can be wrong with it.
   * @default - nothing
   */
  readonly complete?: (object: KubeObject) => KubeObject;
}

/** Rules with the kinds that they hold for. */
export interface RuleSet {
  /** Heading in the catalogue. */
  readonly title: string;
  readonly targets: readonly Target[];
  readonly rules: readonly Rule<never>[];
}

/** Rules of whole objects of a kind. */
export function rulesFor<Spec, Status>(
  kind: Kind<Spec, Status>,
  rules: readonly Rule<KubeObject<Spec, Status>>[],
): RuleSet {
  return { title: kind.kind, targets: [{ kind, at: [] }], rules };
}

/** Rules of a part that several kinds share, such as the pod of a revision. */
export function rulesOf<Subject>(title: string, targets: readonly Target[], rules: readonly Rule<Subject>[]): RuleSet {
  return { title, targets, rules };
}
