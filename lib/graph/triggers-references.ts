import type { KubeObject } from '../api/meta/v1';
import { inPod } from './pod-references';
import {
  type Collect,
  type Field,
  type Finder,
  fields,
  inSecretName,
  inServiceAccount,
  inUrl,
  itemsWithin,
  specOf,
  text,
  within,
} from './reference-fields';

const TRIGGERS = 'triggers.tekton.dev';

/** The interceptors that come with Tekton Triggers: no program has them among its objects. */
export const CORE_INTERCEPTORS: readonly string[] = ['cel', 'github', 'gitlab', 'bitbucket', 'slack'];

/** For each kind of Tekton Triggers, where its objects refer to others. `inAny` finds the references of any object. */
export function triggersFinders(inAny: Finder): Readonly<Record<string, Finder>> {
  return {
    [`${TRIGGERS}/EventListener`]: (object, collect) => {
      const spec = specOf(object);
      inServiceAccount(spec, collect);
      for (const trigger of itemsWithin(spec, 'triggers')) {
        const { value: name, path, namespace } = within(trigger, 'triggerRef');
        collect({ group: TRIGGERS, kind: 'Trigger', name: text(name), namespace }, 'trigger', path);
        inTrigger(trigger, inAny, collect);
      }
      for (const group of itemsWithin(spec, 'triggerGroups')) inInterceptors(group, collect);
      inUrl(within(spec, 'cloudEventURI').value, 'spec.cloudEventURI', collect, 'sink');
      inPod(within(spec, 'resources.kubernetesResource.spec.template.spec'), collect);
      inPod(within(spec, 'resources.customResource.spec.template.spec'), collect);
    },
    [`${TRIGGERS}/Trigger`]: (object, collect) => inTrigger(specOf(object), inAny, collect),
    [`${TRIGGERS}/TriggerTemplate`]: (object, collect) => inTemplates(specOf(object), inAny, collect),
    [`${TRIGGERS}/ClusterInterceptor`]: (object, collect) => inClientConfig(specOf(object), collect),
    [`${TRIGGERS}/Interceptor`]: (object, collect) => inClientConfig(specOf(object), collect),
  };
}

function inTrigger(trigger: Field, inAny: Finder, collect: Collect): void {
  for (const binding of itemsWithin(trigger, 'bindings')) inBinding(binding, collect);
  const { value: name, path, namespace } = within(trigger, 'template.ref');
  collect({ group: TRIGGERS, kind: 'TriggerTemplate', name: text(name), namespace }, 'template', path);
  inTemplates(within(trigger, 'template.spec'), inAny, collect);
  inInterceptors(trigger, collect);
  inServiceAccount(trigger, collect);
}

function inBinding(binding: Field, collect: Collect): void {
  const { value: name, path, namespace } = within(binding, 'ref');
  const isOfCluster = fields(binding.value).kind === 'ClusterTriggerBinding';
  const to = isOfCluster ? { kind: 'ClusterTriggerBinding' } : { kind: 'TriggerBinding', namespace };
  collect({ group: TRIGGERS, name: text(name), ...to }, 'binding', path);
}

function inInterceptors(holder: Field, collect: Collect): void {
  for (const interceptor of itemsWithin(holder, 'interceptors')) {
    const { value: ref, path, namespace } = within(interceptor, 'ref');
    const { name, kind } = fields(ref);
    const isOfNamespace = kind === 'NamespacedInterceptor';
    const to = isOfNamespace ? { kind: 'Interceptor', namespace } : { kind: 'ClusterInterceptor' };
    const isCore = !isOfNamespace && CORE_INTERCEPTORS.includes(text(name));
    collect({ group: TRIGGERS, name: text(name), ...to }, 'interceptor', `${path}.name`, isCore);
    for (const param of itemsWithin(interceptor, 'params')) inParam(param, collect);
    inService(within(interceptor, 'webhook.objectRef'), 'interceptor', collect);
  }
}

/** The Secrets of the interceptors that come with Tekton Triggers: of a webhook, and of the host's API. */
function inParam(param: Field, collect: Collect): void {
  const { name } = fields(param.value);
  const value = within(param, 'value');
  if (name === 'secretRef') inSecretName(within(value, 'secretName'), collect);
  if (name === 'addChangedFiles' || name === 'githubOwners' || name === 'addPRBody')
    inSecretName(within(value, 'personalAccessToken.secretName'), collect);
}

function inClientConfig(spec: Field, collect: Collect): void {
  const url = within(spec, 'clientConfig.url');
  inUrl(url.value, url.path, collect, 'target');
  inService(within(spec, 'clientConfig.service'), 'target', collect);
}

/** A Service of Kubernetes, which may be that of a Knative service. */
function inService({ value, path, namespace }: Field, type: 'interceptor' | 'target', collect: Collect): void {
  const service = fields(value);
  const to = { kind: 'Service', name: text(service.name), namespace: text(service.namespace) || namespace };
  for (const group of ['', 'serving.knative.dev']) collect({ group, ...to }, type, path, true);
}

/** What the objects of a template refer to, where the name is not one that a param gives. */
function inTemplates(spec: Field, inAny: Finder, collect: Collect): void {
  for (const { value, path, namespace } of itemsWithin(spec, 'resourcetemplates')) {
    const { apiVersion, kind, metadata, ...rest } = fields(value);
    const named = { namespace, ...fields(metadata) };
    const object = { ...rest, apiVersion: text(apiVersion), kind: text(kind), metadata: named } as KubeObject;
    inAny(object, (to, type, inner, optional) => {
      if (!isFixed(to.name) || !isFixed(to.namespace ?? '')) return;
      collect(to, type, `${path}.${inner}`, optional);
    });
  }
}

function isFixed(name: string): boolean {
  return !name.includes('$(');
}
