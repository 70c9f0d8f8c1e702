import type { Destination } from '../../lib/api/duck/v1/destination';
import { Resource } from '../base/resource';
import { ADDRESS_FIELD, addressIn } from '../base/status-field';
import type { ISink } from './sink';

/** A construct of an object to which the cluster gives an address, at which it takes events. */
export abstract class Addressable<Spec> extends Resource<Spec> implements ISink {
  public get sinkName(): string {
    return this.name;
  }

  /**
   * The URL that the cluster gives it, in a program of Pulumi.
   *
   * @throws SynthError KG0009 elsewhere: only the cluster knows it. Give the object itself as a sink.
   */
  public get address(): string {
    return this.inStatus(ADDRESS_FIELD, addressIn);
  }

  public toDestination(namespace: string | undefined): Destination {
    return { ref: this.referenceFrom(namespace) };
  }
}
