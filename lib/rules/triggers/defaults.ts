import type { KubeObject } from '../../api/meta/v1';
import { ClusterInterceptor } from '../../api/triggers/v1alpha1/cluster-interceptor';
import { Interceptor } from '../../api/triggers/v1alpha1/interceptor';
import { EventListener, type EventListenerSpec } from '../../api/triggers/v1beta1/event-listener';
import type { EventListenerResources } from '../../api/triggers/v1beta1/event-listener-resources';
import type { TriggerInterceptor } from '../../api/triggers/v1beta1/interceptor-use';
import { TektonTrigger, type TektonTriggerSpec, type TriggerSpecBinding } from '../../api/triggers/v1beta1/trigger';
import type { Defaulter, Defaulters } from '../defaults';
import { keyOf } from '../eventing/default-references';

/** The label by which the controller tells interceptors with TLS of its own from others. */
const SERVER_TYPE = 'server/type';

const eventListener: Defaulter = (object) => {
  const spec = (object.spec ?? {}) as EventListenerSpec;
  const { triggers, triggerGroups, resources } = spec;
  return {
    ...object,
    spec: {
      ...spec,
      serviceAccountName: spec.serviceAccountName || 'default',
      ...(triggers && { triggers: triggers.map(withTriggerDefaults) }),
      ...(triggerGroups && {
        triggerGroups: triggerGroups.map((group) =>
          group.interceptors ? { ...group, interceptors: group.interceptors.map(withInterceptorKind) } : group,
        ),
      }),
      ...(resources && { resources: withReplicas(resources) }),
    },
  };
};

const trigger: Defaulter = (object) => {
  if (object.spec === undefined) return object;
  return { ...object, spec: withTriggerDefaults(object.spec as TektonTriggerSpec) };
};

/** The other labels are lost where this one is not there: upstream sets all of them anew. */
const interceptor: Defaulter = (object: KubeObject) => {
  if (object.metadata.labels?.[SERVER_TYPE]) return object;
  return { ...object, metadata: { ...object.metadata, labels: { [SERVER_TYPE]: 'http' } } };
};

type WithBindings = Pick<TektonTriggerSpec, 'bindings' | 'interceptors'>;

function withTriggerDefaults<T extends WithBindings>(spec: T): T {
  const { bindings, interceptors } = spec;
  return {
    ...spec,
    ...(bindings && { bindings: bindings.map(withBindingKind) }),
    ...(interceptors && { interceptors: interceptors.map(withInterceptorKind) }),
  };
}

function withBindingKind(binding: TriggerSpecBinding): TriggerSpecBinding {
  return { ...binding, kind: binding.kind || 'TriggerBinding' };
}

/** The old form gets a kind too, with no name. */
function withInterceptorKind(interceptor: TriggerInterceptor): TriggerInterceptor {
  return { ...interceptor, ref: { ...interceptor.ref, kind: interceptor.ref?.kind || 'ClusterInterceptor' } };
}

function withReplicas(resources: EventListenerResources): EventListenerResources {
  const { kubernetesResource } = resources;
  if (kubernetesResource?.replicas !== 0) return resources;
  return { ...resources, kubernetesResource: { ...kubernetesResource, replicas: 1 } };
}

export const triggersDefaulters: Defaulters = {
  [keyOf(EventListener)]: eventListener,
  [keyOf(TektonTrigger)]: trigger,
  [keyOf(ClusterInterceptor)]: interceptor,
  [keyOf(Interceptor)]: interceptor,
};
