import { expect, test } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { graphOf } from '../../../../lib/graph/build';
import { check } from '../../../../lib/rules/check';
import { eventListener, templateOf, trigger, triggerBinding } from './objects';

/** What is told of objects together: code, path and hint. */
function told(...objects: readonly KubeObject[]): string[] {
  return check(graphOf(objects.map((object) => ({ object })))).map(
    ({ code, path, message, hint }) => `${code} ${path}: ${message}: ${hint}`,
  );
}

const binding = (name: string, ...params: readonly string[]) =>
  triggerBinding({
    metadata: { name },
    spec: { params: params.map((param) => ({ name: param, value: '$(body.x)' })) },
  });
const template = (...params: readonly string[]) =>
  templateOf(
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'it-' },
      data: Object.fromEntries(params.map((name) => [name, `$(tt.params.${name})`])),
    },
    ...params.map((name) => ({ name })),
  );

test('a param that no binding gives is told, with the one that is meant', () => {
  expect(told(trigger(), binding('push', 'revison'), template('revision'))).toEqual([
    'KT4550 spec.bindings: TriggerTemplate build has a param "revision", which no binding gives: perhaps "revison" is meant',
    'KT4551 spec.bindings[0]: TriggerBinding default/push gives "revison", which TriggerTemplate build does not have: did you mean "revision"?',
  ]);
});

test('nothing is told where a binding or the template is not of the program', () => {
  expect(told(trigger(), template('revision'))).toEqual([]);
  expect(told(trigger(), binding('push', 'revision'))).toEqual([]);
});

test('a template within a trigger is known too', () => {
  const inline = { ref: null, spec: template('revision').spec };
  expect(told(trigger({ spec: { bindings: null, template: inline } }))).toEqual([
    'KT4550 spec.bindings: the template has a param "revision", which no binding gives: add it to a binding, or give it a default',
  ]);
});

test('a binding that several triggers share may give more than each of them needs, but nothing that none does', () => {
  const shared = binding('push', 'revision', 'url', 'sender');
  const other = { ...template('url'), metadata: { name: 'other', namespace: 'default' } };
  const second = trigger({ metadata: { name: 'other' }, spec: { template: { ref: 'other' } } });
  const codes = told(trigger(), second, shared, template('revision'), other);
  expect(codes).toHaveLength(2);
  for (const line of codes) expect(line).toMatch(/^KT4551 .*"sender"/);
});

test('a Trigger that a listener names is told of once, where it is written', () => {
  const listener = eventListener({ spec: { triggers: [{ triggerRef: 'push' }] } });
  expect(told(listener, trigger(), binding('push', 'url'), template('revision'))).toHaveLength(2);
});

test('a binding that is named twice is no param that two bindings give', () => {
  const twice = trigger({ spec: { bindings: [{ ref: 'push' }, { ref: 'push' }] } });
  expect(told(twice, binding('push', 'revision'), template('revision')).map((line) => line.slice(0, 6))).toEqual([
    'KT4252',
  ]);
});

test('an account of the program needs a ClusterRoleBinding; one from elsewhere may have its own', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'github', namespace: 'default' } };
  const bound = (subject: object) =>
    ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'listeners' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'listeners' },
      subjects: [subject],
    }) as KubeObject;
  const named = { kind: 'ServiceAccount', name: 'github', namespace: 'default' };
  expect(told(eventListener())).toEqual([]);
  expect(told(eventListener(), account).map((line) => line.slice(0, 6))).toEqual(['KT4553']);
  expect(told(eventListener(), account, bound(named))).toEqual([]);
  expect(told(eventListener(), account, bound({ kind: 'Group', name: 'system:serviceaccounts:default' }))).toEqual([]);
  expect(
    told(eventListener(), account, bound({ ...named, namespace: 'other' })).map((line) => line.slice(0, 6)),
  ).toEqual(['KT4553']);
});
