import type { Construct } from 'constructs';
import type { IBroker } from './broker-reference';
import type { IChannel } from './channel-reference';
import type { ChannelTemplate } from './channel-template';
import type { DeliveryProps } from './delivery';
import type { EventFilter } from './filter';
import type { ISink } from './sink';

/** What a flow takes. */
export interface EventFlowProps {
  /** Name of the flow's objects, or the beginning of it. @default - the construct's id */
  readonly name?: string;
  /** Namespace of the flow's objects. @default - the chart's */
  readonly namespace?: string;
  /** The broker that events come in by. @default - they come in by a channel */
  readonly broker?: IBroker & ISink;
  /** The channel that events come in by, in place of a broker. @default - one of the flow's own, named as the flow */
  readonly entry?: IChannel;
  /** The kind of all channels that the flow makes. @default - the cluster's default */
  readonly channel?: ChannelTemplate;
  /** Retries and dead letters of every stage without its own. @default - those of the broker or of the channels */
  readonly delivery?: DeliveryProps;
}

/** Makes a source that sends to where it is told: `(sink) => new PingSource(chart, 'ping', { sink })`. */
export type FlowSource = (sink: ISink) => Construct;

/** What a stage of a flow takes besides what it does. */
export interface FlowStageOptions {
  /** Retries and dead letters of the stage. @default - the flow's */
  readonly delivery?: DeliveryProps;
}

/** One of the ways that events go from a split. */
export interface FlowBranch {
  /** A service that decides: what it answers with goes on, without an answer nothing does. @default - every event goes on */
  readonly filter?: ISink;
  /** Where the branch's events go: a service, or a flow. */
  readonly to: ISink;
  /** Retries and dead letters of the branch. @default - the flow's */
  readonly delivery?: DeliveryProps;
}

/** What happens to events in a flow, in its order: for its diagram. */
export type FlowPart =
  | { readonly kind: 'source'; readonly source: Construct }
  | { readonly kind: 'where'; readonly filter: EventFilter }
  | { readonly kind: 'steps'; readonly steps: readonly ISink[] }
  | { readonly kind: 'flow'; readonly flow: ISink }
  | { readonly kind: 'split'; readonly branches: readonly FlowBranch[] }
  | { readonly kind: 'to'; readonly sink: ISink };
