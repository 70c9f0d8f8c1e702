import { App, Chart } from 'cdk8s';
import { Broker, EventType, GitHubSource, KnativeService, SecretRef, Trigger } from 'cdk8s-knative';

const PUSH = 'dev.knative.source.github.push';
const REPOSITORY = 'my-other-user/my-other-repo';

export function program(app: App): void {
  const chart = new Chart(app, 'event-registry', { namespace: 'default' });
  const broker = new Broker(chart, 'default');

  // Registered from what the program knows: one EventType for each type that comes to the broker.
  broker.eventTypes();
  new GitHubSource(chart, 'github-source-sample', {
    ownerAndRepository: REPOSITORY,
    eventTypes: ['push', 'pull_request'],
    accessToken: SecretRef.of('github-secret', 'accessToken'),
    secretToken: SecretRef.of('github-secret', 'secretToken'),
    sink: broker,
  });

  // Registered by hand, with more to tell.
  new EventType(chart, 'com.github.pullrequest', {
    type: 'com.github.pull_request',
    source: 'github.com',
    schema: '//github.com/schemas/pull_request',
    description: 'GitHub pull request',
    at: broker,
  });
  // At a broker that somebody else is to make.
  new EventType(chart, 'org.bitbucket.repofork', {
    type: 'org.bitbucket.repo:fork',
    source: 'bitbucket.org',
    description: 'BitBucket fork',
    at: Broker.fromName('dev'),
  });

  // Whoever has read the list knows what to ask for.
  const service = new KnativeService(chart, 'my-service', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  new Trigger(chart, 'my-service-trigger', {
    broker,
    filter: { type: PUSH, source: `https://github.com/${REPOSITORY}` },
    subscriber: service,
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
