import * as pulumi from '@pulumi/pulumi';
import { ApiObject } from 'cdk8s';
import { Broker, ConfigMap, EnvValue, KnativeService, Namespace, PingSource } from 'cdk8s-knative';
import { Program } from 'cdk8s-knative/pulumi';

const config = new pulumi.Config();
const image = config.get('image') ?? 'ghcr.io/example/shop:v1';
// In a real stack these come from other resources: a build, a database.
const database = pulumi.output({ host: 'db.example.com', port: 5432 });
const password = config.getSecret('password') ?? pulumi.secret('not for production');

const shop = new Program(
  'shop',
  (scope) => {
    new Namespace(scope, 'shop');
    new ConfigMap(scope, 'settings', { data: { currency: 'EUR' } });
    new ApiObject(scope, 'database', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'database' },
      stringData: { password },
    });

    const broker = new Broker(scope, 'default');
    const orders = new KnativeService(scope, 'orders', {
      image,
      env: {
        DB: pulumi.interpolate`postgres://${database.host}:${database.port}/orders`,
        DB_PASSWORD: EnvValue.fromSecret('database', 'password'),
        BROKER: broker.address,
      },
      scale: { min: 0, max: config.getNumber('pods') ?? 5 },
    });
    new PingSource(scope, 'nightly', { schedule: '0 3 * * *', data: { report: 'orders' }, sink: broker });
    broker.on({ type: PingSource.eventType }, orders);
    return { url: orders.url, broker: broker.address };
  },
  { namespace: 'shop' },
);

/** Known once the service is ready. */
export const { url, broker } = shop.outputs;
