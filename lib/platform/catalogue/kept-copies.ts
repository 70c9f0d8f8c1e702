import type { ComponentName } from './component';

/** An object that several components ship, not alike, and whose copy counts. */
export interface KeptCopy {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** The component whose copy is kept, wherever it is among those that are installed; of several, the first one met. */
  readonly of: readonly ComponentName[];
  readonly why: string;
}

/** What is known to collide in the releases of this package. Anything else that does is an error. */
export const keptCopies: readonly KeptCopy[] = [
  {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingWebhookConfiguration',
    name: 'sinkbindings.webhook.sources.knative.dev',
    of: ['eventing'],
    why: "It calls Eventing's webhook, which rewrites it; RabbitMQ ships an older copy with a timeout of 2 s.",
  },
  {
    group: '',
    kind: 'Namespace',
    name: 'knative-sources',
    of: ['rabbitmq-source', 'github-source', 'gitlab-source', 'redis-source'],
    why: 'They differ in the labels that tell whose release it is.',
  },
];
