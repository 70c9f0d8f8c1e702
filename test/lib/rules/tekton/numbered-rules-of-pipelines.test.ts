import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { Platform, type PlatformOptions } from '../../../../lib/rules/platform';
import { validate } from '../../../../lib/rules/validate';

/** One object that breaks one numbered rule of the facts and no other, and the code that tells it. */
interface Numbered {
  readonly number: string;
  readonly code: string;
  readonly spec: object;
  readonly platform?: PlatformOptions;
  readonly before?: Pick<KubeObject, 'spec' | 'status'>;
}

const step = { name: 'say', image: 'alpine:3.22', script: 'echo hello' };
const task = (name: string, more: object = {}) => ({ name, taskRef: { name: 'hello' }, ...more });
const given = (value: unknown) => task('greet', { params: [{ name: 'who', value }] });
const embedded = (taskSpec: object = {}) => ({ name: 'greet', taskSpec: { steps: [step], ...taskSpec } });
const tasks = (...list: readonly object[]) => ({ tasks: list });
const cel = { features: { 'enable-cel-in-whenexpression': 'true' } } as const;
const when = (one: object) => tasks(task('greet', { when: [one] }));
const alpha = { features: { 'enable-api-fields': 'alpha' } } as const;

const ofPipelines: readonly Numbered[] = [
  { number: '1', code: 'KT3301', spec: tasks() },
  { number: '2, name', code: 'KT3302', spec: tasks(task('Greet')) },
  { number: '2, unique', code: 'KT3303', spec: { tasks: [task('greet')], finally: [task('greet')] } },
  { number: '3', code: 'KT3304', spec: tasks({ name: 'greet' }) },
  { number: '3, alpha', code: 'KT3305', spec: tasks({ name: 'greet', pipelineRef: { name: 'greetings' } }) },
  {
    number: '4',
    code: 'KT3306',
    spec: tasks(embedded()),
    platform: { features: { 'disable-inline-spec': 'pipeline' } },
  },
  { number: '5', code: 'KT3310', spec: tasks(embedded({ apiVersion: 'example.com/v1', kind: 'Wait' })) },
  { number: '6', code: 'KT3309', spec: tasks({ name: 'greet', taskRef: { kind: 'ClusterTask', name: 'hello' } }) },
  { number: '7, taskSpec', code: 'KT3201', spec: tasks(embedded({ steps: [] })) },
  { number: '7, taskRef', code: 'KT3116', spec: tasks({ name: 'greet', taskRef: {} }) },
  { number: '8', code: 'KT3311', spec: tasks(task('greet', { onError: 'ignore' })) },
  { number: '8, retries', code: 'KT3312', spec: tasks(task('greet', { onError: 'continue', retries: 1 })) },
  {
    number: '8, beta',
    code: 'KT3313',
    spec: tasks(task('greet', { onError: 'continue' })),
    platform: { features: { 'enable-api-fields': 'stable' } },
  },
  { number: '9', code: 'KT3307', spec: { finally: [task('greet')] } },
  { number: '10', code: 'KT3308', spec: { tasks: [task('greet')], finally: [task('bye', { runAfter: ['greet'] })] } },
  {
    number: '11, circle',
    code: 'KT3323',
    spec: tasks(task('a', { runAfter: ['b'] }), task('b', { runAfter: ['a'] })),
  },
  { number: '11, unknown', code: 'KT3322', spec: tasks(task('greet', { runAfter: ['fetch'] })) },
  { number: '12', code: 'KT3322', spec: tasks(embedded({ steps: [{ ...step, script: '$(tasks.fetch.results.x)' }] })) },
  {
    number: '13',
    code: 'KT3106',
    spec: { params: [{ name: 'who' }, { name: 'who' }], ...tasks(given('$(params.who)')) },
  },
  { number: '14, unknown', code: 'KT3315', spec: tasks(given('$(params.whom)')) },
  {
    number: '14, list',
    code: 'KT3316',
    spec: { params: [{ name: 'who', type: 'array' }], ...tasks(given('to $(params.who[*])')) },
  },
  {
    number: '14, key',
    code: 'KT3315',
    spec: { params: [{ name: 'who', properties: { name: {} } }], ...tasks(given('$(params.who.nme)')) },
  },
  {
    number: '15',
    code: 'KT3328',
    spec: tasks(task('greet', { params: ['a', 'b'].map((value) => ({ name: 'who', value })) })),
  },
  { number: '16', code: 'KT3318', spec: tasks(given('$(context.pipelineRun.nam)')) },
  { number: '17', code: 'KT3317', spec: tasks(given('$(HOME)')) },
  { number: '18', code: 'KT3319', spec: tasks(task('fetch'), given('$(tasks.fetch.status)')) },
  { number: '19', code: 'KT3320', spec: { tasks: [task('fetch')], finally: [given('$(tasks.fetsh.status)')] } },
  {
    number: '20',
    code: 'KT3336',
    spec: {
      workspaces: [{ name: 'source' }, { name: 'source' }],
      ...tasks(task('greet', { workspaces: [{ name: 'source' }] })),
    },
  },
  { number: '21', code: 'KT3337', spec: tasks(task('greet', { workspaces: [{ name: 'source' }] })) },
  {
    number: '21, unique',
    code: 'KT3338',
    spec: {
      workspaces: [{ name: 'source' }],
      ...tasks(task('greet', { workspaces: [{ name: 'source' }, { name: 'source' }] })),
    },
  },
  { number: '22', code: 'KT3325', spec: { ...tasks(task('greet')), results: [{ name: 'word', value: 'hello' }] } },
  {
    number: '22, task',
    code: 'KT3326',
    spec: { ...tasks(task('greet')), results: [{ name: 'word', value: '$(finally.greet.results.word)' }] },
  },
  {
    number: '23',
    code: 'KT3321',
    spec: { tasks: [task('fetch')], finally: [task('report'), given('$(tasks.report.results.url)')] },
  },
  {
    number: '24',
    code: 'KT3324',
    spec: tasks({ name: 'fetch', pipelineRef: { name: 'fetch' } }, given('$(tasks.fetch.results.commit)')),
    platform: alpha,
  },
  {
    number: '25',
    code: 'KT3327',
    spec: tasks(task('greet', { matrix: { params: [{ name: 'who', value: Array(257).fill('me') }] } })),
  },
  {
    number: '26',
    code: 'KT3328',
    spec: tasks(
      task('greet', {
        params: [{ name: 'who', value: 'me' }],
        matrix: { params: [{ name: 'who', value: ['me'] }] },
      }),
    ),
  },
  {
    number: '27',
    code: 'KT3362',
    spec: tasks(task('greet', { matrix: { params: [{ name: 'who', value: 'me' }] } })),
  },
  {
    number: '28',
    code: 'KT3330',
    spec: tasks(
      task('fetch', { matrix: { params: [{ name: 'url', value: ['a', 'b'] }] } }),
      given('$(tasks.fetch.results.commit)'),
    ),
  },
  { number: '29', code: 'KT3131', spec: when({ input: '$(context.pipelineRun.name)', operator: 'is', values: ['a'] }) },
  { number: '30, flag', code: 'KT3132', spec: when({ cel: "'a' == 'b'" }) },
  {
    number: '30, alone',
    code: 'KT3133',
    spec: when({ cel: "'a' == 'b'", input: '$(context.pipelineRun.name)', operator: 'in', values: ['a'] }),
    platform: cel,
  },
  { number: '30, compiles', code: 'KT3134', spec: when({ cel: "$(context.pipelineRun.name) == 'a'" }), platform: cel },
  { number: '31', code: 'KT3332', spec: tasks(task('fetch'), given('$(tasks.fetch.outputs.source)')) },
];

const run = (more: object) => ({ pipelineRef: { name: 'greetings' }, ...more });
const resources = { requests: { cpu: '1' } };
const running = (one: object) => run({ taskRunSpecs: [{ pipelineTaskName: 'greet', ...one }] });
const claim = { name: 'source', persistentVolumeClaim: { claimName: 'source' } };

const ofRuns: readonly Numbered[] = [
  { number: '1', code: 'KT3431', spec: {} },
  {
    number: '1, flag',
    code: 'KT3432',
    spec: { pipelineSpec: tasks(task('greet')) },
    platform: { features: { 'disable-inline-spec': 'pipelinerun' } },
  },
  {
    number: '2, case',
    code: 'KT3111',
    spec: run({ params: ['who', 'WHO'].map((name) => ({ name, value: 'me' })) }),
  },
  { number: '2', code: 'KT3433', spec: run({ params: [{ name: 'who', value: '$(tasks.fetch.results.author)' }] }) },
  { number: '3, below zero', code: 'KT3438', spec: run({ timeouts: { tasks: '-1m' } }) },
  { number: '3, part', code: 'KT3439', spec: run({ timeouts: { pipeline: '1h', finally: '2h' } }) },
  { number: '3, for ever', code: 'KT3439', spec: run({ timeouts: { pipeline: '1h', tasks: '0' } }) },
  { number: '3, sum', code: 'KT3439', spec: run({ timeouts: { pipeline: '1h', tasks: '50m', finally: '50m' } }) },
  { number: '4, timeout', code: 'KT3440', spec: running({ timeout: '2h' }) },
  { number: '4, names', code: 'KT3441', spec: running({ stepSpecs: [{ name: '', computeResources: resources }] }) },
  {
    number: '4, one of them',
    code: 'KT3442',
    spec: running({ computeResources: resources, stepSpecs: [{ name: 'say', computeResources: resources }] }),
  },
  {
    number: '4, beta',
    code: 'KT3443',
    spec: running({ computeResources: resources }),
    platform: { features: { 'enable-api-fields': 'stable' } },
  },
  {
    number: '4, environment',
    code: 'KT3444',
    spec: running({ podTemplate: { env: [{ name: 'PROXY', value: 'a' }] } }),
    platform: { settings: { tektonDefaults: { 'default-forbidden-env': 'PROXY' } } },
  },
  { number: '5', code: 'KT3434', spec: run({ status: 'PipelineRunCancelled' }) },
  {
    number: '5, started',
    code: 'KT3437',
    spec: run({ status: 'PipelineRunPending' }),
    before: { spec: run({}), status: { startTime: '2026-11-28T07:00:00Z' } },
  },
  { number: '6', code: 'KT3435', spec: run({ workspaces: [claim, claim] }) },
  { number: '6, source', code: 'KT3415', spec: run({ workspaces: [{ name: 'source' }] }) },
  { number: '7', code: 'KT3315', spec: { pipelineSpec: tasks(given('$(params.whom)')) } },
  {
    number: '7, steps',
    code: 'KT3121',
    spec: { pipelineSpec: tasks(embedded({ steps: [{ ...step, args: ['$(params.whom)'] }] })) },
  },
  { number: '8, managedBy', code: 'KT3436', spec: run({ managedBy: 'example.com/me' }), before: { spec: run({}) } },
  {
    number: '8',
    code: 'KT3437',
    spec: run({ params: [{ name: 'who', value: 'me' }] }),
    before: { spec: run({}) },
  },
];

function codesOf(kind: string, { spec, platform, before }: Numbered): string[] {
  const object = { apiVersion: 'tekton.dev/v1', kind, metadata: { name: 'greetings', namespace: 'default' } };
  const told = validate(
    { ...object, spec },
    { platform: new Platform(platform), ...(before && { before: { ...object, ...before } }) },
  );
  return [...new Set(told.map(({ code }) => code))];
}

describe('each numbered rule of pipelines has a code', () => {
  for (const one of ofPipelines) {
    it(`§4.6.${one.number}: ${one.code}`, () => expect(codesOf('Pipeline', one)).toEqual([one.code]));
  }
});

describe('each numbered rule of their runs has a code', () => {
  for (const one of ofRuns) {
    it(`§4.8.${one.number}: ${one.code}`, () => expect(codesOf('PipelineRun', one)).toEqual([one.code]));
  }
});
