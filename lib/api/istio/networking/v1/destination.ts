import type { Int32 } from '../../../meta/v1';
import type { UInt32 } from '../../common/scalars';

/** A port by its number. */
export interface IstioPortSelector {
  /** The number, 1 to 65535. */
  readonly number?: UInt32;
}

/** Where requests are sent: a service that Istio knows, or a part of it. */
export interface IstioDestination {
  /**
   * Name of the service: a host of Kubernetes, as `shop.default.svc.cluster.local`, or one of a ServiceEntry. A short
   * name is taken to be of the namespace of the object that it stands in.
   */
  readonly host: string;
  /** Name of a subset that a DestinationRule of the host defines. @default - the whole service */
  readonly subset?: string;
  /** The service's port. @default - the only one that it has */
  readonly port?: IstioPortSelector;
}

/** A destination and its share. */
export interface RouteDestination {
  /** Where connections are sent. */
  readonly destination: IstioDestination;
  /** Share of the connections, in proportion to the sum of all weights. @default - all of them, if it is the only one */
  readonly weight?: Int32;
}
