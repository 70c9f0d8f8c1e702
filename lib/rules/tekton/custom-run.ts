import type { KubeObject } from '../../api/meta/v1';
import { CustomRun, type CustomRunSpec, type CustomRunStatus } from '../../api/tekton/v1beta1/custom-run';
import { type Rule, type RuleSet, rulesFor } from '../rule';
import { parseGoDuration } from '../syntax/duration';

const SOURCE = 'pipeline v1beta1, customrun_validation.go';

type CustomRunObject = KubeObject<CustomRunSpec, CustomRunStatus>;

const inline = {
  customRef: null,
  customSpec: { apiVersion: 'wait.example.com/v1', kind: 'Wait', spec: { for: '1m' } },
};

const rules: readonly Rule<CustomRunObject>[] = [
  {
    code: 'KT3421',
    title: 'a custom run is one of something, by reference or its own',
    why: 'The webhook refuses none, and both.',
    source: SOURCE,
    check({ spec: { customRef, customSpec } = {} }, report) {
      if (customRef === undefined && customSpec === undefined)
        report(['spec', 'customRef'], 'there is nothing to run', 'write customRef or customSpec');
      else if (customRef !== undefined && customSpec !== undefined)
        report(['spec', 'customSpec'], 'there are customRef and customSpec', 'leave one of them out');
    },
    good: { spec: inline },
    bad: [{ spec: { customRef: null } }, { spec: null }, { spec: { ...inline, customRef: { kind: 'Wait' } } }],
  },
  {
    code: 'KT3422',
    title: 'what a custom run runs has apiVersion and kind',
    why: 'By them its controller knows that it is meant; the webhook refuses it without.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const holder of ['customRef', 'customSpec'] as const)
        for (const field of ['apiVersion', 'kind'] as const)
          if (spec[holder] !== undefined && !spec[holder][field])
            report(['spec', holder, field], `there is no ${field}`, `write its ${field}`);
    },
    good: { spec: { customRef: { name: 'wait' } } },
    bad: [
      { spec: { customRef: { apiVersion: null } } },
      { spec: { customRef: { kind: null } } },
      { spec: { ...inline, customSpec: { kind: 'Wait' } } },
    ],
  },
  {
    code: 'KT3493',
    severity: 'warning',
    title: 'the status that is asked of a custom run is RunCancelled',
    why: 'The webhook takes any text, but controllers know no other: nothing happens.',
    source: 'pipeline v1beta1, customrun_types.go',
    check({ spec: { status } = {} }, report) {
      if (status && status !== 'RunCancelled')
        report(['spec', 'status'], `there is no status "${status}"`, 'write RunCancelled');
    },
    good: { spec: { status: 'RunCancelled' } },
    bad: { spec: { status: 'Cancelled' } },
  },
  {
    code: 'KT3424',
    title: 'a message about the status of a custom run comes with one',
    why: 'The webhook refuses it alone.',
    source: SOURCE,
    check({ spec: { status, statusMessage } = {} }, report) {
      if (statusMessage && !status)
        report(['spec', 'statusMessage'], 'there is no status', 'write status, or leave it out');
    },
    good: { spec: { status: 'RunCancelled', statusMessage: 'not needed' } },
    bad: { spec: { statusMessage: 'not needed' } },
  },
  {
    code: 'KT3425',
    title: 'the timeout of a custom run is a duration',
    why: 'The webhook does not even read another text.',
    source: 'pipeline v1beta1, customrun_types.go',
    check({ spec: { timeout } = {} }, report) {
      if (timeout !== undefined && parseGoDuration(timeout) === undefined)
        report(['spec', 'timeout'], `"${timeout}" is no duration`, 'write one such as "90m" or "1h30m"');
    },
    good: { spec: { timeout: '1h30m' } },
    bad: { spec: { timeout: '5M' } },
  },
];

export const customRunRuleSets: readonly RuleSet[] = [rulesFor(CustomRun, rules)];
