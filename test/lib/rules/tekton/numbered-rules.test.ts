import { describe, expect, it } from 'vitest';
import { Platform, type PlatformOptions } from '../../../../lib/rules/platform';
import { validate } from '../../../../lib/rules/validate';

/** One object that breaks one numbered rule of the facts and no other, and the code that tells it. */
interface Numbered {
  readonly number: string;
  readonly code: string;
  readonly spec: object;
  readonly metadata?: object;
  readonly platform?: PlatformOptions;
}

const step = { name: 'say', image: 'alpine:3.22', command: ['echo', 'hello'] };
const withStep = (fields: object, task: object = {}) => ({ steps: [{ ...step, ...fields }], ...task });
const reading = (params: readonly object[], ...texts: readonly string[]) => withStep({ args: texts }, { params });
const script = (text: string, task: object = {}) => withStep({ command: undefined, script: text }, task);
const action = { image: undefined, command: undefined, ref: { name: 'greet' } };
const volume = { volumes: [{ name: 'v', emptyDir: {} }] };
const written = { args: ['$(results.r.path)'] };
const result = (fields: object) => withStep(written, { results: [{ name: 'r', ...fields }] });
const stable = { features: { 'enable-api-fields': 'stable' } } as const;
const alpha = { features: { 'enable-api-fields': 'alpha' } } as const;
const enums = { features: { 'enable-param-enum': 'true' } } as const;
const concise = { features: { 'enable-concise-resolver-syntax': 'true' } } as const;

const ofTasks: readonly Numbered[] = [
  { number: '4.1.2', code: 'KT3101', metadata: { name: 'a'.repeat(64) }, spec: withStep({}) },
  { number: '4.2.1', code: 'KT3102', spec: reading([{ name: 'x', type: 'number' }], '$(params.x)') },
  { number: '4.2.2', code: 'KT3103', spec: reading([{ name: 'x', type: 'array', default: 'a' }], '$(params.x[*])') },
  { number: '4.2.3, properties', code: 'KT3104', spec: reading([{ name: 'x', type: 'object' }], '$(params.x.a)') },
  {
    number: '4.2.3, strings',
    code: 'KT3105',
    spec: reading([{ name: 'x', properties: { a: { type: 'array' } } }], '$(params.x.a)'),
  },
  { number: '4.2.4', code: 'KT3106', spec: reading([{ name: 'x' }, { name: 'x' }], '$(params.x)') },
  { number: '4.2.5', code: 'KT3107', spec: reading([{ name: '1st' }], '$(params.1st)') },
  { number: '4.2.6, flag', code: 'KT3109', spec: reading([{ name: 'x', enum: ['a'] }], '$(params.x)') },
  {
    number: '4.2.6, default',
    code: 'KT3110',
    spec: reading([{ name: 'x', enum: ['a'], default: 'b' }], '$(params.x)'),
    platform: enums,
  },
  { number: '4.2.8, name', code: 'KT3112', spec: withStep({}, { results: [{ name: 'a b' }] }) },
  { number: '4.2.8, type', code: 'KT3113', spec: result({ type: 'list' }) },
  { number: '4.2.8, properties', code: 'KT3114', spec: result({ type: 'object' }) },
  { number: '4.2.8, value', code: 'KT3115', spec: result({ value: 'a' }) },
  { number: '4.2.9', code: 'KT3112', spec: withStep({ results: [{ name: 'a b' }] }) },
  { number: '4.3.1', code: 'KT3117', spec: withStep({ ...action, ref: { params: [{ name: 'a', value: 'b' }] } }) },
  { number: '4.3.2', code: 'KT3118', spec: withStep({ ...action, ref: { resolver: 'git' } }), platform: stable },
  { number: '4.3.3', code: 'KT3119', spec: withStep({ ...action, ref: { name: 'a', resolver: 'git' } }) },
  {
    number: '4.3.4, address',
    code: 'KT3119',
    spec: withStep({ ...action, ref: { name: 'http://a' } }),
    platform: concise,
  },
  { number: '4.3.4, name', code: 'KT3120', spec: withStep({ ...action, ref: { name: 'a b' } }) },
  { number: '4.3.5', code: 'KT3116', spec: withStep({ ...action, ref: {} }) },
  {
    number: '4.3.6',
    code: 'KT3111',
    spec: withStep({
      ...action,
      ref: {
        resolver: 'git',
        params: [
          { name: 'url', value: 'a' },
          { name: 'URL', value: 'b' },
        ],
      },
    }),
  },
  { number: '4.4.1', code: 'KT3201', spec: { steps: [] } },
  { number: '4.4.2', code: 'KT3202', spec: withStep({}, { volumes: [...volume.volumes, ...volume.volumes] }) },
  {
    number: '4.4.3, names',
    code: 'KT3203',
    spec: withStep({}, { workspaces: [{ name: 'a' }, { name: 'a', mountPath: '/b' }] }),
  },
  {
    number: '4.4.3, paths',
    code: 'KT3204',
    spec: withStep(
      {},
      {
        workspaces: [
          { name: 'a', mountPath: '/b' },
          { name: 'b', mountPath: '/b/' },
        ],
      },
    ),
  },
  { number: '4.4.4', code: 'KT3205', spec: withStep({ workspaces: [{ name: 'a', mountPath: '/a' }] }) },
  {
    number: '4.4.4, beta',
    code: 'KT3206',
    spec: withStep({ workspaces: [{ name: 'a', mountPath: '/a' }] }, { workspaces: [{ name: 'a' }] }),
    platform: stable,
  },
  { number: '4.4.5', code: 'KT3210', spec: script('echo', { stepTemplate: { command: ['echo'] } }) },
  { number: '4.4.6', code: 'KT3207', spec: withStep({ ...action, image: 'alpine:3.22' }) },
  { number: '4.4.7, params', code: 'KT3208', spec: withStep({ params: [{ name: 'a', value: 'b' }] }) },
  { number: '4.4.7, image', code: 'KT3209', spec: withStep({ image: undefined }) },
  { number: '4.4.7, script', code: 'KT3210', spec: withStep({ script: 'echo' }) },
  { number: '4.4.8, label', code: 'KT3211', spec: withStep({ name: 'Say' }) },
  { number: '4.4.8, unique', code: 'KT3212', spec: { steps: [step, step] } },
  { number: '4.4.9', code: 'KT3213', spec: withStep({ timeout: '-1m' }) },
  {
    number: '4.4.10, path',
    code: 'KT3214',
    spec: withStep({ volumeMounts: [{ name: 'v', mountPath: '/tekton/bin' }] }, volume),
  },
  {
    number: '4.4.10, name',
    code: 'KT3215',
    spec: withStep({ volumeMounts: [{ name: 'tekton-internal-bin', mountPath: '/a' }] }),
  },
  { number: '4.4.11', code: 'KT3216', spec: withStep({ onError: 'ignore' }) },
  { number: '4.4.12, script', code: 'KT3217', spec: script('#!win cmd') },
  { number: '4.4.12, output', code: 'KT3218', spec: withStep({ stdoutConfig: { path: '/a' } }) },
  { number: '4.4.13', code: 'KT3128', spec: afterwards({ workingDir: '$(steps.say.results.r)' }) },
  { number: '4.4.14', code: 'KT3129', spec: afterwards({ args: ['$(steps.say.outputs.o)'] }) },
  { number: '4.4.15', code: 'KT3130', spec: ownResult() },
  { number: '4.4.16', code: 'KT3131', spec: withStep({ when: [{ input: 'a', operator: 'is', values: ['a'] }] }) },
  { number: '4.4.17, name', code: 'KT3219', spec: withSidecar({ name: 'tekton-log-results' }) },
  { number: '4.4.17, image', code: 'KT3220', spec: withSidecar({ image: '' }) },
  { number: '4.4.17, script', code: 'KT3221', spec: withSidecar({ command: ['a'], script: 'b' }) },
  { number: '4.4.18', code: 'KT3121', spec: reading([], '$(params.x)') },
  { number: '4.4.19', code: 'KT3122', spec: reading([{ name: 'x', type: 'array' }], 'a $(params.x[*])') },
  { number: '4.4.20, whole', code: 'KT3123', spec: reading([{ name: 'x', properties: { a: {} } }], '$(params.x)') },
  { number: '4.4.20, key', code: 'KT3124', spec: reading([{ name: 'x', properties: { a: {} } }], '$(params.x.b)') },
  { number: '4.4.21', code: 'KT3126', spec: withStep({ args: ['$(context.task.nmae)'] }) },
  { number: '4.4.22', code: 'KT3127', spec: script('date > $(results.r.path)') },
];

const ofActions: readonly Numbered[] = [
  { number: '4.5.1, image', code: 'KT3231', spec: { image: '' } },
  { number: '4.5.1, script', code: 'KT3232', spec: { image: 'alpine:3.22', command: ['a'], script: 'b' } },
  { number: '4.5.1, windows', code: 'KT3233', spec: { image: 'alpine:3.22', script: '#!win cmd' } },
  { number: '4.5.2', code: 'KT3234', spec: { image: 'alpine:3.22', params: [{ name: 'x' }], script: '$(params.x)' } },
  {
    number: '4.5.3',
    code: 'KT3122',
    spec: { image: 'alpine:3.22', params: [{ name: 'x', type: 'array' }], args: ['a $(params.x[*])'] },
  },
  { number: '4.5.4', code: 'KT3235', spec: { image: 'alpine:3.22', volumeMounts: [{ name: 'v', mountPath: '/v' }] } },
  { number: '4.5.5, task', code: 'KT3236', spec: { image: 'alpine:3.22', script: 'date > $(results.r.path)' } },
  { number: '4.5.5, step', code: 'KT3237', spec: { image: 'alpine:3.22', script: 'date > $(step.results.r.path)' } },
];

const run = (fields: object) => ({ taskRef: { name: 'hello' }, ...fields });
const cpu = { computeResources: { limits: { cpu: 1 } } };
const bound = (source: object) => run({ workspaces: [{ name: 'a', ...source }] });
const twice = [
  { name: 'a', value: '1' },
  { name: 'A', value: '2' },
];

const ofTaskRuns: readonly Numbered[] = [
  { number: '4.7.1', code: 'KT3401', spec: {} },
  {
    number: '4.7.1, inline',
    code: 'KT3402',
    spec: { taskSpec: withStep({}) },
    platform: { features: { 'disable-inline-spec': 'taskrun' } },
  },
  { number: '4.7.2 and 4.2.7', code: 'KT3111', spec: run({ params: twice }) },
  {
    number: '4.7.3',
    code: 'KT3417',
    spec: run({
      workspaces: [
        { name: 'a', emptyDir: {} },
        { name: 'A', emptyDir: {} },
      ],
    }),
  },
  { number: '4.7.4, alpha', code: 'KT3403', spec: run({ debug: {} }) },
  { number: '4.7.4', code: 'KT3404', spec: run({ debug: { breakpoints: { beforeSteps: ['a'] } } }), platform: alpha },
  {
    number: '4.7.4, twice',
    code: 'KT3405',
    spec: run({ debug: { breakpoints: { onFailure: 'enabled', beforeSteps: ['a', 'a'] } } }),
    platform: alpha,
  },
  { number: '4.7.5, beta', code: 'KT3407', spec: run(cpu), platform: stable },
  { number: '4.7.5, names', code: 'KT3406', spec: run({ stepSpecs: [{ name: '', ...cpu }] }) },
  { number: '4.7.5, both', code: 'KT3408', spec: run({ ...cpu, stepSpecs: [{ name: 'a', ...cpu }] }) },
  { number: '4.7.6', code: 'KT3409', spec: run({ status: 'Cancelled' }) },
  { number: '4.7.6, message', code: 'KT3410', spec: run({ statusMessage: 'a' }) },
  { number: '4.7.7, retries', code: 'KT3411', spec: run({ retries: -1 }) },
  { number: '4.7.7, timeout', code: 'KT3412', spec: run({ timeout: '-1m' }) },
  {
    number: '4.7.8',
    code: 'KT3413',
    spec: run({ podTemplate: { env: [{ name: 'A', value: 'b' }] } }),
    platform: { settings: { tektonDefaults: { 'default-forbidden-env': 'A' } } },
  },
  { number: '4.9, one', code: 'KT3415', spec: bound({}) },
  { number: '4.9, named', code: 'KT3416', spec: bound({ secret: {} }) },
];

const custom = { apiVersion: 'example.com/v1', kind: 'Wait' };
const policy = (fields: object) => ({
  resources: [{ pattern: '.*' }],
  authorities: [{ name: 'a', key: { kms: 'gcpkms://a' } }],
  ...fields,
});
const key = (one: object) => policy({ authorities: [{ name: 'a', key: one }] });

const ofOthers: readonly (Numbered & { readonly kind: string; readonly group: string })[] = [
  ...[
    { number: '4.10, one', code: 'KT3421', spec: {} },
    { number: '4.10, kind', code: 'KT3422', spec: { customRef: { kind: 'Wait' } } },
    { number: '4.10, message', code: 'KT3424', spec: { customRef: custom, statusMessage: 'a' } },
    { number: '4.10, params', code: 'KT3111', spec: { customRef: custom, params: twice } },
  ].map((one) => ({ ...one, group: 'tekton.dev/v1beta1', kind: 'CustomRun' })),
  ...[
    { number: '4.10, resources', code: 'KT3501', spec: policy({ resources: [] }) },
    { number: '4.10, pattern', code: 'KT3502', spec: policy({ resources: [{ pattern: '(' }] }) },
    { number: '4.10, mode', code: 'KT3503', spec: policy({ mode: 'audit' }) },
    { number: '4.10, keys', code: 'KT3504', spec: key({}) },
    { number: '4.10, data', code: 'KT3551', spec: key({ data: 'a' }) },
    { number: '4.10, hash', code: 'KT3506', spec: key({ kms: 'gcpkms://a', hashAlgorithm: 'md5' }) },
  ].map((one) => ({ ...one, group: 'tekton.dev/v1alpha1', kind: 'VerificationPolicy' })),
  {
    number: '4.10, label',
    code: 'KT3511',
    spec: {},
    group: 'resolution.tekton.dev/v1beta1',
    kind: 'ResolutionRequest',
  },
];

function afterwards(fields: object) {
  return {
    steps: [
      { ...step, results: [{ name: 'r' }], args: ['$(step.results.r.path)'] },
      { ...step, name: 'b', ...fields },
    ],
  };
}

function ownResult() {
  const text = 'date > $(step.results.r.path); date > $(step.results.x.path)';
  return withStep({ command: undefined, script: text, results: [{ name: 'r' }] });
}

function withSidecar(fields: object) {
  return withStep({}, { sidecars: [{ name: 'db', image: 'redis:8', ...fields }] });
}

describe.each([
  ['tekton.dev/v1', 'Task', ofTasks],
  ['tekton.dev/v1beta1', 'StepAction', ofActions],
  ['tekton.dev/v1', 'TaskRun', ofTaskRuns],
] as const)('of %s %s', (apiVersion, kind, table) => {
  it.each(table)('§$number: $code', ({ code, spec, metadata, platform }) => {
    expect(codes(apiVersion, kind, spec, metadata, platform)).toEqual([code]);
  });
});

it.each(ofOthers)('§$number of a $kind: $code', ({ group, kind, code, spec }) => {
  expect(codes(group, kind, spec)).toEqual([code]);
});

function codes(apiVersion: string, kind: string, spec: object, metadata: object = {}, platform?: PlatformOptions) {
  const object = { apiVersion, kind, metadata: { name: 'it', namespace: 'default', ...metadata }, spec };
  const found = validate(JSON.parse(JSON.stringify(object)), { platform: new Platform(platform) });
  return [...new Set(found.map(({ code }) => code))];
}
