import { App, Chart } from 'cdk8s';
import { Channel, KnativeService, PingSource, Sequence } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'sequence-of-sequences', { namespace: 'default' });

  // Each appends a text to the message of an event and answers with the result, of the same type.
  const steps = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].map(
    (name, number) =>
      new KnativeService(chart, name, {
        image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/appender:v1.23.0',
        env: { MESSAGE: ` - Handled by ${number}` },
        visibility: 'cluster-local',
        replies: [PingSource.eventType],
      }),
  );
  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });

  // The second one first: the other refers to it.
  const channel = Channel.inMemory();
  const second = new Sequence(chart, 'second-sequence', { steps: steps.slice(3), reply: display, channel });
  const first = new Sequence(chart, 'first-sequence', { steps: steps.slice(0, 3), reply: second, channel });

  new PingSource(chart, 'ping-source', {
    schedule: '*/1 * * * *',
    data: { message: 'Hello world!' },
    sink: first,
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
