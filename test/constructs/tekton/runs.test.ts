import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import {
  Param,
  Pipeline,
  PipelineRun,
  ServiceAccount,
  Task,
  TaskRun,
  TriggerTemplate,
  Volume,
  Workspace,
  WorkspaceBinding,
} from 'cdk8s-knative';
import { describe, expect, test } from 'vitest';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const who = Param.string('who', { default: 'World' });
const source = Workspace.of('source');
const docker = Workspace.of('docker', { optional: true });
const hello = Task.named('hello', { params: [who] });
const build = Task.named('build', { workspaces: [source, docker] });

function pipelineIn(chart: Chart): Pipeline<never, Workspace<'source', false>> {
  const pipeline = new Pipeline(chart, 'ci', { workspaces: [source] });
  pipeline.task('build', build, { workspaces: { source } });
  return pipeline;
}

describe('a run of a task', () => {
  test('says what the task is told, and what its workspaces are', async () => {
    const program = (chart: Chart) => {
      const serviceAccount = new ServiceAccount(chart, 'builder');
      new TaskRun(chart, 'greet', { task: hello, params: { who: 'Tekton' }, timeout: Duration.minutes(5), retries: 2 });
      new TaskRun(chart, 'build', {
        task: build,
        serviceAccount,
        workspaces: {
          source: WorkspaceBinding.volume(Volume.persistentVolumeClaim('sources'), { subPath: 'shop' }),
          docker: Volume.secret('registry', { files: { 'config.json': '.dockerconfigjson' } }),
        },
        stepResources: { compile: { requests: { memory: Size.gibibytes(2) } } },
      });
    };
    await expectGolden(synthChart(program), 'task-runs');
  });

  test('may have a task of its own', () => {
    const [run] = synthChart((chart) => {
      const task = Task.inline({
        securityContext: 'unset',
        steps: [{ name: 'a', image: 'alpine:3.22', script: 'true' }],
      });
      new TaskRun(chart, 'once', { task });
    });
    expect(run?.spec).toEqual({ taskSpec: { steps: [{ name: 'a', image: 'alpine:3.22', script: 'true' }] } });
  });

  test('has no path of the node for a workspace', () => {
    const workspaces = { source: Volume.hostPath('/src') };
    const program = (chart: Chart) => new TaskRun(chart, 'r', { task: build, workspaces });
    expect(() => synthChart(program)).toThrow(
      /^KG0004 test\/r: a workspace is no hostPath volume \(workspaces\.source\)/,
    );
  });
});

describe('a run of a pipeline', () => {
  test('lets steps write to the storage that it claims', async () => {
    const program = (chart: Chart) => {
      new PipelineRun(chart, 'run', {
        pipeline: pipelineIn(chart),
        serviceAccount: 'builder',
        workspaces: { source: WorkspaceBinding.claimTemplate({ storage: Size.gibibytes(1) }) },
        tasks: { build: { resources: { requests: { cpu: 2 } }, timeout: Duration.minutes(20) } },
      });
    };
    await expectGolden(synthChart(program), 'pipeline-run');
  });

  const timeoutsOf = (timeouts: { pipeline?: Duration; finally?: Duration; tasks?: Duration }, hasFinally = false) => {
    const objects = synthChart((chart) => {
      const pipeline = pipelineIn(chart);
      new PipelineRun(chart, 'run', { pipeline, timeouts, workspaces: { source: Volume.emptyDir() } });
      // Later than the run that it concerns.
      if (hasFinally) pipeline.finally('tell', hello);
    });
    return (objects[1]!.spec as { timeouts: object }).timeouts;
  };

  test('that may take longer than 60 minutes gives that to its tasks', () => {
    expect(timeoutsOf({ pipeline: Duration.hours(2) })).toEqual({ pipeline: '2h', tasks: '2h' });
    expect(timeoutsOf({ pipeline: Duration.hours(2), finally: Duration.minutes(15) }, true)).toEqual({
      pipeline: '2h',
      tasks: '1h45m',
      finally: '15m',
    });
    expect(timeoutsOf({ pipeline: Duration.minutes(30) }, true)).toEqual({ pipeline: '30m' });
    expect(timeoutsOf({ pipeline: Duration.hours(2), tasks: Duration.hours(1) }, true)).toEqual({
      pipeline: '2h',
      tasks: '1h',
    });
  });

  test('says how its time is shared where there are tasks in finally', () => {
    expect(() => timeoutsOf({ pipeline: Duration.hours(2) }, true)).toThrow(
      'KG0003 test/run: all may take 2h, and each task no more than 60 minutes of it (timeouts.tasks)',
    );
  });
});

describe('a run without a name', () => {
  test('is in a file of its own, since it can be created but not applied', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'runs-'));
    try {
      const app = new App({ outdir });
      const chart = new Chart(app, 'shop', { namespace: 'default', labels: { team: 'shop' } });
      const run = new TaskRun(chart, 'greet', { task: hello, generateName: 'greet-' });
      app.synth();
      expect(readdirSync(outdir).sort()).toEqual(['shop-greet-manual.k8s.yaml', 'shop.k8s.yaml']);
      expect(ApiObject.of(run).toJson()).toEqual({
        apiVersion: 'tekton.dev/v1',
        kind: 'TaskRun',
        metadata: { generateName: 'greet-', namespace: 'default', labels: { team: 'shop' } },
        spec: { taskRef: { kind: 'Task', name: 'hello' } },
      });
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});

describe('a run that a template makes', () => {
  test('is what a run of the program would be', () => {
    const objects = synthChart((chart) => {
      const pipeline = pipelineIn(chart);
      new TriggerTemplate(chart, 'on-push', {
        params: { who: {} },
        resourcetemplates: ({ who }) => [
          PipelineRun.template({
            pipeline,
            generateName: 'ci-',
            labels: { team: 'shop' },
            workspaces: { source: WorkspaceBinding.claimTemplate({ storage: '1Gi' }) },
            timeouts: { pipeline: Duration.minutes(90) },
          }),
          TaskRun.template({ task: hello, generateName: 'greet-', params: { who } }),
        ],
      });
    });
    expect(objects[1]?.spec).toMatchObject({
      resourcetemplates: [
        {
          apiVersion: 'tekton.dev/v1',
          kind: 'PipelineRun',
          metadata: { generateName: 'ci-', labels: { team: 'shop' } },
          spec: {
            pipelineRef: { name: 'ci' },
            taskRunTemplate: { podTemplate: { securityContext: { fsGroup: 65532 } } },
            timeouts: { pipeline: '1h30m', tasks: '1h30m' },
          },
        },
        {
          kind: 'TaskRun',
          metadata: { generateName: 'greet-' },
          spec: { taskRef: { name: 'hello' }, params: [{ name: 'who', value: '$(tt.params.who)' }] },
        },
      ],
    });
  });

  test('is refused with the path of the template', () => {
    const unknown = { generateName: 'greet-', task: hello, retrys: 1 };
    const program = (chart: Chart) => {
      new TriggerTemplate(chart, 'on-push', { resourcetemplates: [TaskRun.template(unknown)] });
    };
    expect(() => synthChart(program)).toThrow(/^KG0007 test\/on-push: "retrys" is no property/);
  });

  test('does not compile without what its task asks for', () => {
    () => {
      // @ts-expect-error source is missing
      TaskRun.template({ task: build, generateName: 'build-' });
      // @ts-expect-error each event makes a run: a name would be taken the second time
      TaskRun.template({ task: hello, name: 'greet' });
    };
  });
});
