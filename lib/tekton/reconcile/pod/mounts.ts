/** A volume in a container's file system. */
export interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
}

const mount = (name: string, mountPath: string, readOnly = false): Mount => ({
  name,
  mountPath,
  ...(readOnly ? { readOnly } : {}),
});

/** Volumes that every step has, whatever the task, unless it mounts something else there. */
export const implicitMounts: readonly Mount[] = [
  mount('tekton-internal-workspace', '/workspace'),
  mount('tekton-internal-home', '/tekton/home'),
  mount('tekton-internal-results', '/tekton/results'),
  mount('tekton-internal-steps', '/tekton/steps', true),
  mount('tekton-internal-artifacts', '/tekton/artifacts'),
];
export const scriptsMount = mount('tekton-internal-scripts', '/tekton/scripts');
export const binMount = mount('tekton-internal-bin', '/tekton/bin');
export const downwardMount = mount('tekton-internal-downward', '/tekton/downward', true);
export const stepsMount = mount('tekton-internal-steps', '/tekton/steps');

/** Where a step keeps its credentials. */
export const credentialsMount = (step: number) => mount(`tekton-creds-init-home-${step}`, '/tekton/creds');

/** Where steps tell each other that they are done: each writes its own folder, and reads all. */
export const runMount = (step: number, readOnly: boolean) =>
  mount(`tekton-internal-run-${step}`, `/tekton/run/${step}`, readOnly);

export const readOnly = (one: Mount): Mount => ({ ...one, readOnly: true });

/** Those of the mounts whose place none of the others takes. */
export function untaken(mounts: readonly Mount[], others: readonly Mount[]): readonly Mount[] {
  const taken = new Set(others.map(({ mountPath }) => cleaned(mountPath)));
  return mounts.filter(({ mountPath }) => !taken.has(cleaned(mountPath)));
}

/** A path without what says nothing, as Go's `filepath.Clean` has it. */
export function cleaned(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.' && !(part === '..' && path.startsWith('/'))) parts.push(part);
  }
  const whole = parts.join('/');
  return path.startsWith('/') ? `/${whole}` : whole || '.';
}
