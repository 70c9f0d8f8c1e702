import { App, Chart } from 'cdk8s';
import { Channel, KnativeService, PingSource, Subscription } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'channel-subscription', { namespace: 'default' });

  const channel = new Channel(chart, 'my-channel', { template: Channel.inMemory() });
  new PingSource(chart, 'test-ping', {
    schedule: '*/1 * * * *',
    data: { message: 'Hello world!' },
    sink: channel,
  });

  // One subscriber prints what comes.
  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  new Subscription(chart, 'test-subscription', { channel, subscriber: display });

  // The other gets the same, and its answers go into a second channel.
  const appender = new KnativeService(chart, 'appender', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/appender:v1.23.0',
    env: { MESSAGE: ' - and an answer' },
    visibility: 'cluster-local',
    replies: [PingSource.eventType],
  });
  const answers = new Channel(chart, 'answers', { template: Channel.inMemory() });
  new Subscription(chart, 'answering-subscription', { channel, subscriber: appender, reply: answers });
  answers.subscribe(display);
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
