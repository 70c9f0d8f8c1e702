import type { KubeObject } from '../../../lib/api/meta/v1';
import { conditionOf } from '../../../lib/controller/conditions';
import type { Expansion } from '../../../lib/expand/expand';

interface RunStatus {
  readonly podName?: string;
  readonly childReferences?: readonly { readonly kind: string; readonly name: string; readonly displayName?: string }[];
  readonly skippedTasks?: readonly { readonly name: string; readonly reason: string }[];
  readonly results?: readonly { readonly name: string; readonly value: unknown }[];
  readonly retriesStatus?: readonly unknown[];
  readonly taskSpec?: { readonly steps?: readonly { readonly script?: string; readonly args?: readonly string[] }[] };
}

/** What an expansion came to, for people: each object in a line, and under each run what it says. */
export function outline({ objects }: Expansion, given: readonly KubeObject[]): string {
  const kinds = new Set(given.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
  return objects
    .filter((object) => isRun(object) || !kinds.has(`${object.kind} ${object.metadata.name}`))
    .flatMap(linesOf)
    .map((line) => `${line}\n`)
    .join('');
}

const RUNS: readonly string[] = ['PipelineRun', 'TaskRun'];
const isRun = ({ kind }: KubeObject) => RUNS.includes(kind);

function linesOf(object: KubeObject): readonly string[] {
  const { kind, metadata } = object;
  const name = metadata.name?.replace(/^(pvc|mine)-[0-9a-f]{10}/, '$1-HASH') ?? '';
  if (!isRun(object)) return kind === 'Pod' ? [] : [`${kind} ${name}`];
  const condition = conditionOf(object, 'Succeeded');
  const status = (object.status ?? {}) as RunStatus;
  const said = condition === undefined ? '' : `  ${condition.status} ${condition.reason}: ${condition.message}`;
  return [
    `${kind} ${name}${said.replaceAll('\n', ' / ')}`,
    ...(status.childReferences ?? []).map((child) => {
      const title = child.displayName === undefined ? '' : `  “${child.displayName}”`;
      return `  ├ ${child.kind} ${child.name}${title}`;
    }),
    ...(status.skippedTasks ?? []).map((task) => `  ─ ${task.name}: ${task.reason}`),
    ...(status.retriesStatus === undefined ? [] : [`  attempts before: ${status.retriesStatus.length}`]),
    ...(status.taskSpec?.steps ?? []).flatMap(({ script, args }) => [
      ...(args === undefined ? [] : [`  $ ${args.join(' ')}`]),
      ...(script === undefined || script.length < 2 ? [] : [`  $ ${script.trim().replaceAll('\n', ' ⏎ ')}`]),
    ]),
    ...(status.results ?? []).map((result) => `  → ${result.name} = ${JSON.stringify(result.value)}`),
  ];
}
