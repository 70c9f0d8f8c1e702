import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { targetOf } from '../../../lib/controller/effects';
import { cluster, controlPlanes, expand } from '../../../lib/expand/expand';

const metadata = (name: string) => ({ name, namespace: 'demo' });
const reference = (name: string) => ({ ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name } });

const services = fc.record({ image: fc.constantFrom('a:1', 'b:1'), tag: fc.boolean() }).map(
  ({ image, tag }): KubeObject => ({
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: metadata('shop'),
    spec: {
      template: { spec: { containers: [{ image }] } },
      traffic: [{ latestRevision: true, percent: 100, ...(tag ? { tag: 'current' } : {}) }],
    },
  }),
);

const sequences = fc.integer({ min: 1, max: 3 }).map(
  (steps): KubeObject => ({
    apiVersion: 'flows.knative.dev/v1',
    kind: 'Sequence',
    metadata: metadata('etl'),
    spec: { steps: Array.from({ length: steps }, () => reference('shop')) },
  }),
);

const triggers = fc.boolean().map((hasBroker): readonly KubeObject[] => [
  ...(hasBroker ? [{ apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', metadata: metadata('default') }] : []),
  {
    apiVersion: 'eventing.knative.dev/v1',
    kind: 'Trigger',
    metadata: metadata('display'),
    spec: { broker: 'default', subscriber: reference('shop') },
  },
]);

const runs = fc.integer({ min: 1, max: 3 }).map(
  (tasks): KubeObject => ({
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: metadata('ci'),
    spec: {
      pipelineSpec: {
        tasks: Array.from({ length: tasks }, (_, index) => ({
          name: `t${index}`,
          ...(index === 0 ? {} : { runAfter: [`t${index - 1}`] }),
          taskSpec: { steps: [{ name: 's', image: 'busybox:1', script: 'true' }] },
        })),
      },
    },
  }),
);

const channels = fc
  .record({ hasReply: fc.boolean(), isTyped: fc.boolean() })
  .map(({ hasReply, isTyped }): readonly KubeObject[] => [
    {
      apiVersion: 'messaging.knative.dev/v1',
      kind: isTyped ? 'InMemoryChannel' : 'Channel',
      metadata: metadata('orders'),
    },
    {
      apiVersion: 'messaging.knative.dev/v1',
      kind: 'Subscription',
      metadata: metadata('ship'),
      spec: {
        channel: {
          apiVersion: 'messaging.knative.dev/v1',
          kind: isTyped ? 'InMemoryChannel' : 'Channel',
          name: 'orders',
        },
        subscriber: reference('shop'),
        ...(hasReply
          ? { reply: { ref: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' } } }
          : {}),
      },
    },
  ]);

const sources = fc.constantFrom<KubeObject>(
  {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'PingSource',
    metadata: metadata('tick'),
    spec: { schedule: '* * * * *', data: '{}', contentType: 'application/json', sink: reference('shop') },
  },
  {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'ContainerSource',
    metadata: metadata('feed'),
    spec: { template: { spec: { containers: [{ image: 'feed:1' }] } }, sink: reference('shop') },
  },
  {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'SinkBinding',
    metadata: metadata('bound'),
    spec: {
      // Each change of a Service would be a revision, and that is history.
      subject: { apiVersion: 'apps/v1', kind: 'Deployment', selector: { matchLabels: { app: 'web' } } },
      sink: { ref: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' } },
    },
  },
  {
    apiVersion: 'sinks.knative.dev/v1alpha1',
    kind: 'JobSink',
    metadata: metadata('batch'),
    spec: {
      job: { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } } },
    },
  },
);

const workloads = fc.boolean().map(
  (isMeant): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...metadata('web'), labels: { app: isMeant ? 'web' : 'other' } },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
    },
  }),
);

const policies = fc.constantFrom<KubeObject>(
  {
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'EventPolicy',
    metadata: metadata('from-tick'),
    spec: {
      from: [{ ref: { apiVersion: 'sources.knative.dev/v1', kind: 'PingSource', name: 'tick' } }],
      to: [{ ref: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' } }],
    },
  },
  {
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'EventPolicy',
    metadata: metadata('any'),
    spec: { from: [{ sub: 'system:serviceaccount:demo:a' }] },
  },
);

const domains = fc.constant<readonly KubeObject[]>([
  {
    apiVersion: 'serving.knative.dev/v1beta1',
    kind: 'DomainMapping',
    metadata: metadata('shop.example.com'),
    spec: { ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'shop' } },
  },
]);

/** Settings of a cluster, whatever they are: they are there before anything else. */
const settings = fc
  .record({
    'external-domain-tls': fc.constantFrom('Enabled', 'Disabled'),
    'cluster-local-domain-tls': fc.constantFrom('Enabled', 'Disabled'),
    'system-internal-tls': fc.constantFrom('Enabled', 'Disabled'),
    'autocreate-cluster-domain-claims': fc.constantFrom('true', 'false'),
    'transport-encryption': fc.constantFrom('disabled', 'permissive', 'strict'),
    'authentication-oidc': fc.constantFrom('enabled', 'disabled'),
  })
  .map(({ 'transport-encryption': encryption, 'authentication-oidc': oidc, ...network }): readonly KubeObject[] => [
    configMap('knative-serving', 'config-network', network),
    configMap('knative-serving', 'config-domain', { 'apps.example.com': '' }),
    configMap('knative-eventing', 'config-features', {
      'transport-encryption': encryption,
      'authentication-oidc': oidc,
    }),
  ]);

function configMap(namespace: string, name: string, data: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data } as KubeObject;
}

const objects = fc
  .tuple(services, sequences, triggers, runs, channels, sources, workloads, policies, domains)
  .chain(([service, sequence, events, run, subscription, source, workload, policy, domain]) =>
    fc.shuffledSubarray([service, sequence, ...events, run, ...subscription, source, workload, policy, ...domain], {
      minLength: 1,
    }),
  );

const programs = fc.tuple(settings, objects).map(([first, others]) => [...first, ...others]);

const RUNS = { numRuns: 25 };
const byName = (objects: readonly KubeObject[]) =>
  new Map(objects.map((object) => [`${object.apiVersion} ${object.kind} ${object.metadata.name}`, object]));

describe('whatever the program', () => {
  test('asking every reconciler once more changes nothing', () => {
    fc.assert(
      fc.property(programs, (objects) => {
        const { engine } = cluster({});
        for (const object of objects) engine.apply(object);
        engine.settle();
        const before = engine.objects;
        engine.revisit();
        engine.settle();
        expect(engine.objects).toEqual(before);
      }),
      RUNS,
    );
  });

  test('the order of the reconcilers does not change the end', () => {
    fc.assert(
      fc.property(
        programs,
        fc.shuffledSubarray([...controlPlanes], { minLength: controlPlanes.length }),
        (objects, reconcilers) => {
          const usual = byName(expand(objects).objects.map(withoutGenerations));
          const shuffled = byName(expand(objects, { reconcilers }).objects.map(withoutGenerations));
          expect(shuffled).toEqual(usual);
        },
      ),
      RUNS,
    );
  });

  test('the order of the objects does not change the end', () => {
    fc.assert(
      fc.property(
        programs.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([objects, shuffled]) => {
          const usual = byName(expand(objects).objects.map(withoutGenerations));
          expect(byName(expand(shuffled).objects.map(withoutGenerations))).toEqual(usual);
        },
      ),
      RUNS,
    );
  });

  test('any derived object that somebody deletes comes back, and all is as it was', () => {
    fc.assert(
      fc.property(programs, fc.nat(), (objects, choice) => {
        const { engine, ownObjects } = cluster({});
        for (const object of objects) engine.apply(object);
        engine.settle();
        const before = byName(ownObjects().map(withoutIdentities));
        const derived = ownObjects().filter(isRemade);
        if (derived.length === 0) return;
        engine.delete(targetOf(derived[choice % derived.length]!));
        engine.settle();
        expect(byName(ownObjects().map(withoutIdentities))).toEqual(before);
      }),
      RUNS,
    );
  });
});

/** A run that has ended is not run again: what it left behind is history. */
function isRemade({ kind, metadata }: KubeObject): boolean {
  return metadata.ownerReferences !== undefined && !['Pod', 'TaskRun', 'PersistentVolumeClaim'].includes(kind);
}

/** How often something was written on the way is a matter of order. */
const COUNTED = /^(generation|observedGeneration|deployment\.kubernetes\.io\/revision)$/;

function withoutGenerations(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object, (key, value) => (COUNTED.test(key) ? undefined : value)));
}

/** An object that is made anew has another identity, and so have all that name it, if only by a hash. */
function withoutIdentities({ data, ...object }: KubeObject & { readonly data?: object }): KubeObject {
  // Keys are made up of names.
  const whole = object.kind === 'Secret' ? object : { ...object, data };
  const text = JSON.stringify(withoutGenerations(whole as KubeObject)).replace(
    /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
    'UID',
  );
  return JSON.parse(
    text
      .replace(/deployment-hash":"[^"]*/g, 'deployment-hash":"HASH')
      .replace(/(ReplicaSet \\"[\w-]+)-[0-9a-f]{10}\\"/g, '$1-HASH\\"'),
  );
}
