import { dump } from 'js-yaml';
import { stringify } from 'yaml';
import { render } from './built';
import { interleaved } from './measure';
import { manifestsOf, ourProgram, type SynthesisOptions } from './synthesis';
import { formatRatio, type Row } from './table';

/** The libraries that write YAML, and ours on top of one of them, on the same objects; relative to `yaml`, which cdk8s uses. */
export function benchYaml(options: SynthesisOptions): Row[] {
  const objects = manifestsOf(ourProgram('.', options));
  const { yaml, jsYaml, ours } = interleaved(
    {
      yaml: () => {
        for (const object of objects) stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
      },
      jsYaml: () => {
        for (const object of objects) dump(object, { lineWidth: -1, noRefs: true });
      },
      ours: () => {
        render.toYaml(objects);
      },
    },
    { rounds: options.rounds, warmups: 1 },
  );
  const what = `${options.services} services as YAML`;
  return [
    { what: `${what}, by js-yaml`, result: `${formatRatio(jsYaml / yaml)} what yaml takes`, goal: '' },
    { what: `${what}, by toYaml`, result: `${formatRatio(ours / yaml)} what yaml takes`, goal: '≤ 0.5' },
  ];
}
