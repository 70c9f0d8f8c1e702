import { afterAll, describe, expect, it } from 'vitest';
import { ruleSets } from '../../lib/rules/catalogue';
import { exampleObject, examplesOf } from '../../lib/rules/examples';
import { minimalFeatures, minimalObjects } from '../../lib/rules/minimal';
import type { Rule, RuleExample, Target } from '../../lib/rules/rule';
import { validate } from '../../lib/rules/validate';
import { flagsOf } from './flags';
import { isAccepted, type Question, startUpstream, type Verdict } from './upstream';
import { areRelated, fieldsOf } from './upstream-paths';

const upstream = startUpstream();
afterAll(() => upstream?.end());

/** What a program without flags and updates leaves unsaid. */
let unjudged = 0;
afterAll(() => {
  if (unjudged > 0) console.warn(`not judged: ${unjudged} objects with flags or an object before`);
});

/** Whether upstream can judge it; counts what it could only if it were newer. */
function isJudged(question: Question): boolean {
  if (upstream === undefined || !upstream.knows(question.object)) return false;
  const can = upstream.canJudge(question);
  if (!can) unjudged++;
  return can;
}

/** An example as upstream is asked of it. */
function questionOf(target: Target, example: RuleExample): Question {
  const { object, before } = exampleObject(target, example);
  const { apiVersion, kind } = target.kind;
  const flags = flagsOf({ ...minimalFeatures[`${apiVersion}/${kind}`], ...example.features }, example.settings);
  return { object, before, flags };
}

interface Judged {
  readonly index: number;
  readonly example: RuleExample;
  readonly question: Question;
}

/** Those of a rule's examples that upstream can judge. */
function judgedOf(target: Target, examples: Rule<never>['good' | 'bad']): Judged[] {
  return examplesOf(examples)
    .map((example, index) => ({ index, example, question: questionOf(target, example) }))
    .filter(({ example, question }) => example.notJudged === undefined && isJudged(question));
}

const judge = ({ object, ...circumstances }: Question) => upstream!.judge(object, circumstances);

const said = ({ errors, failed }: Verdict) => JSON.stringify([errors, failed]);

/** Whether upstream complains of the fields that we complain of; some of its errors name none. */
function expectSameFields(target: Target, example: RuleExample, verdict: Verdict): void {
  const theirs = fieldsOf(verdict.errors);
  if (theirs.length === 0) return;
  const { object, ...options } = exampleObject(target, example);
  const ours = validate(object, options).map(({ path }) => path);
  const agree = ours.every((path) => theirs.some((field) => areRelated(path, field)));
  expect(agree, `ours: ${ours}; upstream's: ${theirs}`).toBe(true);
}

describe.skipIf(upstream === undefined)('upstream agrees with every rule', () => {
  for (const [name, object] of Object.entries(minimalObjects)) {
    const question = { object, flags: flagsOf(minimalFeatures[name]) };
    if (!isJudged(question)) continue;
    it(`it accepts the minimal object ${name}`, async () => {
      const verdict = await judge(question);
      expect(isAccepted(verdict), said(verdict)).toBe(true);
    });
  }

  for (const { targets, rules } of ruleSets) {
    for (const rule of rules as readonly Rule<never>[]) {
      for (const target of targets) {
        const of = `${rule.code} of ${target.kind.kind}`;
        const isError = (rule.severity ?? 'error') === 'error';

        for (const { index, example, question } of judgedOf(target, rule.bad)) {
          it(`${of}: it ${isError ? 'refuses' : 'accepts'} bad example ${index}`, async () => {
            const verdict = await judge(question);
            expect(isAccepted(verdict), said(verdict)).toBe(!isError);
            if (isError) expectSameFields(target, example, verdict);
          });
        }

        for (const { index, question } of judgedOf(target, rule.good)) {
          it(`${of}: it accepts good example ${index}`, async () => {
            const verdict = await judge(question);
            expect(isAccepted(verdict), said(verdict)).toBe(true);
          });
        }
      }
    }
  }
});
