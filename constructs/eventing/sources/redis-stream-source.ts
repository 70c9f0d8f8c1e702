import type { Construct } from 'constructs';
import {
  RedisStreamSource as kind,
  type RedisDialOptions,
  type RedisPasswordReference,
  type RedisStreamSourceSpec,
} from '../../../lib/api/sources/v1alpha1/redis-stream-source';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import type { SecretRef } from '../../kubernetes/secret-reference';
import { optionalSecretValue } from '../secret-value';
import { lowerPlainSink, type SourceProps } from './source';

/** How Redis is reached. */
export interface RedisDialProps {
  /** Whether it is spoken to over TLS. @default false */
  readonly useTLS?: boolean;
  /** Whether any certificate will do. @default false */
  readonly skipVerify?: boolean;
  /** Certificates of authorities that vouch for Redis, in PEM. @default - those of the image */
  readonly caCert?: SecretRef;
  /** The client's certificate in PEM. @default - the client shows none */
  readonly cert?: SecretRef;
  /** The key of the certificate in PEM. @default - the client shows no certificate */
  readonly key?: SecretRef;
  /** The object with the password, as upstream's schema has it. @default - no password */
  readonly password?: RedisPasswordReference;
}

/** Which stream to send, and how to reach it. */
export interface RedisStreamSourceProps extends SourceProps {
  /** URL of Redis, such as `rediss://redis.redis.svc.cluster.local:6379`. */
  readonly address: string;
  /** The stream's key. */
  readonly stream: string;
  /** The consumer group. @default - made of the source's name */
  readonly group?: string;
  /** How many consumers share the entries. @default - as config-redis says */
  readonly consumers?: number;
  /** TLS and password. @default - neither */
  readonly dialOptions?: RedisDialProps;
}

/**
 * Sends an event for each entry of a stream of Redis.
 *
 * Becomes: one RedisStreamSource. Its events are of the type `RedisStreamSource.eventType`. An entry counts as taken
 * even if it can't be delivered.
 * @example
 * new RedisStreamSource(chart, 'orders', { address: 'redis://redis:6379', stream: 'orders', sink: broker });
 */
export class RedisStreamSource extends Resource<RedisStreamSourceSpec> {
  /** Type of the events that every RedisStreamSource sends. */
  public static readonly eventType = 'dev.knative.sources.redisstream';

  public constructor(scope: Construct, id: string, given: RedisStreamSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        address: props.address,
        stream: props.stream,
        group: props.group,
        consumers: props.consumers,
        sink: lowerPlainSink(props.sink, lowering),
        ceOverrides: props.extensions && { extensions: props.extensions },
        dialOptions: props.dialOptions && lowerDialOptions(props.dialOptions, lowering),
      },
    }));
  }
}

function lowerDialOptions(options: RedisDialProps, lowering: Lowering): RedisDialOptions {
  const { useTLS, skipVerify, caCert, cert, key, password } = options;
  return {
    useTLS,
    skipVerify,
    caCert: optionalSecretValue(caCert, 'dialOptions.caCert', lowering),
    cert: optionalSecretValue(cert, 'dialOptions.cert', lowering),
    key: optionalSecretValue(key, 'dialOptions.key', lowering),
    password,
  };
}
