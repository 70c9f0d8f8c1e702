import { dump } from 'js-yaml';
import type { KubeObject } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import { driftingFields, jqPath } from '../../graph/drift';
import type { ManifestFile } from '../manifests';
import { isFixedOnceMade, isPrecious } from './annotations';
import { healthCustomizations } from './argocd-health';
import { controlFolder } from './control-folder';
import type { Layout, Placed } from './layout';
import type { Settings } from './options';

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';
const NAMESPACE = 'argocd';
const IN_CLUSTER = 'https://kubernetes.default.svc';

/** The folder of what Argo CD itself is told. */
export const ARGOCD_FOLDER = 'argocd';

/** What Argo CD is told of an object: when it comes, and how it is applied. */
export function argocdAnnotations({ layers }: Layout): (placed: Placed) => Record<string, string> {
  const stride = strideOf(layers.flatMap(({ objects }) => objects));
  return ({ object, layer, wave }) => {
    const own = object.metadata.annotations?.[OPTIONS]?.split(',').map((option) => option.trim()) ?? [];
    // A choice of the program's goes before ours.
    const chosen = new Set(own.map((option) => option.split('=')[0]));
    const options = [...own, ...syncOptions(object).filter((option) => !chosen.has(option.split('=')[0]))];
    return {
      [WAVE]: String(layer.number * stride + wave),
      ...(options.length > 0 && { [OPTIONS]: options.join(',') }),
    };
  };
}

/** How far the waves of two neighbouring layers are apart, so that there is room for the waves in a layer. */
function strideOf(objects: readonly Placed[]): number {
  const deepest = objects.reduce((most, { wave }) => Math.max(most, wave), 0);
  return Math.max(100, 10 ** String(deepest).length);
}

function syncOptions(object: KubeObject): string[] {
  const { apiVersion, kind } = object;
  const isDefinition = kind === 'CustomResourceDefinition';
  const isCustom = findKind(apiVersion, kind)?.builtIn !== true;
  return [
    ...(isPrecious(object) ? ['Delete=false', 'Prune=false'] : []),
    // Some definitions are larger than the annotation that kubectl's own apply keeps them in.
    ...(isDefinition ? ['ServerSideApply=true'] : []),
    // Its definition may come with an earlier wave, or with another Application.
    ...(isCustom ? ['SkipDryRunOnMissingResource=true'] : []),
    ...(isFixedOnceMade(object) ? ['Force=true', 'Replace=true'] : []),
  ];
}

/** What Argo CD itself is told: what is in order with which object, and where the tree is, if that is known. */
export function argocdFiles(layout: Layout, settings: Settings): ManifestFile[] {
  const { repo } = settings;
  return controlFolder(ARGOCD_FOLDER, {
    'argocd-cm.yaml': healthConfigMap(),
    ...(repo !== undefined && {
      'application.yaml': application(layout, settings, repo),
      'project.yaml': project(layout, settings, repo),
    }),
  });
}

function healthConfigMap(): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'argocd-cm',
      namespace: NAMESPACE,
      // Argo CD reads no other.
      labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' },
    },
    data: { 'resource.customizations': dump(healthCustomizations(), { lineWidth: -1, noRefs: true }) },
  } as KubeObject;
}

function application(layout: Layout, settings: Settings, repoURL: string): KubeObject {
  const { name, path, revision: targetRevision, namespace } = settings;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: NAMESPACE,
      // Otherwise what webhooks set by default would be taken for a difference, in every list of a custom resource.
      annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
    },
    spec: {
      project: name,
      source: { repoURL, path, targetRevision },
      destination: { server: IN_CLUSTER, namespace },
      ignoreDifferences: ignoredDifferences(layout),
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'],
        retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
      },
    },
  };
}

/** The fields that controllers write into objects of the tree, as Argo CD is told to leave them alone. */
function ignoredDifferences({ layers }: Layout): object[] | undefined {
  const ignored = layers.flatMap(({ objects }) =>
    objects.flatMap(({ object, ref: { group, kind, name, namespace } }) => {
      const paths = [...new Set(driftingFields(object).map(jqPath))].sort();
      return paths.length === 0 ? [] : [{ group, kind, name, namespace, jqPathExpressions: paths }];
    }),
  );
  return ignored.length === 0 ? undefined : ignored;
}

/** What the Application may do: bring objects of these kinds, from this repository, into these namespaces. */
function project({ layers }: Layout, { name, namespace }: Settings, repoURL: string): KubeObject {
  const objects = layers.flatMap((layer) => layer.objects);
  const inNamespaces = objects.filter(({ ref }) => ref.namespace !== undefined);
  const inCluster = objects.filter(({ ref }) => ref.namespace === undefined);
  const namespaces = new Set([namespace, ...inNamespaces.map(({ ref }) => ref.namespace!)]);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      description: `What ${name} may do: bring these kinds, from this repository, into these namespaces.`,
      sourceRepos: [repoURL],
      destinations: [...namespaces].sort().map((target) => ({ server: IN_CLUSTER, namespace: target })),
      clusterResourceWhitelist: groupKinds(inCluster),
      namespaceResourceWhitelist: groupKinds(inNamespaces),
    },
  };
}

function groupKinds(objects: readonly Placed[]): { group: string; kind: string }[] {
  const found = new Map(objects.map(({ ref: { group, kind } }) => [`${group}/${kind}`, { group, kind }]));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, groupKind]) => groupKind);
}
