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

const programs = fc
  .tuple(services, sequences, triggers, runs)
  .chain(([service, sequence, [...events], run]) =>
    fc.shuffledSubarray([service, sequence, ...events, run], { minLength: 1 }),
  );

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

/** How often an object was written on its way is a matter of order. */
function withoutGenerations(object: KubeObject): KubeObject {
  return JSON.parse(
    JSON.stringify(object, (key, value) => (/^(generation|observedGeneration)$/.test(key) ? undefined : value)),
  );
}

/** An object that is made anew has another identity, and so have all that name it. */
function withoutIdentities(object: KubeObject): KubeObject {
  const text = JSON.stringify(withoutGenerations(object)).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UID');
  return JSON.parse(
    text
      .replace(/deployment-hash":"[^"]*/g, 'deployment-hash":"HASH')
      .replace(/(ReplicaSet \\"[\w-]+)-[0-9a-f]{10}\\"/g, '$1-HASH\\"'),
  );
}
