import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';

/** A task as a manifest holds it, as far as running its step takes. */
interface TaskManifest extends KubeObject {
  readonly spec: {
    readonly params?: readonly { readonly name: string; readonly default?: string | readonly string[] }[];
    readonly steps: readonly [
      {
        readonly script: string;
        readonly args?: readonly string[];
        readonly env?: readonly { readonly name: string; readonly value: string }[];
      },
    ];
  };
}

/** What a run of the step is given. */
export interface StepRun {
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
  /** Directories that are bound, by the name of their workspace. */
  readonly workspaces?: Readonly<Record<string, string>>;
  /** Programs that stand in for the tools, by name: the script of each. All of them log their arguments. */
  readonly tools?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface StepOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the step told, by name of the result. */
  readonly results: Readonly<Record<string, string>>;
  /** What the tools were called with: the tool, and its arguments. */
  readonly calls: readonly (readonly string[])[];
  /** Where the step's home was. */
  readonly home: string;
}

/** A folder that is gone when the test is done. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs the step of a task as Tekton would, in a shell of this machine, with stand-ins for tools. */
export function runStep(
  task: KubeObject,
  { params = {}, workspaces = {}, tools = {}, env = {} }: StepRun,
): StepOutcome {
  const { spec } = task as TaskManifest;
  const folder = temporaryFolder();
  const [home, bin, results, calls] = ['home', 'bin', 'results', 'calls'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const made of [home, bin, results]) mkdirSync(made);
  for (const [name, script] of Object.entries(tools)) {
    writeFileSync(join(bin, name), toolScript(name, script, calls));
    chmodSync(join(bin, name), 0o755);
  }
  const values = new Map((spec.params ?? []).map((param) => [param.name, params[param.name] ?? param.default ?? '']));
  const substituted = (text: string) =>
    text
      .replace(/\$\(params\.([\w-]+)\)/g, (_, name: string) => String(values.get(name)))
      .replace(/\$\(results\.([\w-]+)\.path\)/g, (_, name: string) => join(results, name))
      .replace(/\$\(workspaces\.([\w-]+)\.path\)/g, (_, name: string) => workspaces[name] ?? '')
      .replace(/\$\(workspaces\.([\w-]+)\.bound\)/g, (_, name: string) => String(name in workspaces))
      .replace(/\$\(context\.taskRun\.(\w+)\)/g, (_, field: string) => `the-${field}`)
      .replace(/^\/tekton\/home/, home);
  const [{ script, args = [], env: given = [] }] = spec.steps;
  const expanded = args.flatMap((arg) => {
    const name = /^\$\(params\.([\w-]+)\[\*\]\)$/.exec(arg)?.[1];
    return name === undefined ? [substituted(arg)] : values.get(name)!;
  });
  const file = join(folder, 'script');
  // A tool with a path of its own is looked for as the others are.
  writeFileSync(file, substituted(script).replaceAll('/kaniko/executor', 'executor'));
  const { status, stdout, stderr } = spawnSync('sh', [file, ...expanded], {
    encoding: 'utf8',
    env: {
      PATH: `${bin}:${process.env['PATH']}`,
      ...env,
      ...Object.fromEntries(given.map(({ name, value }) => [name, substituted(value)])),
    },
  });
  return {
    status,
    stdout,
    stderr,
    home,
    results: Object.fromEntries(readdirSync(results).map((name) => [name, readFileSync(join(results, name), 'utf8')])),
    calls: existsSync(calls)
      ? readFileSync(calls, 'utf8')
          .trimEnd()
          .split('\n')
          .map((call) => call.split('\t'))
      : [],
  };
}

/** Logs its arguments, a call a line. */
function toolScript(name: string, script: string, calls: string): string {
  return `#!/bin/sh\n{ printf %s ${name}; for arg in "$@"; do printf '\\t%s' "$arg"; done; echo; } >> '${calls}'\n${script}\n`;
}
