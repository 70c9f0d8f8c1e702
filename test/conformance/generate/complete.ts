import type { KubeObject } from '../../../lib/api/meta/v1';
import type { Chance } from './chance';
import { completeIstio } from './complete-istio';
import { completeTekton } from './complete-tekton';
import type { Holder } from './grow';

interface Named {
  readonly name?: unknown;
}

const COMPLETED = 80;

/**
 * Mostly adds what a field that was put in asks for elsewhere: in Tekton and Istio, and of Serving mounts of a volume, and
 * volumes of a mount.
 */
export function complete(object: KubeObject, chance: Chance): void {
  if (!chance.is(COMPLETED)) return;
  if (object.apiVersion.startsWith('tekton.dev/')) completeTekton(object);
  if (object.apiVersion.includes('.istio.io/')) completeIstio(object);
  if (!object.apiVersion.startsWith('serving.knative.dev/')) return;
  const spec = (object.spec ?? {}) as { template?: { spec?: Holder } };
  const pod = (spec.template?.spec ?? spec) as Holder;
  const [first] = listIn(pod, 'containers') as Holder[];
  if (typeof first !== 'object' || first === null) return;
  const volumes = listIn(pod, 'volumes');
  const mounts = listIn(first, 'volumeMounts');
  const withoutVolume = mounts.filter((mount) => !hasName(volumes, mount.name));
  const notMounted = volumes.filter((volume) => !hasName(mounts, volume.name));
  if (withoutVolume.length > 0)
    pod.volumes = [...volumes, ...withoutVolume.map(({ name }) => ({ name, emptyDir: {} }))];
  if (notMounted.length > 0)
    first.volumeMounts = [
      ...mounts,
      ...notMounted.map(({ name }) => ({ name, mountPath: `/${String(name)}`, readOnly: true })),
    ];
}

function listIn(holder: Holder, key: string): Named[] {
  const list = holder[key];
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

function hasName(list: readonly Named[], name: unknown): boolean {
  return list.some((item) => item.name === name);
}
