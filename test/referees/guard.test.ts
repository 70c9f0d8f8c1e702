import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventually } from './eventually';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('nothing that we started outlives us, even if we are killed', async () => {
  const guard = JSON.stringify(join(__dirname, 'programs/guard.ts'));
  const text = `
    const { spawn } = require('node:child_process');
    const { pid } = spawn('sleep', ['600'], { stdio: 'ignore' });
    require(${guard}).endWithUs(pid);
    console.log(pid);
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(starter.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  starter.kill('SIGKILL');
  await eventually('the process ends', () => !isAlive(pid) || undefined);
});
