import { App, Chart } from 'cdk8s';
import { KafkaSource, KnativeService } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'kafka-push', { namespace: 'default' });

  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });

  new KafkaSource(chart, 'alikafka-source', {
    bootstrapServers: ['192.168.0.61:9092', '192.168.0.71:9092', '192.168.0.81:9092'],
    topics: ['demo'],
    consumerGroup: 'demo-consumer',
    sink: display,
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
