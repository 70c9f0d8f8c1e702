import type { KubeObject } from '../api/meta/v1';
import { groupOf } from './object-ref';

/** Steps to a field from an object's root; `*` stands for each item of a list, or each value of a map. */
export type FieldPattern = readonly string[];

/** Fields of some objects that controllers write once these are applied: a difference there is no drift. */
export interface DriftRule {
  /** API group; empty for the core. */
  readonly group: string;
  readonly kinds: readonly string[];
  /** Names, in which one `*` stands for any text. @default - any name */
  readonly names?: readonly string[];
  /** Namespaces. @default - any, or none */
  readonly namespaces?: readonly string[];
  /** A field that the object must have. @default - none */
  readonly having?: FieldPattern;
  readonly fields: readonly FieldPattern[];
  /** Who writes the fields, and why. */
  readonly writer: string;
}

const ADMISSION = 'admissionregistration.k8s.io';
const WEBHOOK_CONFIGURATIONS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const CA_BUNDLE: FieldPattern = ['webhooks', '*', 'clientConfig', 'caBundle'];
const REPLICAS: FieldPattern = ['spec', 'replicas'];

/** What Istio, Knative, Tekton and cert-manager write into the objects of their own releases. */
export const driftRules: readonly DriftRule[] = [
  {
    group: ADMISSION,
    kinds: WEBHOOK_CONFIGURATIONS,
    names: ['*.knative.dev', '*.tekton.dev'],
    fields: [
      CA_BUNDLE,
      ['webhooks', '*', 'clientConfig', 'service', 'path'],
      ['webhooks', '*', 'rules'],
      ['webhooks', '*', 'namespaceSelector'],
      ['webhooks', '*', 'objectSelector'],
      ['metadata', 'ownerReferences'],
    ],
    writer: 'The webhook itself, once it runs: its certificate, the kinds that it judges, and its namespace as owner.',
  },
  {
    group: ADMISSION,
    kinds: WEBHOOK_CONFIGURATIONS,
    names: ['istio-validator-*', 'istiod-*', 'istio-sidecar-injector*', 'istio-revision-tag-*'],
    fields: [CA_BUNDLE, ['webhooks', '*', 'failurePolicy']],
    writer: 'istiod: its certificate, and Fail in place of Ignore once it can answer.',
  },
  {
    group: ADMISSION,
    kinds: WEBHOOK_CONFIGURATIONS,
    names: ['cert-manager-webhook', 'trust-manager'],
    fields: [CA_BUNDLE],
    writer: 'The CA injector of cert-manager.',
  },
  {
    group: 'apiextensions.k8s.io',
    kinds: ['CustomResourceDefinition'],
    fields: [['status']],
    writer: 'The API server; some releases carry an empty status.',
  },
  {
    group: 'apiextensions.k8s.io',
    kinds: ['CustomResourceDefinition'],
    having: ['spec', 'conversion', 'webhook'],
    fields: [
      ['spec', 'conversion', 'webhook', 'clientConfig', 'caBundle'],
      ['spec', 'conversion', 'webhook', 'clientConfig', 'service', 'path'],
      ['spec', 'conversion', 'webhook', 'clientConfig', 'service', 'port'],
    ],
    writer: 'The conversion webhook: its certificate and its address.',
  },
  {
    group: '',
    kinds: ['Secret'],
    names: ['*webhook-certs', 'kafka-webhook-eventing-certs', 'tekton-triggers-core-interceptors-certs'],
    fields: [['data'], ['metadata', 'ownerReferences']],
    writer: 'The webhook: a certificate and its key, renewed before they expire.',
  },
  {
    group: '',
    kinds: ['Secret'],
    names: ['request-reply-keys', 'signing-secrets'],
    fields: [['data']],
    writer: 'The controller: keys that it makes.',
  },
  {
    group: 'rbac.authorization.k8s.io',
    kinds: ['ClusterRole'],
    having: ['aggregationRule'],
    fields: [['rules']],
    writer: 'The controller manager: the rules of all roles that the aggregation selects.',
  },
  {
    group: 'triggers.tekton.dev',
    kinds: ['ClusterInterceptor', 'Interceptor'],
    fields: [['spec', 'clientConfig', 'caBundle']],
    writer: 'The interceptors: their certificate.',
  },
  {
    group: 'apps',
    kinds: ['Deployment'],
    names: [
      'activator',
      'webhook',
      'eventing-webhook',
      'mt-broker-filter',
      'mt-broker-ingress',
      '3scale-kourier-gateway',
      'istiod',
      'istio-ingressgateway',
      'tekton-pipelines-webhook',
    ],
    namespaces: ['knative-serving', 'knative-eventing', 'kourier-system', 'istio-system', 'tekton-pipelines'],
    fields: [REPLICAS],
    writer: 'The horizontal pod autoscaler.',
  },
  {
    group: 'apps',
    kinds: ['Deployment'],
    names: ['pingsource-mt-adapter'],
    namespaces: ['knative-eventing'],
    fields: [REPLICAS, ['spec', 'template', 'spec', 'containers', '*', 'env']],
    writer: 'The eventing controller, from the first PingSource on.',
  },
  {
    group: 'apps',
    kinds: ['StatefulSet'],
    names: ['kafka-broker-dispatcher', 'kafka-channel-dispatcher', 'kafka-source-dispatcher'],
    namespaces: ['knative-eventing'],
    fields: [REPLICAS],
    writer: 'The Kafka controller, as consumers come and go.',
  },
  {
    group: '',
    kinds: ['Service'],
    fields: [['spec', 'clusterIP'], ['spec', 'clusterIPs'], ['spec', 'healthCheckNodePort'], ['status']],
    writer: 'The API server and the load balancer: addresses and ports.',
  },
];

/** The fields of an object that controllers write. */
export function driftingFields(object: KubeObject): FieldPattern[] {
  return driftRules.filter((rule) => applies(rule, object)).flatMap(({ fields }) => fields);
}

/** An object without the fields that controllers write: what of a live object can be compared with its manifest. */
export function withoutDrift<Subject extends KubeObject>(object: Subject): Subject {
  let rest: unknown = object;
  for (const field of driftingFields(object)) rest = without(rest, field);
  return rest as Subject;
}

/** A pattern as Argo CD writes it in `jqPathExpressions`: `.webhooks[]?.clientConfig.caBundle`. */
export function jqPath(pattern: FieldPattern): string {
  return pattern
    .map((step) => (step === '*' ? '[]?' : /^\w+$/.test(step) ? `.${step}` : `.${JSON.stringify(step)}`))
    .join('');
}

/** A pattern as Pulumi writes it in `ignoreChanges`: `webhooks[*].clientConfig.caBundle`. */
export function propertyPath(pattern: FieldPattern): string {
  return pattern
    .map((step, i) => {
      if (step === '*') return '[*]';
      if (!/^[A-Za-z_]\w*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return i === 0 ? step : `.${step}`;
    })
    .join('');
}

/** A pattern of fields that an object has, as JSON pointers with the indexes of its lists. */
export function jsonPointers(object: unknown, pattern: FieldPattern): string[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return [''];
  if (typeof object !== 'object' || object === null) return [];
  const fields = object as Readonly<Record<string, unknown>>;
  const names = step === '*' ? Object.keys(fields) : Object.hasOwn(fields, step) ? [step] : [];
  return names.flatMap((name) => {
    const token = name.replaceAll('~', '~0').replaceAll('/', '~1');
    return jsonPointers(fields[name], rest).map((pointer) => `/${token}${pointer}`);
  });
}

function applies({ group, kinds, names, namespaces, having }: DriftRule, object: KubeObject): boolean {
  const { name = '', namespace } = object.metadata;
  return (
    groupOf(object.apiVersion) === group &&
    kinds.includes(object.kind) &&
    (names === undefined || names.some((pattern) => isNamed(name, pattern))) &&
    (namespaces === undefined || (namespace !== undefined && namespaces.includes(namespace))) &&
    (having === undefined || jsonPointers(object, having).length > 0)
  );
}

function isNamed(name: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after);
}

function without(value: unknown, [step, ...rest]: FieldPattern): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return step === '*' ? value.map((item: unknown) => without(item, rest)) : value;
  const entries = Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
    if (step !== '*' && step !== name) return [[name, field]];
    return rest.length === 0 ? [] : [[name, without(field, rest)]];
  });
  return Object.fromEntries(entries);
}
