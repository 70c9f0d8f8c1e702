import type { Chart } from 'cdk8s';
import { Cron } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Broker } from '../../../constructs/eventing/broker';
import { Filter } from '../../../constructs/eventing/filter';
import { Sink } from '../../../constructs/eventing/sink';
import { ApiServerSource } from '../../../constructs/eventing/sources/api-server-source';
import { PingSource } from '../../../constructs/eventing/sources/ping-source';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const sink = Sink.service('event-display');

describe('a PingSource', () => {
  test('sends JSON each minute', async () => {
    const program = (chart: Chart) =>
      new PingSource(chart, 'ping', { schedule: '*/1 * * * *', data: { message: 'Hello world!' }, sink });
    await expectGolden(synthChart(program), 'ping-source');
  });

  test('takes a schedule, a time zone, text and extensions', async () => {
    const schedule = Cron.schedule({ hour: '8', minute: '30', weekDay: '1-5' });
    const options = {
      timezone: 'Asia/Shanghai',
      data: 'good morning',
      contentType: 'text/plain',
      extensions: { team: 'web' },
    };
    const program = (chart: Chart) => new PingSource(chart, 'ping', { schedule, ...options, sink });
    await expectGolden(synthChart(program), 'ping-source-options');
  });

  test('does not take six fields by mistake', () => {
    const program = (chart: Chart) => new PingSource(chart, 'ping', { schedule: '0 0 8 * * *', sink });
    expect(() => synthChart(program)).toThrow(
      /^KG0004 test\/ping: "0 0 8 \* \* \*" has six fields \(schedule\): [^\n]*$/,
    );
  });

  test('takes six fields where seconds are meant', () => {
    const program = (chart: Chart) => new PingSource(chart, 'ping', { schedule: '30 0 8 * * *', seconds: true, sink });
    expect(synthChart(program)[0]?.spec).toMatchObject({ schedule: '30 0 8 * * *' });
  });

  test('with a field of cron out of bounds does not synthesize', () => {
    const program = (chart: Chart) => new PingSource(chart, 'ping', { schedule: '61 * * * *', sink });
    expect(() => synthChart(program)).toThrow(/^KE23\d\d test\/ping: [^\n]*61[^\n]*$/);
  });
});

describe('an ApiServerSource', () => {
  test('brings an account that may watch just its kinds in its own namespace', async () => {
    const program = (chart: Chart) => {
      const resources = [
        { apiVersion: 'v1', kind: 'Event' },
        { apiVersion: 'apps/v1', kind: 'Deployment' },
      ];
      new ApiServerSource(chart, 'events', { resources, mode: 'Resource', sink: new Broker(chart, 'default') });
    };
    await expectGolden(synthChart(program), 'api-server-source');
  });

  test('that watches other namespaces has a cluster role', async () => {
    const program = (chart: Chart) => {
      const namespaceSelector = { matchLabels: { team: 'web' } };
      new ApiServerSource(chart, 'pods', { resources: [{ apiVersion: 'v1', kind: 'Pod' }], namespaceSelector, sink });
    };
    await expectGolden(synthChart(program), 'api-server-source-namespaces');
  });

  test('leaves rights alone where an account is given', () => {
    const serviceAccount = { name: 'watcher' };
    const program = (chart: Chart) =>
      new ApiServerSource(chart, 'pods', { resources: [{ apiVersion: 'v1', kind: 'Pod' }], serviceAccount, sink });
    expect(synthChart(program).map(({ kind }) => kind)).toEqual(['ApiServerSource']);
  });

  test('asks for the plural of a kind that it does not know', () => {
    const resource = { apiVersion: 'example.com/v1', kind: 'Cactus' };
    const program = (resources: (typeof resource & { plural?: string })[]) => (chart: Chart) =>
      new ApiServerSource(chart, 'cacti', { resources, sink });
    expect(() => synthChart(program([resource]))).toThrow(/KG0003 test\/cacti: .*Cactus.*\(resources\[0\]\.plural\)/);
    const [, role] = synthChart(program([{ ...resource, plural: 'cacti' }]));
    expect(role).toMatchObject({ kind: 'Role', rules: [{ apiGroups: ['example.com'], resources: ['cacti'] }] });
  });

  test('filters need their feature flag', () => {
    const resources = [{ apiVersion: 'v1', kind: 'Pod' }];
    const filters = [Filter.exact({ type: 'dev.knative.apiserver.ref.add' })];
    const program = (chart: Chart) => new ApiServerSource(chart, 'pods', { resources, filters, sink });
    expect(() => synthChart(program)).toThrow(/test\/pods: .*new-apiserversource-filters/);
  });
});
