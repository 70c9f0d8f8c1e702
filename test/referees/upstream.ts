import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { KubeObject } from '../../lib/api/meta/v1';
import { findReferee } from './find-referee';

/** What upstream's code says of one field, or of the object as a whole where it names no path. */
export interface UpstreamError {
  readonly message: string;
  readonly paths?: readonly string[];
  readonly details?: string;
  readonly level: 'Error' | 'Warning';
}

/** Upstream's verdict of an object. */
export interface Verdict {
  readonly id: string;
  /** The object as upstream's defaulting webhook leaves it; absent where it can't be decoded. */
  readonly defaulted?: KubeObject;
  readonly errors: readonly UpstreamError[];
  /** Why there is no verdict by the validator, such as an object that can't be decoded. */
  readonly failed?: string;
}

/** The validators and defaulters of Knative, as upstream compiled them; they know each object as one to create. */
export interface Upstream {
  judge(object: KubeObject): Promise<Verdict>;
  end(): Promise<void>;
}

/** Whether upstream lets the object pass. */
export function isAccepted({ errors, failed }: Verdict): boolean {
  return failed === undefined && !errors.some(({ level }) => level === 'Error');
}

/** Starts upstream's code as one process for many objects; undefined, aloud, where it is absent. */
export function startUpstream(): Upstream | undefined {
  const program = findReferee('upstream-oracle');
  return program === undefined ? undefined : new UpstreamProcess(program);
}

interface Waiting {
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: Error) => void;
}

class UpstreamProcess implements Upstream {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;
  readonly #waiting = new Map<string, Waiting>();
  #count = 0;

  public constructor(program: string) {
    const child = spawn(program, { stdio: 'pipe' });
    this.#child = child;
    let complaint = '';
    child.stderr.on('data', (text) => {
      complaint += String(text);
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.#answer(JSON.parse(line) as Verdict));
    this.#ended = new Promise((resolve) => {
      const end = (why: string) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`upstream's program ended: ${why}`));
        this.#waiting.clear();
        resolve();
      };
      child.on('error', (error) => end(error.message));
      child.on('close', (code) => end(`exit code ${code} ${complaint}`));
    });
  }

  public judge(object: KubeObject): Promise<Verdict> {
    const id = String(this.#count++);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin.write(`${JSON.stringify({ id, op: 'create', object })}\n`);
    });
  }

  public async end(): Promise<void> {
    this.#child.stdin.end();
    await this.#ended;
  }

  #answer(verdict: Verdict): void {
    this.#waiting.get(verdict.id)?.resolve(verdict);
    this.#waiting.delete(verdict.id);
  }
}
