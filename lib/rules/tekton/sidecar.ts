import type { TaskSidecar } from '../../api/tekton/v1/sidecar';
import { EACH, type Rule, type RuleSet, rulesOf } from '../rule';
import { minimalStep } from './minimal-step';
import { taskSpecsOf, within } from './targets';

const SOURCE = 'pipeline v1, task_validation.go and container_validation.go';

const rules: readonly Rule<TaskSidecar>[] = [
  {
    code: 'KT3219',
    title: 'no sidecar is called tekton-log-results',
    why: 'That is the one in which Tekton reads results from logs.',
    source: SOURCE,
    check({ name }, report) {
      if (name === 'tekton-log-results') report(['name'], "the name is Tekton's own", 'give it another name');
    },
    good: { value: { name: 'log-results' } },
    bad: { value: { name: 'tekton-log-results' } },
  },
  {
    code: 'KT3220',
    title: 'a sidecar has an image',
    why: 'It takes nothing from the step template; without an image there is nothing to run.',
    source: SOURCE,
    check({ image }, report) {
      if (!image) report(['image'], 'there is no image', 'write the image to run');
    },
    good: { value: { image: 'redis:8' } },
    bad: [{ value: { image: null } }, { value: { image: '' } }],
  },
  {
    code: 'KT3221',
    title: 'a sidecar has a script or a command, not both',
    why: 'A script is run in place of the command; the webhook refuses both.',
    source: SOURCE,
    check({ script, command = [] }, report) {
      if (script && command.length > 0) report(['script'], 'there is a command too', 'leave one of them out');
    },
    good: { value: { script: 'redis-server' } },
    bad: { value: { script: 'redis-server', command: ['redis-server'] } },
  },
];

const withSidecar = taskSpecsOf({ steps: [minimalStep], sidecars: [{ name: 'db', image: 'redis:8' }] });

export const sidecarRuleSets: readonly RuleSet[] = [rulesOf('Sidecar', within(withSidecar, 'sidecars', EACH), rules)];
