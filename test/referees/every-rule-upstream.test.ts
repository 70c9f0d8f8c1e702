import { afterAll, describe, expect, it } from 'vitest';
import { ruleSets } from '../../lib/rules/catalogue';
import { exampleObject, examplesOf } from '../../lib/rules/examples';
import { minimalFeatures, minimalObjects } from '../../lib/rules/minimal';
import type { Rule, RuleExample, Target } from '../../lib/rules/rule';
import { validate } from '../../lib/rules/validate';
import { isAccepted, startUpstream } from './upstream';
import { areRelated, fieldsOf } from './upstream-paths';

const upstream = startUpstream();
afterAll(() => upstream?.end());

/** Groups that the referee was built without; of the core group it knows nothing either. */
const UNKNOWN_GROUPS = [
  'autoscaling.internal.knative.dev',
  'networking.internal.knative.dev',
  'bindings.knative.dev',
  'camel.apache.org',
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  '',
];

/** Kinds of the extensions, whose webhooks the referee lacks too, and others that it was built without. */
const UNKNOWN_KINDS = [
  'KafkaSource',
  'KafkaSink',
  'KafkaChannel',
  'RabbitmqSource',
  'RabbitmqBrokerConfig',
  'GitHubSource',
  'GitLabSource',
  'RedisStreamSource',
  'NatsJetStreamChannel',
  // Of Tekton Triggers; ClusterInterceptor, whose webhook is the same, is known.
  'Interceptor',
  // Of Tekton Pipelines.
  'CustomRun',
  'VerificationPolicy',
  'ResolutionRequest',
];

function isUnknown(group: string, kind: string): boolean {
  return UNKNOWN_GROUPS.includes(group) || UNKNOWN_KINDS.includes(kind);
}

/** The referee takes each object for one to create, on a cluster whose ConfigMaps are as they were shipped. */
function isJudged({ before, features, settings, notJudged }: RuleExample): boolean {
  return [before, features, settings, notJudged].every((reason) => reason === undefined);
}

const judge = (target: Target, example: RuleExample) => upstream!.judge(exampleObject(target, example).object);

describe.skipIf(upstream === undefined)('upstream agrees with every rule', () => {
  for (const [name, object] of Object.entries(minimalObjects)) {
    const group = name.split('/').length === 3 ? name.split('/')[0]! : '';
    it.skipIf(isUnknown(group, name.split('/').at(-1)!) || minimalFeatures[name] !== undefined)(
      `it accepts the minimal object ${name}`,
      async () => {
        const verdict = await upstream!.judge(object);
        expect(isAccepted(verdict), JSON.stringify(verdict.errors)).toBe(true);
      },
    );
  }

  for (const { targets, rules } of ruleSets) {
    for (const rule of rules as readonly Rule<never>[]) {
      for (const target of targets) {
        if (isUnknown(target.kind.group, target.kind.kind)) continue;
        // The referee has every feature as it ships.
        if (minimalFeatures[`${target.kind.apiVersion}/${target.kind.kind}`] !== undefined) continue;
        const of = `${rule.code} of ${target.kind.kind}`;
        const isError = (rule.severity ?? 'error') === 'error';

        examplesOf(rule.bad).forEach((example, i) => {
          if (!isJudged(example)) return;
          it(`${of}: it ${isError ? 'refuses' : 'accepts'} bad example ${i}`, async () => {
            const verdict = await judge(target, example);
            expect(isAccepted(verdict), JSON.stringify([verdict.errors, verdict.failed])).toBe(!isError);
            if (!isError || verdict.failed !== undefined) return;
            const ours = validate(exampleObject(target, example).object).map(({ path }) => path);
            const theirs = fieldsOf(verdict.errors);
            // Some of upstream's errors name no path.
            if (theirs.length === 0) return;
            const agree = ours.every((path) => theirs.some((field) => areRelated(path, field)));
            expect(agree, `ours: ${ours}; upstream's: ${theirs}`).toBe(true);
          });
        });

        examplesOf(rule.good).forEach((example, i) => {
          if (!isJudged(example)) return;
          it(`${of}: it accepts good example ${i}`, async () => {
            const verdict = await judge(target, example);
            expect(isAccepted(verdict), JSON.stringify([verdict.errors, verdict.failed])).toBe(true);
          });
        });
      }
    }
  }
});
