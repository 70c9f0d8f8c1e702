import type { KubeObject } from '../api/meta/v1';
import { driftingFields, type FieldPattern, propertyPath } from '../graph/drift';
import { groupOf } from '../graph/object-ref';
import { admissionWebhooksOf } from '../graph/webhooks';

/**
 * Fields that others than the program write: what the drift rules know of the platform's own objects, the webhooks of
 * Knative that note who made an object, and whoever puts certificates into configurations of webhooks. A deployment
 * leaves them as they are.
 */
export function foreignFields(object: KubeObject): string[] {
  const group = groupOf(object.apiVersion);
  const authors = (AUTHORS[group] ?? []).flatMap((prefix) =>
    [`${prefix}/creator`, `${prefix}/lastModifier`].map((name) => ['metadata', 'annotations', name]),
  );
  const fields = [
    ...authors,
    ...driftingFields(object),
    ...(CERTIFICATES[`${group}/${object.kind}`] ?? []),
    ...(leavesRules(object) ? [['webhooks', '*', 'rules']] : []),
  ];
  return [...new Set(fields.filter(([field]) => field !== 'status').map(propertyPath))];
}

/** Whether webhooks are configured without rules: they write them themselves, then. */
function leavesRules(object: KubeObject): boolean {
  const webhooks = admissionWebhooksOf(object);
  return webhooks.length > 0 && webhooks.every(({ rules }) => rules.length === 0);
}

/** The annotations' prefix, for each group whose webhook notes who made an object and who changed it last. */
const AUTHORS: Readonly<Record<string, readonly string[]>> = {
  'serving.knative.dev': ['serving.knative.dev'],
  'eventing.knative.dev': ['eventing.knative.dev'],
  'messaging.knative.dev': ['messaging.knative.dev'],
  'flows.knative.dev': ['messaging.knative.dev'],
};

const ADMISSION = 'admissionregistration.k8s.io';
const OF_WEBHOOKS: FieldPattern = ['webhooks', '*', 'clientConfig', 'caBundle'];
const OF_CONVERSION: FieldPattern = ['spec', 'conversion', 'webhook', 'clientConfig', 'caBundle'];

/** Where webhooks themselves, or a certificate manager's injector, put certificates. */
const CERTIFICATES: Readonly<Record<string, readonly FieldPattern[]>> = {
  [`${ADMISSION}/MutatingWebhookConfiguration`]: [OF_WEBHOOKS],
  [`${ADMISSION}/ValidatingWebhookConfiguration`]: [OF_WEBHOOKS],
  'apiextensions.k8s.io/CustomResourceDefinition': [OF_CONVERSION],
};
