import { idOf, refOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import type { ImportRule } from '../change';
import type { Draft } from '../draft';

/** A change of one object, before it is known what the object is called in the end. */
export interface NotedChange {
  readonly rule: ImportRule;
  readonly at: FieldPath;
  readonly message: string;
}

/** One object on its way from old to new, with what was done to it. */
export class Upgrade {
  public readonly changes: NotedChange[] = [];
  /** Objects that this one became besides itself, each with what is told of it. */
  public readonly added: Draft[] = [];
  #isDropped = false;

  public constructor(
    public readonly draft: Draft,
    private readonly set: UpgradeSet,
  ) {}

  public note(rule: ImportRule, at: FieldPath, message: string): void {
    this.changes.push({ rule, at, message });
  }

  /** Leaves the object out of what is written. */
  public drop(rule: ImportRule, message: string): void {
    this.#isDropped = true;
    this.note(rule, [], message);
  }

  public get isDropped(): boolean {
    return this.#isDropped;
  }

  /** Puts an object beside this one, unless one of that name is there already. */
  public add(object: Draft): void {
    const id = idOf(refOf(object));
    const all = this.set.upgrades.flatMap(({ draft, added }) => [draft, ...added]);
    if (all.some((other) => idOf(refOf(other)) === id)) return;
    this.added.push(object);
  }

  /** An object of the set by kind and name, in this object's namespace or cluster-wide. */
  public find(kind: string, name: string): Draft | undefined {
    return this.#named(
      this.set.upgrades.map(({ draft }) => draft),
      kind,
      name,
    );
  }

  /** The same as it was read, whether it was upgraded meanwhile or not. */
  public original(kind: string, name: string): Draft | undefined {
    return this.#named(this.set.originals, kind, name);
  }

  #named(drafts: readonly Draft[], kind: string, name: string): Draft | undefined {
    const { namespace } = this.draft.metadata;
    return drafts.find((draft) => {
      if (draft.kind !== kind || draft.metadata.name !== name) return false;
      return draft.metadata.namespace === undefined || draft.metadata.namespace === namespace;
    });
  }
}

/** Objects that are upgraded together: some old forms need another object to be told in new words. */
export class UpgradeSet {
  public readonly upgrades: readonly Upgrade[];
  /** The objects as they were read. */
  public readonly originals: readonly Draft[];

  public constructor(drafts: readonly Draft[]) {
    this.originals = structuredClone(drafts);
    this.upgrades = drafts.map((draft) => new Upgrade(draft, this));
  }
}

/** Upgrades the objects that it is for. */
export interface Upgrader {
  /** Whether the object has such a form, whatever its version says. */
  applies(draft: Draft): boolean;
  run(upgrade: Upgrade): void;
}
