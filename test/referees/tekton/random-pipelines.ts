import fc from 'fast-check';
import type { KubeObject } from '../../../lib/api/meta/v1';

const names = ['a', 'b', 'c', 'd'] as const;

/** References that are right, almost right and wrong. */
const references = fc.constantFrom(
  ...['params.text', 'params.list[*]', 'params.list[0]', 'params.list', 'params.object.key', 'params.object[*]'],
  ...['params.object', 'params.object.other', 'params.nobody', 'params["text"]', "params['list'][*]", 'params.a.b.c'],
  ...['tasks.a.results.r', 'tasks.b.results.r[*]', 'tasks.c.results.r[1]', 'tasks.d.results.r.k', 'tasks.x.results.r'],
  ...['tasks.a.results.r', 'tasks.b.results.r', 'tasks.a.results["r"]', 'tasks.a.result.r', 'finally.y.results.r'],
  ...['tasks.a.status', 'tasks.x.reason', 'tasks.status', 'tasks.reason', 'tasks.a.state', 'tasks.a.matrix.length'],
  ...['context.pipelineRun.name', 'context.pipelineRun.nam', 'context.pipeline.name', 'context.task.name'],
  ...['workspaces.w.bound', 'param.text', 'HOME', 'date +%s', 'results.r.path', 'steps.s.results.r'],
);

const reference = references.map((inner) => `$(${inner})`);
const plain = fc.constantFrom('x', 'main', '', '$', '$(', '$HOME');
const text = fc.oneof(
  { weight: 5, arbitrary: plain },
  { weight: 3, arbitrary: reference },
  { weight: 1, arbitrary: fc.tuple(plain, reference).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.tuple(reference, reference).map((parts) => parts.join('')) },
);
const value = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('k', 'l'), text, { maxKeys: 2 }) },
);
const param = fc.record({ name: fc.constantFrom('p', 'q', 'r'), value });
const params = fc.uniqueArray(param, { maxLength: 2, selector: ({ name }) => name });

const when = fc.record({
  input: text,
  operator: fc.constantFrom('in', 'notin'),
  values: fc.array(text, { minLength: 1, maxLength: 2 }),
});

const matrix = fc.record(
  {
    params: fc.array(fc.record({ name: fc.constantFrom('m', 'n'), value }), { maxLength: 2 }),
    include: fc.array(
      fc.record({
        name: fc.constant('i'),
        params: fc.array(fc.record({ name: fc.constantFrom('m', 'p'), value: text }), { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

const scripts = ['plain', '$(tasks.a.results.r)', '$(tasks.x.results.r)', '$(tasks.b.result.r)'];
/** Of steps in finally, only the rules of tasks judge what they read of params. */
const readingParams = [...scripts, '$(params.text)', '$(params.nobody)', '$(params.object)'];

const body = (own: readonly string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant({ taskRef: { name: 'hello' } }) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...own)
        .map((script) => ({ taskSpec: { steps: [{ name: 's', image: 'alpine:3.22', script }] } })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom({}, { taskRef: { name: 't', kind: 'Wait' } }, { pipelineRef: { name: 'p' } }),
    },
  );

const rarely = <T>(arbitrary: fc.Arbitrary<T>, times = 4) =>
  fc.option(arbitrary, { nil: undefined, freq: times }).map((made) => made);

const task = (own: readonly string[], texts: readonly string[]) =>
  fc
    .record({
      name: fc.constantFrom(...own),
      body: body(texts),
      params: rarely(params, 2),
      when: rarely(fc.array(when, { maxLength: 2 }), 1),
      matrix: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: matrix }),
      runAfter: fc.oneof(
        { weight: 6, arbitrary: fc.constant(undefined) },
        { weight: 2, arbitrary: fc.array(fc.constantFrom(...names), { maxLength: 2 }) },
        { weight: 1, arbitrary: fc.constant(['x']) },
      ),
      onError: fc.constantFrom(undefined, undefined, undefined, undefined, 'continue', 'stop'),
      retries: fc.constantFrom(undefined, undefined, undefined, 1, -1),
      displayName: fc.option(text, { nil: undefined }),
      workspaces: fc.constantFrom(
        ...[undefined, undefined, undefined, [{ name: 'w' }], [{ name: 'v', workspace: 'w' }], [{ name: 'v' }]],
        [{ name: 'w' }, { name: 'w' }],
      ),
    })
    .map(({ body: one, ...rest }) => without({ ...rest, ...one }));

const result = fc.record({
  name: fc.constantFrom('r', 's'),
  value: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('$(tasks.a.results.r)', '$(tasks.b.results.r[*])', '$(finally.y.results.r)'),
    },
    { weight: 1, arbitrary: value },
  ),
});

const specs = fc
  .record({
    tasks: fc.uniqueArray(task(names, readingParams), { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
    finally: fc.option(fc.uniqueArray(task(['y', 'z'], scripts), { maxLength: 2, selector: ({ name }) => name }), {
      nil: undefined,
    }),
    results: fc.option(fc.array(result, { maxLength: 2 }), { nil: undefined, freq: 1 }),
  })
  .map((spec) =>
    without({
      params: [
        { name: 'text', type: 'string' },
        { name: 'list', type: 'array' },
        { name: 'object', type: 'object', properties: { key: { type: 'string' } } },
      ],
      workspaces: [{ name: 'w' }],
      ...spec,
    }),
  );

const runParams = fc.constantFrom(
  undefined,
  [{ name: 'nobody', value: 'x' }],
  [{ name: 'nobody', value: ['x'] }],
  [{ name: 'text', value: ['x'] }],
  [{ name: 'object', value: { other: 'x' } }],
);

/** Pipelines, and runs with one of their own, that are right, almost right and wrong. */
export const pipelineObjects: fc.Arbitrary<KubeObject> = fc.tuple(specs, fc.option(runParams)).map(([spec, run]) => ({
  apiVersion: 'tekton.dev/v1',
  kind: run === null ? 'Pipeline' : 'PipelineRun',
  metadata: { name: 'deliver', namespace: 'shop' },
  spec: run === null ? spec : without({ pipelineSpec: spec, params: run }),
}));

function without(value: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { name: string };
}
