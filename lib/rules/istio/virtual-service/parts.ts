import type { IstioDestination } from '../../../api/istio/networking/v1/destination';
import type { VirtualServiceSpec } from '../../../api/istio/networking/v1/virtual-service';
import { each, maybe, type Placed } from '../placed';

/** The name that stands for all sidecars among gateways. */
export const MESH = 'mesh';

/** Whether a virtual service holds at gateways alone, and not in sidecars. */
export function isForGatewaysOnly({ gateways = [] }: VirtualServiceSpec): boolean {
  return gateways.length > 0 && !gateways.includes(MESH);
}

/** A destination of a route, for examples. */
export function routeTo(host: string) {
  return { destination: { host } };
}

/** Every destination of a virtual service, of copies of requests too, with its path in the spec. */
export function destinationsOf({ http, tls, tcp }: VirtualServiceSpec): Placed<IstioDestination>[] {
  const ofHttp = each(http, ['http']).flatMap(({ at, value: { route, mirror, mirrors } }) => [
    ...each(route, [...at, 'route']).flatMap(destinationIn),
    ...maybe(mirror, [...at, 'mirror']),
    ...each(mirrors, [...at, 'mirrors']).flatMap(destinationIn),
  ]);
  const ofOthers = [...each(tls, ['tls']), ...each(tcp, ['tcp'])].flatMap(({ at, value: { route } }) =>
    each(route, [...at, 'route']).flatMap(destinationIn),
  );
  return [...ofHttp, ...ofOthers];
}

function destinationIn({ at, value }: Placed<{ readonly destination: IstioDestination }>): Placed<IstioDestination>[] {
  return maybe(value.destination, [...at, 'destination']);
}
