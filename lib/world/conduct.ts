import type { KubeObject } from '../api/meta/v1';

/** How something outside the control planes behaves: as it should, not at all, or not yet. */
export type Way = 'works' | 'fails' | 'waits';

/** What a setting such as `deployment/shop-00001-deployment=unavailable` may say, and what it means. */
export const ways: Readonly<Record<string, Way>> = {
  ready: 'works',
  works: 'works',
  unavailable: 'fails',
  fails: 'fails',
  failed: 'fails',
  waits: 'waits',
  pending: 'waits',
};

/** Kinds of what behaves in one way or another, as settings name them. */
export const runningKinds = ['deployment', 'statefulset', 'pod', 'ingress', 'certificate', 'image'] as const;

/** How the world behaves: well, where nothing else was said. */
export class Conduct {
  readonly #ways: ReadonlyMap<string, Way>;
  readonly #unmet: Set<string>;

  /** By `kind/name`, in lower case; `*` stands for any run of characters of a name. */
  public constructor(told: Readonly<Record<string, Way>> = {}) {
    this.#ways = new Map(Object.entries(told));
    this.#unmet = new Set(this.#ways.keys());
  }

  /** What was told of things that nobody has asked about: there are none, or they do not behave in any way. */
  public get unmet(): readonly string[] {
    return [...this.#unmet];
  }

  public of({ kind, metadata }: KubeObject): Way {
    return this.ofNamed(kind, metadata.name ?? '');
  }

  public ofNamed(kind: string, name: string): Way {
    const subject = `${kind.toLowerCase()}/${name}`;
    for (const [pattern, way] of this.#ways) {
      if (!matches(pattern, subject)) continue;
      this.#unmet.delete(pattern);
      return way;
    }
    return 'works';
  }
}

function matches(pattern: string, subject: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(subject);
}
