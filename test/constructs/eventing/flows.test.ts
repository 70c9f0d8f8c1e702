import type { Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Channel } from '../../../constructs/eventing/channel';
import { Parallel } from '../../../constructs/eventing/parallel';
import { Sequence } from '../../../constructs/eventing/sequence';
import { type ISink, Sink } from '../../../constructs/eventing/sink';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const [first, second, third, display] = ['first', 'second', 'third', 'event-display'].map((name) => Sink.service(name));
const letters = Sink.service('letters');

describe('a sequence', () => {
  test('sends events through its steps, and the last answer to its reply', async () => {
    const program = (chart: Chart) => {
      const steps = [first!, { sink: second!, delivery: { retry: 5 } }, third!];
      const delivery = { retry: 2, deadLetterSink: letters };
      new Sequence(chart, 'sequence', { steps, reply: display!, channel: Channel.inMemory(), delivery });
    };
    await expectGolden(synthChart(program), 'sequence');
  });

  test('is the reply of another', async () => {
    const program = (chart: Chart) => {
      const later = new Sequence(chart, 'later', { steps: [third!], reply: display! });
      new Sequence(chart, 'sooner', { steps: [first!, second!], reply: later });
    };
    await expectGolden(synthChart(program), 'sequence-of-sequences');
  });

  test('takes sinks that users write themselves', () => {
    const own: ISink = { sinkName: 'own', toDestination: () => ({ uri: 'https://example.com/own' }) };
    const program = (chart: Chart) => new Sequence(chart, 's', { steps: [own, { sink: own }], reply: own });
    const uri = 'https://example.com/own';
    expect(synthChart(program)[0]?.spec).toEqual({ steps: [{ uri }, { uri }], reply: { uri } });
  });

  test('refuses a setting of a step that there is not', () => {
    const step = { sink: first!, delivry: { retry: 1 } };
    const program = (chart: Chart) => new Sequence(chart, 's', { steps: [step] });
    expect(() => synthChart(program)).toThrow(/^KG0007 test\/s: "delivry" is no property \(steps\[0\]\.delivry\)/);
  });
});

describe('a parallel', () => {
  test('sends each event down all branches whose filter lets it', async () => {
    const program = (chart: Chart) => {
      new Parallel(chart, 'odd-even', {
        branches: [
          { filter: Sink.uri('http://switcher.default.svc.cluster.local/0'), subscriber: first! },
          { filter: Sink.uri('http://switcher.default.svc.cluster.local/1'), subscriber: second!, reply: third! },
        ],
        reply: display!,
        channel: Channel.kafka({ partitions: 3 }),
      });
    };
    await expectGolden(synthChart(program), 'parallel');
  });

  test('names the namespace of its dead letter sinks, which nothing fills in', async () => {
    const program = (chart: Chart) => {
      const delivery = { retry: 2, deadLetterSink: letters };
      const branches = [
        { subscriber: first! },
        { subscriber: second!, delivery: { deadLetterSink: Sink.uri('http://a.b') } },
      ];
      new Parallel(chart, 'all', { branches, delivery });
    };
    await expectGolden(synthChart(program), 'parallel-dead-letters');
  });
});
