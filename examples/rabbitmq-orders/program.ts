import { App, Chart, Duration } from 'cdk8s';
import { KnativeService, RabbitmqSource } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'rabbitmq-orders', { namespace: 'default' });

  const hello = new KnativeService(chart, 'helloworld-go', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });

  // Any RabbitMQ, by a Secret with its address and its user; the exchange and the queue are there already.
  new RabbitmqSource(chart, 'rabbitmq-source', {
    connectionSecret: 'rabbitmq-source-key',
    predeclared: true,
    exchangeName: 'logs',
    queueName: 'knative-test',
    delivery: { retry: 3, backoff: 'exponential', delay: Duration.seconds(1) },
    sink: hello,
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
