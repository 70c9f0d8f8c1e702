import type { Destination } from '../api/duck/v1/destination';
import { defineKind } from '../api/kind';
import { kubernetes } from '../api/kubernetes';
import type { KubeObject } from '../api/meta/v1';
import { findKind } from '../api/registry';
import type { AnyKind, View } from './reconciler';

/** Where events or requests can be sent. */
export interface Address {
  readonly url: string;
  readonly name?: string;
  readonly CACerts?: string;
  readonly audience?: string;
}

/** What names an object in its namespace. */
export interface PlacedReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** A URL for objects that have no address of their own, if the settings give them one. */
export type Mapping = (reference: PlacedReference, found: KubeObject | undefined) => string | undefined;

const nothing: Mapping = () => undefined;

/** Why there is no address. */
export interface Unresolved {
  readonly fault: string;
  /** Whether the object is there, and of a kind that gets an address: then it only has to be waited for. */
  readonly isOnItsWay?: boolean;
}

export type Resolution = Address | Unresolved;

const CLUSTER_DOMAIN = 'cluster.local';

/**
 * The address of a destination, as Knative's URI resolver finds it: what an addressable object says of itself, the name of
 * a core Service, or the URI itself; a URI beside a reference is relative to it.
 */
export function resolveDestination(
  destination: Destination | undefined,
  namespace: string,
  view: View,
  mapped: Mapping = nothing,
): Resolution {
  const { ref, uri, CACerts, audience } = destination ?? {};
  const own = { ...(CACerts === undefined ? {} : { CACerts }), ...(audience === undefined ? {} : { audience }) };
  if (ref === undefined) {
    if (uri === undefined) return { fault: 'destination missing Ref and URI, expected at least one' };
    return URL.canParse(uri)
      ? { url: uri, ...own }
      : { fault: `URI is not absolute (both scheme and host should be non-empty): "${uri}"` };
  }
  const { apiVersion = '', kind, name } = ref;
  const where = ref.namespace ?? namespace;
  const found = view.get(kindOf(apiVersion, kind), name, where);
  const mapping = mapped({ apiVersion, kind, name, namespace: where }, found);
  if (mapping !== undefined) return { ...own, url: joined(mapping, uri) };
  if (found === undefined)
    return { fault: `failed to get object ${where}/${name}: ${notFound(apiVersion, kind, name)}` };
  if (apiVersion === 'v1' && kind === kubernetes.Service.kind) {
    const scheme = CACerts === undefined ? 'http' : 'https';
    return { ...own, url: joined(`${scheme}://${name}.${where}.svc.${CLUSTER_DOMAIN}`, uri) };
  }
  const address = addressOf(found.status, ref.address);
  if (address?.url === undefined) {
    const what = `Kind = ${kind}, Namespace = ${ref.namespace ?? ''}, Name = ${name}, APIVersion = ${apiVersion}, Group = ${ref.group ?? ''}, Address = ${ref.address ?? ''}`;
    const isOnItsWay = findKind(apiVersion, kind)?.crdLabels?.['duck.knative.dev/addressable'] === 'true';
    return { fault: `address not set for ${what}`, isOnItsWay };
  }
  return { ...address, ...own, url: joined(address.url, uri) };
}

interface AddressStatus {
  readonly address?: Address;
  readonly addresses?: readonly Address[];
}

function addressOf(status: unknown, name: string | undefined): Address | undefined {
  const { address, addresses } = (status ?? {}) as AddressStatus;
  return name === undefined ? (addresses?.[0] ?? address) : addresses?.find((each) => each.name === name);
}

/** How the API server says that there is no such object. */
export function notFound(apiVersion: string, kind: string, name: string): string {
  const known = findKind(apiVersion, kind);
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${known?.plural ?? `${kind.toLowerCase()}s`}${group} "${name}" not found`;
}

function kindOf(apiVersion: string, kind: string): AnyKind {
  const known = findKind(apiVersion, kind);
  if (known !== undefined) return known;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return defineKind({ group, version, kind, plural: `${kind.toLowerCase()}s`, scope: 'Namespaced' });
}

function joined(base: string, uri: string | undefined): string {
  return uri === undefined ? base : new URL(uri, base).href;
}
