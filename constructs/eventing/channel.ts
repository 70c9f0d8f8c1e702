import { brand } from '../base/brand';

/** What kind of channel to make, and with what settings. */
export class Channel {
  /** A channel that holds events in memory: for trials, since events are lost when its pod goes. */
  public static inMemory(): Channel {
    return Channel.of({ apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' });
  }

  /** Any kind of channel. */
  public static of(template: ChannelTemplate): Channel {
    return new Channel(template);
  }

  private constructor(public readonly template: ChannelTemplate) {
    brand(this, 'Value');
  }
}

/** The beginning of a channel object. */
export interface ChannelTemplate {
  readonly apiVersion: string;
  readonly kind: string;
  /** Settings of the channel's kind. @default - none */
  readonly spec?: Readonly<Record<string, unknown>>;
}
