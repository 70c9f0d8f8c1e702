import type { SecretKeySelector } from '../../lib/api/core/v1/env';
import { brand } from '../base/brand';
import { foundValue } from '../base/found-value';
import { SynthError } from '../base/synth-error';
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
    const name = secret === undefined ? secret : nameOf(secret);
    for (const [path, value] of Object.entries({ secret: name, key })) {
      if (typeof value === 'string' && value !== '') continue;
      const found = value === '' ? 'an empty text' : foundValue(value);
      throw new SynthError('value', 'SecretRef.of', path, `found ${found}`, 'give a name');
    }
    return new SecretRef(name, key);
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
