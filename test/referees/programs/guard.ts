import { spawn } from 'node:child_process';

// Reading ends when the other end of the pipe is closed, which the system does for a process that is no more.
const WATCH = 'read -r _; kill "$0"';

/** Sees to it that a process ends when this one does, even if this one is killed. Gives what calls that off. */
export function endWithUs(pid: number): () => void {
  const guard = spawn('sh', ['-c', WATCH, String(pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  return () => guard.kill('SIGKILL');
}
