import { App, Chart } from 'cdk8s';
import { Channel, KnativeService, PingSource, Sequence } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'sequence-direct', { namespace: 'default' });

  // Each appends a text to the message of an event and answers with the result, of the same type.
  const steps = ['first', 'second', 'third'].map(
    (name, number) =>
      new KnativeService(chart, name, {
        image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/appender:v1.23.0',
        env: { MESSAGE: ` - Handled by ${number}` },
        visibility: 'cluster-local',
        replies: [PingSource.eventType],
      }),
  );
  const sequence = new Sequence(chart, 'sequence', { steps, channel: Channel.inMemory() });

  new PingSource(chart, 'ping-source', {
    schedule: '*/1 * * * *',
    data: { message: 'Hello world!' },
    sink: sequence,
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
