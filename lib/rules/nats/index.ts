import { NatsJetStreamChannel } from '../../api/messaging/v1alpha1/nats-jet-stream-channel';
import type { Defaulters } from '../defaults';
import { withSubscribable } from '../kafka/defaults';
import type { RuleSet } from '../rule';
import { natsChannelRules } from './channel';
import { scopeRules } from './scope';

/** The rules of channels of NATS, and what they share with those of Kafka. */
export const natsRuleSets: readonly RuleSet[] = [natsChannelRules, scopeRules];

/** The spec is left as it is: what is missing there is filled in when the stream is made. */
export const natsDefaulters: Defaulters = {
  [`${NatsJetStreamChannel.apiVersion}/${NatsJetStreamChannel.kind}`]: withSubscribable,
};
