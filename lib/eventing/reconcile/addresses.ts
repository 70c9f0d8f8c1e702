import type { Addressable, AddressStatus } from '../../api/duck/v1/addressable';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import type { View } from '../../controller/reconciler';
import { featuresOf } from '../features';
import { SYSTEM_NAMESPACE } from '../keys';
import { audienceOf } from './identity';

/** How an object is called. */
export interface Called {
  /** By plain HTTP. */
  readonly http: string;
  /** By HTTPS. */
  readonly https: string;
  /** The secret with the authority that vouches for it. */
  readonly secret: string;
  /** The namespace of the secret. @default - Eventing's own */
  readonly secretNamespace?: string;
}

/** The addresses of an object: by plain HTTP, by both, or by HTTPS only, as the settings have it; and by what name tokens are for it. */
export function addressesOf(
  object: KubeObject,
  { http, https, secret, secretNamespace }: Called,
  view: View,
): AddressStatus {
  const { encryption, checksIdentity } = featuresOf(view);
  const audience = checksIdentity ? { audience: audienceOf(object) } : {};
  const plain: Addressable = { name: 'http', url: http, ...audience };
  if (encryption === 'disabled') return { address: plain };
  const secure: Addressable = { name: 'https', url: https, ...authority(view, secret, secretNamespace), ...audience };
  return encryption === 'strict'
    ? { address: secure, addresses: [secure] }
    : { address: plain, addresses: [secure, plain] };
}

/** The certificate of the authority in a secret, if it is there. */
export function authority(view: View, secret: string, namespace = SYSTEM_NAMESPACE): Pick<Addressable, 'CACerts'> {
  const found = view.get(kubernetes.Secret, secret, namespace) as
    | { readonly data?: Readonly<Record<string, string>> }
    | undefined;
  const text = found?.data?.['ca.crt'];
  return text === undefined ? {} : { CACerts: Buffer.from(text, 'base64').toString() };
}
