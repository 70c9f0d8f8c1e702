#!/usr/bin/env node
import { run } from './run';

// A reader that has seen enough, such as `head`, closes the pipe: no fault, and nobody is left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const { stdout, stderr, env } = process;

// Node opens standard input when it is first looked at: only those who read it should.
const stdin = { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() };

// The exit code is set and not called for: what is still in a pipe must arrive.
run(process.argv.slice(2), { stdout, stderr, stdin, env, cwd: process.cwd() }).then((code) => {
  process.exitCode = code;
});
