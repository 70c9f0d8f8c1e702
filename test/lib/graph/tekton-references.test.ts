import { expect, test } from 'vitest';
import { referencesOf } from '../../../lib/graph';

/** What an object of Tekton Pipelines refers to, a line each: what it means, what it names, and where. */
function references(version: string, kind: string, spec: object): string[] {
  const object = { apiVersion: `tekton.dev/${version}`, kind, metadata: { name: 'it', namespace: 'shop' }, spec };
  return referencesOf(object).map(({ to, type, path, optional }) => {
    const namespace = to.namespace === 'shop' ? '' : `${to.namespace ?? 'cluster'}/`;
    return `${type} ${to.kind} ${namespace}${to.name} (${path})${optional ? ' perhaps' : ''}`;
  });
}

test('a task refers to the actions of its steps, and to what containers and volumes read', () => {
  const fromSecret = { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'it' } } };
  const spec = {
    steps: [
      { ref: { name: 'clone' } },
      { ref: { resolver: 'git', params: [] } },
      { image: 'alpine', env: [fromSecret, { name: 'URL', value: 'http://prices.shop.svc.cluster.local' }] },
    ],
    stepTemplate: { envFrom: [{ configMapRef: { name: 'settings' } }] },
    sidecars: [{ image: 'redis', env: [fromSecret] }],
    volumes: [
      { name: 'keys', secret: { secretName: 'keys' } },
      { name: 'given', secret: { secretName: '$(params.secret)' } },
    ],
  };
  expect(references('v1', 'Task', spec)).toEqual([
    'stepAction StepAction clone (spec.steps[0].ref)',
    'secret Secret token (spec.steps[2].env[0].valueFrom)',
    'uses Service prices (spec.steps[2].env[1].value) perhaps',
    'uses Service prices (spec.steps[2].env[1].value) perhaps',
    'configMap ConfigMap settings (spec.stepTemplate.envFrom[0])',
    'secret Secret token (spec.sidecars[0].env[0].valueFrom)',
    'secret Secret keys (spec.volumes[0])',
  ]);
});

test('the run of a task refers to it, to an account, to workspaces and to what its pod has besides', () => {
  const spec = {
    taskRef: { name: 'build', kind: 'Task' },
    serviceAccountName: 'builder',
    workspaces: [
      { name: 'source', persistentVolumeClaim: { claimName: 'sources' } },
      { name: 'config', configMap: { name: 'settings' } },
      { name: 'all', projected: { sources: [{ secret: { name: 'token' } }] } },
      { name: 'made', volumeClaimTemplate: { spec: {} } },
    ],
    podTemplate: { imagePullSecrets: [{ name: 'registry' }], volumes: [{ name: 'a', configMap: { name: 'more' } }] },
  };
  expect(references('v1', 'TaskRun', spec)).toEqual([
    'task Task build (spec.taskRef)',
    'serviceAccount ServiceAccount builder (spec.serviceAccountName)',
    'claim PersistentVolumeClaim sources (spec.workspaces[0])',
    'configMap ConfigMap settings (spec.workspaces[1])',
    'secret Secret token (spec.workspaces[2].projected.sources[0])',
    'secret Secret registry (spec.podTemplate.imagePullSecrets[0])',
    'configMap ConfigMap more (spec.podTemplate.volumes[0])',
  ]);
  const inline = { taskSpec: { steps: [{ ref: { name: 'clone' } }] } };
  expect(references('v1', 'TaskRun', inline)).toEqual(['stepAction StepAction clone (spec.taskSpec.steps[0].ref)']);
});

test('a pipeline refers to its tasks, at any depth, but not to what others run or find', () => {
  const spec = {
    tasks: [
      { name: 'a', taskRef: { name: 'build' } },
      { name: 'b', taskRef: { resolver: 'hub', params: [{ name: 'name', value: 'build' }] } },
      { name: 'c', taskRef: { apiVersion: 'example.com/v1', kind: 'Wait', name: 'wait' } },
      { name: 'd', taskRef: { apiVersion: 'tekton.dev/v1', kind: 'Task', name: 'nobody-runs-it' } },
      { name: 'e', taskRef: { name: 'https://hub.example.com/task' } },
      { name: 'f', pipelineSpec: { tasks: [{ name: 'g', taskSpec: { steps: [{ ref: { name: 'clone' } }] } }] } },
      { name: 'h', pipelineRef: { name: 'other' } },
    ],
    finally: [{ name: 'i', taskRef: { name: 'clean' } }],
  };
  expect(references('v1', 'Pipeline', spec)).toEqual([
    'task Task build (spec.tasks[0].taskRef)',
    'stepAction StepAction clone (spec.tasks[5].pipelineSpec.tasks[0].taskSpec.steps[0].ref)',
    'pipeline Pipeline other (spec.tasks[6].pipelineRef)',
    'task Task clean (spec.finally[0].taskRef)',
  ]);
});

test('the run of a pipeline refers to it, and to accounts, workspaces and pod parts of all tasks and of single ones', () => {
  const spec = {
    pipelineRef: { name: 'release' },
    taskRunTemplate: { serviceAccountName: 'builder', podTemplate: { imagePullSecrets: [{ name: 'registry' }] } },
    taskRunSpecs: [{ pipelineTaskName: 'deploy', serviceAccountName: 'deployer' }],
    workspaces: [{ name: 'source', secret: { secretName: 'sources' } }],
  };
  expect(references('v1', 'PipelineRun', spec)).toEqual([
    'pipeline Pipeline release (spec.pipelineRef)',
    'serviceAccount ServiceAccount builder (spec.taskRunTemplate.serviceAccountName)',
    'secret Secret registry (spec.taskRunTemplate.podTemplate.imagePullSecrets[0])',
    'serviceAccount ServiceAccount deployer (spec.taskRunSpecs[0].serviceAccountName)',
    'secret Secret sources (spec.workspaces[0])',
  ]);
});

test('actions, custom runs and policies refer to what they read', () => {
  const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'it' } } }];
  expect(references('v1beta1', 'StepAction', { env })).toEqual(['secret Secret token (spec.env[0].valueFrom)']);
  const run = { serviceAccountName: 'waiter', workspaces: [{ name: 'a', configMap: { name: 'settings' } }] };
  expect(references('v1beta1', 'CustomRun', run)).toEqual([
    'serviceAccount ServiceAccount waiter (spec.serviceAccountName)',
    'configMap ConfigMap settings (spec.workspaces[0])',
  ]);
  const authorities = [{ name: 'a', key: { secretRef: { name: 'key', namespace: 'keys' } } }];
  expect(references('v1alpha1', 'VerificationPolicy', { authorities })).toEqual([
    'secret Secret keys/key (spec.authorities[0].key.secretRef)',
  ]);
});
