import { PlatformRelease } from '../../../lib/platform';
import type { ManifestSource } from '../../../lib/platform/vendored/source';
import { vendor } from '../../../lib/platform/vendored/vendor';
import { folderOf } from '../cli/command';

/** A source of texts, by the path that they have in a vendored folder. */
export function sourceOf(files: Readonly<Record<string, string>>): ManifestSource {
  return {
    name: 'the test',
    read: async (wanted) =>
      wanted.map(({ component, file }) => {
        const text = files[`${component.name}/${component.version}/${file.name}`];
        return text === undefined ? undefined : Buffer.from(text);
      }),
  };
}

/** A release whose files no catalogue knows, so that a test can make them up. */
export const madeUp = PlatformRelease.V1_23.with({
  serving: '1.23.9',
  'serving-hpa': '1.23.9',
  eventing: '1.23.9',
  kourier: '1.23.9',
});

/** A folder that `platform vendor` filled with made-up files, for the length of a test. */
export async function vendoredFolder(
  components: readonly string[],
  files: Readonly<Record<string, string>>,
  release = madeUp,
): Promise<string> {
  const dir = folderOf({});
  await vendor(release, { dir, source: sourceOf(files), components });
  return dir;
}

/** Documents of objects, as one file. */
export function yamlOf(...objects: readonly object[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object, null, 2)}\n`).join('');
}

export function configMap(name: string, data: Readonly<Record<string, string>> = {}, namespace = 'knative-serving') {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}
