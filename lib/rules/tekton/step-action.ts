import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import { soleVariable, variablesIn } from '../../api/tekton/variables';
import { nearest } from '../nearest';
import { type Rule, type RuleSet, rulesOf } from '../rule';
import { isForWindows } from './step';
import { stepActionWarnings } from './step-action-warnings';
import { stepActions } from './targets';
import { placeOf } from './variable-place';

const SOURCE = 'pipeline v1beta1, stepaction_validation.go';

const rules: readonly Rule<StepActionSpec>[] = [
  {
    code: 'KT3231',
    title: 'an action has an image',
    why: 'Without one there is nothing to run.',
    source: SOURCE,
    check({ image }, report) {
      if (!image) report(['image'], 'there is no image', 'write the image to run');
    },
    good: { value: { image: 'alpine:3.22' } },
    bad: [{ value: { image: null } }, { value: { image: '' } }],
  },
  {
    code: 'KT3232',
    title: 'an action has a script or a command, not both',
    why: 'A script is run in place of the command; the webhook refuses both.',
    source: SOURCE,
    check({ script, command = [] }, report) {
      if (script && command.length > 0) report(['script'], 'there is a command too', 'leave one of them out');
    },
    good: { value: { command: null, script: 'echo hello' } },
    bad: { value: { script: 'echo hello' } },
  },
  {
    code: 'KT3233',
    title: 'scripts of actions for Windows need alpha features',
    why: 'The webhook refuses a script that begins with #!win where enable-api-fields is not alpha.',
    source: SOURCE,
    check({ script = '' }, report, { platform }) {
      if (isForWindows(script) && !platform.hasTektonFields('alpha'))
        report(['script'], 'scripts for Windows are not open here', 'set enable-api-fields to alpha');
    },
    good: { value: { command: null, script: '#!win cmd\necho hello' }, features: { 'enable-api-fields': 'alpha' } },
    bad: { value: { command: null, script: '#!win cmd\necho hello' } },
  },
  {
    code: 'KT3234',
    title: 'the script of an action takes no params',
    why: 'A value could hold commands of its own. The webhook refuses $(params…) in the script; an environment variable is read as it is.',
    source: SOURCE,
    check({ script = '' }, report) {
      for (const reference of variablesIn(script)) {
        const [name] = reference.names;
        if (reference.root !== 'params' || name === undefined) continue;
        const variable = name.toUpperCase().replace(/\W/g, '_');
        report(['script'], `${placeOf(reference)} stands in the script`, `give it as env, and write "$${variable}"`);
      }
    },
    good: {
      value: {
        params: [{ name: 'who' }],
        command: null,
        script: 'echo "hello $WHO"',
        env: [{ name: 'WHO', value: '$(params.who)' }],
      },
    },
    bad: { value: { params: [{ name: 'who' }], command: null, script: 'echo hello $(params.who)' } },
  },
  {
    code: 'KT3235',
    title: 'what an action mounts is a volume that a param names',
    why: 'An action knows no volumes of its own: the webhook takes $(params.NAME) alone.',
    source: SOURCE,
    check({ volumeMounts = [] }, report) {
      volumeMounts.forEach(({ name }, i) => {
        if (soleVariable(name)?.kind === 'param' && !name.startsWith('$(inputs')) return;
        report(['volumeMounts', i, 'name'], `"${name}" is no param`, 'declare one, and write $(params.NAME)');
      });
    },
    good: { value: { params: [{ name: 'cache' }], volumeMounts: [{ name: '$(params.cache)', mountPath: '/cache' }] } },
    bad: { value: { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] } },
  },
  ...(['results', 'step.results'] as const).map(fileRule),
];

/** A result whose file the script names is declared; both spellings mean the same in an action. */
function fileRule(spelling: 'results' | 'step.results'): Rule<StepActionSpec> {
  const depth = spelling.split('.').length - 1;
  return {
    code: spelling === 'results' ? 'KT3236' : 'KT3237',
    title: `a result whose file the script names by ${spelling} is one of the action`,
    why: `The webhook refuses $(${spelling}.x.path) in the script of an action that has no result x.`,
    source: SOURCE,
    check({ script = '', results = [] }, report) {
      const known = results.map(({ name }) => name);
      for (const reference of variablesIn(script)) {
        const name = reference.names[depth];
        if ([reference.root, ...reference.names.slice(0, depth)].join('.') !== spelling || name === undefined) continue;
        if (known.includes(name)) continue;
        const meant = nearest(name, known);
        report(
          ['script'],
          `${placeOf(reference)}: there is no result "${name}"`,
          meant === undefined ? `add it to results: ${name}` : `did you mean $(${spelling}.${meant}.path)?`,
        );
      }
    },
    good: {
      value: { command: null, script: `date > $(${spelling}.day.path)`, results: [{ name: 'day' }] },
    },
    bad: { value: { command: null, script: `date > $(${spelling}.day.path)` } },
  };
}

export const stepActionRuleSets: readonly RuleSet[] = [
  rulesOf('StepAction', [stepActions], [...rules, ...stepActionWarnings]),
];
