import type { KubeObject } from '../../../api/meta/v1';
import { PipelineRun, type PipelineRunSpec, type PipelineRunTimeouts } from '../../../api/tekton/v1/pipeline-run';
import type { Platform } from '../../platform';
import { type Rule, type RuleSet, rulesFor } from '../../rule';
import { parseGoDuration } from '../../syntax/duration';
import { timeoutFault } from '../timeout';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipelinerun_validation.go';

type PipelineRunObject = KubeObject<PipelineRunSpec>;

const parts = ['pipeline', 'tasks', 'finally'] as const;
const NANOSECONDS = 1e9;

/** The time that a run has where it does not say, in nanoseconds; 0 is for ever. */
function defaultTimeout({ tektonDefaults }: Platform): number {
  return tektonDefaults.defaultTimeoutMinutes * 60 * NANOSECONDS;
}

/** A timeout in nanoseconds; undefined where none is given, or none that can be read. */
function read(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseGoDuration(text);
}

/** The time that the whole run has, in nanoseconds; 0 is for ever. */
export function pipelineTimeout(timeouts: PipelineRunTimeouts | undefined, platform: Platform): number {
  return read(timeouts?.pipeline) ?? defaultTimeout(platform);
}

const taking = (timeouts: object, more: object = {}) => ({ spec: { timeouts, ...more } });
const oneTask = (timeout: string) => ({ taskRunSpecs: [{ pipelineTaskName: 'greet', timeout }] });

const rules: readonly Rule<PipelineRunObject>[] = [
  {
    code: 'KT3438',
    title: 'the timeouts of a run are durations, and not below zero',
    why: 'Without a unit a number says nothing; 0 is for ever.',
    source: VALIDATION,
    check({ spec }, report) {
      const given = [
        ...parts.map((part) => ({ text: spec?.timeouts?.[part], at: ['spec', 'timeouts', part] })),
        ...(spec?.taskRunSpecs ?? []).map(({ timeout }, i) => ({
          text: timeout,
          at: ['spec', 'taskRunSpecs', i, 'timeout'],
        })),
      ];
      for (const { text, at } of given) {
        const fault = timeoutFault(text);
        if (fault !== undefined) report(at, ...fault);
      }
    },
    good: [taking({ pipeline: '1h30m', tasks: '1h' }), taking({ pipeline: '30m' }, oneTask('10m'))],
    bad: [taking({ pipeline: '90' }), taking({ tasks: '-5m' }), taking({ pipeline: '1h' }, oneTask('-5m'))],
  },
  {
    code: 'KT3439',
    title: 'the parts of a run take no longer than the whole',
    why: 'tasks and finally together fit into pipeline, which is an hour unless it says otherwise.',
    source: VALIDATION,
    check({ spec }, report, { platform }) {
      const { timeouts } = spec ?? {};
      const whole = pipelineTimeout(timeouts, platform);
      const longer = `raise timeouts.pipeline, which is ${timeouts?.pipeline ?? 'the default'}`;
      const [tasks, last] = [read(timeouts?.tasks), read(timeouts?.finally)];
      let isTold = false;
      for (const [part, time] of Object.entries({ tasks, finally: last })) {
        if (time === undefined || time < 0 || whole === 0) continue;
        if (time > whole) report(['spec', 'timeouts', part], `${part} may take longer than the pipeline`, longer);
        else if (time === 0) report(['spec', 'timeouts', part], `${part} may take for ever, the pipeline not`, longer);
        else continue;
        isTold = true;
      }
      // Even where the pipeline may take for ever, upstream adds them up.
      if (!isTold && tasks !== undefined && last !== undefined && tasks + last > whole && tasks >= 0 && last >= 0)
        report(['spec', 'timeouts'], 'tasks and finally together may take longer than the pipeline', longer);
    },
    good: [taking({ pipeline: '1h', tasks: '40m', finally: '20m' }), taking({ pipeline: '2h', tasks: '90m' })],
    bad: [
      taking({ tasks: '2h' }),
      taking({ pipeline: '1h', finally: '90m' }),
      taking({ pipeline: '1h', tasks: '0' }),
      taking({ pipeline: '1h', tasks: '40m', finally: '30m' }),
    ],
  },
  {
    code: 'KT3440',
    title: 'a single task takes no longer than all tasks',
    why: 'It ends with them: timeouts.tasks holds, else timeouts.pipeline.',
    source: VALIDATION,
    check({ spec }, report, { platform }) {
      const { timeouts, taskRunSpecs = [] } = spec ?? {};
      const most = read(timeouts?.tasks) ?? pipelineTimeout(timeouts, platform);
      if (most <= 0) return;
      for (const [i, { timeout }] of taskRunSpecs.entries()) {
        if ((read(timeout) ?? 0) > most)
          report(
            ['spec', 'taskRunSpecs', i, 'timeout'],
            `${timeout} is longer than the tasks may take`,
            'raise timeouts.tasks or timeouts.pipeline, or give it less',
          );
      }
    },
    good: taking({ pipeline: '3h', tasks: '2h' }, oneTask('90m')),
    bad: [taking({ pipeline: '1h' }, oneTask('2h')), taking({ pipeline: '2h', tasks: '30m' }, oneTask('40m'))],
  },
  {
    code: 'KT3471',
    severity: 'warning',
    title: 'a run ends some day',
    why: 'Of 0 Tekton makes no timeout at all: what hangs, hangs for ever.',
    source: 'tektoncd/pipeline, docs/pipelineruns.md',
    check({ spec }, report) {
      const { pipeline, tasks } = spec?.timeouts ?? {};
      if (read(pipeline) !== 0) return;
      const others = tasks === undefined ? '' : `, and its tasks ${tasks}`;
      report(['spec', 'timeouts', 'pipeline'], `the run may take for ever${others}`, 'give it time, such as "6h"');
    },
    good: taking({ pipeline: '6h' }),
    bad: [taking({ pipeline: '0' }), taking({ pipeline: '0', tasks: '1h' })],
  },
];

/** The rules of how long a run may take. */
export const timeoutRules: RuleSet = rulesFor(PipelineRun, rules);
