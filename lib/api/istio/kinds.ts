import type { Kind } from '../kind';
import { DestinationRule } from './networking/v1/destination-rule';
import { Gateway } from './networking/v1/gateway';
import { ServiceEntry } from './networking/v1/service-entry';
import { IstioSidecar } from './networking/v1/sidecar';
import { VirtualService } from './networking/v1/virtual-service';
import { EnvoyFilter } from './networking/v1alpha3/envoy-filter';
import { AuthorizationPolicy } from './security/v1/authorization-policy';
import { PeerAuthentication } from './security/v1/peer-authentication';
import { RequestAuthentication } from './security/v1/request-authentication';
import { Telemetry } from './telemetry/v1/telemetry';

/** The kinds of Istio that are modelled here. */
export const istioKinds: readonly Kind[] = [
  VirtualService,
  Gateway,
  DestinationRule,
  ServiceEntry,
  IstioSidecar,
  EnvoyFilter,
  PeerAuthentication,
  AuthorizationPolicy,
  RequestAuthentication,
  Telemetry,
];
