import type { Construct } from 'constructs';
import { Param } from '../param';
import type { Task } from '../task';
import { type CatalogueTaskOptions, catalogueTask, OUTSIDE_OF_MESH } from './catalogue-task';
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
import { IN_USER_NAMESPACE } from './user-namespace';

const host = Param.string('host', {
  default: '',
  description: 'Address of a buildkitd that builds, such as tcp://buildkitd:1234; the pod builds itself if empty.',
});

/** A task that builds and pushes an image with BuildKit; see `buildkitBuild`. */
export type BuildkitTask = Task<BuildParam | typeof host, BuildWorkspace, BuildResult>;

const SCRIPT = buildScript({
  buildArg: '--opt "build-arg:$given"',
  build: `
registry=
if [ "$INSECURE" = true ]; then registry=,registry.insecure=true; fi
if [ -n "$TARGET" ]; then set -- "$@" --opt "target=$TARGET"; fi
if [ -n "$CACHE" ]; then
  set -- "$@" --import-cache "type=registry,ref=$CACHE$registry" \\
    --export-cache "type=registry,ref=$CACHE,mode=max$registry"
fi
buildctl=buildctl-daemonless.sh
if [ -n "$BUILDKIT_HOST" ]; then buildctl=buildctl; fi
dockerfile=$directory/$DOCKERFILE
"$buildctl" build --progress plain --frontend dockerfile.v0 --local "context=$directory" \\
  --local "dockerfile=\${dockerfile%/*}" --opt "filename=\${dockerfile##*/}" \\
  --output "type=image,name=$IMAGE,push=true$registry" --metadata-file "$HOME/metadata.json" "$@"
digest=$(sed -n 's/.*"containerimage.digest": *"\\(sha256:[0-9a-f]*\\)".*/\\1/p' "$HOME/metadata.json")
`,
});

/**
 * Builds an image with BuildKit and pushes it.
 *
 * Runs without root, as user 1000, in a user namespace: the container is not privileged, but its node must allow user
 * namespaces, and the filters of system calls and AppArmor are off for it. With `host` a daemon elsewhere builds.
 *
 * Becomes: one Task.
 * @example
 * pipeline.task('build', buildkitBuild(chart), { params: { image: 'example.com/shop:v1' }, workspaces: { source } });
 */
export function buildkitBuild(scope: Construct, id = 'buildkit', options: CatalogueTaskOptions = {}): BuildkitTask {
  return catalogueTask(scope, id, options, {
    description: 'Builds an image with BuildKit and pushes it.',
    params: [...Object.values(buildParams), host],
    workspaces: Object.values(buildWorkspaces),
    results: Object.values(buildResults),
    labels: OUTSIDE_OF_MESH,
    securityContext: IN_USER_NAMESPACE,
    tool: 'buildkit',
    step: {
      name: 'build',
      args: buildArguments,
      workingDir: buildWorkspaces.source.path,
      env: {
        ...buildEnv,
        BUILDKIT_HOST: host,
        // Processes of a step of the Dockerfile see those of the others: a pod can't mount a /proc of its own.
        BUILDKITD_FLAGS: '--oci-worker-no-process-sandbox',
      },
      script: SCRIPT,
    },
  });
}
