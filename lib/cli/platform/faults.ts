import { AccessError, ApiError, ConnectionError } from '../../controller/client';
import { FileError } from '../../files';
import { PlatformError } from '../../platform';
import { OwnershipError } from '../../platform/install/apply-object';
import { InstallError } from '../../platform/install/install';
import { InUseError, objectName, StuckError } from '../../platform/install/remove';
import { AppError } from '../app';
import { type ExitCode, exitCodes, type Io } from '../io';

/** Tells what is wrong with a command's input or its cluster, and gives the exit code. Throws what is our fault. */
export function told(error: unknown, io: Io): ExitCode {
  const lines = faultsOf(error);
  if (lines === undefined) throw error;
  io.stderr.write(lines.map((line) => `${line}\n`).join(''));
  return exitCodes.input;
}

/** What is wrong, a line each, where it is not our fault. */
function faultsOf(error: unknown): string[] | undefined {
  if (error instanceof InstallError) {
    const lines = error.faults.map(({ object, error: reason }) => `  ${objectName(object)}: ${reasonOf(reason)}`);
    return [`error: ${error.message}`, ...lines, ...hintsFor(error.faults.map((fault) => fault.error))];
  }
  if (error instanceof InUseError) {
    return [
      `error: ${error.message}; deleting the platform would leave them without anybody to end them`,
      ...error.objects.slice(0, 20).map((object) => `  ${objectName(object)}`),
      ...(error.objects.length > 20 ? [`  and ${error.objects.length - 20} more`] : []),
      'delete them first, or give --with-resources to have them deleted',
    ];
  }
  if (error instanceof StuckError) {
    const lines = error.objects.map((object) => `  ${objectName(object)}`);
    return [`error: ${error.message}`, ...lines, 'look at their finalizers: who takes them off must run'];
  }
  if (error instanceof AccessError) return [`error: ${error.message}${error.hint ? `: ${error.hint}` : ''}`];
  if (error instanceof ApiError) return [`error: ${error.request.method} ${error.request.path}: ${error.message}`];
  const isTold = [ConnectionError, PlatformError, AppError, FileError].some((kind) => error instanceof kind);
  if (isTold) return [`error: ${reasonOf(error)}`];
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined) return [`error: ${(error as Error).message}`];
  return undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hintsFor(errors: readonly unknown[]): string[] {
  const hints: string[] = [];
  if (errors.some((error) => error instanceof OwnershipError)) {
    hints.push('--force-conflicts takes these fields over, and loses what others wrote there');
  }
  const uncalled = errors.some((error) => /failed calling webhook|doesn't answer/.test(reasonOf(error)));
  if (uncalled && errors.some((error) => /timeout|deadline exceeded|i\/o timeout/i.test(reasonOf(error)))) {
    hints.push(
      'the API server may not reach the nodes: a private cluster needs a firewall rule for TCP 8443 (Knative, Tekton),',
      '15017 (istiod) and 10250 (cert-manager), from the control plane to the nodes',
    );
  }
  return hints;
}
