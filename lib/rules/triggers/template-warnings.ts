import { paramExpression } from '../../api/triggers/expressions';
import { jsonTextProblem } from '../../api/triggers/json-text';
import type { TriggerTemplateSpec } from '../../api/triggers/v1beta1/trigger-template';
import type { FieldPath } from '../diagnostic';
import type { Rule, RuleExample } from '../rule';
import { templateUses } from './template-uses';

const RENDER = 'triggers, pkg/template/resource.go';
const ESCAPES_QUOTES = 'triggers.tekton.dev/old-escape-quotes';

/** A template of these params whose one object uses them in this text. */
function example(text: string, ...params: readonly object[]): RuleExample {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' }, data: { text } };
  return { value: { params, resourcetemplates: [object] } };
}

const revision = { name: 'revision' };

/** What the webhook takes of a template and its author regrets. */
export const templateWarnings: readonly Rule<TriggerTemplateSpec>[] = [
  {
    code: 'KT4270',
    severity: 'warning',
    title: 'a template’s own params are written tt.params',
    why: '$(params.x) is a variable of Tekton Pipelines: the template leaves it as it is.',
    source: RENDER,
    check(spec, report) {
      const declared = (spec.params ?? []).map(({ name }) => name);
      for (const { inner, variable, path } of templateUses(spec)) {
        if (variable.kind !== 'pipelines' || !declared.includes(variable.name)) continue;
        if (isReadByPipelines(spec, path)) continue;
        report(path, `$(${inner}) stays as it is`, `write ${paramExpression(variable.name)}`);
      }
    },
    good: example('$(tt.params.revision) $(uid)', revision),
    bad: example('$(tt.params.revision) $(params.revision)', revision),
  },
  {
    code: 'KT4275',
    severity: 'warning',
    title: 'each param of a template is used',
    why: 'A value that nobody reads is a sign of a name that changed.',
    source: RENDER,
    check(spec, report) {
      const used = new Set(templateUses(spec).map(({ inner }) => inner.slice('tt.params.'.length)));
      const meant = new Set(
        templateUses(spec).flatMap(({ variable }) => (isMisspelt(variable) ? [variable.name] : [])),
      );
      spec.params?.forEach(({ name }, i) => {
        if (name && !used.has(name) && !meant.has(name))
          report(['params', i, 'name'], `no object uses "${name}"`, `write ${paramExpression(name)}, or leave it out`);
      });
    },
    good: example('$(tt.params.revision)', revision),
    bad: example('$(tt.params.revision)', revision, { name: 'url' }),
  },
  {
    code: 'KT4276',
    severity: 'warning',
    title: 'a template declares each param once',
    why: 'Of two defaults only one counts.',
    source: RENDER,
    check({ params }, report) {
      const first = new Map<string, number>();
      params?.forEach(({ name = '' }, i) => {
        const before = first.get(name);
        if (before === undefined) first.set(name, i);
        else report(['params', i, 'name'], `param ${before} is "${name}" too`, 'leave one of them out');
      });
    },
    good: example('$(tt.params.revision)', revision),
    bad: example('$(tt.params.revision)', revision, { name: 'revision', default: 'main' }),
  },
  {
    code: 'KT4277',
    severity: 'warning',
    title: 'the params of a template are spelt tt.params.NAME',
    why: 'No other spelling is replaced, nor looked at by the webhook: it stays as it is.',
    source: RENDER,
    check(spec, report) {
      const declared = (spec.params ?? []).map(({ name }) => `tt.params.${name}`);
      for (const { inner, variable, path } of templateUses(spec))
        if (isMisspelt(variable) && !declared.includes(inner) && !isBracketed(inner))
          report(path, `$(${inner}) stays as it is`, `write ${paramExpression(variable.name)}`);
    },
    good: example('$(tt.params.revision)', revision),
    bad: example('$(tt.param.revision)', revision),
  },
  {
    code: 'KT4278',
    severity: 'warning',
    title: 'the params of a template have no brackets',
    why: 'Brackets are for Tekton’s own params: here they are neither replaced nor looked at.',
    source: RENDER,
    check(spec, report) {
      for (const { inner, variable, path } of templateUses(spec))
        if (isMisspelt(variable) && isBracketed(inner))
          report(path, `$(${inner}) stays as it is`, `write ${paramExpression(variable.name)}`);
    },
    good: example('$(tt.params.git-revision)', { name: 'git-revision' }),
    bad: [example("$(tt.params['revision'])", revision), example('$(tt.params["url"])')],
  },
  {
    code: 'KT4279',
    severity: 'warning',
    title: 'the name of a template’s param is one that its objects can use',
    why: 'A name is letters, digits, dashes, underscores and dots: of another one the webhook sees no use.',
    source: 'triggers v1beta1, trigger_template_validation.go',
    check({ params }, report) {
      params?.forEach(({ name = '' }, i) => {
        if (!/^[_a-zA-Z][_a-zA-Z0-9.-]*$/.test(name))
          report(['params', i, 'name'], `no object can use "${name}"`, 'begin with a letter, and leave out blanks');
      });
    },
    good: example('$(tt.params.git_revision)', { name: 'git_revision' }),
    bad: example('$(tt.params.git revision)', { name: 'git revision' }),
  },
  {
    code: 'KT4280',
    severity: 'warning',
    title: 'the default of a template’s param fits into JSON',
    why: 'It is put into the JSON of the objects as it is: a quote, a line break or a lone backslash breaks it, so that nothing is made.',
    source: `${RENDER}; tektoncd/triggers#942`,
    check({ params }, report, { object }) {
      const escapes = object.metadata.annotations?.[ESCAPES_QUOTES] === 'true';
      params?.forEach((param, i) => {
        const problem = jsonTextProblem(param.default ?? '', escapes);
        if (problem !== undefined) report(['params', i, 'default'], problem.found, problem.hint);
      });
    },
    good: [
      example('$(tt.params.revision)', { name: 'revision', default: 'a \\"quoted\\" word' }),
      {
        ...example('$(tt.params.revision)', { name: 'revision', default: '{"a": 1}' }),
        metadata: { annotations: { [ESCAPES_QUOTES]: 'true' } },
      },
    ],
    bad: [
      example('$(tt.params.revision)', { name: 'revision', default: 'two\nlines' }),
      example('$(tt.params.revision)', { name: 'revision', default: '{"a": 1}' }),
    ],
  },
];

type Variable = ReturnType<typeof templateUses>[number]['variable'];

function isMisspelt(variable: Variable): variable is Extract<Variable, { kind: 'misspelt' }> {
  return variable.kind === 'misspelt';
}

function isBracketed(inner: string): boolean {
  return inner.includes('[');
}

/** Kinds whose whole spec Tekton Pipelines reads, and fields that hold such a spec. */
const READERS: readonly unknown[] = ['Task', 'Pipeline', 'StepAction'];
const WRITTEN_OUT: readonly unknown[] = ['taskSpec', 'pipelineSpec'];

/** Whether a variable of Tekton Pipelines is at home in a place. */
function isReadByPipelines({ resourcetemplates }: TriggerTemplateSpec, path: FieldPath): boolean {
  const object = typeof path[1] === 'number' ? resourcetemplates[path[1]] : undefined;
  if (READERS.includes(object?.kind) && path[2] === 'spec') return true;
  return path.some((step) => WRITTEN_OUT.includes(step));
}
