import { afterAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { mergePatch } from '../../lib/rules/examples';
import { minimalObjects } from '../../lib/rules/minimal';
import { type Circumstances, isAccepted, type Question, startUpstream } from './upstream';

const upstream = startUpstream();
afterAll(() => upstream?.end());

const example = (kind: string, patch: object = {}) => mergePatch(minimalObjects[kind], patch) as KubeObject;
const service = example('serving.knative.dev/v1/Service');
const canSetFlags = upstream?.canJudge({ object: service, before: service, flags: { serving: {} } }) ?? false;

async function accepts(object: KubeObject, circumstances: Circumstances = {}): Promise<boolean> {
  return isAccepted(await upstream!.judge(object, circumstances));
}

describe.skipIf(upstream === undefined)('a program that judges line by line', () => {
  it('answers many questions in their order', async () => {
    const objects = Array.from({ length: 5000 }, (_, i) =>
      example('eventing.knative.dev/v1/Trigger', { metadata: { name: `t${i}` } }),
    );
    const names: unknown[] = [];
    for await (const { defaulted } of upstream!.judgeAll(objects.map((object) => ({ object }))))
      names.push(defaulted?.metadata.name);
    expect(names).toEqual(objects.map(({ metadata }) => metadata.name));
  });

  it('reads questions no further than it is behind with answers', async () => {
    let asked = 0;
    function* questions(): Generator<Question> {
      for (;;) {
        asked++;
        yield { object: service };
      }
    }
    const verdicts = upstream!.judgeAll(questions());
    for (let i = 0; i < 10; i++) await verdicts.next();
    await verdicts.return(undefined);
    expect(asked).toBeLessThan(2000);
  });

  it('says of a kind that it has no webhook for', async () => {
    const other = { apiVersion: 'example.com/v1', kind: 'Other', metadata: {} };
    const { failed } = await upstream!.judge(other);
    expect(failed).toMatch(/^unknown kind/);
    expect(upstream!.knows(other)).toBe(false);
  });

  it('outlives what is not an object', async () => {
    const { failed } = await upstream!.judge([] as unknown as KubeObject);
    expect(failed).toMatch(/cannot unmarshal array/);
    expect(await accepts(service)).toBe(true);
  });
});

describe.skipIf(!canSetFlags)('the circumstances of a question', () => {
  const flagged = example('serving.knative.dev/v1/Service', {
    spec: { template: { spec: { nodeSelector: { disk: 'ssd' } } } },
  });
  const open = { serving: { 'kubernetes.podspec-nodeselector': 'enabled' } };

  it('flags open what is shut, for this question alone', async () => {
    const [shut, opened, again] = await Promise.all([
      accepts(flagged),
      accepts(flagged, { flags: open }),
      accepts(flagged),
    ]);
    expect([shut, opened, again]).toEqual([false, true, false]);
  });

  it.each<[string, KubeObject, Circumstances]>([
    [
      'a default of Serving',
      example('serving.knative.dev/v1/Service', { spec: { template: { spec: { timeoutSeconds: 700 } } } }),
      { flags: { servingDefaults: { 'max-revision-timeout-seconds': '900' } } },
    ],
    [
      'a flag of Eventing',
      example('eventing.knative.dev/v1/Trigger', { spec: { delivery: { retryAfterMax: 'PT1S' } } }),
      { flags: { eventing: { 'delivery-retryafter': 'enabled' } } },
    ],
    [
      'a flag of Tekton',
      {
        apiVersion: 'tekton.dev/v1',
        kind: 'Task',
        metadata: { name: 'build' },
        spec: { params: [{ name: 'p', type: 'string', enum: ['a'] }], steps: [{ image: 'alpine' }] },
      },
      { flags: { tekton: { 'enable-param-enum': 'true' } } },
    ],
  ])('%s counts', async (_what, object, circumstances) => {
    expect(await accepts(object)).toBe(false);
    expect(await accepts(object, circumstances)).toBe(true);
  });

  it('settings of the autoscaler count', async () => {
    const scaled = example('serving.knative.dev/v1/Service', {
      spec: { template: { metadata: { annotations: { 'autoscaling.knative.dev/max-scale': '20' } } } },
    });
    expect(await accepts(scaled)).toBe(true);
    expect(await accepts(scaled, { flags: { autoscaler: { 'max-scale-limit': '10', 'max-scale': '5' } } })).toBe(false);
  });

  it('a flag that upstream can not read is told', async () => {
    const { failed } = await upstream!.judge(service, { flags: { tekton: { 'enable-api-fields': 'all' } } });
    expect(failed).toMatch(/^flags: tekton: /);
  });

  it('an object is judged as a change of another', async () => {
    const before = example('eventing.knative.dev/v1/Trigger', { spec: { broker: 'old' } });
    const after = example('eventing.knative.dev/v1/Trigger', { spec: { broker: 'new' } });
    expect([await accepts(after), await accepts(before, { before }), await accepts(after, { before })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('what the cluster filled in counts as unchanged when a manifest is applied again', async () => {
    const by = (name: string) =>
      example('serving.knative.dev/v1/Service', {
        metadata: { annotations: { 'serving.knative.dev/lastModifier': name } },
      });
    // Only who changes the spec may change that annotation.
    expect(await accepts(by('ann'), { before: by('ann') })).toBe(true);
    expect(await accepts(by('bob'), { before: by('ann') })).toBe(false);
  });

  it('the user counts where upstream asks for one', async () => {
    const before = example('messaging.knative.dev/v1/InMemoryChannel');
    const after = example('messaging.knative.dev/v1/InMemoryChannel', {
      spec: { subscribers: [{ uid: 'a', subscriberUri: 'http://a.example.com' }] },
    });
    const controller = 'system:serviceaccount:knative-eventing:eventing-controller';
    expect(await accepts(after, { before })).toBe(false);
    expect(await accepts(after, { before, user: controller })).toBe(true);
  });
});

const setting = (namespace: string, data: object) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config-autoscaler', namespace }, data }) as KubeObject;

describe.skipIf(!upstream?.knows(setting('knative-serving', {})))('a ConfigMap that a webhook reads', () => {
  it('is judged by what it holds', async () => {
    expect(await accepts(setting('knative-serving', { 'max-scale': '5' }))).toBe(true);
    expect(await accepts(setting('knative-serving', { 'max-scale': 'many' }))).toBe(false);
  });

  it('is known by its namespace and its name', () => {
    expect(upstream!.knows(setting('default', {}))).toBe(false);
  });
});

const gateway = example('networking.istio.io/v1/Gateway');

describe.skipIf(!upstream?.knows(gateway))("Istio's program", () => {
  it('tells each fault apart', async () => {
    const bad = example('networking.istio.io/v1/VirtualService', {
      spec: { hosts: ['a'], http: [{}, { route: [{ destination: { host: 'b' }, weight: -1 }] }] },
    });
    const { errors } = await upstream!.judge(bad);
    expect(errors.map(({ level }) => level)).toEqual(['Error', 'Error', 'Warning']);
  });

  it('warns of what it lets pass', async () => {
    const route = [{ destination: { host: 'b' } }];
    const verdict = await upstream!.judge(
      example('networking.istio.io/v1/VirtualService', { spec: { hosts: ['a'], http: [{ route }, { route }] } }),
    );
    expect(isAccepted(verdict)).toBe(true);
    expect(verdict.errors).toHaveLength(1);
  });

  it('refuses a field that no object has', async () => {
    expect(await accepts(gateway)).toBe(true);
    expect(await accepts({ ...gateway, specs: {} } as KubeObject)).toBe(false);
  });
});
