import type { Destination } from '../../api/duck/v1/destination';
import { Parallel, type ParallelSpec, type ParallelStatus } from '../../api/flows/v1/parallel';
import { Sequence, type SequenceSpec, type SequenceStatus } from '../../api/flows/v1/sequence';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import { groupOf } from '../../graph/object-ref';
import { isInMemory, longestName } from '../messaging/channel-kinds';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';

const VALIDATION = 'eventing, pkg/apis/flows/v1';

type SequenceObject = KubeObject<SequenceSpec, SequenceStatus>;
type ParallelObject = KubeObject<ParallelSpec, ParallelStatus>;

const service = (name: string) => ({ ref: { apiVersion: 'v1', kind: 'Service', name } });
const flow = (kind: string, name: string) => ({ ref: { apiVersion: 'flows.knative.dev/v1', kind, name } });

/** Whether a destination is the object that has it. */
function isSelf(destination: Destination | undefined, { apiVersion, kind, metadata }: KubeObject): boolean {
  const ref = destination?.ref;
  if (ref?.name === undefined || ref.name !== metadata.name || ref.kind !== kind) return false;
  const isHere = (ref.namespace ?? metadata.namespace) === metadata.namespace;
  return isHere && groupOf(ref.apiVersion ?? '') === groupOf(apiVersion);
}

const NAME_WHY =
  'Of each part a channel is made, and of each channel in memory a Service. Their names are that of the flow with an ending, and a Service takes at most 63 letters.';

/** Tells a name that is too long for the channels in memory of a flow with so many parts. */
function checkName({ metadata: { name = '' } }: KubeObject, ending: string, parts: number, report: Report): void {
  const most = longestName(`${ending}${Math.max(parts - 1, 0)}`);
  if (name.length > most)
    report(['metadata', 'name'], `the name has ${name.length} letters`, `make it ${most} or fewer`);
}

const sequence: readonly Rule<SequenceObject>[] = [
  {
    code: 'KE2601',
    title: 'a sequence has steps',
    why: 'Without any it has no channel, and so no address.',
    source: VALIDATION,
    check({ spec }, report) {
      if ((spec?.steps?.length ?? 0) === 0)
        report(['spec', 'steps'], 'no steps are given', 'name one or more destinations');
    },
    good: { spec: { steps: [service('display')] } },
    bad: [{ spec: { steps: [] } }, { spec: { steps: null } }],
  },
  {
    code: 'KE2651',
    severity: 'warning',
    title: 'a sequence does not lead back into itself',
    why: 'Each event comes round again, without end: no TTL counts down between channels.',
    source: 'eventing, pkg/reconciler/sequence',
    check(object, report) {
      const { spec } = object;
      for (const [i, step] of (spec?.steps ?? []).entries()) {
        if (isSelf(step, object))
          report(['spec', 'steps', i], 'the step is the sequence itself', 'name what shall be done in this step');
      }
      if (isSelf(spec?.reply, object))
        report(['spec', 'reply'], 'the sequence replies to itself', 'reply elsewhere, or leave reply out');
    },
    good: { spec: { reply: flow('Sequence', 'other') } },
    bad: [
      { spec: { reply: flow('Sequence', 'checkout') } },
      { spec: { steps: [service('display'), flow('Sequence', 'checkout')] } },
    ],
  },
  {
    code: 'KE2652',
    severity: 'warning',
    title: 'a step is there once',
    why: 'The same destination gets its own answer, mostly by a slip of the pen.',
    source: 'eventing, pkg/reconciler/sequence',
    check({ spec }, report) {
      const steps = spec?.steps ?? [];
      const seen = new Map<string, number>();
      for (const [i, { delivery: _, ...step }] of steps.entries()) {
        const key = step.ref === undefined ? (step.uri ?? '') : JSON.stringify([step.ref.kind, step.ref.name]);
        const first = seen.get(key);
        if (first === undefined) seen.set(key, i);
        else {
          const { delivery: __, ...other } = steps[first]!;
          if (key !== '' && isSemanticallyEqual(Sequence, ['spec', 'steps', i], other, step))
            report(['spec', 'steps', i], `step ${i + 1} is step ${first + 1} again`, 'leave one of them out');
        }
      }
    },
    good: { spec: { steps: [service('display'), service('archive')] } },
    bad: { spec: { steps: [service('display'), service('archive'), service('display')] } },
  },
  {
    code: 'KE2653',
    severity: 'warning',
    title: 'the name of a sequence leaves room for those of its channels',
    why: NAME_WHY,
    source: 'eventing, pkg/reconciler/sequence/resources/channel.go',
    check(object, report) {
      if (isInMemory(object.spec?.channelTemplate))
        checkName(object, '-kn-sequence-', object.spec?.steps?.length ?? 0, report);
    },
    good: [
      { metadata: { name: 'a'.repeat(38) } },
      {
        metadata: { name: 'a'.repeat(39) },
        spec: { channelTemplate: { apiVersion: 'messaging.knative.dev/v1beta1', kind: 'KafkaChannel' } },
      },
    ],
    bad: [
      { metadata: { name: 'a'.repeat(39) } },
      {
        metadata: { name: 'a'.repeat(38) },
        spec: { steps: Array.from({ length: 11 }, (_, i) => service(`step-${i}`)) },
      },
    ],
  },
];

const parallel: readonly Rule<ParallelObject>[] = [
  {
    code: 'KE2602',
    title: 'a parallel has branches',
    why: 'Without any nothing is done with the events.',
    source: VALIDATION,
    check({ spec }, report) {
      if ((spec?.branches?.length ?? 0) === 0)
        report(['spec', 'branches'], 'no branches are given', 'name one or more subscribers');
    },
    good: { spec: { branches: [{ subscriber: service('display') }] } },
    bad: [{ spec: { branches: [] } }, { spec: { branches: null } }],
  },
  {
    code: 'KE2654',
    severity: 'warning',
    title: 'a parallel does not lead back into itself',
    why: 'Each event comes round again, without end: no TTL counts down between channels.',
    source: 'eventing, pkg/reconciler/parallel',
    check(object, report) {
      const { spec } = object;
      for (const [i, branch] of (spec?.branches ?? []).entries()) {
        for (const field of ['filter', 'subscriber', 'reply'] as const) {
          if (isSelf(branch[field], object))
            report(['spec', 'branches', i, field], `the ${field} is the parallel itself`, 'name another destination');
        }
      }
      if (isSelf(spec?.reply, object))
        report(['spec', 'reply'], 'the parallel replies to itself', 'reply elsewhere, or leave reply out');
    },
    good: { spec: { reply: flow('Parallel', 'other') } },
    bad: [
      { spec: { reply: flow('Parallel', 'checkout') } },
      { spec: { branches: [{ subscriber: flow('Parallel', 'checkout') }] } },
    ],
  },
  {
    code: 'KE2655',
    severity: 'warning',
    title: 'the name of a parallel leaves room for those of its channels',
    why: NAME_WHY,
    source: 'eventing, pkg/reconciler/parallel/resources/channel.go',
    check(object, report) {
      if (isInMemory(object.spec?.channelTemplate))
        checkName(object, '-kn-parallel-', object.spec?.branches?.length ?? 0, report);
    },
    good: { metadata: { name: 'a'.repeat(38) } },
    bad: { metadata: { name: 'a'.repeat(39) } },
  },
];

export const sequenceRules = rulesFor(Sequence, sequence);
export const parallelRules = rulesFor(Parallel, parallel);
