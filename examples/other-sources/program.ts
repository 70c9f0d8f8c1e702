import { App, Chart, Duration } from 'cdk8s';
import {
  Broker,
  CamelSource,
  ContainerSource,
  EnvValue,
  IntegrationSource,
  KnativeService,
  SinkBinding,
} from 'cdk8s-knative';

const HEARTBEAT = 'dev.knative.eventing.samples.heartbeat';
const ORDER = 'com.example.order.created';
const COFFEE = 'com.example.coffee';

export function program(app: App): void {
  const chart = new Chart(app, 'other-sources', { namespace: 'default' });
  const broker = new Broker(chart, 'default');

  // A container that makes events, and runs for nothing else.
  new ContainerSource(chart, 'heartbeats', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/heartbeats:v1.23.0',
    args: ['--period=10'],
    env: { POD_NAME: 'heartbeats', POD_NAMESPACE: EnvValue.fromField('metadata.namespace') },
    sends: [HEARTBEAT],
    sink: broker,
  });

  // A service that does other things too, and tells of some of them.
  const shop = new KnativeService(chart, 'shop', { image: 'registry.example.com/shop:v1' });
  new SinkBinding(chart, 'shop-events', { subject: shop, sends: [ORDER], sink: broker });

  // A queue at AWS.
  new IntegrationSource(chart, 'returns', {
    aws: {
      sqs: {
        arn: 'arn:aws:sqs:eu-central-1:123456789012:returns',
        region: 'eu-central-1',
        waitTime: Duration.seconds(20),
      },
      auth: { secret: 'aws' },
    },
    sink: broker,
  });

  // Any of the connectors of Camel.
  new CamelSource(chart, 'coffee', {
    source: { kamelet: 'coffee-source', properties: { period: 5000 } },
    eventType: COFFEE,
    sink: broker,
  });

  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  for (const type of [HEARTBEAT, ORDER, IntegrationSource.eventType('sqs'), COFFEE]) broker.on({ type }, display);
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
