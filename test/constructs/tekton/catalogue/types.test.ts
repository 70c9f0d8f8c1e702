import { App, Chart } from 'cdk8s';
import {
  BuildAndDeployPipeline,
  Builder,
  buildahBuild,
  buildkitBuild,
  type Deploy,
  GitCredentials,
  GitSource,
  gitClone,
  kanikoBuild,
  knativeDeploy,
  kubectlApply,
  Param,
  Pipeline,
  RegistryCredentials,
  type StringVariable,
  sendCloudEvent,
  TaskRun,
  Volume,
  Workspace,
} from 'cdk8s-knative';
import { expectTypeOf, test } from 'vitest';

test('tasks of the catalogue fit together, and say so before they run', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'default' });
  const repo = Param.string('repo');
  const source = Workspace.of('source');
  const keys = Workspace.of('keys', { optional: true });
  const pipeline = new Pipeline(chart, 'ci', { params: [repo], workspaces: [source, keys] });

  const clone = gitClone(chart);
  const cloned = pipeline.task('clone', clone, {
    params: { url: repo, sparseCheckoutDirectories: ['web'] },
    workspaces: { output: source, 'ssh-directory': keys },
  });
  expectTypeOf(cloned.results.commit).toEqualTypeOf<StringVariable<'tasks.results'>>();
  expectTypeOf(cloned.results['committer-date']).toEqualTypeOf<StringVariable<'tasks.results'>>();

  const kaniko = kanikoBuild(chart);
  expectTypeOf(buildahBuild(chart)).toEqualTypeOf(kaniko);
  const built = pipeline.task('build', kaniko, {
    params: { image: `example.com/shop:${cloned.results.commit}`, buildArgs: ['A=1'] },
    workspaces: { source },
  });
  pipeline.task('elsewhere', buildkitBuild(chart), {
    params: { image: 'example.com/shop', host: 'tcp://buildkitd:1234' },
    workspaces: { source },
  });
  pipeline.task('deploy', knativeDeploy(chart), { params: { service: 'shop', image: built.results.IMAGE_REF } });
  pipeline.task('apply', kubectlApply(chart), {
    params: { manifest: 'a.yaml', image: built.results.IMAGE_REF },
    workspaces: { source },
  });
  const send = sendCloudEvent(chart);
  pipeline.finally('tell', send, { params: { sink: 'http://broker', type: 'done', data: pipeline.status } });
  new TaskRun(chart, 'clone-once', {
    task: clone,
    params: { url: 'https://example.com/shop' },
    workspaces: { output: Volume.persistentVolumeClaim('shop') },
  });

  // @ts-expect-error a repository is missing
  pipeline.task('e1', clone, { params: {}, workspaces: { output: source } });
  // @ts-expect-error a list in place of a text
  pipeline.task('e2', clone, { params: { url: ['https://example.com'] }, workspaces: { output: source } });
  // @ts-expect-error no such param
  pipeline.task('e3', clone, { params: { url: repo, branch: 'main' }, workspaces: { output: source } });
  // @ts-expect-error the files are nowhere
  pipeline.task('e4', kaniko, { params: { image: 'example.com/shop' } });
  // @ts-expect-error only BuildKit builds elsewhere
  pipeline.task('e5', kaniko, { params: { image: 'example.com/shop', host: 'x' }, workspaces: { source } });
  // @ts-expect-error how the tasks ended is known in finally only
  pipeline.task('e6', send, { params: { sink: 'http://broker', type: 'done', data: pipeline.status } });
});

test('a pipeline of several images knows their names', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'default' });
  const source = GitSource.of('https://example.com/shop');
  const one = { image: { name: 'example.com/shop' }, build: Builder.kaniko() };
  const several = new BuildAndDeployPipeline(chart, 'several', { source, builds: { web: one, api: one } });
  several.run({ only: ['web'] });
  expectTypeOf(several).toEqualTypeOf<BuildAndDeployPipeline<'web' | 'api'>>();
  expectTypeOf(new BuildAndDeployPipeline(chart, 'one', { source, ...one })).toEqualTypeOf<BuildAndDeployPipeline>();

  const errors = (): unknown[] => [
    // @ts-expect-error no such image
    several.run({ only: ['cart'] }),
    // @ts-expect-error one image and several
    new BuildAndDeployPipeline(chart, 'e2', { source, ...one, builds: { web: one } }),
    // @ts-expect-error nothing to build
    new BuildAndDeployPipeline(chart, 'e3', { source }),
    // @ts-expect-error credentials of the other sort
    new BuildAndDeployPipeline(chart, 'e4', { source, ...one, registry: GitCredentials.fromSecret('git') }),
    // @ts-expect-error credentials of the other sort
    GitSource.of('https://example.com/shop', { credentials: RegistryCredentials.fromSecret('push') }),
    // @ts-expect-error a Secret is named, not told
    RegistryCredentials.fromSecret('push', { password: 'x' }),
    // @ts-expect-error a service of the program, or manifests
    new BuildAndDeployPipeline(chart, 'e5', { source, ...one, deploy: 'shop' }),
  ];
  expectTypeOf(errors).returns.toBeArray();
  expectTypeOf<Deploy>().not.toBeAny();
});
