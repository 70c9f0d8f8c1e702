import { App, Chart } from 'cdk8s';
import { constructs } from './built';
import { benchGrowth } from './growth';
import type { Row } from './table';

/** Tasks of pipelines, many in one and a few in each of many: built as a program, and checked with all rules. */
export function benchPipelines(rounds: number, largest: number): Row[] {
  const check = (pipelines: number, tasks: number) => () => constructs.diagnosticsOf(programOf(pipelines, tasks));
  return [
    ...benchGrowth(
      largest,
      rounds,
      (size) => check(1, size)(),
      (size) => `a pipeline of ${size} tasks, each waits for two: built and checked`,
    ),
    ...benchGrowth(
      largest / TASKS,
      rounds,
      (size) => check(size, TASKS)(),
      (size) => `${size} pipelines of ${TASKS} tasks, with a run each: built and checked`,
    ),
  ];
}

const TASKS = 20;

function programOf(pipelines: number, tasks: number): App {
  const { configurePlatform, Param, Pipeline, PipelineRun, Result, Task } = constructs;
  const app = new App();
  configurePlatform(app, { warnings: 'ignore' });
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  const [left, right] = [Param.string('left'), Param.string('right')];
  const sum = Result.string('sum');
  const task = new Task(chart, 'add', {
    params: [left, right],
    results: [sum],
    steps: [
      {
        name: 'add',
        image: 'registry.example.com/add:v1',
        env: { LEFT: left, RIGHT: right },
        script: `printf %s "$((LEFT + RIGHT))" > ${sum.path}`,
      },
    ],
  });
  const start = Param.string('start');
  for (let p = 0; p < pipelines; p++) {
    const pipeline = new Pipeline(chart, `pipeline-${p}`, { params: [start] });
    let [before, last] = [
      pipeline.task('task-0', task, { params: { left: start, right: '0' } }),
      pipeline.task('task-1', task, { params: { left: start, right: '1' } }),
    ];
    for (let i = 2; i < tasks; i++) {
      const params = { left: before.results.sum, right: last.results.sum };
      [before, last] = [last, pipeline.task(`task-${i}`, task, { params })];
    }
    pipeline.result('sum', last.results.sum);
    new PipelineRun(chart, `run-${p}`, { pipeline, params: { start: '1' } });
  }
  return app;
}
