import type { Step } from '../../api/tekton/v1/step';
import type { TaskSpec } from '../../api/tekton/v1/task';
import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import type { FieldPath } from '../diagnostic';

/** A text in which Tekton puts variables. */
export interface VariableText {
  readonly path: FieldPath;
  readonly text: string;
  /** Whether it is an item of a list, in whose place an array may come. */
  readonly isItem: boolean;
}

/** The texts of a step that upstream's webhook looks at, in the order of their fields. */
export function textsOfStep(step: Step): VariableText[] {
  return [
    ...plain(step, ['name', 'image', 'workingDir', 'script', 'onError']),
    ...inLists(step),
    ...inMounts(step, ['name', 'mountPath', 'subPath']),
  ];
}

/** What texts of steps are looked for in. */
export type HasSteps = Partial<Pick<TaskSpec, 'steps' | 'stepTemplate'>>;

/** Those of all steps of a task, and of their template as far as a step takes them from there. */
export function textsOfSteps(task: HasSteps): VariableText[] {
  const own = (task.steps ?? []).flatMap((step, i) =>
    textsOfStep(step).map(({ path, ...text }) => ({ path: ['steps', i, ...path], ...text })),
  );
  return [...own, ...textsOfTemplate(task)];
}

/** The texts of the template that come to some step. */
export function textsOfTemplate({ steps = [], stepTemplate }: HasSteps): VariableText[] {
  if (stepTemplate === undefined) return [];
  const takers = steps.filter(({ ref }) => ref === undefined);
  const comes = ([field, i]: FieldPath): boolean => {
    const { env = [], volumeMounts = [] } = stepTemplate;
    return takers.some((step) => {
      if (field === 'env') return !isReplaced(env, step.env, Number(i), ({ name }) => name);
      if (field === 'volumeMounts')
        return !isReplaced(volumeMounts, step.volumeMounts, Number(i), ({ mountPath }) => mountPath);
      return !step[field as 'image' | 'command' | 'args' | 'workingDir']?.length;
    });
  };
  return textsOfStep(stepTemplate)
    .filter(({ path }) => comes(path))
    .map(({ path, ...text }) => ({ path: ['stepTemplate', ...path], ...text }));
}

/** Whether a step has an item in place of the template's: of two with one key, in place of the first. */
function isReplaced<Item>(
  items: readonly Item[],
  own: readonly Item[] | undefined,
  index: number,
  keyOf: (item: Item) => string,
): boolean {
  const key = keyOf(items[index]!);
  return own?.some((item) => keyOf(item) === key) === true && items.findIndex((item) => keyOf(item) === key) === index;
}

/** Those of an action. */
export function textsOfAction(action: StepActionSpec): VariableText[] {
  return [...plain(action, ['image', 'script']), ...inLists(action), ...inMounts(action, ['name'])];
}

type Listed = Pick<StepActionSpec, 'command' | 'args' | 'env' | 'volumeMounts'>;

function plain<Holder extends object>(holder: Holder, names: readonly (keyof Holder & string)[]): VariableText[] {
  return names.flatMap((name) => {
    const text = holder[name];
    return typeof text === 'string' ? [{ path: [name], text, isItem: false }] : [];
  });
}

function inLists({ command = [], args = [], env = [] }: Listed): VariableText[] {
  return [
    ...command.map((text, i) => ({ path: ['command', i], text, isItem: true })),
    ...args.map((text, i) => ({ path: ['args', i], text, isItem: true })),
    ...env.flatMap(({ value }, i) =>
      value === undefined ? [] : [{ path: ['env', i, 'value'], text: value, isItem: false }],
    ),
  ];
}

function inMounts({ volumeMounts = [] }: Listed, names: readonly ('name' | 'mountPath' | 'subPath')[]): VariableText[] {
  return volumeMounts.flatMap((mount, i) =>
    plain(mount, names).map(({ path, ...text }) => ({ path: ['volumeMounts', i, ...path], ...text })),
  );
}
