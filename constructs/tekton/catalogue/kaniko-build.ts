import type { Construct } from 'constructs';
import type { Task } from '../task';
import { type CatalogueTaskOptions, catalogueTask, HOME, OUTSIDE_OF_MESH } from './catalogue-task';
import {
  type BuildParam,
  type BuildResult,
  type BuildWorkspace,
  buildArguments,
  buildEnv,
  buildParams,
  buildResults,
  buildWorkspaces,
} from './image-build';
import { buildScript } from './image-scripts';

/** A task that builds and pushes an image; see `kanikoBuild`, `buildahBuild` and `buildkitBuild`. */
export type ImageBuildTask = Task<BuildParam, BuildWorkspace, BuildResult>;

const SCRIPT = buildScript({
  shell: '/busybox/sh',
  buildArg: '"--build-arg=$given"',
  build: `
if [ -n "$TARGET" ]; then set -- "$@" "--target=$TARGET"; fi
if [ -n "$CACHE" ]; then set -- "$@" --cache=true "--cache-repo=$CACHE"; fi
if [ "$INSECURE" = true ]; then
  registry=\${IMAGE%%/*}
  set -- "$@" "--insecure-registry=$registry" "--skip-tls-verify-registry=$registry"
fi
/kaniko/executor "--context=dir://$directory" "--dockerfile=$directory/$DOCKERFILE" \\
  "--destination=$IMAGE" "--digest-file=$HOME/digest" "$@"
digest=$(cat "$HOME/digest")
`,
});

/**
 * Builds an image with kaniko and pushes it.
 *
 * Runs as root, with the capabilities that unpacking layers takes: kaniko unpacks the image over its own files. It needs
 * no other rights, and no user namespaces. The project ended in 2025: where nodes allow user namespaces, `buildkitBuild`
 * and `buildahBuild` do the same without root.
 *
 * Becomes: one Task.
 * @example
 * const built = pipeline.task('build', kanikoBuild(chart), { params: { image: 'example.com/shop:v1' }, workspaces: { source } });
 * const image = built.results.IMAGE_REF; // example.com/shop@sha256:…
 */
export function kanikoBuild(scope: Construct, id = 'kaniko', options: CatalogueTaskOptions = {}): ImageBuildTask {
  return catalogueTask(scope, id, options, {
    description: 'Builds an image with kaniko and pushes it.',
    params: Object.values(buildParams),
    workspaces: Object.values(buildWorkspaces),
    results: Object.values(buildResults),
    labels: OUTSIDE_OF_MESH,
    securityContext: {
      runAsUser: 0,
      capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'] },
    },
    tool: 'kaniko',
    step: {
      name: 'build',
      args: buildArguments,
      workingDir: buildWorkspaces.source.path,
      env: { ...buildEnv, DOCKER_CONFIG: `${HOME}/.docker` },
      script: SCRIPT,
    },
  });
}
