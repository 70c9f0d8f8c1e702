import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { KubeObject } from '../lib/api/meta/v1';
import { toYaml } from '../lib/render/yaml';

/** Compares objects, as YAML, with a file in the `golden` folder beside the test. `vitest -u` writes it anew. */
export async function expectGolden(objects: readonly KubeObject[], name: string): Promise<void> {
  const { testPath } = expect.getState();
  await expect(toYaml(objects)).toMatchFileSnapshot(join(dirname(testPath ?? '.'), 'golden', `${name}.yaml`));
}
