import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { controlPlanes } from '../../../lib/expand/expand';
import { casesOf, clusterOf, expanded, themes } from './cases';
import { outline } from './outline';

// test/referees/tekton-runs.test.ts holds the same cases against upstream's controllers, in every field.
describe('runs come to what Tekton makes of them', () => {
  test.each(themes)('%s', async (theme) => {
    const outlines = casesOf(theme).map((each) => `# ${each.name}\n${outline(expanded(each), each.objects)}`);
    await expect(outlines.join('\n')).toMatchFileSnapshot(join(__dirname, 'cases', `${theme}.txt`));
  });
});

/** An object by what it is, without how often it was written on its way. */
function byName(objects: readonly KubeObject[]): ReadonlyMap<string, string> {
  const content = (object: KubeObject) =>
    JSON.stringify(object, (key, value) => (/^(generation|observedGeneration)$/.test(key) ? undefined : value));
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, content(object)]));
}

describe.each(themes)('whatever the runs: %s', (theme) => {
  const cases = casesOf(theme).map((each) => [each.name, each] as const);

  test.each(cases)('asking every reconciler once more changes nothing where %s', (_name, each) => {
    const { engine } = clusterOf(each);
    const before = engine.objects;
    engine.revisit();
    engine.settle();
    expect(engine.objects).toEqual(before);
  });

  test.each(cases)('the order of the reconcilers does not change the end where %s', (_name, each) => {
    const reversed = clusterOf(each, { reconcilers: [...controlPlanes].reverse() });
    expect(byName(reversed.ownObjects())).toEqual(byName(clusterOf(each).ownObjects()));
  });
});
