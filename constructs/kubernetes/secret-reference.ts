import type { SecretKeySelector } from '../../lib/api/core/v1/env';
import { brand } from '../base/brand';
import { type INamed, nameOf } from './named';

/** One key of a Secret that exists in the cluster. A program refers to secrets, it never holds their values. */
export class SecretRef {
  /**
   * The key of a Secret in the namespace of whoever reads it.
   *
   * @example
   * SecretRef.of('github', 'token')
   */
  public static of(secret: string | INamed, key: string): SecretRef {
    return new SecretRef(nameOf(secret), key);
  }

  private constructor(
    /** Name of the Secret. */
    public readonly name: string,
    /** The key whose value is meant. */
    public readonly key: string,
  ) {
    brand(this, 'Value');
  }

  /** The reference as most fields hold it. */
  public toSelector(): SecretKeySelector {
    return { name: this.name, key: this.key };
  }
}
