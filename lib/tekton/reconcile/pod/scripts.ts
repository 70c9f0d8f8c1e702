import { createHash } from 'node:crypto';
import type { TaskSidecar } from '../../../api/tekton/v1/sidecar';
import type { Step } from '../../../api/tekton/v1/step';
import { images } from '../../keys';
import { binMount, scriptsMount } from './mounts';

const DEFAULT_PREAMBLE = '#!/bin/sh\nset -e\n';
const WINDOWS = '#!win';

/** A script as a file: who runs it, and how it comes to be there. */
interface Script {
  readonly command: readonly string[];
  /** What the command is given before the step's own arguments. */
  readonly args: readonly string[];
  /** What writes the file. */
  readonly writing: string;
  readonly isForWindows: boolean;
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

  /** Whether one of them is for Windows: then all of them are written there. */
  public get isForWindows(): boolean {
    return [...this.#files.values()].some(({ isForWindows }) => isForWindows);
  }

  public of(kind: 'script' | 'sidecar-script', index: number): Pick<Script, 'command' | 'args'> | undefined {
    return this.#files.get(`${kind}-${index}`);
  }

  public get container(): object {
    const writing = [...this.#files.values()].map((script) => script.writing).join('');
    const [image, command, option] = this.isForWindows
      ? [images.shellForWindows, 'pwsh', '-Command']
      : [images.shell, 'sh', '-c'];
    return {
      name: 'place-scripts',
      image,
      command: [command],
      args: [option, writing],
      volumeMounts: [scriptsMount, binMount],
    };
  }

  #add(kind: string, run: string, index: number, script: string | undefined): void {
    if (script === undefined || script === '') return;
    const suffix = createHash('md5').update(`${run}|${kind}|${index}`).digest('hex').slice(0, 5);
    const file = `/tekton/scripts/${kind}-${index}-${suffix}`;
    const isForWindows = script.trim().startsWith(WINDOWS);
    this.#files.set(`${kind}-${index}`, isForWindows ? forWindows(file, script) : forLinux(file, script));
  }
}

/** Written in base64, so that Kubernetes finds nothing in it to replace. */
function forLinux(file: string, script: string): Script {
  const text = script.trim().startsWith('#!') ? script : `${DEFAULT_PREAMBLE}${script}`;
  const writing = `scriptfile="${file}"
touch \${scriptfile} && chmod +x \${scriptfile}
cat > \${scriptfile} << '_EOF_'
${Buffer.from(text).toString('base64')}
_EOF_
/tekton/bin/entrypoint decode-script "\${scriptfile}"
`;
  return { command: [file], args: [], writing, isForWindows: false };
}

/** The first line names who runs it; where it names nobody, the rest is a batch file. */
function forWindows(file: string, script: string): Script {
  const [first = '', ...rest] = script.split('\n');
  const [, interpreter, ...options] = first.split(' ');
  const place = (path: string, text: string) => `@"\n${text}\n"@ | Out-File -FilePath ${path}\n`;
  if (interpreter === undefined) {
    const path = `${file}.cmd`;
    return { command: [path], args: [], writing: place(path, rest.join('\n')), isForWindows: true };
  }
  // PowerShell looks at the name before it runs anything.
  const path = interpreter.startsWith('powershell') ? `${file}.ps1` : file;
  return { command: [interpreter], args: [...options, path], writing: place(path, script), isForWindows: true };
}
