import { Testing } from 'cdk8s';
import { synth } from 'cdk8s-knative/testing';
import { MyChart } from './main';

describe('the chart', () => {
  test('is one service, by the testing kit of cdk8s and by ours', () => {
    const chart = new MyChart(Testing.app(), 'test-chart');
    const manifests = Testing.synth(chart);
    expect(manifests).toHaveLength(1);
    expect(manifests[0]).toMatchObject({ kind: 'Service', metadata: { name: 'helloworld-go' } });
    expect(synth(chart)).toEqual(manifests);
  });
});
