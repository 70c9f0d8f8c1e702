import type { KafkaNet, KafkaSASL, KafkaTLS } from '../../../lib/api/sources/v1/kafka-source';
import type { Lowering } from '../../base/resource';
import type { SecretRef } from '../../kubernetes/secret-reference';
import { optionalSecretValue } from '../secret-value';

/** How one logs in to Kafka with a user. */
export interface KafkaSaslProps {
  /** Whether one logs in so. @default true */
  readonly enable?: boolean;
  /** The mechanism: `PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512` or `OAUTHBEARER`. @default - `PLAIN` */
  readonly type?: SecretRef;
  /** The user. @default - none */
  readonly user?: SecretRef;
  /** The password. @default - none */
  readonly password?: SecretRef;
  /** Who issues the token, for `OAUTHBEARER`. @default - none */
  readonly tokenProvider?: SecretRef;
  /** Role of AWS that the token is for, for `OAUTHBEARER`. @default - none */
  readonly roleARN?: SecretRef;
}

/** How Kafka is spoken to over TLS. */
export interface KafkaTlsProps {
  /** Whether it is. @default true */
  readonly enable?: boolean;
  /** The client's certificate in PEM. @default - the client shows none */
  readonly cert?: SecretRef;
  /** The key of the certificate in PEM. @default - the client shows no certificate */
  readonly key?: SecretRef;
  /** Certificates of authorities that vouch for Kafka, in PEM. @default - those of the image */
  readonly caCert?: SecretRef;
}

/** How Kafka is reached. */
export interface KafkaNetProps {
  /** With a user. @default - without one */
  readonly sasl?: KafkaSaslProps;
  /** Over TLS. @default - in the clear */
  readonly tls?: KafkaTlsProps;
}

export function lowerKafkaNet({ sasl, tls }: KafkaNetProps, lowering: Lowering): KafkaNet {
  return { sasl: sasl && lowerSasl(sasl, lowering), tls: tls && lowerTls(tls, lowering) };
}

function lowerSasl({ enable, type, user, password, tokenProvider, roleARN }: KafkaSaslProps, by: Lowering): KafkaSASL {
  return {
    enable: enable ?? true,
    type: optionalSecretValue(type, 'net.sasl.type', by),
    user: optionalSecretValue(user, 'net.sasl.user', by),
    password: optionalSecretValue(password, 'net.sasl.password', by),
    tokenProvider: optionalSecretValue(tokenProvider, 'net.sasl.tokenProvider', by),
    roleARN: optionalSecretValue(roleARN, 'net.sasl.roleARN', by),
  };
}

function lowerTls({ enable, cert, key, caCert }: KafkaTlsProps, by: Lowering): KafkaTLS {
  return {
    enable: enable ?? true,
    cert: optionalSecretValue(cert, 'net.tls.cert', by),
    key: optionalSecretValue(key, 'net.tls.key', by),
    caCert: optionalSecretValue(caCert, 'net.tls.caCert', by),
  };
}
