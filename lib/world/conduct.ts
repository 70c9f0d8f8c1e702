import type { KubeObject } from '../api/meta/v1';

/** How something outside the control planes behaves: as it should, not at all, not yet, or without anything to do. */
export type Way = 'works' | 'fails' | 'waits' | 'idles';

/** What a setting such as `deployment/shop-00001-deployment=unavailable` may say, and what it means. */
export const ways: Readonly<Record<string, Way>> = {
  ready: 'works',
  works: 'works',
  unavailable: 'fails',
  fails: 'fails',
  failed: 'fails',
  waits: 'waits',
  pending: 'waits',
  idle: 'idles',
};

/** What behaves in one way or another, by its kind in lower case; a revision is the load that it has. */
export const behaving: Readonly<Record<string, readonly Way[]>> = {
  certificate: ['works', 'fails', 'waits'],
  deployment: ['works', 'fails', 'waits'],
  image: ['works', 'fails', 'waits'],
  ingress: ['works', 'fails', 'waits'],
  pod: ['works', 'fails', 'waits'],
  revision: ['works', 'idles'],
  statefulset: ['works', 'fails', 'waits'],
};

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
