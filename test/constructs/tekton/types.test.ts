import { App, Chart, Duration } from 'cdk8s';
import {
  type ArrayVariable,
  Param,
  Pipeline,
  PipelineRun,
  Result,
  Step,
  type StringVariable,
  Task,
  TaskRun,
  Workspace,
  WorkspaceBinding,
} from 'cdk8s-knative';
import { describe, expectTypeOf, test } from 'vitest';

// What must not compile stands in functions that nobody calls; `npm run check:types` fails if it does compile.

const url = Param.string('url');
const depth = Param.string('depth', { default: '1' });
const mode = Param.string('mode', { enum: ['debug', 'release'] });
const flags = Param.array('flags', { default: [] });
const repo = Param.object('repo', { properties: ['url', 'revision'], default: { revision: 'main' } });
const output = Workspace.of('output');
const cache = Workspace.of('cache', { optional: true });
const results = [
  Result.string('commit'),
  Result.array('files'),
  Result.object('image', { properties: ['url', 'digest'] }),
];
const steps = [{ name: 'run', image: 'alpine:3.22', script: 'true' }];

const chart = new Chart(new App(), 'test');
const clone = new Task(chart, 'clone', { params: [url, depth], workspaces: [output, cache], results, steps });
const build = new Task(chart, 'build', { params: [mode, flags, repo], steps });
const plain = new Task(chart, 'plain', { steps });

const address = Param.string('address');
const shared = Workspace.of('shared');
const spare = Workspace.of('spare', { optional: true });
const pipeline = new Pipeline(chart, 'ci', { params: [address], workspaces: [shared, spare] });

const cloned = pipeline.task('clone', clone, {
  params: { url: address },
  workspaces: { output: shared, cache: spare },
});
const clones = pipeline.task('clones', clone, {
  workspaces: { output: shared.at('many') },
  matrix: { params: { url: ['a', 'b'] }, include: [{ name: 'deep', params: { depth: '9' } }] },
});
const last = pipeline.finally('last', clone, { params: { url: cloned.status }, workspaces: { output: shared } });

describe('what a task of a pipeline is told', () => {
  test('may be texts, params of the pipeline, and results', () => {
    pipeline.task('a', clone, {
      params: { url: 'https://example.com', depth: cloned.results.commit },
      workspaces: { output: shared },
      retries: 2,
      timeout: Duration.minutes(5),
    });
    pipeline.task('b', build, {
      params: { mode: 'debug', flags: cloned.results.files, repo: { url: cloned.results.image.get('url') } },
    });
    pipeline.task('c', build, {
      params: { mode: cloned.results.commit, flags: ['-v', cloned.results.commit], repo: { url: 'a', revision: 'b' } },
    });
  });

  test('has a value for each param without default, of its type', () => {
    () => {
      // @ts-expect-error url is missing
      pipeline.task('x', clone, { params: {}, workspaces: { output: shared } });
      // @ts-expect-error nothing is told at all
      pipeline.task('x', clone);
      // @ts-expect-error there is no param of this name
      pipeline.task('x', clone, { params: { url: 'a', nope: 'b' }, workspaces: { output: shared } });
      // @ts-expect-error a list in place of a text
      pipeline.task('x', clone, { params: { url: cloned.results.files }, workspaces: { output: shared } });
      // @ts-expect-error a text in place of a list
      pipeline.task('x', build, { params: { mode: 'debug', flags: cloned.results.commit, repo: { url: '' } } });
      // @ts-expect-error not one of the values that the param may have
      pipeline.task('x', build, { params: { mode: 'fast', repo: { url: '' } } });
      // @ts-expect-error a key without default is missing
      pipeline.task('x', build, { params: { mode: 'debug', repo: { revision: '' } } });
    };
  });
});

describe('workspaces of a task', () => {
  test('are bound, to workspaces of the pipeline that are', () => {
    pipeline.task('without', plain);
    () => {
      // @ts-expect-error output is missing
      pipeline.task('x', clone, { params: { url: 'a' } });
      // @ts-expect-error spare may be unbound
      pipeline.task('x', clone, { params: { url: 'a' }, workspaces: { output: spare } });
      // @ts-expect-error a part of what may be unbound
      pipeline.task('x', clone, { params: { url: 'a' }, workspaces: { output: spare.at('a') } });
      // @ts-expect-error cache is none of the pipeline's
      pipeline.task('x', clone, { params: { url: 'a' }, workspaces: { output: cache } });
    };
  });
});

describe('a variable', () => {
  test('is used where it has a value', () => {
    pipeline.result('commit', last.results.commit);
    () => {
      // @ts-expect-error the pipeline has no param depth
      pipeline.task('x', clone, { params: { url: depth }, workspaces: { output: shared } });
      // @ts-expect-error how a task ended is known in finally only
      pipeline.task('x', clone, { params: { url: cloned.status }, workspaces: { output: shared } });
      // @ts-expect-error nobody comes after finally
      pipeline.task('x', clone, { params: { url: last.results.commit }, workspaces: { output: shared } });
      // @ts-expect-error a param is no result
      pipeline.result('x', address);
      // @ts-expect-error a run has no variables
      new TaskRun(chart, 'x', { task: build, params: { mode: 'debug', repo: { url: cloned.results.commit } } });
    };
  });

  test('is one that there is', () => {
    () => {
      // @ts-expect-error no such result
      cloned.results.nope;
      // @ts-expect-error no such key
      cloned.results.image.get('nope');
      // @ts-expect-error no such result of the step
      Step.of({ name: 'a', image: 'alpine:3.22', script: 'true', results: [Result.string('b')] }).results.c;
    };
  });

  test('of a task that runs several times is a list', () => {
    expectTypeOf(cloned.results.commit).toEqualTypeOf<StringVariable<'tasks.results'>>();
    expectTypeOf(clones.results.commit).toEqualTypeOf<ArrayVariable<'tasks.results'>>();
    pipeline.task('collect', build, {
      params: { mode: 'debug', flags: clones.results.commit, repo: { url: 'a' } },
    });
    () => {
      // @ts-expect-error a list in place of a text
      pipeline.task('x', clone, { params: { url: clones.results.commit }, workspaces: { output: shared } });
      // @ts-expect-error a list is no param of a matrix
      pipeline.task('x', build, { params: { mode: 'debug', repo: { url: '' } }, matrix: { params: { flags: ['a'] } } });
    };
  });
});

test('finally has no order', () => {
  pipeline.task('after', plain, { runAfter: [cloned] });
  () => {
    // @ts-expect-error all of them begin when the others are done
    pipeline.finally('x', plain, { runAfter: [cloned] });
  };
});

test('a run gives what its pipeline asks for', () => {
  const workspaces = { shared: WorkspaceBinding.claimTemplate({ storage: '1Gi' }) };
  new PipelineRun(chart, 'run', { pipeline, params: { address: 'a' }, workspaces });
  new TaskRun(chart, 'task-run', { task: plain });
  () => {
    // @ts-expect-error address is missing
    new PipelineRun(chart, 'x', { pipeline, workspaces });
    // @ts-expect-error shared is missing
    new PipelineRun(chart, 'x', { pipeline, params: { address: 'a' } });
    const unknown = { ...workspaces, nope: workspaces.shared };
    // @ts-expect-error a workspace is missing that has another name
    new PipelineRun(chart, 'x', { pipeline, params: { address: 'a' }, workspaces: { nope: unknown.nope } });
  };
});

test('a task that asks for nothing has nothing in its type', () => {
  expectTypeOf(plain).toEqualTypeOf<Task<never, never, never>>();
});
