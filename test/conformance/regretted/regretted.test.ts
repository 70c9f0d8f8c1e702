import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphOf } from '../../../lib/graph/build';
import { check } from '../../../lib/rules/check';
import { formatDiagnostic } from '../../../lib/rules/diagnostic';
import { regretted as triggersRegrets } from '../../lib/rules/triggers/regretted';
import { Cluster, isClusterThere } from '../../referees/cluster';
import { modelledGroups } from '../../referees/groups';
import { isAccepted, startUpstream } from '../../referees/upstream';
import { flowRegrets } from './flows-and-types';
import { lost } from './lost';
import { servingRegrets } from './serving';
import { sourceRegrets } from './sources';
import { tektonRegrets } from './tekton';
import { triggerRegrets } from './triggers';
import { brokerRegrets } from './triggers-and-brokers';

const ofTriggers = triggersRegrets.map(([what, object, code]) => ({ what: `${object.kind}, ${what}`, object, code }));
const regrets = [
  ...servingRegrets,
  ...brokerRegrets,
  ...sourceRegrets,
  ...flowRegrets,
  ...tektonRegrets,
  ...triggerRegrets,
  ...ofTriggers,
];
const entries = regrets.map((regretted) => [regretted.what, regretted] as const);

const upstream = startUpstream();
afterAll(() => upstream?.end());

it('what people regret is told once each', () => {
  expect(new Set(regrets.map(({ what }) => what)).size).toBe(regrets.length);
});

describe('we warn of', () => {
  it.each(entries)('%s', (_what, { code, object }) => {
    const told = check(graphOf([{ object }]));
    expect(told.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
    expect(
      told.map((diagnostic) => diagnostic.code),
      told.map(formatDiagnostic).join('; '),
    ).toContain(code);
  });
});

describe.skipIf(upstream === undefined)('upstream accepts', () => {
  it.each(entries)('%s', async (_what, { object }) => {
    const verdict = await upstream!.judge(object);
    expect(isAccepted(verdict), JSON.stringify([verdict.failed, verdict.errors])).toBe(true);
  });
});

describe('we refuse what would be lost:', () => {
  it.each(lost.map((it) => [it.what, it] as const))('%s', (_what, { code, object }) => {
    const errors = check(graphOf([{ object }])).filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => error.code)).toEqual([code]);
  });
});

describe.skipIf(upstream === undefined)('the webhook accepts, as far as it sees it,', () => {
  it.each(lost.map((it) => [it.what, it] as const))('%s', async (_what, { object }) => {
    expect(isAccepted(await upstream!.judge(object))).toBe(true);
  });
});

describe.skipIf(!isClusterThere())('the API server refuses, if it is strict,', () => {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await Cluster.withUpstreamCrds(modelledGroups);
  });
  afterAll(() => cluster?.stop());

  it.each(lost.map((it) => [it.what, it] as const))('%s', async (_what, { object }) => {
    expect((await cluster!.dryRun(object)).ok).toBe(false);
  });
});
