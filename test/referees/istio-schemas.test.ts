import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { istioKinds } from '../../lib/api/istio/kinds';
import { exampleObject, examplesOf } from '../../lib/rules/examples';
import { istioRuleSets } from '../../lib/rules/istio';
import { BY_SCHEMA } from '../../lib/rules/istio/by-schema';
import { minimalIstio } from '../../lib/rules/minimal-istio';
import type { Rule, RuleExample } from '../../lib/rules/rule';
import { Cluster, isClusterThere } from './cluster';

const GROUPS = [...new Set(istioKinds.map(({ group }) => group))];

let cluster: Cluster | undefined;
beforeAll(async () => {
  if (isClusterThere()) cluster = await Cluster.withUpstreamCrds(GROUPS);
});
afterAll(() => cluster?.stop());

/** What the schemas alone say; every-rule-upstream.test.ts asks the webhook behind them. */
describe.skipIf(!isClusterThere())("an API server with Istio's schemas agrees with every rule", () => {
  const expectVerdict = async (object: Parameters<Cluster['dryRun']>[0], ok: boolean) => {
    const verdict = await cluster!.dryRun(object);
    expect(verdict.ok, verdict.message).toBe(ok);
  };

  for (const [name, object] of Object.entries(minimalIstio))
    it(`it accepts the minimal object ${name}`, () => expectVerdict(object, true));

  for (const { targets, rules } of istioRuleSets) {
    for (const rule of rules as readonly Rule<never>[]) {
      for (const target of targets) {
        const of = `${rule.code} of ${target.kind.kind}`;
        const objectOf = (example: RuleExample) => exampleObject(target, example).object;
        examplesOf(rule.good).forEach((example, i) => {
          it(`${of}: it accepts good example ${i}`, () => expectVerdict(objectOf(example), true));
        });
        examplesOf(rule.bad).forEach((example, i) => {
          if (rule.severity === 'warning')
            it(`${of}: it accepts bad example ${i}`, () => expectVerdict(objectOf(example), true));
          else if (example.notJudged === BY_SCHEMA)
            it(`${of}: it refuses bad example ${i}`, () => expectVerdict(objectOf(example), false));
        });
      }
    }
  }
});
