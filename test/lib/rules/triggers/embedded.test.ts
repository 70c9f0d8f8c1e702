import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../../../lib/rules/diagnostic';
import { validate } from '../../../../lib/rules/validate';
import { templateOf } from './objects';

const told = (object: object, ...params: readonly string[]) =>
  validate(templateOf(object, ...params.map((name) => ({ name })))).map(formatDiagnostic);

const pingSource = (spec: object, metadata: object = { generateName: 'tick-' }) => ({
  apiVersion: 'sources.knative.dev/v1',
  kind: 'PingSource',
  metadata,
  spec: { sink: { uri: 'http://shop.example.com' }, ...spec },
});

test('an object within a template is judged by the rules of its kind, as a warning', () => {
  expect(told(pingSource({ schedule: '61 * * * *' }))).toEqual([
    expect.stringMatching(/^KT4272 .*\(KE\d+\) \(spec\.resourcetemplates\[0\]\.spec\.schedule\)/),
  ]);
});

test('what a param gives is not judged, whatever it stands for', () => {
  expect(told(pingSource({ schedule: '$(tt.params.schedule)' }), 'schedule')).toEqual([]);
  const sink = { uri: '$(tt.params.url)/orders' };
  expect(told(pingSource({ schedule: '* * * * *', sink }), 'url')).toEqual([]);
  expect(
    told(pingSource({ schedule: '* * * * *' }, { name: 'tick-$(uid)', namespace: '$(tt.params.team)' }), 'team'),
  ).toEqual([]);
});

test('a param in place of a number or a list stays text, which is told', () => {
  const service = {
    apiVersion: 'flows.knative.dev/v1',
    kind: 'Sequence',
    metadata: { generateName: 'it-' },
    spec: { steps: '$(tt.params.steps)' },
  };
  expect(told(service, 'steps')).toEqual([expect.stringContaining('spec.resourcetemplates[0].spec.steps')]);
});

test('a version that is served besides the one that is known here is left alone', () => {
  const taskRun = { apiVersion: 'tekton.dev/v1beta1', kind: 'TaskRun', metadata: { generateName: 'it-' } };
  expect(told({ ...taskRun, spec: { taskRef: { name: 'build' } } })).toEqual([]);
});

test('objects of kinds that nobody here knows are left alone', () => {
  const object = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { generateName: 'it-' }, spec: { a: [1] } };
  expect(told(object)).toEqual([]);
});
