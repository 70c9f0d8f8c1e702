import type { KubeObject, LabelSelector } from '../api/meta/v1';
import type { GraphNode, ResourceGraph } from './graph';
import { groupOf } from './object-ref';
import { fields, items, text } from './reference-fields';

/** A service in the cluster that the API server sends requests to. */
export interface WebhookService {
  readonly namespace: string;
  readonly name: string;
}

/** What a webhook is asked about. */
export interface WebhookRule {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly resources?: readonly string[];
  readonly operations?: readonly string[];
}

/** An entry of a MutatingWebhookConfiguration or a ValidatingWebhookConfiguration. */
export interface AdmissionWebhook {
  readonly name: string;
  /** Absent where the webhook is called at a URL. */
  readonly service?: WebhookService;
  readonly caBundle: string;
  /** None until run time writes some, in most of Knative's and Tekton's. */
  readonly rules: readonly WebhookRule[];
  readonly failurePolicy: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
}

/** What a webhook's rules and selectors look at. */
export interface Judged {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the namespace it is in; undefined for cluster-scoped objects. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;

/**
 * Whether a webhook's rules name the kinds of the subjects that bindings have at the time: with no binding, there are none.
 * In Knative's sources these are the webhooks of `psbinding`.
 */
export function rulesComeWithUse(name: string): boolean {
  return /(^|\.)\w*bindings\.webhook\./.test(name);
}

/** Whether a webhook is configured to be passed over until it can answer, and then made strict: Istio's validator is. */
export function turnsStrict(name: string): boolean {
  return /(^|\.)validation\.istio\.io$/.test(name);
}

/** Whether an object configures admission webhooks. */
export function isWebhookConfiguration({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean {
  return (
    groupOf(apiVersion) === 'admissionregistration.k8s.io' && /^(Mutating|Validating)WebhookConfiguration$/.test(kind)
  );
}

/** The entries of a webhook configuration. */
export function admissionWebhooksOf(object: KubeObject): AdmissionWebhook[] {
  if (!isWebhookConfiguration(object)) return [];
  const { webhooks } = object as KubeObject & { readonly webhooks?: unknown };
  return items(webhooks).map((entry): AdmissionWebhook => {
    const { service, caBundle } = fields(entry.clientConfig);
    const { namespace, name } = fields(service);
    return {
      name: text(entry.name),
      service: service === undefined ? undefined : { namespace: text(namespace), name: text(name) },
      caBundle: text(caBundle),
      rules: items(entry.rules) as readonly WebhookRule[],
      failurePolicy: text(entry.failurePolicy) || 'Fail',
      namespaceSelector: entry.namespaceSelector as LabelSelector | undefined,
      objectSelector: entry.objectSelector as LabelSelector | undefined,
    };
  });
}

/** Whether a webhook, as it is configured, is asked about the creation of an object. */
export function judges(webhook: AdmissionWebhook, judged: Judged): boolean {
  const { group, version, plural, labels, namespaceLabels } = judged;
  const holds = (values: readonly string[] = [], value: string) => values.includes('*') || values.includes(value);
  return (
    webhook.rules.some(({ apiGroups, apiVersions, resources = [], operations }) => {
      const isMeant = resources.some((resource) => namesResource(resource, plural));
      return holds(apiGroups, group) && holds(apiVersions, version) && isMeant && holds(operations, 'CREATE');
    }) &&
    selects(webhook.objectSelector, labels) &&
    (namespaceLabels === undefined || selects(webhook.namespaceSelector, namespaceLabels))
  );
}

/** Whether a rule's resource means objects themselves: `services/*` means services and their parts, `services/status` a part. */
function namesResource(resource: string, plural: string): boolean {
  const [name, part = '*'] = resource.split('/');
  return (name === '*' || name === plural) && part === '*';
}

/** Whether labels meet a selector; one that says nothing selects all. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}, labels: Labels): boolean {
  const has = (key: string) => Object.hasOwn(labels, key);
  return (
    Object.entries(matchLabels).every(([key, value]) => has(key) && labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'In':
          return has(key) && values.includes(labels[key]!);
        case 'NotIn':
          return !has(key) || !values.includes(labels[key]!);
        case 'Exists':
          return has(key);
        case 'DoesNotExist':
          return !has(key);
        default:
          return false;
      }
    })
  );
}

/** The labels of a namespace, with the one that the API server gives each. */
export function namespaceLabelsOf(name: string, namespace?: KubeObject): Labels {
  return { ...namespace?.metadata.labels, 'kubernetes.io/metadata.name': name };
}

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Whether an object is a workload that keeps running. */
export function isWorkload({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean {
  return groupOf(apiVersion) === 'apps' && WORKLOADS.has(kind);
}

/** The workloads among the objects whose Pods a service sends to. */
export function workloadsBehind(graph: ResourceGraph, { namespace, name }: WebhookService): GraphNode[] {
  const service = graph.find({ group: '', kind: 'Service', name, namespace });
  const { selector } = fields(service?.object.spec);
  if (selector === undefined) return [];
  return graph.nodes.filter(
    ({ object, ref }) =>
      isWorkload(object) &&
      ref.namespace === namespace &&
      selects({ matchLabels: selector as Labels }, podLabelsOf(object)),
  );
}

/** For each workload whose Pods a webhook among the objects changes or judges: the workloads that answer it. */
export function admittedBy(graph: ResourceGraph): { readonly workload: GraphNode; readonly by: GraphNode }[] {
  const ofPods = graph.nodes.flatMap(({ object }) => {
    return admissionWebhooksOf(object).filter(({ rules, service }) => rules.length > 0 && service !== undefined);
  });
  if (ofPods.length === 0) return [];
  const servers = new Map(ofPods.map((webhook) => [webhook, workloadsBehind(graph, webhook.service!)]));
  return graph.nodes.flatMap((workload) => {
    if (!isWorkload(workload.object)) return [];
    const pod = podOf(graph, workload);
    const by = ofPods.filter((webhook) => judges(webhook, pod)).flatMap((webhook) => servers.get(webhook)!);
    // What answers a webhook can't wait for it.
    return [...new Set(by)].filter((server) => server !== workload).map((server) => ({ workload, by: server }));
  });
}

function podOf(graph: ResourceGraph, { object, ref }: GraphNode): Judged {
  const { namespace = 'default' } = ref;
  const found = graph.find({ group: '', kind: 'Namespace', name: namespace });
  return {
    group: '',
    version: 'v1',
    plural: 'pods',
    labels: podLabelsOf(object),
    namespaceLabels: namespaceLabelsOf(namespace, found?.object),
  };
}

function podLabelsOf({ spec }: KubeObject): Labels {
  return fields(fields(fields(fields(spec).template).metadata).labels) as Labels;
}
