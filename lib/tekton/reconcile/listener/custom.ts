import type { KubeObject } from '../../../api/meta/v1';
import { controllerReference } from '../../../controller/effects';
import { customContainer, type Listener, labelsOf, nameOf } from './container';
import type { ListenerSettings } from './settings';

interface PodSpec {
  readonly containers?: readonly {
    readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
    readonly resources?: object;
  }[];
}

interface Template {
  readonly metadata?: object;
  readonly spec?: PodSpec;
}

/** Fields of a pod that a listener may set. */
const OWN: readonly string[] = [
  'tolerations',
  'nodeSelector',
  'serviceAccountName',
  'affinity',
  'topologySpreadConstraints',
];

/** The object that runs a listener in the place of a Deployment, with the listener's container in it. */
export function customObjectOf(listener: Listener, settings: ListenerSettings): KubeObject {
  const given = listener.spec?.resources?.customResource as unknown as KubeObject;
  const { template = {}, ...spec } = (given.spec ?? {}) as { template?: Template };
  const containers = template.spec?.containers ?? [];
  const container = customContainer(listener, containers.length === 1 ? containers[0] : undefined, settings);
  const pod = Object.entries(template.spec ?? {}).filter(([field]) => OWN.includes(field));
  return {
    ...given,
    metadata: {
      ...given.metadata,
      name: given.metadata?.name || nameOf(listener),
      namespace: given.metadata?.namespace || listener.metadata.namespace,
      labels: { ...labelsOf(listener, settings), ...given.metadata?.labels },
      ownerReferences: [controllerReference(listener)],
    },
    spec: { ...spec, template: { ...template, spec: { ...Object.fromEntries(pod), containers: [container] } } },
  };
}
