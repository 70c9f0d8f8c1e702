import { App, Chart } from 'cdk8s';
import { Channel, KnativeService, Parallel, PingSource, Sink } from 'cdk8s-knative';

// A user that is not root, whatever the images say.
const securityContext = { runAsUser: 65532 };

export function program(app: App): void {
  const chart = new Chart(app, 'parallel-odd-even', { namespace: 'default' });

  // Finds which case an event is, by the minute of its time. Asked for that case it answers with the event, else with
  // nothing: /0 is the first case, /1 the second.
  const switcher = new KnativeService(chart, 'me-even-odd-switcher', {
    image: 'villardl/switcher-nodejs:0.1',
    env: { EXPRESSION: 'Math.round(Date.parse(event.time) / 60000) % 2', CASES: '[0, 1]' },
    visibility: 'cluster-local',
    securityContext,
  });
  const isEven = Sink.at(switcher, '/0');
  const isOdd = Sink.at(switcher, '/1');

  // Answers with other data, in an event of the same type.
  const transformer = (name: string, message: string) =>
    new KnativeService(chart, name, {
      image: 'villardl/transformer-nodejs:0.1',
      env: { TRANSFORMER: `(${JSON.stringify({ message })})` },
      visibility: 'cluster-local',
      securityContext,
      replies: [PingSource.eventType],
    });
  const display = new KnativeService(chart, 'me-event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  const parallel = new Parallel(chart, 'me-odd-even-parallel', {
    branches: [
      { filter: isEven, subscriber: transformer('me-even-transformer', 'we are even!') },
      { filter: isOdd, subscriber: transformer('me-odd-transformer', 'this is odd!') },
    ],
    reply: display,
    channel: Channel.inMemory(),
  });

  new PingSource(chart, 'me-ping-source', {
    schedule: '*/1 * * * *',
    data: { message: 'Even or odd?' },
    sink: parallel,
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
