import type { Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Broker, CamelIntegration, CamelSource, Sink } from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const sink = Sink.service('event-display');

describe('a source of Camel', () => {
  test('sends what a Kamelet brings to a broker', async () => {
    const program = (chart: Chart) =>
      new CamelSource(chart, 'coffee', {
        source: { kamelet: 'coffee-source', properties: { period: 5000 } },
        steps: [{ kamelet: 'log-action' }],
        eventType: 'com.example.coffee',
        sink: new Broker(chart, 'default'),
      });
    await expectGolden(synthChart(program), 'camel-source');
  });

  test('can be routes', async () => {
    const flows = [{ from: { uri: 'timer:tick', steps: [{ to: 'knative:event/tick?name=default' }] } }];
    const program = (chart: Chart) =>
      new CamelIntegration(chart, 'tick', { flows, replicas: 1, serviceAccount: 'camel' });
    await expectGolden(synthChart(program), 'camel-integration');
  });

  test('sends to no path of an object', () => {
    const at = Sink.service('display', { path: '/events' });
    const source = { uri: 'timer:tick' };
    expect(() => synthChart((chart) => new CamelSource(chart, 'tick', { source, sink: at }))).toThrow(
      /^KG0006 test\/tick/,
    );
  });

  test('names one end', () => {
    const source = { uri: 'timer:tick', kamelet: 'timer-source' } as never;
    expect(() => synthChart((chart) => new CamelSource(chart, 'tick', { source, sink }))).toThrow(
      /^KG0004 test\/tick: there is not exactly one of kamelet, uri and ref \(source\)/,
    );
  });
});
