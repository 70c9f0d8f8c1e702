import type { Construct } from 'constructs';
import { type CatalogueTaskOptions, catalogueTask, OUTSIDE_OF_MESH } from './catalogue-task';
import { buildArguments, buildEnv, buildParams, buildResults, buildWorkspaces } from './image-build';
import { buildScript } from './image-scripts';
import type { ImageBuildTask } from './kaniko-build';
import { IN_USER_NAMESPACE } from './user-namespace';

const SCRIPT = buildScript({
  buildArg: '"--build-arg=$given"',
  build: `
verify=true
if [ "$INSECURE" = true ]; then verify=false; fi
if [ -n "$TARGET" ]; then set -- "$@" "--target=$TARGET"; fi
if [ -n "$CACHE" ]; then set -- "$@" --layers "--cache-from=$CACHE" "--cache-to=$CACHE"; fi
buildah build "--tls-verify=$verify" "--file=$directory/$DOCKERFILE" "--tag=$IMAGE" "$@" "$directory"
buildah push "--tls-verify=$verify" "--digestfile=$HOME/digest" "$IMAGE" "docker://$IMAGE"
digest=$(cat "$HOME/digest")
`,
});

/**
 * Builds an image with buildah and pushes it.
 *
 * Runs without root, as user 1000, in a user namespace: the container is not privileged, but its node must allow user
 * namespaces, and the filters of system calls and AppArmor are off for it. Layers are kept in the pod as plain files
 * (`vfs`), which needs no device of the node and more space.
 *
 * Becomes: one Task.
 * @example
 * pipeline.task('build', buildahBuild(chart), { params: { image: 'example.com/shop:v1' }, workspaces: { source } });
 */
export function buildahBuild(scope: Construct, id = 'buildah', options: CatalogueTaskOptions = {}): ImageBuildTask {
  return catalogueTask(scope, id, options, {
    description: 'Builds an image with buildah and pushes it.',
    params: Object.values(buildParams),
    workspaces: Object.values(buildWorkspaces),
    results: Object.values(buildResults),
    labels: OUTSIDE_OF_MESH,
    securityContext: IN_USER_NAMESPACE,
    tool: 'buildah',
    step: {
      name: 'build',
      args: buildArguments,
      workingDir: buildWorkspaces.source.path,
      env: { ...buildEnv, BUILDAH_ISOLATION: 'chroot', STORAGE_DRIVER: 'vfs' },
      script: SCRIPT,
    },
  });
}
