import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { goDuration } from '../base/duration';
import type { Lowering } from '../base/resource';
import { type INamed, nameOf } from '../kubernetes/named';
import { hostOf, type MeshHost } from './hosts';

/** Fields that hold a span of time. */
type DurationField =
  | 'timeout'
  | 'perTryTimeout'
  | 'backoff'
  | 'fixedDelay'
  | 'exponentialDelay'
  | 'maxAge'
  | 'idleTimeout'
  | 'connectTimeout'
  | 'maxConnectionDuration'
  | 'time'
  | 'interval'
  | 'baseEjectionTime'
  | 'duration'
  | 'warmupDurationSecs'
  | 'ttl';

/** Fields that name a Secret. */
type SecretField = 'credentialName' | 'caCertCredentialName';

/** A part of an object of Istio as a program writes it: durations, hosts and Secrets are objects. */
export type Authored<T> = T extends readonly (infer Item)[]
  ? readonly Authored<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]: AuthoredField<Field, T[Field]> }
    : T;

type AuthoredField<Field, Value> = Field extends DurationField
  ? Duration
  : Field extends 'host'
    ? MeshHost
    : Field extends SecretField
      ? string | INamed
      : Authored<Value>;

/** The part as the object has it. */
export function lowerAuthored<T>(part: Authored<T>, lowering: Lowering, path: string): T {
  return lowered(part, lowering, path) as T;
}

function lowered(value: unknown, lowering: Lowering, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, i) => lowered(item, lowering, `${path}[${i}]`));
  if (isDuration(value)) return goDuration(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, loweredField(name, inner, lowering, `${path}.${name}`)]),
  );
}

function loweredField(name: string, value: unknown, lowering: Lowering, path: string): unknown {
  if (name === 'host' && value !== undefined) return hostOf(value as MeshHost, lowering, path);
  if (Construct.isConstruct(value)) return nameOf(value as Construct & INamed);
  return lowered(value, lowering, path);
}

function isDuration(value: object): value is Duration {
  return 'toMilliseconds' in value && typeof value.toMilliseconds === 'function';
}
