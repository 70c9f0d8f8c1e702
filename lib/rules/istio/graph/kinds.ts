import type { KubeObject } from '../../../api/meta/v1';
import type { GraphNode, ResourceGraph } from '../../../graph/graph';
import { type Fields, fields, items, text } from '../../../graph/reference-fields';
import type { FieldPath } from '../../diagnostic';

const NETWORKING = 'networking.istio.io';

/** The objects of a kind of networking.istio.io. */
export function nodesOf(graph: ResourceGraph, kind: string): GraphNode[] {
  return graph.nodes.filter(({ ref }) => ref.group === NETWORKING && ref.kind === kind);
}

/** The spec of an object, which may be one that its schema refuses. */
export function specOf({ object }: GraphNode): Fields {
  return fields(object.spec);
}

/** The texts of a list. */
export function textsOf(list: unknown): string[] {
  return (Array.isArray(list) ? list : []).map(text);
}

/** A destination of a route, and where it stands. */
export interface PlacedDestination {
  readonly at: FieldPath;
  readonly destination: Fields;
}

/** The destinations of a VirtualService's routes, without those of copies. */
export function destinationsOf(spec: Fields): PlacedDestination[] {
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    items(spec[protocol]).flatMap((route, i) =>
      items(route.route).map((one, j) => ({
        at: ['spec', protocol, i, 'route', j, 'destination'],
        destination: fields(one.destination),
      })),
    ),
  );
}

/** A host in full: a short one is of a service in the namespace of the object that names it. */
export function fullHost(host: string, namespace: string | undefined): string {
  return host === '' || host.includes('.') || host === '*' ? host : `${host}.${namespace ?? ''}.svc.cluster.local`;
}

/** An object of networking.istio.io, for examples. */
export function networking(kind: string, name: string, spec: object, namespace = 'default'): KubeObject {
  return { apiVersion: `${NETWORKING}/v1`, kind, metadata: { name, namespace }, spec };
}

/** A gateway for one host, for examples. */
export function gatewayFor(name: string, host: string, namespace?: string): KubeObject {
  const servers = [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [host] }];
  return networking('Gateway', name, { selector: { istio: 'ingressgateway' }, servers }, namespace);
}

/** A virtual service that sends the requests for a host to a service, for examples. */
export function routeFor(host: string, spec: object = {}): KubeObject {
  const route = [{ destination: { host: 'shop.default.svc.cluster.local' } }];
  return networking('VirtualService', 'shop', { hosts: [host], http: [{ route }], ...spec });
}
