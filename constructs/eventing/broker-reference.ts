import type { Destination, KReference } from '../../lib/api/duck/v1/destination';
import { Broker } from '../../lib/api/eventing/v1/broker';
import { brand } from '../base/brand';
import type { ISink } from './sink';

/** A broker, of this program or not. */
export interface IBroker {
  readonly name: string;
  /** A reference to the broker, as an object of the given namespace writes it. */
  referenceFrom(namespace: string | undefined): KReference;
}

/** A broker that exists without this program. */
export class NamedBroker implements IBroker, ISink {
  public constructor(
    public readonly name: string,
    private readonly namespace: string | undefined,
  ) {
    brand(this, 'Value');
  }

  public get sinkName(): string {
    return this.name;
  }

  public referenceFrom(namespace: string | undefined): KReference {
    const elsewhere = this.namespace !== undefined && this.namespace !== namespace;
    const { apiVersion, kind } = Broker;
    return { apiVersion, kind, name: this.name, ...(elsewhere && { namespace: this.namespace }) };
  }

  public toDestination(namespace: string | undefined): Destination {
    return { ref: this.referenceFrom(namespace) };
  }
}
