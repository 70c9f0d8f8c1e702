import { afterAll, describe, expect, test } from 'vitest';
import { casesOf, expanded, themes } from '../lib/tekton/cases';
import { differencesOf, startControllers } from './tekton-runs';

const controllers = startControllers();
afterAll(() => controllers?.end());

/** Where we do not follow upstream, by what the case shows, and why. */
const deliberate: Readonly<Record<string, string>> = {
  'a pipeline has no time left': 'upstream tells runs to end that are over; in a cluster its own webhook refuses that',
};

describe.skipIf(controllers === undefined).each(themes)('upstream’s controllers agree: %s', (theme) => {
  test.each(
    casesOf(theme)
      .filter(({ name }) => deliberate[name] === undefined)
      .map((each) => [each.name, each] as const),
  )('%s', async (_name, each) => {
    expect(differencesOf(expanded(each), await controllers!.run(each))).toEqual([]);
  });
});
