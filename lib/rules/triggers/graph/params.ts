import { displayRef } from '../../../graph/object-ref';
import type { FieldPath } from '../../diagnostic';
import { nearest } from '../../nearest';
import type { GraphRule } from '../../rule';
import { binding, listener, template } from './examples';
import { type GivenParam, recordsIn, type TriggerUse, triggerUsesOf } from './uses';

const RESOLVE = 'triggers, pkg/template/resource.go';

interface Declared {
  readonly name: string;
  readonly hasDefault: boolean;
}

/** The params of the template of a trigger; undefined where the template is not known. */
function declaredBy({ template: spec }: TriggerUse): Declared[] | undefined {
  if (spec === undefined) return undefined;
  return recordsIn(spec.params).flatMap(([{ name, default: value }]) =>
    typeof name === 'string' ? [{ name, hasDefault: value !== undefined && value !== null }] : [],
  );
}

/** A param of a template that stays empty. */
export const missingParam: GraphRule = {
  code: 'KT4550',
  severity: 'warning',
  title: 'a trigger gives each param that its template has no default for',
  why: 'Without a value $(tt.params.x) stays in the objects as it is.',
  source: RESOLVE,
  check(graph, report) {
    for (const use of triggerUsesOf(graph)) {
      if (!use.knowsAllBindings) continue;
      const given = use.params.map(({ name }) => name);
      for (const { name, hasDefault } of declaredBy(use) ?? []) {
        if (hasDefault || given.includes(name)) continue;
        const spare = given.filter((one) => !declaredBy(use)?.some((declared) => declared.name === one));
        const meant = nearest(name, spare);
        const found = `${use.templateName} has a param "${name}", which no binding gives`;
        const hint = meant === undefined ? 'add it to a binding, or give it a default' : `perhaps "${meant}" is meant`;
        report(use.node, [...use.at, 'bindings'], found, hint);
      }
    }
  },
  good: [
    listener({ ref: 'push' }),
    binding('push', 'revision'),
    template({ name: 'revision' }, { name: 'branch', default: 'main' }),
  ],
  bad: [listener({ ref: 'push' }), binding('push', 'revision'), template({ name: 'revision' }, { name: 'branch' })],
};

/** A param that a binding gives for nothing. */
export const unusedParam: GraphRule = {
  code: 'KT4551',
  severity: 'warning',
  title: 'a trigger gives params that its template has',
  why: 'Others are dropped without a word. A binding that several triggers share may have more than each of them needs.',
  source: RESOLVE,
  check(graph, report) {
    const uses = triggerUsesOf(graph);
    for (const use of uses) {
      const declared = declaredBy(use)?.map(({ name }) => name);
      if (declared === undefined) continue;
      for (const param of use.params) {
        if (isUseful(param, use, uses)) continue;
        const { name, by } = param;
        const giver = by === undefined ? 'the trigger' : displayRef(by.ref);
        const meant = nearest(name, declared);
        report(
          use.node,
          pathOf(use, param),
          `${giver} gives "${name}", which ${use.templateName} does not have`,
          meant === undefined ? 'leave it out, or declare it in the template' : `did you mean "${meant}"?`,
        );
      }
    }
  },
  good: [listener({ ref: 'push' }), binding('push', 'revision'), template({ name: 'revision' })],
  bad: [listener({ ref: 'push' }), binding('push', 'revision', 'url'), template({ name: 'revision' })],
};

/** Whether any trigger that has the binding of a param has a use for it, or may have one. */
function isUseful({ name, by }: GivenParam, use: TriggerUse, uses: readonly TriggerUse[]): boolean {
  const sharing = by === undefined ? [use] : uses.filter(({ params }) => params.some((param) => param.by === by));
  return sharing.some((one) => declaredBy(one)?.some((declared) => declared.name === name) ?? true);
}

/** A param that two bindings give. */
export const doubleParam: GraphRule = {
  code: 'KT4552',
  severity: 'warning',
  title: 'no two bindings of a trigger give one param',
  why: 'Two values for one param fail every event, which only the log tells.',
  source: RESOLVE,
  check(graph, report) {
    for (const use of triggerUsesOf(graph)) {
      const first = new Map<string, GivenParam>();
      for (const param of use.params) {
        const before = first.get(param.name);
        if (before === undefined) first.set(param.name, param);
        else if (!isToldOfOne(before, param)) {
          const found = `binding ${before.binding} gives "${param.name}" too`;
          report(use.node, pathOf(use, param), found, 'take it out of one of them');
        }
      }
    }
  },
  good: [
    listener({ ref: 'push' }, { ref: 'repository' }),
    binding('push', 'revision'),
    binding('repository', 'url'),
    template({ name: 'revision' }, { name: 'url' }),
  ],
  bad: [
    listener({ ref: 'push' }, { name: 'revision', value: 'main' }),
    binding('push', 'revision'),
    template({ name: 'revision' }),
  ],
};

/** Rules of one object tell of a binding that is named twice, and of two params that a trigger gives itself. */
function isToldOfOne(a: GivenParam, b: GivenParam): boolean {
  return a.by === b.by;
}

function pathOf({ at }: TriggerUse, { binding: index }: GivenParam): FieldPath {
  return [...at, 'bindings', index];
}
