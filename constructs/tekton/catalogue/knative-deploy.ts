import type { Construct } from 'constructs';
import { Param } from '../param';
import { Result } from '../result';
import type { Task } from '../task';
import { type CatalogueTaskOptions, catalogueTask, OUTSIDE_OF_MESH } from './catalogue-task';
import { CHECK_IMAGE } from './image-scripts';
import { AWAIT_READY, KUBECONFIG, kubeconfig, SCOPE } from './kubectl-scripts';

const params = {
  service: Param.string('service', { description: 'Knative service that gets the image.' }),
  image: Param.string('image', { description: 'The image, best by its digest.' }),
  container: Param.string('container', {
    default: '0',
    description: 'Which container of the service gets it, counted from 0.',
  }),
  namespace: Param.string('namespace', {
    default: '',
    description: 'Namespace of the service; that of the run if empty.',
  }),
  timeout: Param.string('timeout', { default: '5m', description: 'How long the service may take to become ready.' }),
  fieldManager: Param.string('fieldManager', { default: 'tekton', description: 'Who owns the image of the service.' }),
};

const results = {
  revision: Result.string('revision', { description: 'Revision that is ready.' }),
  url: Result.string('url', { description: 'URL of the service.' }),
};

type Of<Values> = Values[keyof Values];

/** A task that gives a Knative service an image; see `knativeDeploy`. */
export type KnativeDeployTask = Task<Of<typeof params>, typeof kubeconfig, Of<typeof results>>;

const SCRIPT = `#!/bin/sh
set -eu
${KUBECONFIG}
${CHECK_IMAGE}
${AWAIT_READY}

check_image
case $CONTAINER in
  '' | *[!0-9]*) echo "this is no number of a container: $CONTAINER" >&2; exit 1 ;;
esac
${SCOPE}
service=services.serving.knative.dev/$SERVICE
patch='{"op":"replace","path":"/spec/template/spec/containers/'$CONTAINER'/image","value":"'$IMAGE'"}'
# A revision that has its name from somebody can't change; the next one gets its name from Knative.
if [ -n "$(kubectl get "$service" "$@" '--output=jsonpath={.spec.template.metadata.name}')" ]; then
  patch=$patch',{"op":"remove","path":"/spec/template/metadata/name"}'
fi
kubectl patch "$service" "$@" --type=json "--field-manager=$FIELD_MANAGER" "--patch=[$patch]"
await_ready "$SERVICE"

printf %s "$(kubectl get "$service" "$@" '--output=jsonpath={.status.latestReadyRevisionName}')" \\
  > "$(results.revision.path)"
printf %s "$(kubectl get "$service" "$@" '--output=jsonpath={.status.url}')" > "$(results.url.path)"
`;

/**
 * Gives a Knative service another image, and waits until it is ready.
 *
 * Changes nothing but the image: traffic, limits and variables stay as the service has them. Where traffic goes to named
 * revisions alone, the new one gets none until somebody says so. The service must be there. Runs without root; the run's
 * ServiceAccount needs `get`, `list`, `watch` and `patch` of that service.
 *
 * Becomes: one Task.
 * @example
 * pipeline.task('deploy', knativeDeploy(chart), { params: { service: shop.name, image: built.results.IMAGE_REF } });
 */
export function knativeDeploy(
  scope: Construct,
  id = 'knative-deploy',
  options: CatalogueTaskOptions = {},
): KnativeDeployTask {
  return catalogueTask(scope, id, options, {
    description: 'Gives a Knative service another image, and waits until it is ready.',
    params: Object.values(params),
    workspaces: [kubeconfig],
    results: Object.values(results),
    labels: OUTSIDE_OF_MESH,
    tool: 'kubectl',
    step: {
      name: 'deploy',
      env: {
        SERVICE: params.service,
        IMAGE: params.image,
        CONTAINER: params.container,
        NAMESPACE: params.namespace,
        TIMEOUT: params.timeout,
        FIELD_MANAGER: params.fieldManager,
        KUBECONFIG_BOUND: kubeconfig.bound,
        KUBECONFIG_DIRECTORY: kubeconfig.path,
      },
      script: SCRIPT,
    },
  });
}
