import { App, Chart } from 'cdk8s';
import { configurePlatform, diagnosticsOf } from 'cdk8s-knative';
import { expect, test } from 'vitest';
import { fieldsOfSpec, fieldsReached } from '../../fields';
import { everyTektonField } from './every-field';

/** Fields that have no property, and why. */
const WITHOUT_PROPERTY: Readonly<Record<string, string>> = {
  'Pipeline spec.tasks[].pipelineRef.apiVersion': 'is always that of Tekton: a Pipeline is of no other kind',
  'Pipeline spec.finally[].pipelineRef.apiVersion': 'is always that of Tekton: a Pipeline is of no other kind',
  'Pipeline spec.finally[].runAfter': 'is refused: tasks in finally have no order',
  'TaskRun spec.taskRef.apiVersion': 'is always that of Tekton: a task of another kind has runs of another kind',
  'PipelineRun spec.pipelineRef.apiVersion': 'is always that of Tekton: a Pipeline is of no other kind',
};

/** Types that are given as a whole, in the words of the API. */
const WHOLE = new Set([
  ...[
    'EnvVarSource',
    'KubeEnvVarSource',
    'EnvFromSource',
    'KubeProbe',
    'KubeResourceRequirements',
    'KubeSecurityContext',
  ],
  ...[
    'KubeVolume',
    'KubeVolumeMount',
    'Lifecycle',
    'PodTemplate',
    'WorkspaceClaimTemplate',
    'KubeProjectedVolumeSource',
  ],
  // Pipelines within pipelines, without end.
  'PipelineSpec',
]);

const chart = new Chart(new App(), 'test', { namespace: 'default' });
configurePlatform(chart, {
  features: { 'enable-api-fields': 'alpha', 'enable-cel-in-whenexpression': 'true', 'enable-param-enum': 'true' },
});
everyTektonField(chart);
const reached = fieldsReached(chart);

test.each([...reached].map(([kind, fields]) => [kind.kind, kind, fields] as const))(
  'every field of a %s can be reached by a property',
  (name, kind, fields) => {
    const all = fieldsOfSpec(kind, (type) => WHOLE.has(type));
    // Tasks in finally are made as the others are.
    const without = all.filter((field) => !fields.has(field.replace('spec.finally[]', 'spec.tasks[]')));
    expect(without.filter((field) => !Object.hasOwn(WITHOUT_PROPERTY, `${name} ${field}`))).toEqual([]);
  },
);

test('five kinds were looked at, and nothing is wrong with the objects', () => {
  expect([...reached.keys()].map(({ kind }) => kind).sort()).toEqual([
    'Pipeline',
    'PipelineRun',
    'StepAction',
    'Task',
    'TaskRun',
  ]);
  expect(diagnosticsOf(chart).filter(({ severity }) => severity === 'error')).toEqual([]);
});
