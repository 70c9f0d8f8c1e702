import type { KReference } from '../../lib/api/duck/v1/destination';
import { Gateway as kind } from '../../lib/api/istio/networking/v1/gateway';

/** A gateway of Istio, of this program or not. */
export interface IGateway {
  /** A reference to the gateway, as an object of the given namespace writes it. */
  referenceFrom(namespace: string | undefined): KReference;
}

/** All sidecars of the mesh, in place of a gateway. */
export const MESH = 'mesh';

/** A gateway that is not made by this program. */
export function gatewayNamed(name: string, namespace?: string): IGateway {
  return {
    referenceFrom: (from) => ({
      apiVersion: kind.apiVersion,
      kind: kind.kind,
      name,
      ...(namespace !== undefined && namespace !== from && { namespace }),
    }),
  };
}

/** A gateway as a VirtualService of this namespace names it. */
export function gatewayName(gateway: IGateway | typeof MESH, from: string | undefined): string {
  if (gateway === MESH) return MESH;
  const { name, namespace } = gateway.referenceFrom(from);
  return namespace === undefined ? name : `${namespace}/${name}`;
}
