import { afterAll, describe, expect, it } from 'vitest';
import { graphOf } from '../../../lib/graph/build';
import { check } from '../../../lib/rules/check';
import { formatDiagnostic } from '../../../lib/rules/diagnostic';
import { regretted as triggersRegrets } from '../../lib/rules/triggers/regretted';
import { isAccepted, startUpstream } from '../../referees/upstream';
import { flowRegrets } from './flows-and-types';
import { servingRegrets } from './serving';
import { sourceRegrets } from './sources';
import { tektonRegrets } from './tekton';
import { brokerRegrets } from './triggers-and-brokers';

const ofTriggers = triggersRegrets.map(([what, object, code]) => ({ what: `${object.kind}, ${what}`, object, code }));
const regrets = [
  ...servingRegrets,
  ...brokerRegrets,
  ...sourceRegrets,
  ...flowRegrets,
  ...tektonRegrets,
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
