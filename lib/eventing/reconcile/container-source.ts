import { kubernetes } from '../../api/kubernetes';
import type { KubeObject, ObjectMeta } from '../../api/meta/v1';
import {
  ContainerSource,
  type ContainerSourceSpec,
  type ContainerSourceStatus,
} from '../../api/sources/v1/container-source';
import { SinkBinding, type SinkBindingSpec } from '../../api/sources/v1/sink-binding';
import { conditionOf, living } from '../../controller/conditions';
import { apply, controllerReference, normal, tell } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import { defined } from './common';
import { markAvailable } from './deployments';

type Source = KubeObject<ContainerSourceSpec, ContainerSourceStatus>;

const CONTAINER_SOURCE = 'sources.knative.dev/containerSource';
const SOURCE = 'sources.knative.dev/source';

/** A ContainerSource is a Deployment of its template, and a SinkBinding that tells it where to send. */
export const containerSource = livingReconciler<ContainerSourceSpec, ContainerSourceStatus>({
  name: 'eventing/container-source',
  kind: ContainerSource,
  owns: [SinkBinding, kubernetes.Deployment],
  conditionSet: living('SinkBindingReady', 'ReceiveAdapterReady'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const bindingName = childName(name, '-sinkbinding');
    const deploymentName = childName(name, '-deployment');
    const binding = view.get(SinkBinding, bindingName, namespace);
    const ready = conditionOf(binding, 'Ready');
    if (ready === undefined)
      conditions.markUnknown('SinkBindingReady', 'Unknown', 'The SinkBinding has not been reconciled yet.');
    else conditions.mirror('SinkBindingReady', ready);
    markAvailable(conditions, 'ReceiveAdapterReady', view.get(kubernetes.Deployment, deploymentName, namespace));
    const { sinkUri, sinkCACerts, sinkAudience } = binding?.status ?? {};
    return {
      status: defined({ sinkUri, sinkCACerts, sinkAudience }),
      effects: [
        apply(bindingOf(object, bindingName, deploymentName), {
          created: normal('ContainerSourceSinkBindingCreated', `SinkBinding created "${bindingName}"`),
        }),
        apply(deploymentOf(object, deploymentName), {
          created: normal('ContainerSourceDeploymentCreated', `Deployment created "${deploymentName}"`),
        }),
        tell(normal('ContainerSourceReconciled', `ContainerSource reconciled: "${namespace}/${name}"`)),
      ],
    };
  },
});

function bindingOf(object: Source, name: string, deployment: string): KubeObject<SinkBindingSpec> {
  const { namespace } = object.metadata;
  const { sink, ceOverrides } = object.spec!;
  return {
    apiVersion: SinkBinding.apiVersion,
    kind: SinkBinding.kind,
    metadata: { name, namespace, ownerReferences: [controllerReference(object)] },
    spec: {
      sink,
      ...defined({ ceOverrides }),
      subject: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment, namespace },
    },
  };
}

function deploymentOf(object: Source, name: string): KubeObject {
  const { namespace, name: own = '' } = object.metadata;
  const { template } = object.spec!;
  const of = template.metadata as Pick<ObjectMeta, 'labels' | 'annotations'> | undefined;
  const labels = {
    ...of?.labels,
    [SOURCE]: 'container-source-controller',
    [CONTAINER_SOURCE]: own,
  };
  return {
    apiVersion: kubernetes.Deployment.apiVersion,
    kind: kubernetes.Deployment.kind,
    metadata: {
      name,
      namespace,
      labels,
      ...defined({ annotations: of?.annotations }),
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      selector: { matchLabels: labels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
