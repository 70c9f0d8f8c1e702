import { App, Chart, Size } from 'cdk8s';
import {
  buildkitBuild,
  gitClone,
  kubectlApply,
  Param,
  Pipeline,
  PipelineRun,
  ServiceAccount,
  Task,
  TaskRun,
  Workspace,
  WorkspaceBinding,
} from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'tutorial-pipeline', { namespace: 'default' });

  const hello = new Task(chart, 'echo-hello-world', {
    steps: [
      { name: 'echo', image: 'docker.io/library/ubuntu:24.04', command: ['echo'], args: ['hello world'] },
      { name: 'echo-1', image: 'docker.io/library/ubuntu:24.04', command: ['echo'], args: ['hello world-1'] },
    ],
  });
  new TaskRun(chart, 'echo-hello-world-task-run', { task: hello });

  const repo = Param.string('repo', { description: 'Repository with the Dockerfile and deployment.yaml.' });
  const image = Param.string('image', { description: 'Where the image goes, with its tag.' });
  const source = Workspace.of('source');
  const pipeline = new Pipeline(chart, 'tutorial-pipeline', { params: [repo, image], workspaces: [source] });

  const cloned = pipeline.task('clone', gitClone(chart), { params: { url: repo }, workspaces: { output: source } });
  const built = pipeline.task('build-skaffold-web', buildkitBuild(chart), {
    params: { image, host: 'tcp://buildkitd.default.svc.cluster.local:1234' },
    workspaces: { source },
    runAfter: [cloned],
  });
  // Uses the image of the task before, and so waits for it.
  pipeline.task('deploy-web', kubectlApply(chart), {
    params: { manifest: 'deployment.yaml', image: built.results.IMAGE_REF },
    workspaces: { source },
  });

  const builder = new ServiceAccount(chart, 'build-bot', { secrets: ['docker-hub'], automountToken: false });
  const deployer = new ServiceAccount(chart, 'deploy-bot');
  deployer.grant([{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'create', 'patch'] }]);
  new PipelineRun(chart, 'tutorial-pipeline-run-1', {
    pipeline,
    params: {
      repo: 'https://github.com/cccfeng/tekton-source',
      image: 'docker.io/antblugeng/tekton-pipeline-test:0.0.1',
    },
    workspaces: { source: WorkspaceBinding.claimTemplate({ storage: Size.gibibytes(1) }) },
    serviceAccount: builder,
    tasks: { 'deploy-web': { serviceAccount: deployer } },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
