import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Broker } from '../../../constructs/eventing/broker';
import { Channel } from '../../../constructs/eventing/channel';
import { EventFlow } from '../../../constructs/eventing/event-flow';
import { Filter } from '../../../constructs/eventing/filter';
import { type ISink, Sink } from '../../../constructs/eventing/sink';
import { PingSource } from '../../../constructs/eventing/sources/ping-source';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const named = (name: string) => Sink.service(name);
const letters = named('letters');
const namesOf = (program: (chart: Chart) => void) =>
  synthChart(program).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

function ordersFlow(chart: Chart): EventFlow {
  const broker = new Broker(chart, 'default');
  return new EventFlow(chart, 'orders', { broker, delivery: { retry: 3, deadLetterSink: letters } })
    .from((sink) => new PingSource(chart, 'ping', { sink }))
    .where({ type: PingSource.eventType }, { delivery: { retry: 10 } })
    .through(named('validate'), { sink: named('enrich'), delivery: { retry: 1 } })
    .split({ filter: named('is-priority'), to: named('express') }, { to: named('standard') })
    .to(named('shipping'));
}

describe('a flow', () => {
  test('becomes a trigger, a sequence and a parallel', async () => {
    await expectGolden(synthChart(ordersFlow), 'event-flow');
  });

  test('without a broker becomes a channel with a subscription', async () => {
    const program = (chart: Chart) => {
      const flow = new EventFlow(chart, 'orders', { channel: Channel.inMemory() }).through(named('validate'));
      new PingSource(chart, 'ping', { sink: flow });
    };
    await expectGolden(synthChart(program), 'event-flow-channel');
  });

  test('begins at a channel that there is', () => {
    const program = (chart: Chart) => {
      const entry = new Channel(chart, 'inbox');
      new EventFlow(chart, 'orders', { entry }).to(named('shipping'));
    };
    expect(namesOf(program)).toEqual(['Channel inbox', 'Subscription orders']);
  });

  test('goes through another flow, and down branches that are flows', async () => {
    const program = (chart: Chart) => {
      const check = new EventFlow(chart, 'check').through(named('stock'), named('credit'));
      const express = new EventFlow(chart, 'express').through(named('pick'));
      new EventFlow(chart, 'orders')
        .through(named('validate'), check, named('enrich'))
        .split({ filter: named('is-priority'), to: express }, { to: named('standard') })
        .to(named('shipping'));
    };
    await expectGolden(synthChart(program), 'event-flow-nested');
  });

  test('has stages that can be reached by name and patched', () => {
    const program = (chart: Chart) => {
      const flow = ordersFlow(chart);
      expect(flow.stages.map(({ node }) => node.id)).toEqual(['sequence', 'parallel']);
      expect(flow.node.findChild('trigger')).toBe(flow.entry);
      ApiObject.of(flow.stages[0]!).addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'shop' }));
    };
    expect(synthChart(program).find(({ kind }) => kind === 'Sequence')?.metadata.labels).toEqual({ team: 'shop' });
  });

  test('has several stages of a kind, with numbers from the second on', () => {
    const program = (chart: Chart) => {
      new EventFlow(chart, 'f')
        .through(named('a'))
        .split({ to: named('b') })
        .through(named('c'))
        .to(named('d'));
    };
    expect(namesOf(program)).toEqual([
      'Channel f',
      'Subscription f',
      'Sequence f-sequence',
      'Parallel f-parallel',
      'Sequence f-sequence-2',
    ]);
  });

  test('is drawn as a flowchart', async () => {
    let drawing = '';
    synthChart((chart) => {
      drawing = ordersFlow(chart).diagram();
    });
    await expect(drawing).toMatchFileSnapshot('golden/event-flow.mmd');
  });

  test('shows every form of filter in its diagram', () => {
    const filter = [
      Filter.any(Filter.prefix({ type: 'order.' }), Filter.suffix({ source: '"web"' })),
      Filter.not(Filter.all(Filter.exact({ region: 'eu' }), Filter.cesql('EXISTS test'))),
    ];
    synthChart((chart) => {
      const flow = new EventFlow(chart, 'f', { broker: new Broker(chart, 'b') }).where(filter).to(named('a'));
      expect(flow.diagram()).toContain(
        '|"(type = order.… or source = …#quot;web#quot;) and not (region = eu and EXISTS test)"|',
      );
    });
  });
});

describe('a flow that is said wrongly does not synthesize', () => {
  const broker: ReturnType<typeof Broker.fromName> = Broker.fromName('default');
  const ping = (chart: Chart) => (sink: ISink) => new PingSource(chart, 'ping', { sink });
  const flowOf = (chart: Chart) => new EventFlow(chart, 'f', { broker });
  const cases: Record<string, [(chart: Chart) => void, RegExp]> = {
    'a flow with nothing in it': [flowOf, /^KG0003 test\/f: the flow leads nowhere: say through/],
    'a filter that nothing follows': [(c) => flowOf(c).where({ type: 'a' }), /^KG0003 test\/f: .*leads nowhere/],
    'a filter before the sources': [(c) => flowOf(c).where({ type: 'a' }).from(ping(c)), /^KG0008 test\/f: .*\(from\)/],
    'two filters': [(c) => flowOf(c).where({ type: 'a' }).where({ type: 'b' }), /^KG0008 test\/f: .*\(where\)/],
    'a filter after a step': [(c) => flowOf(c).through(letters).where({ type: 'a' }), /^KG0008 test\/f: .*\(where\)/],
    'a filter without a broker': [(c) => new EventFlow(c, 'f').where({ type: 'a' }), /^KG0003 test\/f: .*\(where\)/],
    'two ends': [
      (c) => flowOf(c).to(letters).to(letters),
      /^KG0008 test\/f: the flow has ended \(to\): say to\(\) once/,
    ],
    'a step after the end': [(c) => flowOf(c).to(letters).through(letters), /^KG0008 test\/f: .*\(through\)/],
    'no steps': [(c) => flowOf(c).through(), /^KG0003 test\/f: .*\(through\)/],
    'no branches': [(c) => flowOf(c).split(), /^KG0003 test\/f: .*\(split\)/],
    'broker and channel': [
      (c) => new EventFlow(c, 'f', { broker, entry: Channel.fromName('c') }),
      /^KG0002 test\/f: .*\(entry\)/,
    ],
    'a step after a flow that has an end': [
      (c) => flowOf(c).through(new EventFlow(c, 'inner').to(letters)).to(letters),
      /^KG0008 test\/f: nothing comes out .*\(to\): leave its end open/,
    ],
    'a flow that is part of two': [
      (c) => {
        const inner = new EventFlow(c, 'inner').through(letters);
        flowOf(c).through(inner).to(letters);
        inner.to(letters);
      },
      /^KG0008 test\/inner: the flow has ended \(to\)/,
    ],
    'an empty flow as a part of another': [
      (c) => flowOf(c).through(new EventFlow(c, 'inner')),
      /^KG0008 test\/inner: a flow without a stage/,
    ],
    'a flow through itself': [
      (c) => {
        const flow = flowOf(c).through(letters);
        flow.through(flow);
      },
      /^KG0008 test\/f: the flow goes through itself \(through\)/,
    ],
    'a property that there is not': [
      (c) => new EventFlow(c, 'f', { brokr: broker } as object),
      /^KG0007 test\/f: "brokr" is no property/,
    ],
  };
  test.each(Object.entries(cases))('%s', (_, [program, message]) => {
    expect(() => synthChart(program)).toThrow(message);
  });
});
