import { App, Chart } from 'cdk8s';
import { Broker, KnativeService, PingSource } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'ping', { namespace: 'default' });

  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  const everyMinute = { schedule: '*/1 * * * *', data: { message: 'Hello world!' } };

  // Straight to the service.
  new PingSource(chart, 'ping-to-service', { ...everyMinute, sink: display });

  // To the broker, which hands it to whoever has a trigger for it.
  const broker = new Broker(chart, 'default');
  new PingSource(chart, 'ping-to-broker', { ...everyMinute, sink: broker });
  broker.on({ type: PingSource.eventType }, display, { name: 'ping-trigger' });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
