import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../../lib/cli/io';
import { run } from '../../../lib/cli/run';

/** What a command printed, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Situation {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Io['env'];
  readonly isTTY?: boolean;
}

/** Runs the command line within this process. */
export async function command(
  argv: readonly string[],
  { cwd = '.', stdin, env = {}, isTTY }: Situation = {},
): Promise<Outcome> {
  const printed = { stdout: '', stderr: '' };
  const output = (name: keyof typeof printed) => ({
    isTTY,
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const input = (async function* () {
    if (stdin !== undefined) yield stdin;
  })();
  const code = await run(argv, { stdout: output('stdout'), stderr: output('stderr'), stdin: input, env, cwd });
  return { code, ...printed };
}

/** A folder of these files, for the length of a test. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A service that is as it should be. */
export const GOOD = `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: hello
  namespace: shop
spec:
  template:
    spec:
      containers:
        - image: registry.example.com/hello@sha256:${'0'.repeat(64)}
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}
            runAsNonRoot: true
            seccompProfile: {type: RuntimeDefault}
`;

/** The same with two faults: a number in place of a namespace, and an unknown field. */
export const BAD = `${GOOD}          imagePullPolcy: Always
`.replace('namespace: shop', 'namespace: 12');
