import type { KubeObject } from '../../../lib/api/meta/v1';
import type { Chance } from './chance';

interface Named {
  readonly name?: unknown;
}

interface Pod {
  readonly volumes?: readonly Named[];
  readonly containers?: readonly { volumeMounts?: unknown }[];
}

const COMPLETED = 80;

/** Mostly adds what a field that was put in asks for elsewhere: a volume of Serving that it is mounted. */
export function complete(object: KubeObject, chance: Chance): void {
  if (!object.apiVersion.startsWith('serving.knative.dev/') || !chance.is(COMPLETED)) return;
  const spec = object.spec as { template?: { spec?: Pod } } & Pod;
  const { volumes, containers } = spec?.template?.spec ?? spec ?? {};
  const [first] = Array.isArray(containers) ? containers : [];
  if (!Array.isArray(volumes) || typeof first !== 'object') return;
  const mounts: Named[] = Array.isArray(first.volumeMounts) ? first.volumeMounts : [];
  const isMounted = ({ name }: Named) => mounts.some((mount) => mount.name === name);
  const added = volumes
    .filter((volume: Named) => volume?.name !== undefined && !isMounted(volume))
    .map(({ name }: Named) => ({ name, mountPath: `/${String(name)}`, readOnly: true }));
  if (added.length > 0) first.volumeMounts = [...mounts, ...added];
}
