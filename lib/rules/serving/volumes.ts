import type { EmptyDirVolumeSource, ImageVolumeSource, Volume } from '../../api/core/v1/volume';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { FeatureName } from '../features';
import type { Platform } from '../platform';
import type { Report, Rule, RuleContext, RuleExample } from '../rule';
import { dnsLabelHint, isDns1123Label } from '../syntax/names';
import { parseQuantity } from '../syntax/quantity';
import { containersOf, podRules, withContainer } from './pod';

const OPEN_SOURCES = ['secret', 'configMap', 'projected'] as const;

/** Sources of volumes that a feature flag must open. */
const GATED_SOURCES = {
  emptyDir: 'kubernetes.podspec-volumes-emptydir',
  persistentVolumeClaim: 'kubernetes.podspec-persistent-volume-claim',
  hostPath: 'kubernetes.podspec-volumes-hostpath',
  csi: 'kubernetes.podspec-volumes-csi',
  ephemeral: 'kubernetes.podspec-volumes-ephemeral',
  image: 'kubernetes.podspec-volumes-image',
} as const satisfies Partial<Record<keyof Volume, FeatureName>>;

type GatedSource = keyof typeof GATED_SOURCES;

const gatedSources = Object.keys(GATED_SOURCES) as GatedSource[];
const WRITE_FLAG = 'kubernetes.podspec-persistent-volume-write';
const PULL_POLICIES: readonly unknown[] = [undefined, '', 'Always', 'IfNotPresent', 'Never'];

type VolumeCheck = (volume: Volume, report: Report, context: RuleContext, spec: RevisionSpec) => void;

/** Checks each volume by itself; paths begin at the volume. */
export function eachVolume(check: VolumeCheck): Rule<RevisionSpec>['check'] {
  return (spec, report, context) => {
    spec.volumes?.forEach((volume, i) => {
      check(volume, (path, ...fault) => report(['volumes', i, ...path], ...fault), context, spec);
    });
  };
}

/** An example whose pod mounts one volume. */
export function withVolume(volume: object, mount: object = {}): RuleExample {
  const { name = 'files' } = volume as { name?: string };
  return withContainer(
    { volumeMounts: [{ name, mountPath: '/files', ...mount }] },
    { volumes: [{ name: 'files', ...volume }] },
  );
}

function usableSources(platform: Platform): string[] {
  return [...OPEN_SOURCES, ...gatedSources.filter((source) => platform.isEnabled(GATED_SOURCES[source]))];
}

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1435',
    title: 'the name of a volume is a DNS label',
    why: 'Kubernetes names files on the node after it.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachVolume(({ name }, report) => {
      if (isDns1123Label(name)) return;
      report(['name'], name === '' ? 'the name is empty' : `"${name}" is no DNS label`, dnsLabelHint(name));
    }),
    good: withVolume({ name: 'my-files', secret: { secretName: 'a' } }),
    bad: withVolume({ name: 'My_Files', secret: { secretName: 'a' } }),
  },
  {
    code: 'KN1436',
    title: 'every volume is mounted',
    why: 'A volume that no container mounts is a mistake: mostly a name that is written in two ways.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: (spec, report) => {
      if (!spec.volumes?.length) return;
      const mounts = containersOf(spec).flatMap(({ container }) => container.volumeMounts ?? []);
      const mounted = new Set(mounts.map(({ name }) => name));
      spec.volumes.forEach(({ name }, i) => {
        if (mounted.has(name) || !isDns1123Label(name)) return;
        report(['volumes', i, 'name'], `no container mounts "${name}"`, 'mount it, or remove the volume');
      });
    },
    good: withVolume({ configMap: { name: 'a' } }),
    bad: { value: { volumes: [{ name: 'files', secret: { secretName: 'a' } }] } },
  },
  {
    code: 'KN1437',
    title: 'a volume has one source',
    why: 'Its files come from one place.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachVolume((volume, report, { platform }) => {
      const given = [...OPEN_SOURCES, ...gatedSources].filter((source) => volume[source]);
      if (given.length === 0) report([], 'there is no source', `set one of ${usableSources(platform).join(', ')}`);
      if (given.length > 1) report([], `${given.join(' and ')} stand side by side`, 'keep one, or use projected');
    }),
    good: withVolume({ secret: { secretName: 'a' } }),
    bad: [withVolume({}), withVolume({ secret: { secretName: 'a' }, configMap: { name: 'a' } })],
  },
  {
    code: 'KN1438',
    title: 'a kind of volume that a feature flag guards is used where the flag is on',
    why: 'Knative keeps these kinds shut until the operator of the cluster opens them.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachVolume((volume, report, { platform }) => {
      for (const source of gatedSources) {
        const flag = GATED_SOURCES[source];
        if (!volume[source] || platform.isEnabled(flag)) continue;
        report([source], `${source} volumes are not open on this cluster`, `set the feature flag ${flag} to enabled`);
      }
    }),
    good: withVolume({ emptyDir: {} }),
    bad: [
      withVolume({ hostPath: { path: '/var/log' } }),
      withVolume({ csi: { driver: 'secrets-store.csi.k8s.io' } }),
      withVolume({ ephemeral: { volumeClaimTemplate: { spec: {} } } }),
      withVolume({ image: { reference: 'ghcr.io/example/model' } }),
      {
        ...withVolume({ emptyDir: {} }),
        features: { 'kubernetes.podspec-volumes-emptydir': 'disabled' },
      },
    ],
  },
  {
    code: 'KN1439',
    title: 'a volume claim is read-only unless the feature flag for writing is on',
    why: 'Pods that come and go share the claim; writing to it is a feature of its own.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachVolume(({ persistentVolumeClaim: claim }, report, { platform }) => {
      if (claim === undefined || claim.readOnly || platform.isEnabled(WRITE_FLAG)) return;
      const hint = `set readOnly to true, or the feature flag ${WRITE_FLAG} to enabled`;
      report(['persistentVolumeClaim', 'readOnly'], `claim "${claim.claimName}" is open for writing`, hint);
    }),
    good: {
      ...withVolume({ persistentVolumeClaim: { claimName: 'data', readOnly: true } }, { readOnly: true }),
      features: { 'kubernetes.podspec-persistent-volume-claim': 'enabled' },
    },
    bad: {
      ...withVolume({ persistentVolumeClaim: { claimName: 'data' } }),
      features: { 'kubernetes.podspec-persistent-volume-claim': 'enabled' },
    },
  },
  {
    code: 'KN1440',
    title: 'an empty directory lies on disk or in memory and has a size of 0 or more',
    why: 'Kubernetes knows no other medium and no negative size.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachVolume(({ emptyDir }, report) => {
      const { medium, sizeLimit }: Omit<EmptyDirVolumeSource, 'medium'> & { medium?: string } = emptyDir ?? {};
      if (medium && medium !== 'Memory')
        report(['emptyDir', 'medium'], `"${medium}" does not exist`, 'write Memory, or remove it');
      const size = sizeLimit === undefined ? undefined : parseQuantity(sizeLimit);
      if (size !== undefined && size < 0)
        report(['emptyDir', 'sizeLimit'], `${sizeLimit} is negative`, 'write 0 or more');
    }),
    good: withVolume({ emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }),
    bad: [withVolume({ emptyDir: { medium: 'memory' } }), withVolume({ emptyDir: { sizeLimit: '-1Gi' } })],
  },
  {
    code: 'KN1441',
    title: 'an image volume names its image, and a pull policy that exists',
    why: 'There would be nothing to mount.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachVolume(({ image }, report) => {
      if (image === undefined) return;
      const { reference, pullPolicy }: Partial<ImageVolumeSource> = image;
      if (!reference) report(['image', 'reference'], 'there is no image', 'set it');
      if (!PULL_POLICIES.includes(pullPolicy)) {
        report(['image', 'pullPolicy'], `"${pullPolicy}" does not exist`, 'write Always, IfNotPresent or Never');
      }
    }),
    good: imageVolume({ reference: 'ghcr.io/example/model', pullPolicy: 'Always' }),
    bad: [imageVolume({}), imageVolume({ reference: 'ghcr.io/example/model', pullPolicy: 'Sometimes' })],
  },
  {
    code: 'KN1470',
    severity: 'warning',
    title: 'a secret volume names its Secret',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachVolume(({ secret, configMap }, report) => {
      if (secret && !secret.secretName) report(['secret', 'secretName'], 'there is no name', 'name the Secret');
      if (configMap && !configMap.name) report(['configMap', 'name'], 'there is no name', 'name the ConfigMap');
    }),
    good: withVolume({ secret: { secretName: 'keys' } }),
    bad: [withVolume({ secret: {} }), withVolume({ configMap: {} })],
  },
  {
    code: 'KN1471',
    severity: 'warning',
    title: 'the mode of a file is at most 0777',
    why: 'The Deployment made from it would be refused: 644 in decimal is 01204 in octal.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachVolume((volume, report) => {
      for (const source of OPEN_SOURCES) {
        const mode = volume[source]?.defaultMode;
        if (mode === undefined || (mode >= 0 && mode <= 0o777)) continue;
        const meant = /^[0-7]{3}$/.test(String(mode))
          ? `write 0${mode} in YAML, or ${Number.parseInt(String(mode), 8)}`
          : 'write 0 to 0777';
        report([source, 'defaultMode'], `${mode} is over 0777, which is 511`, meant);
      }
    }),
    good: withVolume({ secret: { secretName: 'keys', defaultMode: 0o644 } }),
    bad: withVolume({ secret: { secretName: 'keys', defaultMode: 644 } }),
  },
];

function imageVolume(image: object): RuleExample {
  return {
    ...withVolume({ image }),
    features: { 'kubernetes.podspec-volumes-image': 'enabled' },
  };
}

export const volumeRuleSet = podRules('Volumes', rules);
