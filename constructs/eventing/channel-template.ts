import type { ChannelTemplate as Template } from '../../lib/api/duck/v1/channel-template';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import {
  type KafkaChannelSettings,
  kafkaChannelSpec,
  type NatsJetStreamChannelSettings,
  natsJetStreamChannelSpec,
} from './channel-settings';

/** The beginning of a channel object: its kind, and its spec. */
export type ChannelTemplateProps = Template;

/** What kind of channels to make, and with what settings. `Channel` has factories for it, such as `Channel.kafka`. */
export class ChannelTemplate {
  /** Channels that hold events in memory. */
  public static inMemory(): ChannelTemplate {
    return new ChannelTemplate({ apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' });
  }

  /** Channels in topics of Kafka. */
  public static kafka(settings: KafkaChannelSettings = {}): ChannelTemplate {
    const spec = fromOptions('Channel.kafka', settings, kafkaChannelSpec);
    return new ChannelTemplate({ apiVersion: 'messaging.knative.dev/v1', kind: 'KafkaChannel', ...withSpec(spec) });
  }

  /** Channels in streams of NATS JetStream. */
  public static natsJetStream(settings: NatsJetStreamChannelSettings = {}): ChannelTemplate {
    const spec = natsJetStreamChannelSpec(settings);
    const kind = 'NatsJetStreamChannel';
    return new ChannelTemplate({ apiVersion: 'messaging.knative.dev/v1alpha1', kind, ...withSpec(spec) });
  }

  /** Channels of any kind. */
  public static of(template: ChannelTemplateProps): ChannelTemplate {
    return new ChannelTemplate(template);
  }

  private constructor(
    /** The template as objects hold it. */
    public readonly template: Template,
  ) {
    brand(this, 'Value');
  }
}

/** The settings that are given; a spec without any is left out. */
function withSpec(spec: object): Pick<Template, 'spec'> {
  const given = Object.entries(spec).filter(([, value]) => value !== undefined);
  return given.length === 0 ? {} : { spec: Object.fromEntries(given) };
}
