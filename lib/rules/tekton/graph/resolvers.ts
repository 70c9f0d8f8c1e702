import type { ResolverRef } from '../../../api/tekton/v1/reference';
import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import type { FieldPath } from '../../diagnostic';
import { nearest } from '../../nearest';
import type { GraphRule } from '../../rule';
import { placedTasks } from '../pipelines/placed-tasks';
import { greetings, run } from './examples';
import { pipelinesOf, refsOfRuns } from './pipelines';

const RESOLVERS = 'tektoncd/pipeline, pkg/remoteresolution/resolver; docs/resolver-reference.md';

interface ResolverParams {
  readonly known: readonly string[];
  /** Params without which it finds nothing; of several in one text any will do. */
  readonly needed: readonly string[];
}

/** The resolvers that Tekton brings along. */
const resolvers: Readonly<Record<string, ResolverParams>> = {
  git: {
    known: [
      ...['url', 'repo', 'org', 'revision', 'pathInRepo', 'serverURL', 'scmType', 'token', 'tokenKey'],
      ...['gitToken', 'gitTokenKey', 'configKey', 'cache'],
    ],
    needed: ['pathInRepo'],
  },
  cluster: { known: ['kind', 'name', 'namespace', 'cache'], needed: ['name'] },
  bundles: { known: ['bundle', 'name', 'kind', 'serviceAccount', 'secret', 'cache'], needed: ['bundle', 'name'] },
  hub: { known: ['catalog', 'type', 'kind', 'name', 'version', 'url'], needed: ['name', 'version'] },
  http: {
    known: ['url', 'http-username', 'http-password-secret', 'http-password-secret-key', 'digest', 'cache'],
    needed: ['url'],
  },
};

interface PlacedRef {
  readonly node: GraphNode;
  readonly ref: ResolverRef;
  readonly at: FieldPath;
}

/** The references to tasks and pipelines in pipelines and their runs. */
function refsOf(graph: ResourceGraph): PlacedRef[] {
  const inPipelines = pipelinesOf(graph).flatMap(({ node, spec, at }) =>
    placedTasks(spec).flatMap(({ task, at: place }) =>
      (['taskRef', 'pipelineRef'] as const).flatMap((field) => {
        const ref = task[field];
        return ref === undefined ? [] : [{ node, ref, at: [...at, ...place, field] }];
      }),
    ),
  );
  return [...inPipelines, ...refsOfRuns(graph)];
}

const param = (name: string, value = 'a') => ({ name, value });
const from = (resolver: string, ...names: readonly string[]) =>
  greetings({ name: 'greet', taskRef: { resolver, params: names.map((name) => param(name)) } });

/** What only a resolver would tell, when the run has begun. */
export const resolverRules: readonly GraphRule[] = [
  {
    code: 'KT3669',
    severity: 'warning',
    title: 'a reference names a resolver that there is',
    why: 'Nobody answers to another name: the run waits until its time is over.',
    source: RESOLVERS,
    check(graph, report) {
      for (const { node, ref, at } of refsOf(graph)) {
        const { resolver = '' } = ref;
        if (resolver === '' || Object.hasOwn(resolvers, resolver)) continue;
        const near = nearest(resolver, Object.keys(resolvers));
        // Somebody may have a resolver of their own.
        if (near !== undefined)
          report(node, [...at, 'resolver'], `Tekton has no resolver "${resolver}"`, `did you mean "${near}"?`);
      }
    },
    good: [from('git', 'url', 'pathInRepo')],
    bad: [from('gitt', 'url', 'pathInRepo')],
  },
  {
    code: 'KT3670',
    severity: 'warning',
    title: 'a resolver gets the params that it knows and needs',
    why: 'Only the resolver tells, once the run has begun; others it drops without a word.',
    source: RESOLVERS,
    check(graph, report) {
      for (const { node, ref, at } of refsOf(graph)) {
        const { resolver = '', params = [] } = ref;
        const kind = Object.hasOwn(resolvers, resolver) ? resolvers[resolver] : undefined;
        if (kind === undefined) continue;
        const names = params.map(({ name }) => name);
        const missing = kind.needed.filter((name) => !names.includes(name));
        for (const [i, name] of names.entries()) {
          if (kind.known.includes(name)) continue;
          const near = nearest(name, kind.known);
          const hint = near === undefined ? `it knows ${kind.known.join(', ')}` : `did you mean "${near}"?`;
          report(node, [...at, 'params', i, 'name'], `the resolver "${resolver}" knows no param "${name}"`, hint);
        }
        if (missing.length > 0)
          report(
            node,
            [...at, 'params'],
            `the resolver "${resolver}" needs ${missing.join(' and ')}`,
            'add it to params',
          );
      }
    },
    good: [from('hub', 'name', 'version'), run({ pipelineRef: { resolver: 'cluster', params: [param('name')] } })],
    bad: [from('git'), run({ pipelineRef: { resolver: 'git', params: [param('ulr'), param('pathInRepo')] } })],
  },
];
