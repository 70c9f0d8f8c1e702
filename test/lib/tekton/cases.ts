import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { targetOf } from '../../../lib/controller/effects';
import { cluster, type ExpandOptions, type Expansion } from '../../../lib/expand/expand';
import type { Way } from '../../../lib/world/conduct';

const FOLDER = join(__dirname, 'cases');

/** Something that happens once all is at rest: time passes, or objects change. */
export interface Step {
  readonly seconds: number;
  readonly patches: readonly KubeObject[];
}

/** Objects, what their pods do, and what happens later. */
export interface Case {
  /** What the case shows, in words. */
  readonly name: string;
  readonly objects: readonly KubeObject[];
  /** Pods that fail, and such as go on without end, by names in which `*` stands for any letters. */
  readonly fails: readonly string[];
  readonly waits: readonly string[];
  readonly steps: readonly Step[];
}

/** What the cases are about. */
export const themes = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''))
  .sort();

/**
 * The cases of a theme. A case begins with `# case: what it shows`; comments of it say more: `fails` and `waits`, pods;
 * `then`, a merge patch; `seconds`, time that passes.
 */
export function casesOf(theme: string): readonly Case[] {
  const text = readFileSync(join(FOLDER, `${theme}.yaml`), 'utf8');
  return text
    .split(/^# case: /m)
    .slice(1)
    .map((part) => {
      const [name = '', ...rest] = part.split('\n');
      const body = rest.join('\n');
      const told = (key: string) => [...body.matchAll(new RegExp(`^# ${key}: (.*)$`, 'gm'))].map((match) => match[1]!);
      const steps = [...body.matchAll(/^# (then|seconds): (.*)$/gm)].map(
        ([, what, value = '']): Step =>
          what === 'then' ? { seconds: 0, patches: [JSON.parse(value)] } : { seconds: Number(value), patches: [] },
      );
      const objects = parseAllDocuments(body)
        .map((document) => document.toJS() as KubeObject | null)
        .filter((object) => object !== null);
      return { name, objects, fails: told('fails'), waits: told('waits'), steps };
    });
}

/** A cluster in which a case has come to rest. */
export function clusterOf({ objects, fails, waits, steps }: Case, options: ExpandOptions = {}) {
  const conduct = Object.fromEntries([
    ...fails.map((name): [string, Way] => [`pod/${name}`, 'fails']),
    ...waits.map((name): [string, Way] => [`pod/${name}`, 'waits']),
  ]);
  const made = cluster({ ...options, conduct });
  const { engine } = made;
  for (const object of objects) engine.apply(object);
  engine.settle();
  for (const { seconds, patches } of steps) {
    engine.advance(seconds * 1000);
    for (const patch of patches) engine.patch(targetOf(patch), patch as unknown as Record<string, unknown>);
    engine.settle();
  }
  return made;
}

/** What a case becomes. */
export function expanded(each: Case): Expansion {
  const { engine, ownObjects, conduct } = clusterOf(each);
  return { objects: ownObjects(), events: engine.events, unmet: conduct.unmet };
}
