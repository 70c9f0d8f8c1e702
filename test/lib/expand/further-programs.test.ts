import { describe, expect, test } from 'vitest';
import { expand } from '../../../lib/expand';
import { find, read, said, settings, told } from './read';

/*
 * What upstream's own controllers were seen to do, on a real API server, with programs that the recordings don't have.
 */

const service = (template: string, more = '', annotations = '{}') =>
  read(
    `{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: shop, namespace: demo, annotations: ${annotations}}, spec: {template: ${template}${more}}}`,
  );
const plain = '{spec: {containers: [{image: "registry.example.com/shop:1"}]}}';
const named = '{metadata: {name: shop-one}, spec: {containers: [{image: "registry.example.com/shop:1"}]}}';

describe('a service', () => {
  test('whose traffic names a revision that is not there comes to rest, and keeps its route on its configuration', () => {
    const expansion = expand(service(plain, ', traffic: [{revisionName: nope, percent: 100}]'));
    expect(said(expansion, 'Service', 'shop')).toBe(
      'False RevisionMissing: Revision "nope" referenced in traffic not found.',
    );
    expect(said(expansion, 'Configuration', 'shop')).toMatch(/^True/);
    expect(find(expansion, 'Configuration', 'shop').metadata.annotations).toEqual({
      'serving.knative.dev/routes': 'shop',
    });
  });

  test('that leads to named revisions alone has nothing to roll out', () => {
    const expansion = expand(service(named, ', traffic: [{revisionName: shop-one, percent: 100}]'));
    expect(find(expansion, 'Ingress', 'shop').metadata.annotations).toMatchObject({
      'networking.internal.knative.dev/rollout': '{}',
    });
  });

  test('says who serves its Ingress in the old spelling or in the new one', () => {
    const annotations = '{networking.knative.dev/ingress-class: kourier.ingress.networking.knative.dev}';
    const ingress = find(expand(service(plain, '', annotations)), 'Ingress', 'shop');
    expect(ingress.metadata.annotations).toMatchObject({
      'networking.knative.dev/ingress.class': 'kourier.ingress.networking.knative.dev',
    });
    expect(ingress.metadata.annotations).not.toHaveProperty(['networking.knative.dev/ingress-class']);
  });

  test('that mounts a token without saying for how long has it for an hour', () => {
    const volumes =
      '[{name: v, projected: {sources: [{serviceAccountToken: {path: t}}, {downwardAPI: {items: [{path: n, fieldRef: {fieldPath: metadata.name}}]}}]}}]';
    const mounted = `{spec: {containers: [{image: "registry.example.com/shop:1", volumeMounts: [{name: v, mountPath: /v}]}], volumes: ${volumes}}}`;
    const { spec } = find(expand(service(mounted)), 'Deployment', 'shop-00001-deployment') as {
      spec: { template: { spec: { volumes: readonly object[] } } };
    };
    expect(spec.template.spec.volumes).toContainEqual({
      name: 'v',
      projected: {
        defaultMode: 420,
        sources: [
          { serviceAccountToken: { path: 't', expirationSeconds: 3600 } },
          { downwardAPI: { items: [{ path: 'n', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } }] } },
        ],
      },
    });
  });
});

describe('a channel by a template', () => {
  test('of a broker is delivered to as the template says', () => {
    const expansion = expand([
      settings('own', { 'channel-template-spec': channelTemplate('{delivery: {retry: 7}}') }, 'demo'),
      ...read(
        '{apiVersion: eventing.knative.dev/v1, kind: Broker, metadata: {name: b, namespace: demo}, spec: {config: {apiVersion: v1, kind: ConfigMap, name: own}}}',
      ),
    ]);
    expect(find(expansion, 'InMemoryChannel', 'b-kne-trigger').spec).toMatchObject({ delivery: { retry: 7 } });
    expect(find(expansion, 'InMemoryChannel', 'b-kne-trigger').spec).not.toHaveProperty('delivery.backoffPolicy');
  });

  test('of a Channel too', () => {
    const expansion = expand(
      read(
        `{apiVersion: messaging.knative.dev/v1, kind: Channel, metadata: {name: c, namespace: demo}, spec: {delivery: {retry: 1}, channelTemplate: ${channelTemplate('{delivery: {retry: 7}}')}}}`,
      ),
    );
    expect(find(expansion, 'InMemoryChannel', 'c').spec).toMatchObject({ delivery: { retry: 7 } });
  });

  function channelTemplate(spec: string): string {
    return `{apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel, spec: ${spec}}`;
  }
});

describe('what cannot be resolved', () => {
  test('leaves a subscription what was resolved before it, and its identity', () => {
    const expansion = expand(
      read(`
apiVersion: messaging.knative.dev/v1
kind: InMemoryChannel
metadata: {name: c, namespace: demo}
---
apiVersion: messaging.knative.dev/v1
kind: Subscription
metadata: {name: s, namespace: demo}
spec:
  channel: {apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel, name: c}
  subscriber: {uri: "http://x.example.com"}
  reply: {ref: {apiVersion: eventing.knative.dev/v1, kind: Broker, name: none}}
`),
    );
    expect(find(expansion, 'Subscription', 's').status).toMatchObject({
      physicalSubscription: { subscriberUri: 'http://x.example.com' },
    });
    expect(said(expansion, 'Subscription', 's', 'OIDCIdentityCreated')).toMatch(/^True/);
    expect(told(expansion, 'Subscription', 's').join('\n')).toContain('ReplyResolveFailed');
  });

  test.each(['PingSource', 'ApiServerSource'])('leaves a %s its identity', (kind) => {
    const own =
      kind === 'PingSource'
        ? 'schedule: "* * * * *"'
        : 'serviceAccountName: watcher, resources: [{apiVersion: v1, kind: Event}]';
    const expansion = expand(
      read(
        `{apiVersion: sources.knative.dev/v1, kind: ${kind}, metadata: {name: s, namespace: demo}, spec: {${own}, sink: {ref: {apiVersion: v1, kind: Service, name: none}}}}`,
      ),
    );
    expect(said(expansion, kind, 's', 'SinkProvided')).toMatch(/^False NotFound/);
    expect(said(expansion, kind, 's', 'OIDCIdentityCreated')).toMatch(/^True/);
  });
});

test('a container source gives its Deployment the labels and annotations of its template', () => {
  const expansion = expand(
    read(
      '{apiVersion: sources.knative.dev/v1, kind: ContainerSource, metadata: {name: c, namespace: demo, labels: {own: x}}, spec: {sink: {uri: "http://x.example.com"}, template: {metadata: {labels: {l: m}, annotations: {n: o}}, spec: {containers: [{name: c, image: "c:1"}]}}}}',
    ),
  );
  const { metadata } = find(expansion, 'Deployment', 'c-deployment');
  expect(metadata.labels).toMatchObject({ l: 'm' });
  expect(metadata.labels).not.toHaveProperty('own');
  expect(metadata.annotations).toMatchObject({ n: 'o' });
});

test('connectors to AWS are set up in the words of Camel', () => {
  const expansion = expand(
    read(
      '{apiVersion: sinks.knative.dev/v1alpha1, kind: IntegrationSink, metadata: {name: q, namespace: demo}, spec: {aws: {sqs: {arn: "arn:aws:sqs:eu-west-1:1:q", region: eu-west-1, host: amazonaws.com}, auth: {secret: {ref: {name: aws}}}}}}',
    ),
  );
  const env = JSON.stringify(find(expansion, 'Deployment', 'q-deployment').spec);
  expect(env).toContain('CAMEL_KAMELET_AWS_SQS_SINK_QUEUE_NAME_OR_ARN');
  expect(env).toContain('CAMEL_KAMELET_AWS_SQS_SINK_AMAZONAWSHOST');
});

describe('a transformation', () => {
  const transform = (spec: string) =>
    expand(
      read(
        `{apiVersion: eventing.knative.dev/v1alpha1, kind: EventTransform, metadata: {name: t, namespace: demo}, spec: {jsonata: {expression: "a"}, ${spec}}}`,
      ),
    );

  test('of answers is in the ConfigMap, and a change of it in the Deployment', () => {
    const sink = 'sink: {uri: "http://x.example.com"}';
    const one = transform(`${sink}, reply: {jsonata: {expression: "b"}}`);
    expect(find(one, 'ConfigMap', 't-jsonata')).toMatchObject({ data: { 'jsonata-expression-reply': 'b' } });
    const other = transform(`${sink}, reply: {jsonata: {expression: "c"}}`);
    expect(find(one, 'Deployment', 't-jsonata').spec).not.toEqual(find(other, 'Deployment', 't-jsonata').spec);
  });

  test('whose sink is not there says what was not found', () => {
    const expansion = transform('sink: {ref: {apiVersion: v1, kind: Service, name: none}}');
    expect(said(expansion, 'EventTransform', 't')).toBe(
      'False NoAddressable: Addressable could not be extracted from destination: failed to get object demo/none: services "none" not found',
    );
  });
});
