import { crdYaml, kinds, objectsOfFile, readManifests } from './built';
import { interleaved } from './measure';
import { formatRatio, type Row } from './table';

/** Reading as much as all releases of a platform together have: 20 MB, in files of 1 MB. */
export function benchLoading(rounds: number, megabytes: number): Row[] {
  const files = filesOf(megabytes);
  const { quick, careful } = interleaved(
    {
      quick: () => {
        for (const text of files) drain(objectsOfFile(text, 'release.yaml'));
      },
      careful: () => {
        for (const text of files) readManifests(text, 'release.yaml');
      },
    },
    { rounds, warmups: 1 },
  );
  return [
    {
      what: `reading ${megabytes} MB of a release's manifests`,
      result: `${(quick / 1000).toFixed(2)} s, ${formatRatio(quick / careful)} what the reader with positions takes`,
      goal: '≤ 1 s',
    },
  ];
}

/** Definitions of kinds, which are most of every release, each text a different one. */
function filesOf(megabytes: number): string[] {
  const definitions = kinds.map(crdYaml);
  return Array.from({ length: megabytes }, (_, file) => {
    let text = '';
    for (let i = file; text.length < 1_000_000; i++) {
      text += `---\n${definitions[i % definitions.length]!.replace(/^ {2}name: /m, `  name: x${file}-${i}-`)}`;
    }
    return text;
  });
}

function drain(objects: Iterable<unknown>): void {
  for (const _ of objects);
}
