import type { Construct } from 'constructs';
import { type DomainMappingSpec, DomainMapping as kind } from '../../lib/api/serving/v1beta1/domain-mapping';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { type ISink, lowerSink } from '../eventing/sink';
import { type INamed, nameOf } from '../kubernetes/named';
import { ClusterDomainClaim } from './cluster-domain-claim';

/** How a domain is served. */
export interface DomainOptions extends ResourceProps {
  /** Secret with the domain's certificate and key, in the mapping's namespace. @default - one that the cluster requests, if it is set up to */
  readonly tls?: string | INamed;
  /** Whether to reserve the domain for the namespace as well, as is needed unless config-network claims domains itself. @default false */
  readonly claim?: boolean;
  /** Name of one of the addresses that the object has. @default - the address that the object prefers */
  readonly address?: string;
}

/** What a domain stands for. */
export interface DomainMappingProps extends DomainOptions {
  /** What the domain leads to, mostly a `KnativeService`: an object that has an address, in the mapping's namespace. */
  readonly ref: ISink;
}

/**
 * Gives a service a domain of one's own. The construct's id, or `name`, is the domain.
 *
 * Becomes: one DomainMapping; with `claim` a ClusterDomainClaim too.
 * Throws: SynthError KG0006 if the object is in another namespace.
 * @example
 * new DomainMapping(chart, 'shop.example.com', { ref: shop, tls: 'shop-certificate' });
 */
export class DomainMapping extends Resource<DomainMappingSpec> {
  public constructor(scope: Construct, id: string, given: DomainMappingProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({ spec: specOf(props, lowering) }));
    const { name, namespace } = this;
    if (props.claim === true && namespace !== undefined) {
      new ClusterDomainClaim(this, 'claim', { name, for: namespace });
    }
  }
}

function specOf({ ref, tls, address, claim }: DomainMappingProps, lowering: Lowering): DomainMappingSpec {
  if (claim === true && lowering.namespace === undefined) {
    const hint = 'give the chart or the mapping a namespace';
    lowering.refuse('namespace', 'claim', `a claim of "${lowering.name}" has no namespace to be for`, hint);
  }
  const { ref: reference } = lowerSink('ref', ref, lowering);
  if (reference === undefined) {
    lowering.refuse('reference', 'ref', 'a domain leads to an object, not to a URL', 'give a service');
  }
  const { apiVersion = '', kind, name, namespace } = reference;
  if (namespace !== undefined) {
    const found = `${kind} "${name}" is in the namespace ${namespace}`;
    lowering.refuse('reference', 'ref', found, 'put the mapping in the namespace of what it leads to');
  }
  return { ref: { apiVersion, kind, name, address }, tls: tls === undefined ? undefined : { secretName: nameOf(tls) } };
}
