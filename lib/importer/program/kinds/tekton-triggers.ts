import { type Fields, fieldsAt, isFields, listAt, textAt } from '../../draft';
import { call, type Entries, type Expression, given, list, literal, map, mapOrNone, member, ours } from '../expression';
import type { KindWriter, Scope } from '../scope';
import { interceptor } from './interceptors';

const TRIGGERS = 'triggers.tekton.dev/v1beta1';

const triggerBinding =
  (of: 'TriggerBinding' | 'ClusterTriggerBinding'): KindWriter =>
  (spec) => {
    const params = listAt(spec, 'params').map(({ name, value }) => [String(name), value]);
    return { of, props: { params: literal(Object.fromEntries(params)) } };
  };

const triggerTemplate: KindWriter = (spec) => {
  const { resourcetemplates } = spec;
  if (!Array.isArray(resourcetemplates)) return undefined;
  const params = listAt(spec, 'params').map(
    ({ name, description, default: value }) =>
      [String(name), map({ description: given(description), default: given(value) })] as const,
  );
  const declared = params.length === 0 ? undefined : map(Object.fromEntries(params));
  return { of: 'TriggerTemplate', props: { params: declared, resourcetemplates: literal(resourcetemplates) } };
};

/** A template, and what a trigger has besides. */
interface TriggerParts {
  readonly template: Expression;
  readonly options: Entries;
}

/** What is made of which requests; undefined if a template or a binding is written out within the trigger. */
function triggerParts(trigger: Fields, scope: Scope): TriggerParts | undefined {
  const name = textAt(fieldsAt(trigger, 'template'), 'ref');
  const all = listAt(trigger, 'bindings');
  const bindings = all.filter(({ ref }) => ref !== undefined).map((binding) => bindingNamed(binding, scope));
  const values = all.filter(({ ref }) => ref === undefined);
  const interceptors = listAt(trigger, 'interceptors').map((one) => interceptor(one, scope));
  if (name === undefined || [...bindings, ...interceptors].some((part) => part === undefined)) return undefined;
  if (values.some(({ name: of, value }) => typeof of !== 'string' || typeof value !== 'string')) return undefined;
  const given_ = Object.fromEntries(values.map((binding) => [String(binding.name), binding.value]));
  const options = {
    interceptors: interceptors.length === 0 ? undefined : list(interceptors as Expression[]),
    bindings: bindings.length === 0 ? undefined : list(bindings as Expression[]),
    params: values.length === 0 ? undefined : literal(given_),
    serviceAccount: account(trigger.serviceAccountName, scope),
  };
  const known = templateWith(name, Object.keys(given_), bindings.length > 0, scope);
  return { template: known ?? call(ours('TriggerTemplate.fromName'), literal(name)), options };
}

/** A template of the program, if it declares what it is given, and is given what it needs. */
function templateWith(name: string, values: readonly string[], isBound: boolean, scope: Scope): Expression | undefined {
  const named = { apiVersion: TRIGGERS, kind: 'TriggerTemplate', name };
  const params = listAt(scope.find(named)?.spec as Fields | undefined, 'params');
  const isDeclared = values.every((value) => params.some((param) => param.name === value));
  const isWhole =
    isBound || params.every(({ name: of, default: value }) => value !== undefined || values.includes(String(of)));
  return isDeclared && isWhole ? scope.constructOf(named) : undefined;
}

function bindingNamed(binding: Fields, scope: Scope): Expression | undefined {
  const name = textAt(binding, 'ref');
  if (name === undefined) return undefined;
  const kind = binding.kind === 'ClusterTriggerBinding' ? 'ClusterTriggerBinding' : 'TriggerBinding';
  const known = scope.constructOf({ apiVersion: TRIGGERS, kind, name });
  if (known !== undefined) return known;
  return kind === 'TriggerBinding' ? literal(name) : call(ours('ClusterTriggerBinding.fromName'), literal(name));
}

function account(name: unknown, scope: Scope): Expression | undefined {
  if (typeof name !== 'string') return undefined;
  return scope.constructOf({ apiVersion: 'v1', kind: 'ServiceAccount', name }) ?? literal({ name });
}

const tektonTrigger: KindWriter = (spec, scope) => {
  const parts = triggerParts(spec, scope);
  return (
    parts && {
      of: 'TektonTrigger',
      props: { template: parts.template, triggerName: given(spec.name), ...parts.options },
    }
  );
};

function listenerTrigger(trigger: Fields, scope: Scope): Expression | undefined {
  const ref = textAt(trigger, 'triggerRef');
  if (ref !== undefined) return scope.constructOf({ apiVersion: TRIGGERS, kind: 'Trigger', name: ref }) ?? literal(ref);
  const parts = triggerParts(trigger, scope);
  return parts && call(member(parts.template, 'trigger'), map({ name: given(trigger.name), ...parts.options }));
}

function selection(of: Fields | undefined): Entries {
  return {
    namespaces: given(fieldsAt(of, 'namespaceSelector')?.matchNames),
    labelSelector: given(fieldsAt(of, 'labelSelector')),
  };
}

const eventListener: KindWriter = (spec, scope) => {
  const serviceAccount = account(spec.serviceAccountName, scope);
  // Without one, the construct would make an account of its own.
  if (serviceAccount === undefined) return undefined;
  const triggers = listAt(spec, 'triggers').map((trigger) => listenerTrigger(trigger, scope));
  const groups = listAt(spec, 'triggerGroups').map((group) => {
    const interceptors = listAt(group, 'interceptors').map((one) => interceptor(one, scope));
    if (interceptors.some((one) => one === undefined)) return undefined;
    return map({
      name: given(group.name),
      interceptors: list(interceptors as Expression[]),
      ...selection(fieldsAt(group, 'triggerSelector')),
    });
  });
  if ([...triggers, ...groups].some((part) => part === undefined)) return undefined;
  const resources = fieldsAt(spec, 'resources');
  const {
    replicas,
    serviceType,
    servicePort,
    serviceLoadBalancerClass,
    spec: pods,
  } = fieldsAt(resources, 'kubernetesResource') ?? {};
  const payload = scope.annotations.property('tekton.dev/payload-validation', (text) =>
    text === 'true' || text === 'false' ? literal(text === 'true') : undefined,
  );
  const props = {
    serviceAccount,
    triggers: triggers.length === 0 ? undefined : list(triggers as Expression[]),
    triggerGroups: groups.length === 0 ? undefined : list(groups as Expression[]),
    ...selection(spec),
    payloadValidation: payload,
    cloudEventURI: given(spec.cloudEventURI),
    replicas: given(replicas),
    service: mapOrNone({
      type: given(serviceType),
      port: given(servicePort),
      loadBalancerClass: given(serviceLoadBalancerClass),
    }),
    pod: given(isFields(pods) ? fieldsAt(pods, 'template') : undefined),
    customResource: given(fieldsAt(resources, 'customResource')),
  };
  return { of: 'EventListener', props };
};

const ownInterceptor =
  (of: 'ClusterInterceptor' | 'NamespacedInterceptor'): KindWriter =>
  (spec, { namespace: own }) => {
    const client = fieldsAt(spec, 'clientConfig');
    const service = fieldsAt(client, 'service');
    if (client === undefined || (service === undefined) === (client.url === undefined)) return undefined;
    const { name, namespace, port, path } = service ?? {};
    const bundle = typeof client.caBundle === 'string' ? pemOf(client.caBundle) : undefined;
    const props = {
      service: given(name),
      serviceNamespace: namespace === own ? undefined : given(namespace),
      port: given(port),
      path: given(path),
      url: given(client.url),
      caBundle: given(bundle),
    };
    return { of, props };
  };

/** The text of a bundle, if it is written back as the same. */
function pemOf(bundle: string): string | undefined {
  const text = Buffer.from(bundle, 'base64').toString('utf8');
  return Buffer.from(text, 'utf8').toString('base64') === bundle ? text : undefined;
}

export const triggerWriters: Readonly<Record<string, KindWriter>> = {
  'triggers.tekton.dev/TriggerTemplate': triggerTemplate,
  'triggers.tekton.dev/TriggerBinding': triggerBinding('TriggerBinding'),
  'triggers.tekton.dev/ClusterTriggerBinding': triggerBinding('ClusterTriggerBinding'),
  'triggers.tekton.dev/Trigger': tektonTrigger,
  'triggers.tekton.dev/EventListener': eventListener,
  'triggers.tekton.dev/ClusterInterceptor': ownInterceptor('ClusterInterceptor'),
  'triggers.tekton.dev/Interceptor': ownInterceptor('NamespacedInterceptor'),
};
