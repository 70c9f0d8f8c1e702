import type { KubeVolumeMount } from '../../api/core/v1/kube-container';
import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import { type Report, type Rule, type RuleSet, rulesOf } from '../rule';
import { dnsLabelHint, isDns1123Label } from '../syntax/names';
import { eachStep, withStep } from './containers';
import { taskSpecs } from './targets';
import { timeoutFault } from './timeout';

const SOURCE = 'pipeline v1, container_validation.go';

/** What an action says itself, so that a step that does it can't. */
const OF_ACTION = ['image', 'command', 'args', 'script', 'workingDir', 'env', 'volumeMounts', 'results'] as const;

/** A check of what steps mount, themselves or by their template. */
function eachMount(check: (mount: KubeVolumeMount, report: Report) => void): Rule<EmbeddedTask>['check'] {
  return ({ steps = [], stepTemplate }, report) => {
    const hasTaker = steps.some(({ ref }) => ref === undefined);
    const holders = [
      ...steps.map((step, i) => [step, ['steps', i]] as const),
      ...(hasTaker && stepTemplate ? [[stepTemplate, ['stepTemplate']] as const] : []),
    ];
    for (const [{ volumeMounts = [] }, at] of holders)
      volumeMounts.forEach((mount, i) => {
        check(mount, (path, ...fault) => report([...at, 'volumeMounts', i, ...path], ...fault));
      });
  };
}

const asAction = { image: undefined, command: undefined, ref: { name: 'greet' } };

const rules: readonly Rule<EmbeddedTask>[] = [
  {
    code: 'KT3207',
    title: 'a step that does an action brings no program of its own',
    why: 'Image, command, script, environment, mounts and results are those of the action; the webhook refuses them beside ref.',
    source: SOURCE,
    check: eachStep((step, report) => {
      if (step.ref === undefined) return;
      for (const field of OF_ACTION) {
        const value = step[field];
        if (value === undefined || value === '' || (field !== 'env' && value.length === 0)) continue;
        report([field], `${field} stands beside ref`, 'leave it out, or give it as a param of the action');
      }
    }),
    good: [
      withStep({ ...asAction, params: [{ name: 'who', value: 'you' }], timeout: '5m', onError: 'continue' }),
      withStep(asAction, { stepTemplate: { image: 'alpine:3.22' } }),
    ],
    bad: [
      withStep({ ...asAction, image: 'alpine:3.22' }),
      withStep({ ...asAction, command: ['echo'] }),
      withStep({ ...asAction, args: ['hello'] }),
      withStep({ ...asAction, script: 'echo hello' }),
      withStep({ ...asAction, workingDir: '/src' }),
      withStep({ ...asAction, env: [{ name: 'WHO', value: 'you' }] }),
      withStep(
        { ...asAction, volumeMounts: [{ name: 'cache', mountPath: '/cache' }] },
        { volumes: [{ name: 'cache', emptyDir: {} }] },
      ),
      withStep({ ...asAction, results: [{ name: 'digest' }] }),
    ],
  },
  {
    code: 'KT3208',
    title: 'a step with params does an action',
    why: 'Params of a step are values for those of its action; the webhook refuses them without ref.',
    source: SOURCE,
    check: eachStep(({ ref, params = [] }, report) => {
      if (ref === undefined && params.length > 0)
        report(['params'], 'there is no action that takes these params', 'declare params in the task, or write ref');
    }),
    good: withStep({ ...asAction, params: [{ name: 'who', value: 'you' }] }),
    bad: withStep({ params: [{ name: 'who', value: 'you' }] }),
  },
  {
    code: 'KT3209',
    title: 'a step has an image, from its template at least, or does an action',
    why: 'Otherwise there is nothing to run.',
    source: SOURCE,
    check: eachStep(({ ref, image }, report) => {
      if (ref === undefined && !image) report(['image'], 'there is no image', 'write the image to run');
    }),
    good: withStep({ image: undefined }, { stepTemplate: { image: 'alpine:3.22' } }),
    bad: withStep({ image: undefined }),
  },
  {
    code: 'KT3210',
    title: 'a step has a script or a command, not both',
    why: 'A script is run in place of the command; the webhook refuses both, be the command that of the step template.',
    source: SOURCE,
    check: eachStep(({ ref, script, command = [] }, report) => {
      if (ref === undefined && script && command.length > 0)
        report(['script'], 'there is a command too', 'leave one of them out; args go with either');
    }),
    good: withStep({ command: undefined, script: 'echo hello', args: ['you'] }),
    bad: [
      withStep({ script: 'echo hello' }),
      withStep({ command: undefined, script: 'echo hello' }, { stepTemplate: { command: ['echo'] } }),
    ],
  },
  {
    code: 'KT3211',
    title: 'the name of a step is a DNS label',
    why: 'Its container is called by it.',
    source: SOURCE,
    check: eachStep(({ name }, report) => {
      if (name && !isDns1123Label(name)) report(['name'], `"${name}" is no DNS label`, dnsLabelHint(name));
    }),
    good: withStep({ name: '1-greet' }),
    bad: [withStep({ name: 'Greet_You' }), withStep({ name: 'a'.repeat(64) })],
  },
  {
    code: 'KT3213',
    title: 'a step is given time',
    why: 'The webhook refuses a timeout below zero, and reads nothing but durations.',
    source: SOURCE,
    check: eachStep(({ timeout }, report) => {
      const fault = timeoutFault(timeout);
      if (fault !== undefined) report(['timeout'], ...fault);
    }),
    good: withStep({ timeout: '1m30s' }),
    bad: [withStep({ timeout: '-1m' }), withStep({ timeout: '5M' })],
  },
  {
    code: 'KT3214',
    title: 'nothing is mounted below /tekton',
    why: 'Tekton keeps its own files there; only /tekton/home may be mounted.',
    source: SOURCE,
    check: eachMount(({ mountPath = '' }, report) => {
      if (mountPath.startsWith('/tekton/') && !mountPath.startsWith('/tekton/home'))
        report(['mountPath'], `${mountPath} is Tekton's own`, 'choose a path elsewhere');
    }),
    good: withMount('cache', '/tekton/home/.cache'),
    bad: withMount('cache', '/tekton/results'),
  },
  {
    code: 'KT3215',
    title: 'names of volumes do not begin with tekton-internal-',
    why: 'Those are the volumes that Tekton adds itself; the webhook refuses to mount them.',
    source: SOURCE,
    check: eachMount(({ name }, report) => {
      if (name.startsWith('tekton-internal-'))
        report(['name'], `"${name}" is Tekton's own`, 'give the volume another name');
    }),
    good: withMount('tekton-cache', '/cache'),
    bad: withMount('tekton-internal-tools', '/tools'),
  },
  {
    code: 'KT3216',
    title: 'on an error a step continues, or stops and fails',
    why: 'The webhook knows these two, and a param that says one of them.',
    source: SOURCE,
    check: eachStep(({ onError = '' }, report) => {
      if (['', 'continue', 'stopAndFail'].includes(onError) || onError.startsWith('$(params')) return;
      report(['onError'], `there is no "${onError}"`, 'write continue or stopAndFail');
    }),
    good: [
      withStep({ onError: 'continue' }),
      withStep({ onError: '$(params.on-error)' }, { params: [{ name: 'on-error', default: 'continue' }] }),
    ],
    bad: [withStep({ onError: 'Continue' }), withStep({ onError: 'ignore' })],
  },
  {
    code: 'KT3217',
    title: 'scripts for Windows need alpha features',
    why: 'The webhook refuses a script that begins with #!win where enable-api-fields is not alpha.',
    source: SOURCE,
    check: eachStep(({ script = '' }, report, { platform }) => {
      if (isForWindows(script) && !platform.hasTektonFields('alpha'))
        report(['script'], 'scripts for Windows are not open here', 'set enable-api-fields to alpha');
    }),
    good: {
      ...withStep({ command: undefined, script: '#!win powershell.exe -File\necho hello' }),
      features: { 'enable-api-fields': 'alpha' },
    },
    bad: withStep({ command: undefined, script: '#!win powershell.exe -File\necho hello' }),
  },
  {
    code: 'KT3218',
    title: 'files for what a step writes need alpha features',
    why: 'The webhook refuses stdoutConfig and stderrConfig where enable-api-fields is not alpha.',
    source: SOURCE,
    check: eachStep((step, report, { platform }) => {
      if (platform.hasTektonFields('alpha')) return;
      for (const field of ['stdoutConfig', 'stderrConfig'] as const)
        if (step[field] !== undefined) report([field], `${field} is not open here`, 'set enable-api-fields to alpha');
    }),
    good: { ...withStep({ stdoutConfig: { path: '/data/out' } }), features: { 'enable-api-fields': 'alpha' } },
    bad: [withStep({ stdoutConfig: { path: '/data/out' } }), withStep({ stderrConfig: { path: '/data/err' } })],
  },
];

/** Whether a script is one for Windows. */
export function isForWindows(script: string): boolean {
  return script.trim().startsWith('#!win');
}

function withMount(name: string, mountPath: string) {
  return withStep({ volumeMounts: [{ name, mountPath }] }, { volumes: [{ name, emptyDir: {} }] });
}

export const stepRuleSets: readonly RuleSet[] = [rulesOf('Step', taskSpecs, rules)];
