import type { SecretValueFromSource } from '../../lib/api/common/secret-value';
import type { Lowering } from '../base/resource';
import type { SecretRef } from '../kubernetes/secret-reference';

/** A value that stands in a Secret, as Eventing's fields hold it. What is no reference is refused, and never shown. */
export function secretValue(secret: SecretRef, path: string, lowering: Lowering): SecretValueFromSource {
  if (typeof secret?.toSelector === 'function') {
    const { name, key } = secret;
    return { secretKeyRef: { name, key } };
  }
  return lowering.refuse(
    'value',
    path,
    'found no reference to a Secret',
    "give one, such as SecretRef.of('github', 'token')",
  );
}

/** A value that may stand in a Secret. */
export function optionalSecretValue(
  secret: SecretRef | undefined,
  path: string,
  lowering: Lowering,
): SecretValueFromSource | undefined {
  return secret === undefined ? undefined : secretValue(secret, path, lowering);
}
