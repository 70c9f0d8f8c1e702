import type { Destination } from '../api/duck/v1/destination';
import { defineKind } from '../api/kind';
import { kubernetes } from '../api/kubernetes';
import { findKind } from '../api/registry';
import type { AnyKind, View } from './reconciler';

/** Where events or requests can be sent. */
export interface Address {
  readonly url: string;
  readonly name?: string;
  readonly CACerts?: string;
  readonly audience?: string;
}

export type Resolution = Address | { readonly fault: string };

const CLUSTER_DOMAIN = 'cluster.local';

/**
 * The address of a destination, as Knative's URI resolver finds it: what an addressable object says of itself, the name of
 * a core Service, or the URI itself; a URI beside a reference is relative to it.
 */
export function resolveDestination(destination: Destination | undefined, namespace: string, view: View): Resolution {
  const { ref, uri, CACerts, audience } = destination ?? {};
  const own = { ...(CACerts === undefined ? {} : { CACerts }), ...(audience === undefined ? {} : { audience }) };
  if (ref === undefined) {
    if (uri === undefined) return { fault: 'destination missing Ref and URI, expected at least one' };
    return URL.canParse(uri)
      ? { url: uri, ...own }
      : { fault: `URI is not absolute (both scheme and host should be non-empty): "${uri}"` };
  }
  const { apiVersion = '', kind, name } = ref;
  const found = view.get(kindOf(apiVersion, kind), name, ref.namespace ?? namespace);
  if (found === undefined)
    return { fault: `failed to get object ${ref.namespace ?? namespace}/${name}: ${missing(apiVersion, kind, name)}` };
  if (apiVersion === 'v1' && kind === kubernetes.Service.kind) {
    return { ...own, url: joined(`http://${name}.${ref.namespace ?? namespace}.svc.${CLUSTER_DOMAIN}`, uri) };
  }
  const address = addressOf(found.status, ref.address);
  if (address?.url === undefined) {
    const where = `Kind = ${kind}, Namespace = ${ref.namespace ?? ''}, Name = ${name}, APIVersion = ${apiVersion}, Group = ${ref.group ?? ''}, Address = ${ref.address ?? ''}`;
    return { fault: `address not set for ${where}` };
  }
  return { ...address, ...own, url: joined(address.url, uri) };
}

interface AddressStatus {
  readonly address?: Address;
  readonly addresses?: readonly Address[];
}

function addressOf(status: unknown, name: string | undefined): Address | undefined {
  const { address, addresses } = (status ?? {}) as AddressStatus;
  return name === undefined ? (address ?? addresses?.[0]) : addresses?.find((each) => each.name === name);
}

function missing(apiVersion: string, kind: string, name: string): string {
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
