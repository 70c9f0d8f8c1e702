import type { KubeObject } from '../api/meta/v1';
import type { ObjectRef } from './object-ref';
import {
  type Collect,
  type Field,
  type Fields,
  fields,
  inSecretName,
  inServiceAccount,
  inUrl,
  items,
  itemsWithin,
  specOf,
  text,
  within,
} from './reference-fields';

/** The references of an object that has a pod as `spec.template.spec`. */
export function inTemplate(object: KubeObject, collect: Collect): void {
  inPod(within(specOf(object), 'template.spec'), collect);
}

/** The references of a pod's spec: accounts, Secrets, ConfigMaps, claims, and URLs in its environment. */
export function inPod(pod: Field, collect: Collect): void {
  inServiceAccount(pod, collect);
  for (const secret of itemsWithin(pod, 'imagePullSecrets'))
    inSecretName({ ...within(secret, 'name'), path: secret.path }, collect);
  for (const list of ['initContainers', 'containers'])
    for (const container of itemsWithin(pod, list)) inEnvironment(container, collect);
  for (const volume of itemsWithin(pod, 'volumes')) inVolume(volume, collect);
}

/** What a container's variables are read from, and where URLs in them lead. */
export function inEnvironment(container: Field, collect: Collect): void {
  for (const variable of itemsWithin(container, 'env')) {
    inKeys(within(variable, 'valueFrom'), collect);
    const { value, path } = within(variable, 'value');
    inUrl(value, path, collect);
  }
  for (const source of itemsWithin(container, 'envFrom')) inKeys(source, collect);
}

/** What a volume, or a workspace that is given one, has its files from. */
export function inVolume(volume: Field, collect: Collect): void {
  inKeys(volume, collect);
  const { value, path, namespace } = volume;
  const name = text(fields(fields(value).persistentVolumeClaim).claimName);
  collect({ group: '', kind: 'PersistentVolumeClaim', name, namespace }, 'claim', path);
  items(fields(fields(value).projected).sources).forEach((source, s) => {
    inKeys({ value: source, path: `${path}.projected.sources[${s}]`, namespace }, collect);
  });
}

/** A ConfigMap or a Secret, or keys of one; a pod may do without it if it says so. */
function inKeys({ value, path, namespace }: Field, collect: Collect): void {
  const source: Fields = fields(value);
  const core = (kind: string, name: unknown): ObjectRef => ({ group: '', kind, name: text(name), namespace });
  const configMap = fields(source.configMapKeyRef ?? source.configMapRef ?? source.configMap);
  collect(core('ConfigMap', configMap.name), 'configMap', path, configMap.optional === true);
  const secret = fields(source.secretKeyRef ?? source.secretRef ?? source.secret);
  collect(core('Secret', secret.name ?? secret.secretName), 'secret', path, secret.optional === true);
}
