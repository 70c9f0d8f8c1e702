import type { Destination, KReference } from '../../lib/api/duck/v1/destination';
import { brand } from '../base/brand';
import type { ISink } from './sink';

/** A channel, of this program or not: events are sent to it, and subscriptions take them from it. */
export interface IChannel extends ISink {
  readonly name: string;
  /** A reference to the channel, as an object of the given namespace writes it. */
  referenceFrom(namespace: string | undefined): KReference;
}

/** Which channel is meant. */
export interface ChannelNameOptions {
  /** The channel's `group/version`. @default 'messaging.knative.dev/v1' */
  readonly apiVersion?: string;
  /** The channel's kind, such as `KafkaChannel`. @default 'Channel' */
  readonly kind?: string;
  /** Namespace of the channel. @default - that of the object that refers to it */
  readonly namespace?: string;
}

/** A channel that exists without this program. */
export class NamedChannel implements IChannel {
  readonly #options: ChannelNameOptions;

  public constructor(
    public readonly name: string,
    options: ChannelNameOptions,
  ) {
    brand(this, 'Value');
    this.#options = options;
  }

  public get sinkName(): string {
    return this.name;
  }

  public referenceFrom(namespace: string | undefined): KReference {
    const { apiVersion = 'messaging.knative.dev/v1', kind = 'Channel', namespace: own } = this.#options;
    const elsewhere = own !== undefined && own !== namespace;
    return { apiVersion, kind, name: this.name, ...(elsewhere && { namespace: own }) };
  }

  public toDestination(namespace: string | undefined): Destination {
    return { ref: this.referenceFrom(namespace) };
  }
}
