import { App, Chart, Duration } from 'cdk8s';
import { Broker, EventFlow, Filter, KnativeService, PingSource } from 'cdk8s-knative';

const CREATED = 'order.created';

export function program(app: App): void {
  const chart = new Chart(app, 'order-flow', { namespace: 'default' });

  // Appends its name to the message of an event and answers with the result, as an event of another type.
  const step = (name: string, type: string) =>
    new KnativeService(chart, name, {
      image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/appender:v1.23.0',
      env: { MESSAGE: ` - ${name}`, TYPE: type },
      visibility: 'cluster-local',
      replies: [type],
    });
  // Answers with the event as it is if a condition holds, else with nothing.
  const condition = (name: string, expression: string) =>
    new KnativeService(chart, name, {
      image: 'villardl/filter-nodejs:0.1',
      env: { FILTER: expression },
      visibility: 'cluster-local',
      // A user that is not root, whatever the image says.
      securityContext: { runAsUser: 65532 },
    });
  const display = (name: string) =>
    new KnativeService(chart, name, {
      image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
      visibility: 'cluster-local',
    });

  // Orders come from outside, and a standing one every hour.
  const broker = new Broker(chart, 'default', { expects: [CREATED] });
  new EventFlow(chart, 'orders', {
    broker,
    delivery: { retry: 3, backoff: 'exponential', delay: Duration.seconds(1), deadLetterSink: display('dead-letters') },
  })
    .from(
      (sink) =>
        new PingSource(chart, 'standing-order', {
          schedule: '@hourly',
          data: { message: 'one coffee' },
          extensions: { priority: 'low' },
          sink,
        }),
    )
    .where(Filter.any(Filter.exact({ type: CREATED }), Filter.exact({ type: PingSource.eventType })))
    .through(step('validate', 'order.validated'), step('enrich', 'order.enriched'))
    .split(
      { filter: condition('is-priority', 'event.priority === "high"'), to: step('express', 'order.packed') },
      { filter: condition('is-standard', 'event.priority !== "high"'), to: step('standard', 'order.packed') },
    )
    .to(display('shipping'));
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
