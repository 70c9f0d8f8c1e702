import { App, Chart, Duration } from 'cdk8s';
import {
  BuildAndDeployPipeline,
  Builder,
  GitHubPush,
  GitSource,
  KnativeService,
  RegistryCredentials,
  SecretRef,
} from 'cdk8s-knative';

const registry = 'registry.example.com/shop';

export function program(app: App): void {
  const chart = new Chart(app, 'monorepo', { namespace: 'shop' });
  const webhook = SecretRef.of('github', 'webhook');

  /** A service, and how its image comes out of a directory of the repository. */
  const service = (name: string) => ({
    image: { name: `${registry}/${name}` },
    build: Builder.buildkit({ context: `services/${name}`, cache: `${registry}/${name}-cache` }),
    deploy: new KnativeService(chart, name, { image: `${registry}/${name}:main`, port: 8080 }),
    paths: [`services/${name}`, 'lib'],
  });

  const shop = new BuildAndDeployPipeline(chart, 'shop', {
    source: GitSource.of('https://github.com/example/shop', { revision: 'main' }),
    builds: {
      cart: service('cart'),
      orders: service('orders'),
      web: {
        ...service('web'),
        test: { image: 'docker.io/library/node:24.11', workingDir: 'services/web', script: 'npm ci && npm test' },
      },
    },
    registry: RegistryCredentials.fromSecret('push'),
    timeouts: { pipeline: Duration.minutes(30) },
    on: GitHubPush.to({ branch: 'main', secret: webhook }),
  });
  shop.run({ generateName: 'shop-by-hand-' });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
