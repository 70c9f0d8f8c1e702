import { createHash } from 'node:crypto';
import type { TaskSidecar } from '../../../api/tekton/v1/sidecar';
import type { Step } from '../../../api/tekton/v1/step';
import { images } from '../../keys';
import { binMount, scriptsMount } from './mounts';

const DEFAULT_PREAMBLE = '#!/bin/sh\nset -e\n';

interface Script {
  readonly file: string;
  readonly text: string;
}

/** The scripts of a task, and the container that writes them where steps find them. */
export class Scripts {
  readonly #files = new Map<string, Script>();

  public constructor(run: string, steps: readonly Step[], sidecars: readonly TaskSidecar[]) {
    for (const [index, { script }] of steps.entries()) this.#add('script', run, index, script);
    for (const [index, { script }] of sidecars.entries()) this.#add('sidecar-script', run, index, script);
  }

  public get isEmpty(): boolean {
    return this.#files.size === 0;
  }

  public of(kind: 'script' | 'sidecar-script', index: number): string | undefined {
    return this.#files.get(`${kind}-${index}`)?.file;
  }

  public get container(): object {
    const commands = [...this.#files.values()].map(
      ({ file, text }) => `scriptfile="${file}"
touch \${scriptfile} && chmod +x \${scriptfile}
cat > \${scriptfile} << '_EOF_'
${Buffer.from(text).toString('base64')}
_EOF_
/tekton/bin/entrypoint decode-script "\${scriptfile}"
`,
    );
    return {
      name: 'place-scripts',
      image: images.shell,
      command: ['sh'],
      args: ['-c', commands.join('')],
      volumeMounts: [scriptsMount, binMount],
    };
  }

  #add(kind: string, run: string, index: number, script: string | undefined): void {
    if (script === undefined || script === '') return;
    const text = script.trimStart().startsWith('#!') ? script : `${DEFAULT_PREAMBLE}${script}`;
    const suffix = createHash('md5').update(`${run}|${kind}|${index}`).digest('hex').slice(0, 5);
    this.#files.set(`${kind}-${index}`, { file: `/tekton/scripts/${kind}-${index}-${suffix}`, text });
  }
}
