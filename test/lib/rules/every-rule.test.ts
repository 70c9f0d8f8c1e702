import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { graphOf } from '../../../lib/graph/build';
import type { ResourceGraph } from '../../../lib/graph/graph';
import { graphRules, ruleSets } from '../../../lib/rules/catalogue';
import { check } from '../../../lib/rules/check';
import type { Diagnostic } from '../../../lib/rules/diagnostic';
import { exampleObject, examplesOf } from '../../../lib/rules/examples';
import { minimalFeatures, minimalObjects } from '../../../lib/rules/minimal';
import { Platform } from '../../../lib/rules/platform';
import type { GraphRule, Rule, RuleExample, Target } from '../../../lib/rules/rule';
import { validate } from '../../../lib/rules/validate';

function diagnosticsOf(target: Target, example: RuleExample): Diagnostic[] {
  const { object, ...options } = exampleObject(target, example);
  return validate(object, options);
}

const codesOf = (diagnostics: readonly Diagnostic[]) => [...new Set(diagnostics.map(({ code }) => code))];

describe.each(Object.entries(minimalObjects))('the minimal object %s', (name, object) => {
  it('has nothing to complain about', () => {
    const platform = new Platform({ features: minimalFeatures[name] });
    expect(validate(object, { platform })).toEqual([]);
  });
});

describe('every rule', () => {
  for (const { targets, rules } of ruleSets) {
    for (const rule of rules as readonly Rule<never>[]) {
      for (const target of targets) {
        const of = `${rule.code} of ${target.kind.kind}`;
        examplesOf(rule.bad).forEach((example, i) => {
          it(`${of} tells its bad example ${i}, and no other rule does`, () => {
            const diagnostics = diagnosticsOf(target, example);
            expect(
              codesOf(diagnostics),
              JSON.stringify(diagnostics.map(({ path, message }) => [path, message])),
            ).toEqual([rule.code]);
            for (const { severity, message, hint } of diagnostics) {
              expect(severity).toBe(rule.severity ?? 'error');
              expect(message).toMatch(/^\S.*[^.\s]$/s);
              expect(hint).not.toBe('');
            }
          });
        });
        examplesOf(rule.good).forEach((example, i) => {
          it(`${of} says nothing to its good example ${i}`, () => {
            expect(diagnosticsOf(target, example)).toEqual([]);
          });
        });
      }
    }
  }
});

describe('every rule over several objects', () => {
  for (const rule of graphRules) {
    it(`${rule.code} tells its bad example`, () => {
      const diagnostics = check(graphOfExample(rule, rule.bad));
      const severity = rule.severity ?? 'error';
      const codes = codesOf(diagnostics.filter((diagnostic) => diagnostic.severity === severity));
      expect(codes, JSON.stringify(diagnostics.map(({ path, message }) => [path, message]))).toEqual([rule.code]);
    });
    it(`${rule.code} says nothing to its good example`, () => {
      expect(check(graphOfExample(rule, rule.good))).toEqual([]);
    });
  }
});

function graphOfExample({ facts = {} }: GraphRule, objects: readonly KubeObject[]): ResourceGraph {
  return graphOf(objects.map((object) => ({ object, facts: facts[object.metadata.name ?? ''] })));
}

describe('the texts of the rules', () => {
  const all = [...ruleSets.flatMap(({ rules }) => rules as readonly Rule<never>[]), ...graphRules];

  it('have a code of their own each', () => {
    const owners = new Map<string, Rule<never> | GraphRule>();
    for (const rule of all) {
      const owner = owners.get(rule.code);
      expect(owner === undefined || owner.title === rule.title, rule.code).toBe(true);
      owners.set(rule.code, rule);
      expect(rule.code).toMatch(/^K[NEGTI]\d{4}$/);
    }
  });

  it('number warnings from 50 of each hundred up', () => {
    for (const { code, severity = 'error' } of all) {
      expect(Number(code.slice(-2)) >= 50 ? 'warning' : 'error', code).toBe(severity);
    }
  });

  it('are there: a title that no other rule of the group has, and a reason that is not the title again', () => {
    const titles = new Map<string, string>();
    for (const { code, title, why, source } of all) {
      expect(source, code).not.toBe('');
      expect(title, code).toMatch(/^\S.{8,}[^.\s]$/);
      expect(why, code).toMatch(/^\S.{8,}\.$/);
      expect(why, code).not.toContain(title);
      const of = `${code.slice(0, 3)} ${title}`;
      expect(titles.get(of) ?? code, title).toBe(code);
      titles.set(of, code);
    }
  });
});
