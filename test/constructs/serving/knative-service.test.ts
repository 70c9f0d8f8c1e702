import { ApiObject, App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { diagnosticsOf, EnvValue, KnativeService, type KnativeServiceProps, Probe, Traffic } from '../../../constructs';
import { Broker } from '../../../constructs/eventing/broker';
import { Trigger } from '../../../constructs/eventing/trigger';
import { synth, synthChart } from '../../../constructs/testing';
import type { KubeObject } from '../../../lib/api/meta/v1';
import type { ServiceSpec } from '../../../lib/api/serving/v1/service';
import { expectGolden } from '../../golden';

const image = 'registry.example.com/hello:v1';
const service = (props: Partial<KnativeServiceProps> = {}) =>
  synthChart((chart) => new KnativeService(chart, 'hello', { image, ...props }));
const specOf = ([object]: readonly KubeObject[]) => object?.spec as ServiceSpec;

describe('a service', () => {
  test('is one object that runs an image without root', async () => {
    await expectGolden(service(), 'minimal');
  });

  test('says hello to the world, and scales by requests', async () => {
    const objects = synthChart((chart) => {
      new KnativeService(chart, 'helloworld-go', {
        image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:160e4dc8',
        port: { containerPort: 8080, protocol: 'http1' },
        env: { TARGET: 'World', TOKEN: EnvValue.fromSecret('tokens', 'hello') },
        scale: { target: 10, min: 0, max: 20, window: Duration.seconds(60) },
        readiness: Probe.http('/', { initialDelay: Duration.seconds(3) }),
      });
    });
    await expectGolden(objects, 'hello-world');
  });

  test('shares traffic out among its revisions, and has a domain of its own', async () => {
    const objects = synthChart((chart) => {
      const shop = new KnativeService(chart, 'traffic-example', {
        image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/rest-api-go:v1',
        env: { RESOURCE: 'v2' },
        readiness: Probe.http('/'),
        revision: 'v2',
        traffic: Traffic.canary({ stable: 'v1', candidate: 'v2', percent: 20 }),
      });
      shop.bindDomain('shop.example.com');
    });
    await expectGolden(objects, 'traffic-canary');
  });

  test('speaks gRPC inside of the cluster only', async () => {
    const objects = service({ port: { containerPort: 50051, protocol: 'h2c' }, visibility: 'cluster-local' });
    await expectGolden(objects, 'grpc-cluster-local');
  });

  test('has a container beside the one that serves', async () => {
    const resources = { requests: { cpu: '100m', memory: Size.mebibytes(64) } };
    const objects = service({
      port: 8080,
      resources: { requests: { cpu: 0.5 }, limits: { memory: Size.gibibytes(1) } },
      containers: [{ name: 'proxy', image: 'registry.example.com/proxy:v1', args: ['--quiet'], resources }],
      serviceAccount: 'hello',
      imagePullSecrets: ['registry'],
    });
    await expectGolden(objects, 'sidecar');
  });

  test('says how it scales in annotations of its revisions', async () => {
    const objects = service({
      scale: {
        class: 'kpa',
        metric: 'rps',
        target: 150,
        targetUtilization: 80,
        targetBurstCapacity: -1,
        min: 1,
        max: 3,
        initial: 2,
        activation: 2,
        window: Duration.seconds(90),
        panicWindowPercentage: 20,
        panicThresholdPercentage: 150,
        scaleDownDelay: Duration.minutes(15),
        retention: Duration.millis(1500),
        aggregation: 'weighted-exponential',
      },
      containerConcurrency: 50,
      progressDeadline: Duration.minutes(2),
      queueProxy: { requests: { cpu: '50m' }, limits: { memory: Size.mebibytes(200) }, fullDuplex: true },
    });
    await expectGolden(objects, 'scale');
  });

  test('says how it is reached in its own labels and annotations', async () => {
    const objects = service({
      visibility: 'public',
      rolloutDuration: Duration.minutes(10),
      ingressClass: 'istio.ingress.networking.knative.dev',
      certificateClass: 'cert-manager.certificate.networking.knative.dev',
      externalDomainTls: false,
      httpProtocol: 'redirected',
      timeout: Duration.minutes(10),
      responseStartTimeout: Duration.minutes(1),
      idleTimeout: Duration.seconds(90),
    });
    await expectGolden(objects, 'networking');
  });

  test('takes the metadata that is given', () => {
    const metadata = { name: 'h', namespace: 'other', labels: { a: 'b' }, annotations: { 'example.com/a': 'b' } };
    expect(service(metadata)[0]?.metadata).toEqual(metadata);
  });

  test('can be patched', () => {
    const objects = synthChart((chart) => {
      const hello = new KnativeService(chart, 'hello', { image });
      ApiObject.of(hello).addJsonPatch(JsonPatch.add('/spec/template/spec/timeoutSeconds', 10));
    });
    expect(specOf(objects).template.spec.timeoutSeconds).toBe(10);
  });
});

describe('the name of a revision', () => {
  const nameOf = (props: Partial<KnativeServiceProps>) => specOf(service(props)).template.metadata?.name;

  test('is the short one after the name of the service', () => {
    expect(nameOf({ revision: 'v2' })).toBe('hello-v2');
  });

  test('stays if it has the name of the service before it', () => {
    expect(nameOf({ revision: 'hello-v2' })).toBe('hello-v2');
    expect(nameOf({ revisionName: 'hello-v2' })).toBe('hello-v2');
  });

  test('is made up by Knative if nobody gives it', () => {
    expect(nameOf({})).toBeUndefined();
  });

  test('is known to the program', () => {
    const chart = new Chart(new App(), 'test');
    expect(new KnativeService(chart, 'a', { image, revision: 'v2' }).revisionName).toBe('a-v2');
    expect(new KnativeService(chart, 'b', { image, revisionName: 'b-x' }).revisionName).toBe('b-x');
    expect(new KnativeService(chart, 'c', { image }).revisionName).toBeUndefined();
  });
});

describe('other objects reach a service', () => {
  test('by its address inside of the cluster, which needs a namespace', () => {
    const chart = new Chart(new App(), 'shop');
    const hello = new KnativeService(chart, 'hello', { image, namespace: 'web' });
    expect(hello.address).toBe('http://hello.web.svc.cluster.local');
    const homeless = new KnativeService(chart, 'homeless', { image });
    expect(() => homeless.address).toThrow(/^KG0005 shop\/homeless: .*no namespace \(address\): give the chart/);
  });

  test('as a subscriber, whose replies are known to the program', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const broker = new Broker(chart, 'default', { expects: ['order.created'] });
    const orders = new KnativeService(chart, 'orders', { image, replies: ['order.checked'] });
    const audit = new KnativeService(chart, 'audit', { image, namespace: 'ops' });
    broker.on({ type: 'order.created' }, orders);
    new Trigger(chart, 'checked', { broker, filter: { type: 'order.checked' }, subscriber: audit });
    const [first, second] = synth(chart).filter(({ kind }) => kind === 'Trigger');
    const reference = { apiVersion: 'serving.knative.dev/v1', kind: 'Service' };
    expect(first).toMatchObject({ metadata: { name: 'orders-order-created' } });
    expect(first?.spec).toMatchObject({ subscriber: { ref: { ...reference, name: 'orders' } } });
    expect(second?.spec).toMatchObject({ subscriber: { ref: { ...reference, name: 'audit', namespace: 'ops' } } });
  });
});

test('a service that answers with a page is no subscriber for a trigger, and one that answers with nothing is', () => {
  const told = (answers: 'other' | 'none') => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const site = new KnativeService(chart, 'site', { image: 'registry.example.com/site:v1', answers });
    new Broker(chart, 'default').on({}, site);
    return diagnosticsOf(chart).map(({ code }) => code);
  };
  expect(told('other')).toEqual(['KE2959']);
  expect(told('none')).toEqual([]);
});
