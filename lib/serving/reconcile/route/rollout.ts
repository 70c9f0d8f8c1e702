import type { Backend } from './traffic';

/** The share that a revision has while a configuration's traffic moves. */
export interface RevisionShare {
  readonly revisionName: string;
  readonly percent: number;
}

/** How a move goes on: moments and lengths in nanoseconds. */
interface StepParams {
  readonly starttime?: number;
  readonly nextStepTime?: number;
  readonly stepDuration?: number;
  readonly stepSize?: number;
}

/** How far the traffic of one configuration has moved to its newest revision. */
export interface ConfigurationRollout {
  readonly configurationName: string;
  readonly tag?: string;
  readonly percent: number;
  /** Oldest first. */
  readonly revisions: readonly RevisionShare[];
  readonly stepParams: StepParams;
}

/** What the Ingress remembers of the moves that are under way. */
export interface Rollout {
  readonly configurations: readonly ConfigurationRollout[];
}

const NANOSECONDS = 1e9;
const MILLION = 1e6;

/** What should be once all moves are through. */
export function goalOf(groups: ReadonlyMap<string, readonly Backend[]>): Rollout {
  const configurations = [...groups].flatMap(([tag, backends]) =>
    backends
      .filter(({ isLatest, percent }) => isLatest && percent > 0)
      .map(
        ({ configuration, revision, percent }): ConfigurationRollout => ({
          configurationName: configuration,
          ...(tag === '' ? {} : { tag }),
          percent,
          revisions: [{ revisionName: revision, percent }],
          stepParams: {},
        }),
      )
      .sort((a, b) => (a.configurationName < b.configurationName ? -1 : 1)),
  );
  return { configurations };
}

/** Reads what an Ingress remembers; nothing where it makes no sense. */
export function readRollout(text: string | undefined): Rollout | undefined {
  if (text === undefined) return undefined;
  try {
    const { configurations = [] } = JSON.parse(text) as Partial<Rollout>;
    return configurations.every(isConsistent) ? { configurations } : undefined;
  } catch {
    return undefined;
  }
}

/** A rollout as an Ingress remembers it; without anything to move, it is empty. */
export function writtenRollout({ configurations }: Rollout): string {
  return JSON.stringify(configurations.length === 0 ? {} : { configurations });
}

function isConsistent({ percent, revisions }: ConfigurationRollout): boolean {
  const sum = revisions.reduce((total, share) => total + share.percent, 0);
  return percent >= 0 && percent <= 100 && sum === percent;
}

/** Where the traffic is on its way from what was to the goal: at once, or step by step over so many seconds. */
export function advanceRollout(before: Rollout | undefined, goal: Rollout, duration: number, now: Date): Rollout {
  if (before === undefined || duration <= 0) return goal;
  const moment = now.getTime() * MILLION;
  return {
    configurations: goal.configurations.map((wanted) => {
      const known = before.configurations.find(
        ({ configurationName, tag }) => configurationName === wanted.configurationName && tag === wanted.tag,
      );
      return known === undefined ? wanted : stepped(begun(known, wanted, moment), moment);
    }),
  };
}

/** The move of a configuration, with a share of one percent for a revision that is new. */
function begun(known: ConfigurationRollout, wanted: ConfigurationRollout, now: number): ConfigurationRollout {
  const adjusted = withPercent(known, wanted.percent);
  const { revisionName } = wanted.revisions[0]!;
  const last = adjusted.revisions.at(-1);
  if (last?.revisionName === revisionName) return adjusted;
  if (wanted.percent <= 1) return wanted;
  const older = adjusted.revisions.filter((share) => share.revisionName !== revisionName && share.percent > 0);
  const giver = older.at(-1);
  if (giver === undefined) return wanted;
  const shares = [...older.slice(0, -1), { ...giver, percent: giver.percent - 1 }].filter(({ percent }) => percent > 0);
  return {
    ...wanted,
    revisions: [...shares, { revisionName, percent: 1 }],
    stepParams: { starttime: now },
  };
}

/** The same move with another sum: more goes to the newest, less is taken from the oldest. */
function withPercent(known: ConfigurationRollout, percent: number): ConfigurationRollout {
  let difference = percent - known.percent;
  if (difference === 0) return known;
  const revisions = known.revisions.map((share) => ({ ...share }));
  const last = revisions.at(-1);
  if (difference > 0 && last !== undefined) last.percent += difference;
  for (const share of revisions) {
    if (difference >= 0) break;
    const taken = Math.min(share.percent, -difference);
    share.percent -= taken;
    difference += taken;
  }
  return { ...known, percent, revisions: revisions.filter((share) => share.percent > 0) };
}

/** All steps that are due by now. */
function stepped(rollout: ConfigurationRollout, now: number): ConfigurationRollout {
  let { revisions } = rollout;
  let { nextStepTime = 0 } = rollout.stepParams;
  const { stepDuration = 0, stepSize = 0 } = rollout.stepParams;
  if (stepDuration === 0 || nextStepTime > now) return rollout;
  for (; revisions.length > 1 && nextStepTime <= now; nextStepTime += stepDuration)
    revisions = step(revisions, stepSize);
  return revisions.length === 1
    ? { ...rollout, revisions, stepParams: {} }
    : { ...rollout, revisions, stepParams: { ...rollout.stepParams, nextStepTime } };
}

/** Takes a step's share from the revisions before the newest, the newest of these first. */
function step(revisions: readonly RevisionShare[], size: number): readonly RevisionShare[] {
  let left = size;
  const older = revisions.slice(0, -1).map((share) => ({ ...share }));
  for (const share of older.reverse()) {
    const taken = Math.min(share.percent, left);
    share.percent -= taken;
    left -= taken;
  }
  const last = revisions.at(-1)!;
  return [...older.reverse().filter(({ percent }) => percent > 0), { ...last, percent: last.percent + size - left }];
}

/** Plans the steps of the moves whose first percent has arrived: it took a time, and each further step is given as much. */
export function observeReady(rollout: Rollout, duration: number, now: Date): Rollout {
  const moment = now.getTime() * MILLION;
  return {
    configurations: rollout.configurations.map((each) => {
      const { starttime = 0, stepDuration = 0 } = each.stepParams;
      if (starttime === 0 || stepDuration !== 0) return each;
      const arrival = Math.max(1, Math.ceil((moment - starttime) / NANOSECONDS));
      const rest = Math.max(1, duration - arrival);
      const steps = Math.max(1, Math.min(Math.floor(rest / arrival), each.percent - 1));
      const length = Math.trunc((rest * NANOSECONDS) / steps);
      return {
        ...each,
        stepParams: {
          starttime,
          nextStepTime: moment + length,
          stepDuration: length,
          stepSize: Math.round((each.percent - 1) / steps),
        },
      };
    }),
  };
}

/** Whether traffic is still on its way. */
export const isUnderWay = ({ configurations }: Rollout) => configurations.some(({ revisions }) => revisions.length > 1);

/** Milliseconds until the next step, if one is planned. */
export function untilNextStep({ configurations }: Rollout, now: Date): number | undefined {
  const moments = configurations.flatMap(({ stepParams: { nextStepTime } }) => (nextStepTime ? [nextStepTime] : []));
  return moments.length === 0 ? undefined : Math.max(0, Math.ceil(Math.min(...moments) / MILLION) - now.getTime());
}

/** The backends of a name, with the shares that they have at this point of the move. */
export function sharesOf(tag: string, backends: readonly Backend[], { configurations }: Rollout): readonly Backend[] {
  return backends.flatMap((backend) => {
    const move = configurations.find(
      ({ configurationName, tag: moved = '' }) => moved === tag && configurationName === backend.configuration,
    );
    if (move === undefined || !backend.isLatest) return [backend];
    return move.revisions.map(({ revisionName, percent }) => ({ ...backend, revision: revisionName, percent }));
  });
}
