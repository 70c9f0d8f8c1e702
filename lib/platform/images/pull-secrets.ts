import type { KubeObject } from '../../api/meta/v1';
import { isIstioValues, withIstioPullSecret } from './istio-values';

/**
 * The objects with a secret for pulling images: at their service accounts, at pods that have none of their own, at the
 * sidecars that Istio injects, and where controllers hand it on to what they make.
 */
export function withPullSecret(objects: readonly KubeObject[], secret: string): KubeObject[] {
  const accounts = new Set(objects.flatMap((object) => (object.kind === 'ServiceAccount' ? [accountOf(object)] : [])));
  return objects.map((object) => withSecret(object, secret, accounts));
}

/** The service account that pods have unless they name another, pulling with a secret. */
export function accountWithPullSecret(namespace: string, secret: string): KubeObject {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
  return { ...account, imagePullSecrets: [{ name: secret }] } as KubeObject;
}

type Fields = Readonly<Record<string, unknown>>;

interface PodSpec {
  readonly serviceAccountName?: string;
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly containers?: readonly { readonly env?: readonly { readonly name?: string }[] }[];
}

function withSecret(object: KubeObject, secret: string, accounts: ReadonlySet<string>): KubeObject {
  if (object.kind === 'ServiceAccount') return withEntry(object, secret);
  if (object.kind === 'ConfigMap') return inConfigMap(object, secret);
  const pod = podSpecOf(object);
  if (pod === undefined) return object;
  const { namespace = '' } = object.metadata;
  const account = `${namespace}/${pod.serviceAccountName ?? 'default'}`;
  const handed = handedOn(pod, secret);
  const changed = accounts.has(account) ? handed : withEntry(handed, secret);
  return changed === pod ? object : withPodSpec(object, changed);
}

function accountOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Adds the secret to a list of secrets, which no other is taken from. */
function withEntry<Holder extends object>(holder: Holder, secret: string): Holder {
  const { imagePullSecrets = [] } = holder as { readonly imagePullSecrets?: readonly { readonly name?: string }[] };
  if (imagePullSecrets.some(({ name }) => name === secret)) return holder;
  return { ...holder, imagePullSecrets: [...imagePullSecrets, { name: secret }] };
}

/** The variable that RabbitMQ's broker controller hands on to what it makes. */
const HANDED_ON = 'BROKER_IMAGE_PULL_SECRET_NAME';

function handedOn(pod: PodSpec, secret: string): PodSpec {
  if (!pod.containers?.some(({ env }) => env?.some(({ name }) => name === HANDED_ON))) return pod;
  const containers = pod.containers.map((container) => ({
    ...container,
    env: container.env?.map((variable) =>
      variable.name === HANDED_ON ? { name: HANDED_ON, value: secret } : variable,
    ),
  }));
  return { ...pod, containers };
}

function inConfigMap(object: KubeObject, secret: string): KubeObject {
  if (object.metadata.name?.startsWith('istio-sidecar-injector') !== true) return object;
  const { data = {} } = object as { readonly data?: Readonly<Record<string, string>> };
  const entries = Object.entries(data).map(([key, text]) => {
    return [key, isIstioValues(text) ? withIstioPullSecret(text, secret) : text];
  });
  return { ...object, data: Object.fromEntries(entries) } as KubeObject;
}

/** Kinds of which pods are made from a template. */
const TEMPLATED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job']);

function podSpecOf(object: KubeObject): PodSpec | undefined {
  if (!TEMPLATED.has(object.kind)) return undefined;
  return (object.spec as { readonly template?: { readonly spec?: PodSpec } } | undefined)?.template?.spec;
}

function withPodSpec(object: KubeObject, pod: PodSpec): KubeObject {
  const spec = object.spec as Fields;
  return { ...object, spec: { ...spec, template: { ...(spec.template as Fields), spec: pod } } };
}
