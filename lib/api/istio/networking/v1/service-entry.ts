import { defineKind } from '../../../kind';
import type { UInt32 } from '../../common/scalars';
import type { IstioWorkloadSelector } from '../../common/selector';
import type { IstioStatus } from '../../common/status';

/**
 * An address or a CIDR, of at most 64 characters.
 * @maxLength 64
 */
export type ServiceEntryAddress = string;

/** A port of a service. */
export interface ServiceEntryPort {
  /** Number of the port, 1 to 65535. */
  readonly number: UInt32;
  /**
   * What is spoken there: `HTTP`, `HTTPS`, `GRPC`, `HTTP2`, `TCP`, `TLS` or `MONGO`, in any case.
   * @default 'TCP'
   * @maxLength 256
   */
  readonly protocol?: string;
  /**
   * A name for the port.
   * @maxLength 256
   */
  readonly name: string;
  /** Port of the endpoints. @default - the number */
  readonly targetPort?: UInt32;
}

/** One place that serves the hosts. */
export interface ServiceEntryEndpoint {
  /**
   * Its address: an IP, a name, or a Unix socket as `unix:///run/a.sock`.
   * @maxLength 256
   */
  readonly address?: string;
  /**
   * Its ports, by the name of the service's port.
   * @maxProperties 128
   */
  readonly ports?: Readonly<Record<string, UInt32>>;
  /**
   * Its labels.
   * @maxProperties 256
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The network that it lives in; endpoints of one network reach each other directly.
   * @maxLength 2048
   */
  readonly network?: string;
  /**
   * Where it is, `region/zone/subzone`.
   * @maxLength 2048
   */
  readonly locality?: string;
  /** Its share, in proportion to the sum of all weights. @default 1 */
  readonly weight?: UInt32;
  /**
   * The ServiceAccount that it runs as, if it is of the mesh.
   * @maxLength 253
   */
  readonly serviceAccount?: string;
}

/** Tells the mesh of a service that Kubernetes doesn't know, most often one outside of the cluster. */
export interface ServiceEntrySpec {
  /**
   * Names of the service: `api.example.com`, or a wildcard as `*.example.com` with resolution `NONE`.
   * @minItems 1
   * @maxItems 256
   */
  readonly hosts: readonly string[];
  /**
   * Addresses that stand for the service, each an IP or a CIDR.
   * @maxItems 256
   */
  readonly addresses?: readonly ServiceEntryAddress[];
  /**
   * Ports of the service.
   * @maxItems 256
   * @listType map
   * @listMapKeys name
   */
  readonly ports?: readonly ServiceEntryPort[];
  /**
   * Whether the service is outside of the mesh, so that it is reached without Istio's TLS.
   * @default 'MESH_EXTERNAL'
   * @enforcedBySchema
   */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  /**
   * How its endpoints are found: not at all (the address that the client asked for), by `endpoints`, or by DNS.
   * @default 'NONE'
   * @enforcedBySchema
   */
  readonly resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  /**
   * Places that serve the hosts.
   * @default - none with `NONE`, the hosts themselves with `DNS`
   * @maxItems 4096
   */
  readonly endpoints?: readonly ServiceEntryEndpoint[];
  /** Pods and WorkloadEntries that serve the hosts. Not together with `endpoints`. */
  readonly workloadSelector?: IstioWorkloadSelector;
  /** Namespaces that the entry is seen in: `.` is its own, `*` all. @default - all, if the mesh says nothing else */
  readonly exportTo?: readonly string[];
  /** Names of which the server's certificate must have one. */
  readonly subjectAltNames?: readonly string[];
}

/**
 * What Istio says of a service entry.
 * @preserveUnknownFields
 */
export interface ServiceEntryStatus extends IstioStatus {}

export const ServiceEntry = defineKind<ServiceEntrySpec, ServiceEntryStatus>({
  group: 'networking.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1', 'v1alpha3'],
  kind: 'ServiceEntry',
  plural: 'serviceentries',
  scope: 'Namespaced',
  shortNames: ['se'],
  categories: ['istio-io', 'networking-istio-io'],
  columns: {
    Hosts: '.spec.hosts',
    Location: '.spec.location',
    Resolution: '.spec.resolution',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
  },
});
