import { App, Chart } from 'cdk8s';
import { Broker, Channel, KnativeService, PingSource, Sequence, Trigger } from 'cdk8s-knative';

const HANDLED = 'samples.http.mod3';

export function program(app: App): void {
  const chart = new Chart(app, 'sequence-broker', { namespace: 'default' });

  const broker = new Broker(chart, 'default');
  new PingSource(chart, 'ping-source', {
    schedule: '*/1 * * * *',
    data: { message: 'Hello world!' },
    sink: broker,
  });

  // Appends a text to the message of an event and answers with the result, as an event of the type it is told.
  const step = (name: string, number: number, type: string) =>
    new KnativeService(chart, name, {
      image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/appender:v1.23.0',
      env: { MESSAGE: ` - Handled by ${number}`, TYPE: type },
      visibility: 'cluster-local',
      replies: [type],
    });
  const sequence = new Sequence(chart, 'sequence', {
    steps: [
      step('first', 0, PingSource.eventType),
      step('second', 1, PingSource.eventType),
      // Another type: the broker would send the answer into the sequence again.
      step('third', 2, HANDLED),
    ],
    reply: broker,
    channel: Channel.inMemory(),
  });
  new Trigger(chart, 'sequence-trigger', { broker, filter: { type: PingSource.eventType }, subscriber: sequence });

  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  new Trigger(chart, 'display-trigger', { broker, filter: { type: HANDLED }, subscriber: display });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
