import type { Construct } from 'constructs';
import type { HTTPRoute } from '../../lib/api/istio/networking/v1/http-route';
import {
  VirtualService as kind,
  type TCPRoute,
  type TLSRoute,
  type VirtualServiceSpec,
} from '../../lib/api/istio/networking/v1/virtual-service';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { type Authored, lowerAuthored } from './authored';
import { gatewayName, type IGateway } from './gateway-reference';
import { hostOf, type MeshHost } from './hosts';

/** What becomes of the requests for some hosts. */
export interface VirtualServiceProps extends ResourceProps {
  /** Hosts that are asked for. @default - none: a delegate, which other virtual services name */
  readonly hosts?: readonly MeshHost[];
  /** Gateways that do so; `mesh` stands for all sidecars. @default - the sidecars alone */
  readonly gateways?: readonly (IGateway | 'mesh')[];
  /** What becomes of requests, in this order: the first route that matches is taken. @default - none */
  readonly http?: readonly Authored<HTTPRoute>[];
  /** What becomes of connections that are passed on encrypted. @default - none */
  readonly tls?: readonly Authored<TLSRoute>[];
  /** What becomes of other connections. @default - none */
  readonly tcp?: readonly Authored<TCPRoute>[];
  /** Namespaces that see the object: `.` is its own, `*` all. @default - as the mesh has it: all */
  readonly exportTo?: readonly string[];
}

/**
 * Says what becomes of the requests for some hosts, at gateways and in sidecars. For Knative's services `PathRoutes` is
 * shorter.
 *
 * Becomes: one VirtualService.
 * Throws: SynthError KG0005 for a service without a namespace.
 * @example
 * new VirtualService(chart, 'shop', {
 *   hosts: ['shop.example.com'],
 *   gateways: [gateway],
 *   http: [{ route: [{ destination: { host: { name: 'shop', namespace: 'shop' }, port: { number: 80 } } }] }],
 * });
 */
export class VirtualService extends Resource<VirtualServiceSpec> {
  public constructor(scope: Construct, id: string, given: VirtualServiceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({ spec: specOf(props, lowering) }));
  }
}

function specOf(props: VirtualServiceProps, lowering: Lowering): VirtualServiceSpec {
  const { hosts, gateways, http, tls, tcp, exportTo } = props;
  return {
    hosts: hosts?.map((host, i) => hostOf(host, lowering, `hosts[${i}]`)),
    gateways: gateways?.map((gateway) => gatewayName(gateway, lowering.namespace)),
    http: http && lowerAuthored<readonly HTTPRoute[]>(http, lowering, 'http'),
    tls: tls && lowerAuthored<readonly TLSRoute[]>(tls, lowering, 'tls'),
    tcp: tcp && lowerAuthored<readonly TCPRoute[]>(tcp, lowering, 'tcp'),
    exportTo,
  };
}
