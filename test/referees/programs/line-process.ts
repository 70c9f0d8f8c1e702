import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** How many requests are under way at most; more wait for their turn. */
export const WINDOW = 1024;

const COMPLAINT_LENGTH = 2000;

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A program that answers each line of JSON by one, and lives as long as there is something to ask. Requests go out in
 * bundles and aren't held up by answers; a program that doesn't keep up isn't sent more than it takes.
 */
export class LineProcess<Answer extends { readonly id: string }> {
  readonly #program: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;
  readonly #waiting = new Map<string, Waiting<Answer>>();
  readonly #queue: (() => void)[] = [];
  #why: string | undefined;
  #count = 0;
  #unsent = '';
  #unread = '';

  public constructor(program: string) {
    this.#program = program;
    const child = spawn(program, { stdio: 'pipe' });
    this.#child = child;
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = `${complaint}${text}`.slice(-COMPLAINT_LENGTH);
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    // What can't be written is told by the end of the program.
    child.stdin.on('error', () => undefined).on('drain', () => this.#send());
    this.#ended = new Promise((resolve) => {
      const end = (why: string) => {
        this.#why ??= why;
        for (const { reject } of this.#waiting.values()) reject(this.#failure());
        this.#waiting.clear();
        for (const go of this.#queue.splice(0)) go();
        resolve();
      };
      child.on('error', (error) => end(error.message));
      child.on('close', (code) => end(`exit code ${code} ${complaint}`));
    });
  }

  /** Asks one thing; the program finds it with an `id`. */
  public async ask(request: object): Promise<Answer> {
    // One that is let in may find that another was quicker.
    while (this.#waiting.size >= WINDOW) await new Promise<void>((resolve) => this.#queue.push(resolve));
    if (this.#why !== undefined) throw this.#failure();
    const id = String(this.#count++);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#unsent === '') setImmediate(() => this.#send());
      this.#unsent += `${JSON.stringify({ id, ...request })}\n`;
    });
  }

  /** Lets the program answer what it was asked and waits until it has ended. */
  public async end(): Promise<void> {
    this.#send();
    this.#child.stdin.end();
    await this.#ended;
  }

  #send(): void {
    const { stdin } = this.#child;
    if (this.#unsent === '' || stdin.writableNeedDrain || stdin.writableEnded) return;
    stdin.write(this.#unsent);
    this.#unsent = '';
  }

  #read(text: string): void {
    const lines = `${this.#unread}${text}`.split('\n');
    this.#unread = lines.pop()!;
    for (const line of lines) this.#answer(line);
  }

  #answer(line: string): void {
    let answer: Answer;
    try {
      answer = JSON.parse(line) as Answer;
    } catch {
      // Who is asked for verdicts and says something else can't be relied on.
      this.#why ??= `it answered "${line}"`;
      this.#child.kill();
      return;
    }
    this.#waiting.get(answer.id)?.resolve(answer);
    this.#waiting.delete(answer.id);
    this.#queue.shift()?.();
  }

  #failure(): Error {
    return new Error(`${this.#program} ended: ${this.#why}`);
  }
}
