import { App, Chart } from 'cdk8s';
import { GitHubSource, KnativeService, SecretRef } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'github-events', { namespace: 'default' });

  const display = new KnativeService(chart, 'github-event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });

  new GitHubSource(chart, 'githubsourcesample', {
    ownerAndRepository: 'someuser/somerepo',
    eventTypes: ['pull_request'],
    accessToken: SecretRef.of('githubsecret', 'accessToken'),
    secretToken: SecretRef.of('githubsecret', 'secretToken'),
    sink: display,
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
