import { Certificate, type HTTP01Challenge } from '../../../api/networking/v1alpha1/certificate';
import type { IngressTLS } from '../../../api/networking/v1alpha1/ingress';
import type { Conditions } from '../../../controller/conditions';
import { controllerReference, type Effect, remove, target } from '../../../controller/effects';
import type { View } from '../../../controller/reconciler';
import { label } from '../../keys';
import { LOCAL_DOMAIN, type NetworkSettings } from '../../settings';
import {
  type CertificateObject,
  type CertificateType,
  certificateOf,
  findCertificate,
  hasExternalTls,
  ingressTls,
  stateOf,
} from '../certificates';
import { certificateClassOf } from '../inherited';
import { expanded } from './domains';
import type { Entrance } from './ingress';
import type { RouteObject } from './traffic';

/** What certificates make of a route. */
export interface Secured {
  readonly tls: readonly IngressTLS[];
  /** Questions of certificate authorities that the ingress has to pass on. */
  readonly challenges: readonly HTTP01Challenge[];
  readonly effects: readonly Effect[];
  /** Hosts outside that are called by HTTPS. */
  readonly secureHosts: ReadonlySet<string>;
  /** Whether the route's address inside the cluster is called by HTTPS. */
  readonly isAddressSecure: boolean;
  readonly failure?: string;
}

export interface TlsGiven {
  readonly object: RouteObject;
  readonly entrances: readonly Entrance[];
  /** The domain of the route's labels. */
  readonly domain: string;
  readonly network: NetworkSettings;
  readonly view: View;
  readonly conditions: Conditions;
}

/** Finds or asks for the certificates of a route's hosts, and marks how far they are. */
export function secureRoute(given: TlsGiven): Secured {
  const outside = secureOutside(given);
  if (outside.failure !== undefined) return outside;
  const { object, network, conditions } = given;
  if (network.localTls) {
    const inside = secureInside(given);
    return { ...inside, ...merged(outside, inside), secureHosts: outside.secureHosts };
  }
  const isLocalOnly = given.entrances.every(({ publicHost }) => publicHost === undefined);
  if (hasExternalTls(object, network) && isLocalOnly) notEnabled(conditions, 'TLS is not enabled for cluster-local');
  return outside;
}

function merged(outside: Secured, inside: Secured) {
  return {
    tls: [...outside.tls, ...inside.tls],
    challenges: outside.challenges,
    effects: [...outside.effects, ...inside.effects],
  };
}

const NOTHING: Secured = { tls: [], challenges: [], effects: [], secureHosts: new Set(), isAddressSecure: false };

function notEnabled(conditions: Conditions, message: string): void {
  conditions.markTrue('CertificateProvisioned', { reason: 'TLSNotEnabled', message });
}

/** One certificate for each host, or the one that the namespace has for all of them. */
function secureOutside({ object, entrances, domain, network, view, conditions }: TlsGiven): Secured {
  if (!hasExternalTls(object, network)) {
    notEnabled(conditions, 'external-domain-tls is not enabled');
    return NOTHING;
  }
  const { namespace } = object.metadata;
  const wildcards = view.list(Certificate, { namespace, labels: { [label.wildcardDomain]: domain } });
  const hosts = entrances
    .flatMap(({ tag, publicHost }) => (publicHost === undefined ? [] : [{ tag, host: publicHost }]))
    .sort((a, b) => (a.host < b.host ? -1 : 1));
  const secureHosts = new Set<string>();
  const tls: IngressTLS[] = [];
  const challenges: HTTP01Challenge[] = [];
  const effects: Effect[] = [];
  for (const { tag, host } of hosts) {
    let certificate: CertificateObject | undefined = wildcards.find((each) => covers(each, host));
    let name = certificate?.metadata.name ?? '';
    if (certificate === undefined) {
      name = certificateName(object, tag);
      const own = wanted(object, { name, type: 'external-domain', dnsNames: [host], domain, network });
      const { found, effect, isTaken } = findCertificate(own, object, view);
      if (isTaken) return { ...NOTHING, effects, failure: markTaken(conditions, object, name) };
      certificate = found;
      effects.push(effect);
    }
    secureHosts.add(host);
    markState(conditions, name, certificate);
    if (certificate !== undefined && stateOf(certificate).state === 'ready') {
      tls.push(ingressTls(certificate, [host]));
      continue;
    }
    challenges.push(...(certificate?.status?.http01Challenges ?? []));
    if (network.httpProtocol !== 'enabled') continue;
    secureHosts.delete(host);
    const message = `Certificate ${name} is not ready downgrade HTTP.`;
    conditions.markTrue('CertificateProvisioned', { reason: 'HTTPDowngrade', message });
  }
  effects.push(
    ...orphans(
      object,
      'external-domain',
      hosts.map(({ host }) => host),
      view,
    ),
  );
  challenges.sort((a, b) => ((a.url ?? '') < (b.url ?? '') ? -1 : 1));
  return { tls, challenges, effects, secureHosts, isAddressSecure: false };
}

/** One certificate for all names that an entrance has inside the cluster. */
function secureInside({ object, entrances, network, view, conditions }: TlsGiven): Secured {
  const tls: IngressTLS[] = [];
  const effects: Effect[] = [];
  const used: string[] = [];
  let isAddressSecure = false;
  for (const { tag, localHost } of entrances) {
    const dnsNames = expanded(localHost);
    const name = `${certificateName(object, tag)}-local`;
    const own = wanted(object, { name, type: 'cluster-local-domain', dnsNames, domain: LOCAL_DOMAIN, network });
    const { found, effect, isTaken } = findCertificate(own, object, view);
    if (isTaken) return { ...NOTHING, effects, failure: markTaken(conditions, object, name) };
    effects.push(effect);
    used.push(...dnsNames);
    markState(conditions, name, found);
    if (found === undefined || stateOf(found).state !== 'ready') continue;
    isAddressSecure = true;
    tls.push(ingressTls(found, dnsNames));
  }
  effects.push(...orphans(object, 'cluster-local-domain', used, view));
  return { ...NOTHING, tls, effects, isAddressSecure };
}

interface Wanted {
  readonly name: string;
  readonly type: CertificateType;
  readonly dnsNames: readonly string[];
  readonly domain: string;
  readonly network: NetworkSettings;
}

function wanted(object: RouteObject, { name, type, dnsNames, domain, network }: Wanted): CertificateObject {
  const { name: route = '', namespace = '', annotations } = object.metadata;
  return certificateOf({
    name,
    namespace,
    type,
    dnsNames,
    domain,
    certificateClass: certificateClassOf(annotations, network),
    labels: { [label.route]: route },
    annotations,
    owners: [controllerReference(object)],
  });
}

/** A tag stands in the name by a number, so that the name is short enough. */
function certificateName({ metadata }: RouteObject, tag: string): string {
  const base = `route-${metadata.uid}`;
  return tag === '' ? base : `${base}-${adler32(tag)}`;
}

const ADLER_MODULUS = 65521;

function adler32(text: string): number {
  let low = 1;
  let high = 0;
  for (const byte of Buffer.from(text)) {
    low = (low + byte) % ADLER_MODULUS;
    high = (high + low) % ADLER_MODULUS;
  }
  return high * 65536 + low;
}

/** Whether a certificate for any first part of a name is good for this host. */
function covers({ spec }: CertificateObject, host: string): boolean {
  const parent = host.slice(host.indexOf('.') + 1);
  return (spec?.dnsNames ?? []).some((name) => name === host || name === `*.${parent}`);
}

function markTaken(conditions: Conditions, { metadata }: RouteObject, name: string): string {
  const message = `There is an existing certificate ${name} that we don't own.`;
  conditions.markFalse('CertificateProvisioned', 'CertificateNotOwned', message);
  return `owner: ${metadata.name} with Type *v1.Route does not own Certificate: "${name}"`;
}

function markState(conditions: Conditions, name: string, found: CertificateObject | undefined): void {
  const { state, reason } = stateOf(found);
  if (state === 'ready') {
    conditions.markTrue('CertificateProvisioned');
  } else if (state === 'failed') {
    const message = `Certificate ${name} fails to be provisioned: ${reason}`;
    conditions.markFalse('CertificateProvisioned', 'CertificateProvisionFailed', message);
  } else {
    conditions.markUnknown(
      'CertificateProvisioned',
      'CertificateNotReady',
      `Certificate ${name} is not ready: ${reason}`,
    );
  }
}

/** Certificates of hosts that the route no longer has. */
function orphans(
  { metadata }: RouteObject,
  type: CertificateType,
  hosts: readonly string[],
  view: View,
): readonly Effect[] {
  const { name = '', namespace } = metadata;
  return view
    .list(Certificate, { namespace, labels: { [label.route]: name, [label.certificateType]: type } })
    .filter(({ spec }) => !spec?.dnsNames.some((host) => hosts.includes(host)))
    .map((each) => remove(target(Certificate, each.metadata.name ?? '', namespace)));
}
