import type { Construct } from 'constructs';
import {
  type ClusterDomainClaimSpec,
  ClusterDomainClaim as kind,
} from '../../lib/api/networking/v1alpha1/cluster-domain-claim';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** Whom a domain is reserved for. */
export interface ClusterDomainClaimProps extends Omit<ResourceProps, 'namespace'> {
  /** The namespace that may use the domain. */
  readonly for: string;
}

/**
 * Reserves a domain for one namespace. The construct's id, or `name`, is the domain.
 *
 * Becomes: one ClusterDomainClaim.
 * @example
 * new ClusterDomainClaim(chart, 'shop.example.com', { for: 'shop' });
 */
export class ClusterDomainClaim extends Resource<ClusterDomainClaimSpec> {
  public constructor(scope: Construct, id: string, given: ClusterDomainClaimProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => ({ spec: { namespace: props.for } }));
  }
}
