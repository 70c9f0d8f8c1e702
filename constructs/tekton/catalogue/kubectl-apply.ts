import type { Construct } from 'constructs';
import { Param } from '../param';
import type { Task } from '../task';
import { Workspace } from '../workspace';
import { type CatalogueTaskOptions, catalogueTask, OUTSIDE_OF_MESH } from './catalogue-task';
import { CHECK_IMAGE } from './image-scripts';
import { AWAIT_READY, KUBECONFIG, kubeconfig, SCOPE } from './kubectl-scripts';

const params = {
  manifest: Param.string('manifest', { description: 'File of the source, or directory whose files are applied.' }),
  image: Param.string('image', { default: '', description: 'Image that is put in the place of __IMAGE__.' }),
  namespace: Param.string('namespace', {
    default: '',
    description: 'Namespace of objects that name none; that of the run if empty.',
  }),
  services: Param.array('services', { default: [], description: 'Knative services that are waited for.' }),
  timeout: Param.string('timeout', { default: '5m', description: 'How long a service may take to become ready.' }),
  fieldManager: Param.string('fieldManager', {
    default: 'tekton',
    description: 'Who owns the fields that are applied.',
  }),
  extraArgs: Param.array('extraArgs', { default: [], description: 'Further arguments of kubectl apply.' }),
};

const source = Workspace.of('source', { description: 'The files, one of which is applied.' });

type Of<Values> = Values[keyof Values];

/** A task that applies manifests; see `kubectlApply`. */
export type KubectlApplyTask = Task<Of<typeof params>, typeof source | typeof kubeconfig>;

const SCRIPT = `#!/bin/sh
set -eu
${KUBECONFIG}
${AWAIT_READY}
${CHECK_IMAGE}
manifests=$HOME/manifests
render() {
  if [ -n "$IMAGE" ]; then sed "s|__IMAGE__|$IMAGE|g" "$1" > "$manifests/\${1##*/}"
  elif grep -q __IMAGE__ "$1"; then echo "$1 asks for an image, and none is given" >&2; exit 1
  else cat "$1" > "$manifests/\${1##*/}"
  fi
}

if [ -n "$IMAGE" ]; then check_image; fi
mkdir -p "$manifests"
if [ -d "$SOURCE/$MANIFEST" ]; then
  for file in "$SOURCE/$MANIFEST"/*.yaml "$SOURCE/$MANIFEST"/*.yml "$SOURCE/$MANIFEST"/*.json; do
    if [ -f "$file" ]; then render "$file"; fi
  done
else
  render "$SOURCE/$MANIFEST"
fi

# Services come first, and behind -- the arguments of kubectl.
services=
for given in "$@"; do
  shift
  if [ "$given" = -- ]; then break; fi
  services="$services $given"
done

${SCOPE}
kubectl apply --server-side "--field-manager=$FIELD_MANAGER" "--filename=$manifests" "$@"
for service in $services; do await_ready "$service"; done
`;

/**
 * Applies a file of the source, or all files of a directory, after it put an image in the place of `__IMAGE__`. The files
 * themselves stay as they are.
 *
 * Applies on the server's side: fields that others own are left alone, and a conflict stops the task (`--force-conflicts`
 * among `extraArgs` takes them over). Runs without root. The run's ServiceAccount needs `get`, `create` and `patch` of what
 * is applied, and `get`, `list` and `watch` of services that are waited for.
 *
 * Becomes: one Task.
 * @example
 * pipeline.task('deploy', kubectlApply(chart), {
 *   params: { manifest: 'knative/hello.yaml', image: built.results.IMAGE_REF, services: ['hello'] },
 *   workspaces: { source },
 * });
 */
export function kubectlApply(
  scope: Construct,
  id = 'kubectl-apply',
  options: CatalogueTaskOptions = {},
): KubectlApplyTask {
  return catalogueTask(scope, id, options, {
    description: 'Applies manifests of the source, with an image in the place of __IMAGE__.',
    params: Object.values(params),
    workspaces: [source, kubeconfig],
    labels: OUTSIDE_OF_MESH,
    tool: 'kubectl',
    step: {
      name: 'apply',
      args: [params.services, '--', params.extraArgs],
      workingDir: source.path,
      env: {
        MANIFEST: params.manifest,
        IMAGE: params.image,
        NAMESPACE: params.namespace,
        TIMEOUT: params.timeout,
        FIELD_MANAGER: params.fieldManager,
        SOURCE: source.path,
        KUBECONFIG_BOUND: kubeconfig.bound,
        KUBECONFIG_DIRECTORY: kubeconfig.path,
      },
      script: SCRIPT,
    },
  });
}
