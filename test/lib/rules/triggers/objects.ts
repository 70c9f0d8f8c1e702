import type { KubeObject } from '../../../../lib/api/meta/v1';
import { mergePatch } from '../../../../lib/rules/examples';
import { minimalObjects } from '../../../../lib/rules/minimal';
import { validate } from '../../../../lib/rules/validate';

type Patch = Readonly<Record<string, unknown>>;

const of =
  (version: string, kind: string) =>
  (patch: Patch = {}): KubeObject =>
    mergePatch(minimalObjects[`triggers.tekton.dev/${version}/${kind}`], patch) as KubeObject;

/** Minimal objects of Tekton Triggers with patches on them. */
export const eventListener = of('v1beta1', 'EventListener');
export const trigger = of('v1beta1', 'Trigger');
export const triggerBinding = of('v1beta1', 'TriggerBinding');
export const clusterTriggerBinding = of('v1beta1', 'ClusterTriggerBinding');
export const triggerTemplate = of('v1beta1', 'TriggerTemplate');
export const clusterInterceptor = of('v1alpha1', 'ClusterInterceptor');
export const interceptor = of('v1alpha1', 'Interceptor');

/** A listener with one trigger, on which the patch is put. */
export const listenerWith = (patch: Patch) =>
  eventListener({ spec: { triggers: [mergePatch({ name: 'push', template: { ref: 'build' } }, patch)] } });

/** A listener whose trigger has these interceptors. */
export const intercepted = (...interceptors: readonly object[]) => listenerWith({ interceptors });

/** A binding of one param with this value. */
export const bindingOf = (value: string) => triggerBinding({ spec: { params: [{ name: 'revision', value }] } });

/** A template of these params that makes one object. */
export const templateOf = (object: object, ...params: readonly object[]) =>
  triggerTemplate({ spec: { params, resourcetemplates: [object] } });

/** The codes that tell of an object, each once. */
export const codesOf = (object: KubeObject) => [...new Set(validate(object).map(({ code }) => code))];
