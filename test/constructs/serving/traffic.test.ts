import type { Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Configuration, KnativeService, Route, Traffic, type TrafficTargetProps } from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import type { ServiceSpec } from '../../../lib/api/serving/v1/service';
import { expectGolden } from '../../golden';

const image = 'registry.example.com/shop:v3';

function lowered(traffic: readonly TrafficTargetProps[]): ServiceSpec['traffic'] {
  const [object] = synthChart((chart) => new KnativeService(chart, 'shop', { image, traffic }));
  return (object!.spec as ServiceSpec).traffic;
}

describe('traffic goes', () => {
  test('to the latest revision, as it does anyway', () => {
    expect(lowered(Traffic.latest())).toEqual([{ latestRevision: true, percent: 100 }]);
  });

  test('in part to a candidate; the latest revision can be tried at its own URL', () => {
    const byHand: TrafficTargetProps[] = [
      { revision: 'v1', percent: 80, tag: 'v1' },
      { revision: 'v2', percent: 20, tag: 'v2' },
      { latest: true, percent: 0, tag: 'latest' },
    ];
    expect(Traffic.canary({ stable: 'v1', candidate: 'v2', percent: 20 })).toEqual(byHand);
    expect(lowered(byHand)).toEqual([
      { revisionName: 'shop-v1', percent: 80, tag: 'v1' },
      { revisionName: 'shop-v2', percent: 20, tag: 'v2' },
      { latestRevision: true, percent: 0, tag: 'latest' },
    ]);
  });

  test('past a candidate that is reached at its own URL only', () => {
    expect(lowered(Traffic.dark({ stable: 'v2', candidate: 'v3' }))).toEqual([
      { revisionName: 'shop-v2', percent: 100, tag: 'v2' },
      { revisionName: 'shop-v3', percent: 0, tag: 'v3' },
    ]);
  });

  test('in shares to several revisions', () => {
    expect(lowered(Traffic.split({ v1: 80, v2: 20, v3: 0 }))).toEqual([
      { revisionName: 'shop-v1', percent: 80, tag: 'v1' },
      { revisionName: 'shop-v2', percent: 20, tag: 'v2' },
      { revisionName: 'shop-v3', percent: 0, tag: 'v3' },
    ]);
  });

  test('back to a revision of before, while the service describes another one', () => {
    expect(lowered(Traffic.rollback('v1'))).toEqual([{ revisionName: 'shop-v1', percent: 100 }]);
  });

  test('to revisions by their full names', () => {
    expect(
      lowered([
        { revision: 'shop-v1', percent: 50 },
        { revisionName: 'shop-00002', percent: 50 },
      ]),
    ).toEqual([
      { revisionName: 'shop-v1', percent: 50 },
      { revisionName: 'shop-00002', percent: 50 },
    ]);
  });

  test('from one route to two configurations', async () => {
    const objects = synthChart((chart) => {
      const login = new Configuration(chart, 'login', { image: 'registry.example.com/login:v1', revision: 'v1' });
      const search = new Configuration(chart, 'search', { image: 'registry.example.com/search:v1' });
      new Route(chart, 'shop', {
        visibility: 'cluster-local',
        traffic: [
          { configuration: login, percent: 30, tag: 'login' },
          { configuration: search, percent: 60 },
          { revisionName: login.revisionName, percent: 10 },
        ],
      });
    });
    await expectGolden(objects, 'route-configuration');
  });
});

describe('traffic is refused', () => {
  const service = (target: object) => (chart: Chart) =>
    new KnativeService(chart, 'shop', { image, traffic: [target as TrafficTargetProps] });

  test('with a share that is a text', () => {
    const program = service({ latest: true, percent: '100' });
    expect(() => synthChart(program)).toThrow(
      'KG0004 test/shop: found the text "100" (traffic[0].percent): write the number 100',
    );
  });

  test('with a revision named twice', () => {
    const program = service({ revision: 'v1', revisionName: 'shop-v1', percent: 100 });
    expect(() => synthChart(program)).toThrow(/^KG0002 test\/shop: .*\(traffic\[0\]\): leave out one/);
  });
});
