import { defineKind } from '../../kind';

/** Tasks and pipelines that a policy is for. */
export interface ResourcePattern {
  /** Regular expression for the address that they come from, such as `^https://git.example.com/.*$`. */
  readonly pattern: string;
}

/**
 * A Secret in any namespace.
 * @mapType atomic
 */
export interface KeySecretReference {
  /** The Secret's name. */
  readonly name?: string;
  /** The Secret's namespace. */
  readonly namespace?: string;
}

/** A public key: exactly one of `secretRef`, `data` and `kms`. */
export interface AuthorityKey {
  /**
   * Secret that holds it.
   * @explicitPresence
   */
  readonly secretRef?: KeySecretReference;
  /** The key itself, as PEM. */
  readonly data?: string;
  /** Address of a key in a key management service, such as `gcpkms://…`. */
  readonly kms?: string;
  /** How the signed text is hashed. @default 'sha256' */
  readonly hashAlgorithm?: 'sha224' | 'sha256' | 'sha384' | 'sha512';
}

/** Someone who signs. */
export interface Authority {
  /** Its name. */
  readonly name: string;
  /**
   * Its key.
   * @explicitPresence
   */
  readonly key?: AuthorityKey;
}

/** Who must have signed a task or pipeline that comes from elsewhere. */
export interface VerificationPolicySpec {
  /** Tasks and pipelines that it is for; one pattern has to fit. */
  readonly resources: readonly ResourcePattern[];
  /** Those who sign; one of them has to have. */
  readonly authorities: readonly Authority[];
  /** Whether a run without a signature fails, or is only told of. @default 'enforce' */
  readonly mode?: 'enforce' | 'warn';
}

export const VerificationPolicy = defineKind<VerificationPolicySpec>({
  group: 'tekton.dev',
  version: 'v1alpha1',
  kind: 'VerificationPolicy',
  plural: 'verificationpolicies',
  scope: 'Namespaced',
  categories: ['tekton', 'tekton-pipelines'],
  statusSubresource: false,
  decoding: 'strict',
});
