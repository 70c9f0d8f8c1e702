import { PipelineRun } from '../../api/tekton/v1/pipeline-run';
import type { ResolverRef, TaskRef } from '../../api/tekton/v1/reference';
import { TaskRun } from '../../api/tekton/v1/task-run';
import { examplesOf } from '../examples';
import { EACH, type Rule, type RuleSet, rulesOf, type Target } from '../rule';
import { isQualifiedName } from '../syntax/names';
import { isUri } from './address';
import { paramsGivenOnce } from './given-params';
import { isCustomKind } from './pipelines/placed-tasks';
import { inPipelines, taskSpecsOf, within } from './targets';

const SOURCE = 'pipeline v1, pipelineref_validation.go, taskref_validation.go, container_validation.go';
const NEEDS_BETA = 'KT3118';
const alpha = { 'enable-api-fields': 'alpha' } as const;
const FLAG = 'enable-concise-resolver-syntax';

const greet = { name: 'greet', taskRef: { name: 'hello' } };
const nested = { name: 'greet', pipelineRef: { name: 'hello' } };

/** Where something is named that stands in the cluster or is found by a resolver. */
const references: readonly Target[] = [
  { kind: TaskRun, at: ['spec', 'taskRef'] },
  { kind: PipelineRun, at: ['spec', 'pipelineRef'] },
];

/** Those of a pipeline's tasks. */
const taskReferences: readonly Target[] = [
  ...inPipelines({ tasks: [greet] }, 'tasks', EACH, 'taskRef'),
  ...inPipelines({ tasks: [greet], finally: [{ ...greet, name: 'bye' }] }, 'finally', EACH, 'taskRef'),
];

/** Those of whole pipelines in place of tasks. */
const pipelineReferences: readonly Target[] = [
  ...inPipelines({ tasks: [nested] }, 'tasks', EACH, 'pipelineRef'),
  ...inPipelines({ tasks: [greet], finally: [{ ...nested, name: 'bye' }] }, 'finally', EACH, 'pipelineRef'),
];

/** Those of steps, whose examples have neither image nor command. */
const stepReferences = within(taskSpecsOf({ steps: [{ name: 'greet' }] }), 'steps', EACH, 'ref');

/** Rules of a reference; `example` makes an example of one with these fields and no others. */
function referenceRules(example: (ref: ResolverRef) => { value: object }): readonly Rule<ResolverRef>[] {
  const git = { resolver: 'git', params: [{ name: 'url', value: 'https://git.example.com/a.git' }] };
  return [
    {
      code: 'KT3116',
      title: 'what is referred to has a name, or a resolver that finds it',
      why: 'The webhook refuses a reference to nothing.',
      source: SOURCE,
      check({ name, resolver, params }, report) {
        if (!name && !resolver && params === undefined)
          report(['name'], 'there is no name', 'write the name, or a resolver with params');
      },
      good: [example({ name: 'hello' }), example(git)],
      bad: example({}),
    },
    {
      code: 'KT3117',
      title: 'params of a reference are for its resolver',
      why: 'What has a name is found by it; the webhook refuses params without a resolver, or beside a name.',
      source: SOURCE,
      check({ name, resolver, params }, report) {
        if (params === undefined) return;
        if (!resolver) report(['resolver'], 'there is no resolver that takes the params', 'name it: resolver');
        else if (name) report(['name'], 'there are params beside the name', 'give the name as a param of the resolver');
      },
      good: example(git),
      bad: [
        example({ params: git.params }),
        example({ name: 'hello', params: git.params }),
        { ...example({ name: 'https://git.example.com/a', ...git }), features: { [FLAG]: 'true' } },
      ],
    },
    {
      code: NEEDS_BETA,
      title: 'resolvers need beta features',
      why: 'The webhook refuses them where enable-api-fields is stable.',
      source: SOURCE,
      check({ resolver, params }, report, { platform }) {
        if (platform.hasTektonFields('beta')) return;
        if (resolver || params !== undefined)
          report([resolver ? 'resolver' : 'params'], 'resolvers are not open here', 'set enable-api-fields to beta');
      },
      good: example(git),
      bad: { ...example(git), features: { 'enable-api-fields': 'stable' } },
    },
    {
      code: 'KT3119',
      title: 'an address in place of a name needs the flag enable-concise-resolver-syntax',
      why: 'The webhook refuses it where the flag is not set, and any other name beside a resolver.',
      source: SOURCE,
      check({ name = '', resolver, params }, report, { platform }) {
        if (name === '' || params !== undefined) return;
        if (!isUri(name)) {
          if (resolver)
            report(['name'], `"${name}" is no address`, 'leave name out, and give it as a param of the resolver');
          return;
        }
        if (!platform.isEnabled(FLAG))
          report(['name'], 'an address is not open here', `write resolver and params, or set ${FLAG} to true`);
        else if (!resolver) report(['resolver'], 'nobody is named who looks at the address', 'write resolver: http');
      },
      good: { ...example({ name: 'https://git.example.com/a', resolver: 'http' }), features: { [FLAG]: 'true' } },
      bad: [
        example({ name: 'https://git.example.com/a', resolver: 'http' }),
        example({ name: 'hello', resolver: 'http' }),
        { ...example({ name: 'https://git.example.com/a' }), features: { [FLAG]: 'true' } },
      ],
    },
    {
      code: 'KT3120',
      title: 'the name of a reference is one that an object can have',
      why: 'The webhook refuses other characters than letters, digits, dashes, underscores and dots. Variables are no names either.',
      source: SOURCE,
      check({ name = '', resolver, params }, report) {
        if (name === '' || resolver || params !== undefined || isUri(name) || isQualifiedName(name)) return;
        const hint = name.includes('$(') ? 'write the name itself' : 'use letters, digits, dashes and dots';
        report(['name'], `"${name}" is no name`, hint);
      },
      good: example({ name: 'hello.v2' }),
      bad: [example({ name: 'hello world' }), example({ name: '$(params.task)' })],
    },
    paramsGivenOnce((params) => example({ resolver: 'git', params }), ['url', 'revision']),
  ];
}

/** A pipeline leaves what its tasks say of custom kinds to the controllers of those. */
function ofOwnTasks(rule: Rule<ResolverRef>): Rule<TaskRef> {
  return {
    ...rule,
    check(ref, report, context) {
      if (!isCustomKind(ref)) rule.check(ref, report, context);
    },
  };
}

/** Pipelines in place of tasks need alpha features, with which there are resolvers. */
function ofNestedPipelines(all: readonly Rule<ResolverRef>[]): Rule<ResolverRef>[] {
  const inAlpha = (examples: Rule['good']) =>
    examplesOf(examples).map((example) => ({ ...example, features: { ...alpha, ...example.features } }));
  return all
    .filter(({ code }) => code !== NEEDS_BETA)
    .map((rule) => ({ ...rule, good: inAlpha(rule.good), bad: inAlpha(rule.bad) }));
}

const none = { name: null, resolver: null, params: null };
const rules = referenceRules((ref) => ({ value: { ...none, ...ref } }));

/** What must hold of references to tasks, pipelines and actions. */
export const referenceRuleSets: readonly RuleSet[] = [
  rulesOf('References', references, rules),
  rulesOf('References', taskReferences, rules.map(ofOwnTasks)),
  rulesOf('References', pipelineReferences, ofNestedPipelines(rules)),
  rulesOf('References', stepReferences, rules),
];
