import type { Chart } from 'cdk8s';
import {
  ClusterInterceptor,
  ClusterTriggerBinding,
  EventListener,
  Interceptor,
  NamespacedInterceptor,
  SecretRef,
  TektonTrigger,
  TriggerBinding,
  TriggerTemplate,
} from '../../../../constructs';

const secret = SecretRef.of('webhook', 'token');

/** Constructs of Tekton Triggers with every property there is. */
export function everyTriggersField(chart: Chart): void {
  const template = new TriggerTemplate(chart, 'template', {
    params: { revision: { description: 'What is built.', default: 'main' } },
    resourcetemplates: ({ revision }) => [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' }, data: { revision } },
    ],
  });
  const binding = new TriggerBinding(chart, 'binding', { params: { revision: '$(body.after)' } });
  const shared = new ClusterTriggerBinding(chart, 'shared', { params: { revision: '$(body.after)' } });
  const service = { name: 'limits', namespace: 'tools' };
  const certificates = '-----BEGIN CERTIFICATE-----';
  const limits = new NamespacedInterceptor(chart, 'limits', {
    service,
    port: 80,
    path: 'check',
    caBundle: certificates,
  });
  new NamespacedInterceptor(chart, 'limits-elsewhere', { url: 'https://limits.example.com' });
  new ClusterInterceptor(chart, 'all-limits', { service, port: 80, path: 'check', caBundle: certificates });
  new ClusterInterceptor(chart, 'all-limits-elsewhere', { url: 'https://limits.example.com' });

  const interceptors = [
    Interceptor.cel({ filter: 'true', overlays: { short: 'body.after' } }),
    Interceptor.webhook('old', { namespace: 'tools', header: { 'X-Team': 'shop' } }),
    Interceptor.custom(limits, { perHour: 60 }),
  ];
  const serviceAccount = { name: 'builder' };
  const parts = { bindings: [shared, binding], params: { revision: 'main' }, interceptors, serviceAccount };
  const trigger = new TektonTrigger(chart, 'trigger', { template, triggerName: 'push', ...parts });
  new EventListener(chart, 'listener', {
    serviceAccount,
    triggers: [template.trigger({ name: 'push', ...parts }), trigger],
    triggerGroups: [{ name: 'all', interceptors, namespaces: ['*'], labelSelector: labels }],
    namespaces: ['shop'],
    labelSelector: labels,
    payloadValidation: false,
    cloudEventURI: 'http://events.example.com',
    replicas: 2,
    service: { type: 'LoadBalancer', port: 443, loadBalancerClass: 'internal' },
    tls: { certificate: secret, key: secret },
    pod: { metadata: { labels: { team: 'shop' } }, spec: { nodeSelector: { disk: 'fast' } } },
  });
  new EventListener(chart, 'knative-listener', {
    serviceAccount,
    triggers: [trigger],
    customResource: { apiVersion: 'serving.knative.dev/v1', kind: 'Service' },
  });
}

const labels = {
  matchLabels: { team: 'shop' },
  matchExpressions: [{ key: 'team', operator: 'In', values: ['shop'] }],
} as const;
