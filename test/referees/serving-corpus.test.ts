import { afterAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { withDefaults } from '../../lib/rules/defaults';
import { Platform } from '../../lib/rules/platform';
import { validate } from '../../lib/rules/validate';
import type { Pair } from './corpus/pair';
import { normalForm } from './go-encoding';
import { metadataPairs } from './serving-cases/metadata';
import { podPairs } from './serving-cases/pod';
import { templatePairs } from './serving-cases/template';
import { trafficPairs } from './serving-cases/traffic';
import { volumePairs } from './serving-cases/volumes';
import { isAccepted, startUpstream } from './upstream';

const upstream = startUpstream();
afterAll(() => upstream?.end());

const platform = new Platform();
const groups: Readonly<Record<string, readonly Pair[]>> = {
  metadata: metadataPairs,
  traffic: trafficPairs,
  template: templatePairs,
  pod: podPairs,
  volumes: volumePairs,
};

const errorsOf = (object: KubeObject) =>
  validate(object, { platform })
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path, message }) => `${code} ${message} (${path})`);

describe.skipIf(upstream === undefined).each(Object.entries(groups))(
  'faults of %s and what is almost one',
  (_name, pairs) => {
    it.each(pairs.map((pair) => [pair.title, pair] as const))('%s', async (_title, { fault, nearMiss }) => {
      const [refused, accepted] = await Promise.all([upstream!.judge(fault), upstream!.judge(nearMiss)]);
      expect(isAccepted(refused), 'upstream accepts the fault').toBe(false);
      expect(errorsOf(fault), 'we accept the fault').not.toEqual([]);
      expect(
        accepted.errors
          .filter(({ level }) => level === 'Error')
          .concat(accepted.failed ? [{ message: accepted.failed, level: 'Error' }] : []),
      ).toEqual([]);
      expect(errorsOf(nearMiss), 'we refuse the near miss').toEqual([]);
      expect(normalForm(withDefaults(nearMiss, platform))).toEqual(normalForm(accepted.defaulted!));
    });
  },
);
