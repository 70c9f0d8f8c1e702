import { App, Chart } from 'cdk8s';
import { BuildAndDeployPipeline, Builder, Deploy, GitSource, RegistryCredentials } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'tekton-hello', { namespace: 'default' });

  const build = new BuildAndDeployPipeline(chart, 'build-and-deploy', {
    source: GitSource.of('https://github.com/knative-sample/tekton-knative', { revision: 'b1.0' }),
    build: Builder.kaniko({ context: 'src' }),
    image: { name: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/tekton-knative-helloworld', tag: '1.0' },
    registry: RegistryCredentials.fromSecret('ack-cr-push-secret', {
      server: 'https://registry.cn-hangzhou.aliyuncs.com',
    }),
    deploy: Deploy.manifest('knative/helloworld-go.yaml', { services: ['tekton-helloworld-go'] }),
  });
  build.run({ generateName: 'tekton-kn-sample-' });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
