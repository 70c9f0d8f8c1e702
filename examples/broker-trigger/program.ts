import { App, Chart } from 'cdk8s';
import { Broker, Channel, KnativeService, Trigger } from 'cdk8s-knative';

const EVENT = 'dev.knative.foo.bar';
const ANSWER = 'dev.knative.foo.baz';

export function program(app: App): void {
  const chart = new Chart(app, 'broker-trigger', { namespace: 'default' });

  const broker = new Broker(chart, 'default', { channel: Channel.inMemory(), expects: [EVENT] });

  // Appends a text to the message of an event and answers with the result, as an event of another type.
  const service = new KnativeService(chart, 'my-service', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/appender:v1.23.0',
    env: { MESSAGE: ' - Handled by my-service', TYPE: ANSWER },
    visibility: 'cluster-local',
    replies: [ANSWER],
  });
  new Trigger(chart, 'my-service-trigger', {
    broker,
    filter: { type: EVENT, myextension: 'my-extension-value' },
    subscriber: service,
  });

  // The answer goes back to the broker, and from there to whoever has a trigger for it.
  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  new Trigger(chart, 'display-trigger', { broker, filter: { type: ANSWER }, subscriber: display });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
