import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineProcess, WINDOW } from './programs/line-process';

interface Echo {
  readonly id: string;
  readonly text: string;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-lines-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that is a shell script. */
function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('a process that answers in lines', () => {
  it('answers each request, more than are let through at a time', async () => {
    // It answers every request by the request.
    const echo = new LineProcess<Echo>(script('echo', 'exec cat'));
    const texts = Array.from({ length: 3 * WINDOW }, (_, i) => `${i} é ${'x'.repeat(i % 500)}`);
    const answers = await Promise.all(texts.map((text) => echo.ask({ text })));
    await echo.end();
    expect(answers.map(({ text }) => text)).toEqual(texts);
  });

  it('answers what it was asked before it was told to end', async () => {
    const echo = new LineProcess<Echo>(script('echo', 'exec cat'));
    const answer = echo.ask({ text: 'last' });
    await echo.end();
    expect((await answer).text).toBe('last');
  });

  it('fails whoever waits when it ends, with its last words, and who asks later', async () => {
    const dead = new LineProcess<Echo>(script('dead', 'read line; echo "no memory" >&2; exit 3'));
    await expect(dead.ask({})).rejects.toThrow(/ended: exit code 3 no memory/);
    await expect(dead.ask({})).rejects.toThrow(/ended/);
    await dead.end();
  });

  it('is ended where it says what is no answer', async () => {
    const babbler = new LineProcess<Echo>(script('babbler', 'echo hello; exec cat'));
    await expect(babbler.ask({})).rejects.toThrow(/it answered "hello"/);
    await babbler.end();
  });

  it('fails where there is no such program', async () => {
    const absent = new LineProcess<Echo>(join(folder, 'absent'));
    await expect(absent.ask({})).rejects.toThrow(/ENOENT/);
    await absent.end();
  });
});
