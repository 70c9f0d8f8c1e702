import type { KubeObject, LabelSelector } from '../../api/meta/v1';
import { kinds } from '../../api/registry';
import { type AdmissionWebhook, judges, selects } from '../../graph/webhooks';
import { minimalObjects } from '../../rules/minimal';

/** A namespace of the cluster, for sentinels to be tried in. */
export interface LiveNamespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What sentinels are called, so that a log tells whose they are. */
const NAME = 'cdk8s-knative-sentinel';

/**
 * A harmless object that a webhook is asked about when somebody tries, without keeping it, to create it: undefined where
 * none is known. The namespace is one that the webhook's selector takes, `default` if it does.
 */
export function sentinelFor(webhook: AdmissionWebhook, namespaces: readonly LiveNamespace[]): KubeObject | undefined {
  const ordered = [...namespaces].sort((a, b) => Number(b.name === 'default') - Number(a.name === 'default'));
  const namespace = ordered.find(({ labels }) => selects(webhook.namespaceSelector, labels));
  for (const { object, plural, group, version } of candidates()) {
    const labels = labelsFor(webhook.objectSelector);
    if (labels === undefined) return undefined;
    const isClusterScoped = object.metadata.namespace === undefined;
    if (!isClusterScoped && namespace === undefined) continue;
    const judged = { group, version, plural, labels, namespaceLabels: isClusterScoped ? undefined : namespace?.labels };
    if (!judges(webhook, judged)) continue;
    const { name: _, namespace: __, labels: own, ...metadata } = object.metadata;
    return {
      ...object,
      metadata: {
        ...metadata,
        name: NAME,
        ...(!isClusterScoped && { namespace: namespace?.name }),
        ...((own !== undefined || Object.keys(labels).length > 0) && { labels: { ...own, ...labels } }),
      },
    };
  }
  return undefined;
}

interface Candidate {
  readonly object: KubeObject;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

const BUILT_IN: readonly Candidate[] = [
  {
    group: '',
    version: 'v1',
    plural: 'configmaps',
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace: 'default' } },
  },
  {
    group: '',
    version: 'v1',
    plural: 'pods',
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: NAME, namespace: 'default' },
      spec: { containers: [{ name: 'sentinel', image: 'example.com/sentinel' }] },
    },
  },
];

/** The objects to choose from: what the rules of this package call a minimal object of each kind. */
function* candidates(): Generator<Candidate> {
  for (const { group, version, kind, plural } of kinds) {
    const object = minimalObjects[`${group}/${version}/${kind}`];
    if (object !== undefined) yield { object, group, version, plural };
  }
  yield* BUILT_IN;
}

/** Labels that meet a selector, or undefined if none are found that do. */
function labelsFor(selector: LabelSelector | undefined): Record<string, string> | undefined {
  const labels: Record<string, string> = { ...selector?.matchLabels };
  for (const { key, operator, values = [] } of selector?.matchExpressions ?? []) {
    if (operator === 'In' && values[0] !== undefined) labels[key] ??= values[0];
    if (operator === 'Exists') labels[key] ??= 'sentinel';
  }
  return selects(selector, labels) ? labels : undefined;
}
