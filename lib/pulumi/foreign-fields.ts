import type { KubeObject } from '../api/meta/v1';
import { groupOf } from '../graph/object-ref';

/**
 * Fields that others than the program write, kind by kind: webhooks of Knative that note who made an object, and
 * webhooks that put their certificates into their own configuration. A deployment leaves them as they are.
 */
export function foreignFields(object: KubeObject): string[] {
  const group = groupOf(object.apiVersion);
  return [
    ...(AUTHORS[group] ?? []).flatMap((prefix) => [
      annotation(`${prefix}/creator`),
      annotation(`${prefix}/lastModifier`),
    ]),
    ...(CERTIFICATES[`${group}/${object.kind}`] ?? []),
  ];
}

/** The annotations' prefix, for each group whose webhook notes who made an object and who changed it last. */
const AUTHORS: Readonly<Record<string, readonly string[]>> = {
  'serving.knative.dev': ['serving.knative.dev'],
  'eventing.knative.dev': ['eventing.knative.dev'],
  'messaging.knative.dev': ['messaging.knative.dev'],
  'flows.knative.dev': ['messaging.knative.dev'],
};

const ADMISSION = 'admissionregistration.k8s.io';

const CERTIFICATES: Readonly<Record<string, readonly string[]>> = {
  [`${ADMISSION}/MutatingWebhookConfiguration`]: ['webhooks[*].clientConfig.caBundle', 'webhooks[*].rules'],
  [`${ADMISSION}/ValidatingWebhookConfiguration`]: ['webhooks[*].clientConfig.caBundle', 'webhooks[*].rules'],
  'apiextensions.k8s.io/CustomResourceDefinition': ['spec.conversion.webhook.clientConfig.caBundle'],
};

function annotation(name: string): string {
  return `metadata.annotations["${name}"]`;
}
