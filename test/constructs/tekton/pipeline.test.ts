import { type Chart, Duration } from 'cdk8s';
import { configurePlatform, Param, Pipeline, Resolver, Result, Task, Workspace } from 'cdk8s-knative';
import { describe, expect, test } from 'vitest';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const url = Param.string('url');
const output = Workspace.of('output');
const source = Workspace.of('source');
const commit = Result.string('commit');
const images = Result.array('images');
const steps = [{ name: 'run', image: 'alpine:3.22', script: 'true' }];

const clone = Task.named('clone', { params: [url], workspaces: [output], results: [commit] });
const image = Param.string('image');
const platform = Param.string('platform', { default: 'linux/amd64' });
const build = Task.named('build', {
  params: [image, platform],
  workspaces: [source],
  results: [Result.string('digest')],
});

describe('a pipeline', () => {
  test('gives its tasks what it is told, and the results of those before', async () => {
    const program = (chart: Chart) => {
      const repo = Param.string('repo', { description: 'What is built.' });
      const name = Param.string('image');
      const files = Workspace.of('files');
      const pipeline = new Pipeline(chart, 'ci', { params: [repo, name], workspaces: [files] });
      const cloned = pipeline.task('clone', clone, { params: { url: repo }, workspaces: { output: files } });
      const built = pipeline.task('build', build, {
        params: { image: `${name}:${cloned.results.commit}` },
        workspaces: { source: files.at('src') },
        retries: 1,
        timeout: Duration.minutes(30),
      });
      pipeline.result('digest', built.results.digest, { description: 'What was built.' });
    };
    await expectGolden(synthChart(program), 'pipeline');
  });

  test('runs a task once for each combination, under a condition', async () => {
    const program = (chart: Chart) => {
      const only = Param.array('only', { default: ['main'] });
      const branch = Param.string('branch');
      const files = Workspace.of('files');
      const pipeline = new Pipeline(chart, 'all', { params: [only, branch], workspaces: [files] });
      const built = pipeline.task('build', build, {
        displayName: 'Build for each platform',
        matrix: {
          params: { platform: ['linux/amd64', 'linux/arm64'] },
          include: [{ name: 's390x', params: { platform: 'linux/s390x' } }],
        },
        params: { image: 'example.com/shop' },
        workspaces: { source: files },
        when: [
          { input: branch, in: [only] },
          { input: branch, notIn: ['broken'] },
        ],
        onError: 'continue',
      });
      const digests = Param.array('digests');
      pipeline.task('index', Task.inline({ params: [digests], steps, securityContext: 'unset' }), {
        params: { digests: built.results.digest },
      });
    };
    await expectGolden(synthChart(program), 'pipeline-matrix');
  });

  test('ends with tasks that know how the others ended', async () => {
    const program = (chart: Chart) => {
      const outcome = Param.string('outcome');
      const pipeline = new Pipeline(chart, 'told', {});
      const lint = pipeline.task('lint', Task.from(Resolver.hub({ name: 'lint', version: '0.1' })));
      const tests = pipeline.task('test', Task.named('test'), { runAfter: [lint] });
      pipeline.finally('tell', Task.named('tell', { params: [outcome] }), {
        params: { outcome: `${pipeline.status}: test ${tests.status} (${tests.reason})` },
        when: [{ input: tests.status, in: ['Failed'] }],
      });
    };
    await expectGolden(synthChart(program), 'pipeline-finally');
  });

  test('passes a list of results on as a whole', () => {
    const [pipeline] = synthChart((chart) => {
      const made = new Pipeline(chart, 'p');
      const first = made.task('first', Task.named('first', { results: [images] }));
      const list = Param.array('list');
      made.task('second', Task.named('second', { params: [list] }), { params: { list: first.results.images } });
    });
    expect(pipeline?.spec).toMatchObject({
      tasks: [{ name: 'first' }, { params: [{ name: 'list', value: '$(tasks.first.results.images[*])' }] }],
    });
  });

  test('has no two tasks of one name', () => {
    const program = (chart: Chart) => {
      const pipeline = new Pipeline(chart, 'p');
      pipeline.task('test', Task.named('test'));
      pipeline.finally('test', Task.named('test'));
    };
    expect(() => synthChart(program)).toThrow(
      /^KG0004 test\/p: there is a task "test" already \(test\): give it another/,
    );
  });

  test('uses no task of another namespace by its name', () => {
    const program = (chart: Chart) => {
      const task = new Task(chart, 'lint', { namespace: 'tools', steps });
      new Pipeline(chart, 'p').task('lint', task);
    };
    expect(() => synthChart(program)).toThrow(/^KG0006 test\/p: the Task lint is in namespace "tools"/);
  });

  test('refuses a setting that there is not, with its path', () => {
    const options: object = { retrys: 1 };
    const program = (chart: Chart) => new Pipeline(chart, 'p').task('a', Task.named('a'), options);
    expect(() => synthChart(program)).toThrow(/^KG0007 test\/p\/a: "retrys" is no property/);
  });

  test('is a task of another, where the cluster lets it', () => {
    const [, outer] = synthChart((chart) => {
      configurePlatform(chart, { features: { 'enable-api-fields': 'alpha' } });
      const inner = new Pipeline(chart, 'inner', { params: [url] });
      inner.task('a', Task.named('a'));
      new Pipeline(chart, 'outer').task('inner', inner, { params: { url: 'https://example.com' } });
    });
    expect(outer?.spec).toMatchObject({ tasks: [{ name: 'inner', pipelineRef: { name: 'inner' } }] });
  });
});
