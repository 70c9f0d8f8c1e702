import { App, Chart } from 'cdk8s';
import { ApiServerSource, Broker, KnativeService, Trigger } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'event-hello', { namespace: 'default' });

  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  const broker = new Broker(chart, 'default');

  new ApiServerSource(chart, 'testevents', {
    resources: [{ apiVersion: 'v1', kind: 'Event' }],
    mode: 'Resource',
    sink: broker,
  });
  new Trigger(chart, 'testevents-trigger', { broker, subscriber: display });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
