import { describe, expect, test } from 'vitest';
import { KafkaChannel } from '../../../lib/api/messaging/v1/kafka-channel';
import { Subscription } from '../../../lib/api/messaging/v1/subscription';
import { isSemanticallyEqual } from '../../../lib/api/schema';
import { Service } from '../../../lib/api/serving/v1/service';
import { RabbitmqSource } from '../../../lib/api/sources/v1alpha1/rabbitmq-source';
import { PipelineRun } from '../../../lib/api/tekton/v1/pipeline-run';
import { TaskRun } from '../../../lib/api/tekton/v1/task-run';

/** Whether two containers of a Service are the same. */
function areContainersEqual(a: object, b: object): boolean {
  return isSemanticallyEqual(Service, ['spec', 'template', 'spec', 'containers', 0], a, b);
}

/** Whether two specs of a TaskRun are the same. */
function areRunsEqual(a: object, b: object): boolean {
  return isSemanticallyEqual(TaskRun, ['spec'], a, b);
}

describe('two values are the same', () => {
  test('where one has an empty list, a null or a map of nothing, and the other none', () => {
    for (const empty of [{ env: [] }, { env: null }, { resources: {} }, { resources: { limits: {} } }])
      expect(areContainersEqual(empty, {})).toBe(true);
    expect(areRunsEqual({ podTemplate: { nodeSelector: { disk: null } } }, { podTemplate: {} })).toBe(true);
  });

  test('where one writes out what an absent field comes to', () => {
    expect(areContainersEqual({ env: [{ name: 'A', value: '' }] }, { env: [{ name: 'A' }] })).toBe(true);
    expect(areContainersEqual({ tty: false }, {})).toBe(true);
    expect(areContainersEqual({ livenessProbe: { httpGet: { port: 0 } } }, { livenessProbe: { httpGet: {} } })).toBe(
      true,
    );
  });

  test('where they come to the same amount or time', () => {
    const limits = (cpu: string | number) => ({ resources: { limits: { cpu } } });
    expect(areContainersEqual(limits('1000m'), limits(1))).toBe(true);
    expect(areContainersEqual(limits('1000m'), limits('1001m'))).toBe(false);
    expect(areRunsEqual({ timeout: '60m' }, { timeout: '1h' })).toBe(true);
    expect(areRunsEqual({ timeout: '61m' }, { timeout: '1h' })).toBe(false);
  });

  test('but for fields that the type does not know, which the decoder drops', () => {
    expect(areContainersEqual({ colour: 'red' }, {})).toBe(true);
  });
});

describe('two values differ', () => {
  test('where one writes out what upstream tells from none', () => {
    const given = [
      { livenessProbe: {} },
      { securityContext: { runAsUser: 0 } },
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'a', optional: false } } }] },
    ];
    const none = [
      {},
      { securityContext: {} },
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'a' } } }] },
    ];
    for (const [i, value] of given.entries()) expect(areContainersEqual(value, none[i]!)).toBe(false);
  });

  test('by the field, not by its name', () => {
    const inStep = (more: object) => ({ taskSpec: { steps: [{ name: 'a', ...more }] } });
    expect(areRunsEqual(inStep({ computeResources: {} }), inStep({}))).toBe(true);
    expect(areRunsEqual({ computeResources: {} }, {})).toBe(false);
    const workspace = (more: object) => ({ taskSpec: { workspaces: [{ name: 'a', ...more }] } });
    expect(areRunsEqual(workspace({ optional: false }), workspace({}))).toBe(true);
    const inTask = (more: object) => ({ taskRunSpecs: [{ pipelineTaskName: 'a', ...more }] });
    expect(isSemanticallyEqual(PipelineRun, ['spec'], inTask({ metadata: {} }), inTask({}))).toBe(false);
  });

  test('in the keys of a map, whatever their values are', () => {
    const nodes = (nodeSelector: object) => ({ podTemplate: { nodeSelector } });
    expect(areRunsEqual(nodes({ disk: '' }), nodes({}))).toBe(false);
    expect(areRunsEqual(nodes({ disk: '' }), nodes({ zone: '' }))).toBe(false);
  });

  test('where JSON without a type does', () => {
    const param = (value: unknown) => ({ params: [{ name: 'a', value }] });
    expect(areRunsEqual(param(''), param([]))).toBe(false);
    expect(areRunsEqual(param({ a: '', b: '' }), param({ b: '', a: '' }))).toBe(true);
    expect(areRunsEqual(param({ a: '' }), param({}))).toBe(false);
  });

  test('in the number and the order of items', () => {
    expect(areContainersEqual({ args: ['a', 'b'] }, { args: ['b', 'a'] })).toBe(false);
    expect(areContainersEqual({ args: ['a'] }, { args: ['a', 'a'] })).toBe(false);
  });
});

test('a part is compared by its own type, also in kinds of extensions', () => {
  expect(isSemanticallyEqual(Subscription, ['spec', 'channel'], { name: 'a', address: '' }, { name: 'a' })).toBe(false);
  expect(isSemanticallyEqual(Subscription, ['spec', 'channel'], { name: 'a', namespace: '' }, { name: 'a' })).toBe(
    true,
  );
  expect(isSemanticallyEqual(KafkaChannel, ['spec', 'subscribers'], [{ uid: 'a', delivery: {} }], [{ uid: 'a' }])).toBe(
    false,
  );
  const source = (more: object) => ({ sink: { uri: 'http://a' }, ...more });
  expect(isSemanticallyEqual(RabbitmqSource, ['spec'], source({ serviceAccountName: '' }), source({}))).toBe(true);
  expect(isSemanticallyEqual(RabbitmqSource, ['spec'], source({ delivery: {} }), source({}))).toBe(false);
});

test('a part that the kind does not have is told', () => {
  expect(() => isSemanticallyEqual(Service, ['spec', 'colour'], 'red', 'blue')).toThrow('Service has no spec.colour');
});
