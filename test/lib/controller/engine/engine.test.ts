import { describe, expect, test } from 'vitest';
import { defineKind } from '../../../../lib/api/kind';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { apply, controllerReference, create, normal, patch, target, tell } from '../../../../lib/controller/effects';
import { Engine } from '../../../../lib/controller/engine/engine';
import { UnrestError } from '../../../../lib/controller/engine/unrest';
import type { AnyReconciler, Reconciler } from '../../../../lib/controller/reconciler';

interface ParentSpec {
  readonly size: number;
}

const Parent = defineKind<ParentSpec>({
  group: 'test.dev',
  version: 'v1',
  kind: 'Parent',
  plural: 'parents',
  scope: 'Namespaced',
});
const Child = defineKind<{ readonly n: number }>({
  group: 'test.dev',
  version: 'v1',
  kind: 'Child',
  plural: 'children',
  scope: 'Namespaced',
});

const object = (kind: typeof Parent | typeof Child, name: string, spec: object): KubeObject => ({
  apiVersion: kind.apiVersion,
  kind: kind.kind,
  metadata: { name, namespace: 'ns' },
  spec,
});
const parent = (size: number) => object(Parent, 'p', { size });
const names = ({ objects }: Engine) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

/** As many children as the parent says. */
const family: Reconciler<ParentSpec> = {
  name: 'test/family',
  kind: Parent,
  owns: [Child],
  reconcile({ object: owner, view }) {
    const size = owner.spec?.size ?? 0;
    return {
      status: { children: view.children(Child).length },
      prunes: [Child],
      effects: Array.from({ length: size }, (_, n) => {
        const child = object(Child, `p-${n}`, { n });
        return apply(
          { ...child, metadata: { ...child.metadata, ownerReferences: [controllerReference(owner)] } },
          { created: normal('Born', `p-${n}`) },
        );
      }),
    };
  },
};

const engineOf = (...reconcilers: readonly AnyReconciler[]) => new Engine({ reconcilers });

describe('an engine', () => {
  test('makes what should be, tells of it, and looks again until nothing changes', () => {
    const engine = engineOf(family);
    engine.apply(parent(2));
    engine.settle();
    expect(names(engine)).toEqual(['Parent p', 'Child p-0', 'Child p-1']);
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ children: 2 });
    expect(engine.events.map(({ object: { name }, reason, message, count }) => [name, reason, message, count])).toEqual(
      [
        ['p', 'Born', 'p-0', 1],
        ['p', 'Born', 'p-1', 1],
      ],
    );
  });

  test('takes away what should no longer be', () => {
    const engine = engineOf(family);
    engine.apply(parent(2));
    engine.settle();
    engine.apply(parent(1));
    engine.settle();
    expect(names(engine)).toEqual(['Parent p', 'Child p-0']);
  });

  test('counts generations of the spec, and of nothing else', () => {
    const engine = engineOf(family);
    engine.apply(parent(1));
    engine.settle();
    expect(engine.get(target(Parent, 'p', 'ns'))?.metadata.generation).toBe(1);
    engine.patch(target(Parent, 'p', 'ns'), { metadata: { labels: { a: 'b' } } });
    expect(engine.get(target(Parent, 'p', 'ns'))?.metadata.generation).toBe(1);
    engine.apply(parent(2));
    expect(engine.get(target(Parent, 'p', 'ns'))?.metadata.generation).toBe(2);
  });

  test('takes away what belongs to an object that goes', () => {
    const engine = engineOf(family);
    engine.apply(parent(2));
    engine.settle();
    engine.delete(target(Parent, 'p', 'ns'));
    engine.settle();
    expect(names(engine)).toEqual([]);
  });

  test('keeps an object with a finalizer until that is through', () => {
    const seen: string[] = [];
    const engine = engineOf({
      name: 'test/last-will',
      kind: Parent,
      finalizer: 'test.dev/last-will',
      reconcile: () => ({}),
      finalize: ({ object: dying }) => {
        seen.push(dying.metadata.deletionTimestamp ?? 'alive');
        return { effects: [tell(normal('Gone', 'with a last word'))] };
      },
    });
    engine.apply(parent(0));
    engine.settle();
    expect(engine.get(target(Parent, 'p', 'ns'))?.metadata.finalizers).toEqual(['test.dev/last-will']);
    engine.delete(target(Parent, 'p', 'ns'));
    engine.settle();
    expect(seen).toEqual(['2026-01-01T00:00:00Z']);
    expect(names(engine)).toEqual([]);
    expect(engine.events.map(({ reason }) => reason)).toEqual(['FinalizerUpdate', 'Gone']);
  });

  test('asks a reconciler again when something changes that it looked at and that was not there', () => {
    const engine = engineOf({
      name: 'test/onlooker',
      kind: Parent,
      reconcile: ({ view }) => ({ status: { found: view.get(Child, 'other', 'ns') !== undefined } }),
    });
    engine.apply(parent(0));
    engine.settle();
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ found: false });
    engine.apply(object(Child, 'other', { n: 1 }));
    engine.settle();
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ found: true });
  });

  test('does not ask a reconciler again for what it read without tracking', () => {
    const engine = engineOf({
      name: 'test/onlooker',
      kind: Parent,
      reconcile: ({ view: { untracked } }) => ({
        status: { got: untracked.get(Child, 'other', 'ns') !== undefined, listed: untracked.list(Child).length },
      }),
    });
    engine.apply(parent(0));
    engine.settle();
    engine.apply(object(Child, 'other', { n: 1 }));
    engine.settle();
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ got: false, listed: 0 });
    engine.revisit();
    engine.settle();
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ got: true, listed: 1 });
  });

  test('tracks what was read in both ways', () => {
    const engine = engineOf({
      name: 'test/onlooker',
      kind: Parent,
      reconcile: ({ view }) => {
        view.untracked.list(Child);
        return { status: { children: view.list(Child).length } };
      },
    });
    engine.apply(parent(0));
    engine.settle();
    engine.apply(object(Child, 'other', { n: 1 }));
    engine.settle();
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ children: 1 });
  });

  test('wakes a reconciler when its time has come, and not before', () => {
    const engine = engineOf({
      name: 'test/clock',
      kind: Parent,
      reconcile: ({ now }) => ({
        status: { at: now.toISOString() },
        ...(now.getUTCMinutes() < 1 ? { again: 60_000 } : {}),
      }),
    });
    engine.apply(parent(0));
    engine.advance(59_000);
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ at: '2026-01-01T00:00:00.000Z' });
    engine.advance(1000);
    expect(engine.get(target(Parent, 'p', 'ns'))?.status).toEqual({ at: '2026-01-01T00:01:00.000Z' });
  });

  test('lets time go on where a reconciler wants to look again at once', () => {
    let looks = 0;
    const engine = engineOf({
      name: 'test/impatient',
      kind: Parent,
      reconcile: () => {
        looks += 1;
        return { again: 0 };
      },
    });
    engine.apply(parent(0));
    engine.advance(10);
    expect({ looks, now: engine.now.toISOString() }).toEqual({ looks: 11, now: '2026-01-01T00:00:00.010Z' });
  });

  test('makes names for objects that have only the beginning of one, always the same', () => {
    const maker: Reconciler<ParentSpec> = {
      name: 'test/maker',
      kind: Parent,
      reconcile: ({ view }) =>
        view.list(Child, { namespace: 'ns' }).length > 1
          ? {}
          : { effects: [create({ ...object(Child, '', {}), metadata: { generateName: 'c-', namespace: 'ns' } })] },
    };
    const run = () => {
      const engine = engineOf(maker);
      engine.apply(parent(0));
      engine.settle();
      engine.revisit();
      engine.settle();
      return names(engine);
    };
    expect(run()).toEqual(run());
    expect(run()[1]).toMatch(/^Child c-[a-z0-9]{5}$/);
  });

  test('that never comes to rest says which reconcilers feed each other', () => {
    const flip = (name: string, to: number): Reconciler<ParentSpec> => ({
      name,
      kind: Parent,
      reconcile: () => ({ effects: [patch(target(Parent, 'p', 'ns'), { spec: { size: to } })] }),
    });
    const engine = engineOf(flip('test/up', 2), flip('test/down', 1));
    engine.apply(parent(0));
    expect(() => engine.settle()).toThrow(UnrestError);
    try {
      engine.settle();
    } catch (error) {
      expect((error as UnrestError).code).toBe('KC0001');
      expect((error as UnrestError).circle.join()).toMatch(/test\/(up|down) changes Parent ns\/p/);
    }
  });
});
