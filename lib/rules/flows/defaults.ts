import { Parallel, type ParallelBranch, type ParallelSpec } from '../../api/flows/v1/parallel';
import { Sequence, type SequenceSpec, type SequenceStep } from '../../api/flows/v1/sequence';
import type { Defaulter, Defaulters } from '../defaults';
import { defaultChannel } from '../eventing/default-brokers';
import { afterNulls, defaultDestination, keyOf } from '../eventing/default-references';
import { isRecord } from '../eventing/filter-walk';

/**
 * Deliveries of steps and branches keep their references as they are. The channel is the cluster's: upstream does not ask
 * what the namespace would have.
 */
const sequence: Defaulter = (object, { channelDefaults }) => {
  const spec = (object.spec ?? {}) as Partial<SequenceSpec>;
  const { steps, channelTemplate, reply } = spec;
  const { namespace } = object.metadata;
  return {
    ...object,
    spec: {
      ...spec,
      ...(steps === undefined ? {} : { steps: steps.map((step) => ofStep(step, namespace)) }),
      channelTemplate: channelTemplate ?? defaultChannel(channelDefaults),
      ...(reply === undefined ? {} : { reply: defaultDestination(reply, namespace) }),
    },
  };
};

/** A step that is null is an empty one to Go. */
function ofStep(step: SequenceStep | null, namespace: string | undefined): SequenceStep {
  return defaultDestination(step ?? {}, namespace);
}

const parallel: Defaulter = (object, { channelDefaults }) => {
  const spec = (object.spec ?? {}) as Partial<ParallelSpec>;
  const { branches, channelTemplate, reply } = spec;
  const { namespace } = object.metadata;
  return {
    ...object,
    spec: {
      ...spec,
      ...(branches === undefined ? {} : { branches: branches.map((branch) => ofBranch(branch, namespace)) }),
      channelTemplate: channelTemplate ?? defaultChannel(channelDefaults),
      ...(reply === undefined ? {} : { reply: defaultDestination(reply, namespace) }),
    },
  };
};

/** The subscriber is no pointer in Go: an absent one is there, and empty. */
function ofBranch(given: ParallelBranch | null, namespace: string | undefined): ParallelBranch {
  const branch: Partial<ParallelBranch> = isRecord(given) ? given : {};
  const { filter, subscriber = {}, reply } = branch;
  return {
    ...branch,
    subscriber: defaultDestination(subscriber, namespace),
    ...(filter === undefined ? {} : { filter: defaultDestination(filter, namespace) }),
    ...(reply === undefined ? {} : { reply: defaultDestination(reply, namespace) }),
  };
}

export const flowsDefaulters: Defaulters = {
  [keyOf(Sequence)]: afterNulls(sequence),
  [keyOf(Parallel)]: afterNulls(parallel),
};
