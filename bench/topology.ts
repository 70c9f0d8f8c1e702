import { App, Chart } from 'cdk8s';
import { constructs } from './built';
import { benchGrowth } from './growth';
import type { Row } from './table';

/** Triggers on brokers and sequences behind them: built as a program, and checked with all rules over the graph. */
export function benchTopology(rounds: number, largest: number): Row[] {
  return benchGrowth(
    largest,
    rounds,
    (size) => constructs.diagnosticsOf(topology(size)),
    (size) => `${size} triggers on ${brokersFor(size)} brokers, ${brokersFor(size) * 10} sequences: built and checked`,
  );
}

const brokersFor = (triggers: number) => Math.ceil(triggers / 40);

function topology(triggers: number): App {
  const { Broker, configurePlatform, KnativeService, PingSource, Sequence } = constructs;
  const app = new App();
  configurePlatform(app, { warnings: 'ignore' });
  const chart = new Chart(app, 'bench', { namespace: 'bench' });
  const image = 'registry.example.com/step:v1';
  const steps = Array.from({ length: 10 }, (_, i) => new KnativeService(chart, `step-${i}`, { image }));
  for (let b = 0; b < brokersFor(triggers); b++) {
    const broker = new Broker(chart, `broker-${b}`, { expects: Array.from({ length: 40 }, (_, i) => `type.${i}`) });
    new PingSource(chart, `ping-${b}`, { sink: broker });
    for (let i = 0; i < 40; i++) {
      const isSequence = i % 4 === 0;
      const subscriber = isSequence
        ? new Sequence(chart, `sequence-${b}-${i}`, {
            steps: [steps[i % 10]!, steps[(i + 1) % 10]!, steps[(i + 2) % 10]!],
          })
        : steps[i % 10]!;
      broker.on({ type: `type.${i}` }, subscriber, { name: `trigger-${b}-${i}` });
    }
  }
  return app;
}
