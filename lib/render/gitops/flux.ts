import type { KubeObject } from '../../api/meta/v1';
import { readyConditionOf } from '../../api/readiness';
import type { LayerName } from '../../graph/layer-kinds';
import type { ManifestFile } from '../manifests';
import { isFixedOnceMade, isPrecious } from './annotations';
import { controlFolder } from './control-folder';
import type { Layout, Placed } from './layout';
import type { Settings } from './options';

const NAMESPACE = 'flux-system';

/** The folder of what Flux itself is told. */
export const FLUX_FOLDER = 'flux';

type FluxLayer = Layout['layers'][number];

/** What Flux is told of an object: what it may not delete, what it has to make anew, what it may not put its variables into. */
export function fluxAnnotations({ object }: Placed): Record<string, string> {
  return {
    ...(isPrecious(object) && { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }),
    ...(isFixedOnceMade(object) && { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }),
    ...(hasVariables(object) && { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' }),
  };
}

/**
 * Whether a text in a value has what Flux would take for a variable of its own, or for an escaped one, as soon as
 * somebody uses `postBuild`: `${x}` of a script would become empty. `$(params.x)` of Tekton is none.
 */
export function hasVariables(value: unknown): boolean {
  if (typeof value === 'string') return /\$[{$]/.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasVariables);
  return Object.entries(value).some(([key, field]) => hasVariables(key) || hasVariables(field));
}

/** What Flux itself is told: where the tree is, and a Kustomization for each layer. */
export function fluxFiles({ layers }: Layout, settings: Settings): ManifestFile[] {
  const { repo } = settings;
  const kustomizations = layers.map((layer, i) => {
    return [`${layer.folder}.yaml`, kustomization(layer, layers[i - 1], settings)] as const;
  });
  return controlFolder(FLUX_FOLDER, {
    ...(repo !== undefined && { 'source.yaml': source(settings, repo) }),
    ...Object.fromEntries(kustomizations),
  });
}

function source({ name, revision }: Settings, url: string): KubeObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace: NAMESPACE },
    spec: { interval: '1m', url, ref: refOf(revision) },
  };
}

/** What of a repository is meant: a commit by its digits, a ref by its full name, otherwise a branch. */
function refOf(revision: string): object {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  return revision.startsWith('refs/') ? { name: revision } : { branch: revision };
}

/** How long Flux waits for a layer: operators fetch large images and make certificates before they are ready. */
const TIMEOUTS: Readonly<Partial<Record<LayerName, string>>> = { operators: '15m', runs: '1h' };

function kustomization(layer: FluxLayer, before: FluxLayer | undefined, settings: Settings): KubeObject {
  const { name, path, repo, sopsKeys } = settings;
  const isSealed = layer.objects.some((object) => object.isSealed);
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: nameOf(layer, name), namespace: NAMESPACE },
    spec: {
      dependsOn: before === undefined ? undefined : [{ name: nameOf(before, name) }],
      sourceRef: { kind: 'GitRepository', name: repo === undefined ? NAMESPACE : name },
      path: path === '.' ? `./${layer.folder}` : `./${path}/${layer.folder}`,
      interval: '1h',
      retryInterval: '2m',
      timeout: TIMEOUTS[layer.layer.name] ?? '10m',
      prune: true,
      wait: true,
      healthCheckExprs: healthChecks(layer),
      decryption: isSealed
        ? { provider: 'sops', ...(sopsKeys !== undefined && { secretRef: { name: sopsKeys } }) }
        : undefined,
    },
  };
}

function nameOf({ layer }: FluxLayer, name: string): string {
  return `${name}-${layer.name}`;
}

/** How to tell that objects of a kind are ready. */
interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly current: string;
  readonly failed?: string;
}

/**
 * The checks for the kinds of a layer that have a condition. Flux by itself takes an object for ready that shows no
 * condition yet, and does not know that of runs. A condition `Ready` that is false may pass; a run that failed has failed.
 */
function healthChecks({ objects }: FluxLayer): HealthCheck[] | undefined {
  const checks = new Map<string, HealthCheck>();
  for (const { object } of objects) {
    const check = healthCheck(object);
    if (check !== undefined) checks.set(`${check.apiVersion}/${check.kind}`, check);
  }
  const sorted = [...checks].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? undefined : sorted.map(([, check]) => check);
}

function healthCheck({ apiVersion, kind }: KubeObject): HealthCheck | undefined {
  if (apiVersion === 'v1' && kind === 'PersistentVolumeClaim') {
    // A claim may wait for its first pod, which may be in a later layer.
    return { apiVersion, kind, current: "has(status.phase) && status.phase in ['Pending', 'Bound']" };
  }
  const condition = readyConditionOf(apiVersion, kind);
  if (condition === undefined) return undefined;
  const has = (status: string) =>
    `has(status.conditions) && status.conditions.exists(c, c.type == '${condition}' && c.status == '${status}')`;
  return { apiVersion, kind, current: has('True'), ...(condition === 'Succeeded' && { failed: has('False') }) };
}
