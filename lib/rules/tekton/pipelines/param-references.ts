import type { KubeObject } from '../../../api/meta/v1';
import type { ParamType } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineRunSpec } from '../../../api/tekton/v1/pipeline-run';
import type { VariableReference } from '../../../api/tekton/variables';
import { nearest } from '../../nearest';
import type { Rule } from '../../rule';
import { type KnownParam, knownParams, webhookParams } from './known-params';
import { type PlacedReference, referencesOf } from './texts';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go';

const params = [
  { name: 'version', type: 'string' },
  { name: 'hosts', type: 'array' },
  { name: 'image', type: 'object', properties: { url: { type: 'string' }, digest: { type: 'string' } } },
];
const giving = (value: unknown) => ({
  value: { params, tasks: [{ name: 'greet', taskRef: { name: 'hello' }, params: [{ name: 'who', value }] }] },
});
const ending = (value: unknown) => ({
  spec: {
    pipelineRef: null,
    params: [
      { name: 'version', value: '1' },
      { name: 'hosts', value: ['a'] },
      { name: 'image', value: { url: 'a', digest: 'b' } },
    ],
    pipelineSpec: {
      params,
      tasks: [{ name: 'greet', taskRef: { name: 'hello' } }],
      finally: [{ name: 'bye', taskRef: { name: 'bye' }, params: [{ name: 'who', value }] }],
    },
  },
});
const asking = (input: string, ...values: readonly string[]) => ({
  value: {
    params,
    tasks: [{ name: 'greet', taskRef: { name: 'hello' }, when: [{ input, operator: 'in', values }] }],
  },
});
const multiplying = (matrix: object) => ({
  value: { params, tasks: [{ name: 'greet', taskRef: { name: 'hello' }, matrix }] },
});

/** Rules of references to the params of a pipeline, in the params, matrix and conditions of its tasks. */
export const paramReferenceRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3315',
    title: 'references lead to params that the pipeline has',
    why: 'The webhook looks for each of them, and for each key of an object.',
    source: VALIDATION,
    check(spec, report, { object }) {
      const known = webhookParams(spec, object);
      for (const placed of judged(spec).filter((one) => isSeen(one, object))) {
        const fault = unknownIn(placed.reference, known);
        if (fault !== undefined) report(placed.at, ...fault);
      }
    },
    good: [giving('$(params.version)'), giving('$(params["version"])'), giving('$(params.image.url)')],
    bad: [
      giving('$(params.verson)'),
      giving(['$(params.hots[*])']),
      giving({ tag: '$(params.tag)' }),
      giving('$(params.image.tag)'),
      giving('$(params.image["url"])'),
      giving('$(params.image.url.host)'),
      asking('$(params.branch)', 'main'),
      asking('main', '$(params.branch)'),
      multiplying({ params: [{ name: 'who', value: ['$(params.whom)'] }] }),
      multiplying({ include: [{ name: 'one', params: [{ name: 'who', value: '$(params.whom)' }] }] }),
    ],
  },
  {
    code: 'KT3316',
    title: 'a list or an object stands only where it fits in whole',
    why: 'A text takes one element or one key; a value that is the list is written $(params.NAME[*]) and nothing else.',
    source: VALIDATION,
    check(spec, report, { object }) {
      const known = webhookParams(spec, object);
      for (const placed of judged(spec).filter((one) => isSeen(one, object))) {
        const fault = misfitIn(placed, known);
        if (fault !== undefined) report(placed.at, ...fault);
      }
    },
    good: [
      giving('$(params.hosts[*])'),
      giving('$(params.hosts[0])'),
      giving(['$(params.hosts[*])', 'last']),
      giving('$(params.image[*])'),
      giving({ tag: 'v$(params.version)' }),
      asking('main', '$(params.hosts[*])'),
      multiplying({ params: [{ name: 'who', value: '$(params.hosts[*])' }] }),
    ],
    bad: [
      giving('$(params.hosts)'),
      giving('all of $(params.hosts[*])'),
      giving(['to $(params.hosts[*])']),
      giving({ hosts: '$(params.hosts[*])' }),
      giving('$(params.image)'),
      giving(['$(params.image[*])']),
      asking('$(params.hosts[*])', 'main'),
      asking('main', '$(params.image)'),
      multiplying({ include: [{ name: 'one', params: [{ name: 'who', value: '$(params.hosts[*])' }] }] }),
    ],
  },
];

/** Rules of what the webhook leaves out, though each run fails of it or does something else. */
export const unseenParamRules: readonly Rule<KubeObject<PipelineRunSpec>>[] = [
  {
    code: 'KT3476',
    severity: 'warning',
    title: 'tasks in finally of a run read params that there are, as what they are',
    why: 'The webhook does not look there; what leads nowhere stays as it is.',
    source: VALIDATION,
    check(object, report) {
      const { pipelineSpec } = object.spec ?? {};
      if (pipelineSpec === undefined) return;
      const known = knownParams(pipelineSpec, object);
      for (const placed of judged(pipelineSpec).filter((one) => !isSeen(one, object))) {
        const fault = unknownIn(placed.reference, known) ?? misfitIn(placed, known);
        if (fault !== undefined) report(['spec', 'pipelineSpec', ...placed.at], ...fault);
      }
    },
    good: ending('$(params.version)'),
    bad: [ending('$(params.verson)'), ending('$(params.hosts)')],
  },
];

/** Whether upstream looks up params in this list of tasks: of a run's own pipeline, not in finally. */
function isSeen({ placed }: PlacedReference, { kind }: KubeObject): boolean {
  return placed.section === 'tasks' || kind !== 'PipelineRun';
}

/** The references whose params upstream looks up: of what a matrix multiplies, those in lists, of what it adds, texts. */
function judged(spec: PipelineSpec): PlacedReference[] {
  return referencesOf(spec).filter(({ field, form, at, reference }) => {
    if (!isLookedUp(reference)) return false;
    if (field === 'params') return true;
    if (field === 'when') return at.at(-1) !== 'cel';
    return (field === 'matrix' && form === 'element') || (field === 'include' && form === 'text');
  });
}

/** Whether upstream looks a reference up: a name in brackets only where nothing follows it. */
export function isLookedUp({ isQuoted, text }: VariableReference): boolean {
  return !isQuoted || text.startsWith('$(params.') || BRACKETS_ALONE.test(text);
}

const BRACKETS_ALONE = /^\$\(params\[[^[\]]*\]\)$/;

/** What is wrong with the name in a reference, and what would be right; undefined if nothing is. */
export function unknownIn(
  { root, text, names, isQuoted, variable }: VariableReference,
  known: ReadonlyMap<string, KnownParam>,
): readonly [found: string, hint?: string] | undefined {
  if (root !== 'params') return undefined;
  if (variable?.kind !== 'param') {
    if (names.length < 3) return undefined;
    return [
      `${text} has ${names.length} names`,
      'write the param and a key, or a name with dots as $(params["a.b.c"])',
    ];
  }
  const { name, key } = variable;
  // Behind a dot a name goes as far as the end: `image["url"]` is a param of that name.
  if (key !== undefined && isQuoted && text.startsWith('$(params.'))
    return [`${text} has a key in brackets`, `write $(params.${name}.${key})`];
  const param = known.get(name);
  if (param === undefined) return [`there is no param "${name}"`, didYouMean(name, known.keys(), 'params')];
  if (key === undefined || !param.types.has('object') || param.keys === undefined || param.keys.has(key))
    return undefined;
  return [`the object "${name}" has no key "${key}"`, didYouMean(key, param.keys, 'its properties')];
}

/** The name that was meant, if one is near, or where to declare it. */
export function didYouMean(name: string, known: Iterable<string>, list: string): string {
  const near = nearest(name, known);
  return near === undefined ? `declare it in ${list}` : `did you mean "${near}"?`;
}

/** What is wrong with a list or an object in the place of a reference; undefined if nothing is. */
function misfitIn(placed: PlacedReference, known: ReadonlyMap<string, KnownParam>) {
  const { variable, text } = placed.reference;
  if (variable?.kind !== 'param' || isPart(placed.reference, known)) return undefined;
  for (const type of known.get(variable.name)?.types ?? []) {
    if ((type !== 'array' && type !== 'object') || mayHold(placed, type, variable.index === '*')) continue;
    const what = type === 'array' ? 'a list' : 'an object';
    return [`${text} is ${what}, which can't stand here`, rightFor(placed, type)] as const;
  }
  return undefined;
}

/** Whether a reference is of an element or of a key, which is a text. */
function isPart({ variable }: VariableReference, known: ReadonlyMap<string, KnownParam>): boolean {
  if (variable?.kind !== 'param') return false;
  const { name, key, index } = variable;
  return typeof index === 'number' || (key !== undefined && known.get(name)?.types.has('array') !== true);
}

/** Whether a list or an object may be put in the place of a reference. */
function mayHold({ field, form, at, reference }: PlacedReference, type: ParamType, isAll: boolean): boolean {
  const isList = type === 'array';
  if (field === 'when') return isList && form === 'element' && at.at(-2) === 'values' && reference.isWhole && isAll;
  if (form === 'element') return isList && reference.isWhole;
  return field === 'params' && form === 'text' && reference.isWhole && isAll;
}

function rightFor({ field, form, reference }: PlacedReference, type: ParamType): string {
  const { variable } = reference;
  if (variable?.kind !== 'param') return '';
  const all = `$(params.${variable.name}[*])`;
  if (type === 'object')
    return field === 'params' && form === 'text' ? `write ${all} alone, or one key of it` : 'name one key of it';
  if (form === 'element') return `write ${all} as an element of its own`;
  return field === 'params' && form === 'text'
    ? `write ${all} alone, or one element as [0]`
    : 'name one element, as [0]';
}
