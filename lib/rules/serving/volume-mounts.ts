import { posix } from 'node:path';
import type { VolumeMount } from '../../api/core/v1/container';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { Report, Rule, RuleContext } from '../rule';
import { eachContainer, podRules, withContainer, withInitContainer } from './pod';
import { withVolume } from './volumes';

const RESERVED_PATHS: readonly string[] = ['/', '/dev', '/dev/log'];
const PROPAGATION_FLAG = 'kubernetes.podspec-volumes-mount-propagation';
const PROPAGATIONS: readonly string[] = ['None', 'HostToContainer'];

type MountCheck = (mount: VolumeMount, report: Report, context: RuleContext, spec: RevisionSpec) => void;

function eachMount(check: MountCheck): Rule<RevisionSpec>['check'] {
  return eachContainer(({ container: { volumeMounts } }, report, context, spec) => {
    volumeMounts?.forEach((mount, i) => {
      check(mount, (path, ...fault) => report(['volumeMounts', i, ...path], ...fault), context, spec);
    });
  });
}

/** The path without what does not matter, as Go's path.Clean leaves it. */
function cleanPath(path: string): string {
  const normal = posix.normalize(path);
  const clean = normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
  return clean.startsWith('//') ? clean.slice(1) : clean;
}

const secret = { secret: { secretName: 'keys' } };
const mountedAt = (mountPath: string) => withVolume(secret, { mountPath });

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1445',
    title: 'what is mounted is a volume of the pod',
    why: 'There would be nothing to mount.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachMount(({ name }, report, _context, { volumes = [] }) => {
      if (volumes.some((volume) => volume.name === name)) return;
      const known = volumes.map((volume) => volume.name).join(', ');
      report(['name'], `there is no volume "${name}"`, known === '' ? 'add it to volumes' : `the pod has ${known}`);
    }),
    good: withVolume(secret),
    bad: withContainer({ volumeMounts: [{ name: 'files', mountPath: '/files' }] }),
  },
  {
    code: 'KN1446',
    title: 'a volume is mounted at an absolute path that the container may give away',
    why: 'The root and the devices of the container must stay as they are.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachMount(({ mountPath }, report) => {
      if (!mountPath) return report(['mountPath'], 'there is no path', 'write an absolute one, such as /files');
      const path = cleanPath(mountPath);
      if (RESERVED_PATHS.includes(path)) report(['mountPath'], `"${mountPath}" is reserved`, 'choose a path below it');
      else if (!path.startsWith('/')) report(['mountPath'], `"${mountPath}" is not absolute`, `write /${mountPath}`);
    }),
    good: mountedAt('/etc/keys'),
    bad: [mountedAt('etc/keys'), mountedAt('/'), mountedAt('/dev/log/'), mountedAt('')],
  },
  {
    code: 'KN1447',
    title: 'a path is mounted once',
    why: 'The second volume would hide the first.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { volumeMounts = [] }, role }, report) => {
      const seen = new Map<string, string>();
      volumeMounts.forEach(({ mountPath }, i) => {
        if (!mountPath) return;
        const path = cleanPath(mountPath);
        const first = seen.get(path);
        // Where the schema keeps the list by its paths, it refuses two that are spelt alike.
        if (first === undefined) seen.set(path, mountPath);
        else if (first !== mountPath || role === 'init') {
          report(['volumeMounts', i, 'mountPath'], `"${mountPath}" is mounted above already`, 'choose another path');
        }
      });
    }),
    good: withVolume(secret),
    bad: withContainer(
      {
        volumeMounts: [
          { name: 'a', mountPath: '/files' },
          { name: 'b', mountPath: '/files/' },
        ],
      },
      {
        volumes: [
          { name: 'a', ...secret },
          { name: 'b', ...secret },
        ],
      },
    ),
  },
  {
    code: 'KN1448',
    title: 'what can not be written to is mounted read-only',
    why: 'Knative fills readOnly for containers, not for init containers and not for claims.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachMount(({ name, readOnly }, report, _context, { volumes = [] }) => {
      const volume = volumes.find((candidate) => candidate.name === name);
      if (volume === undefined || readOnly || volume.emptyDir || volume.ephemeral) return;
      const claim = volume.persistentVolumeClaim;
      if (claim && !claim.readOnly) return;
      report(['readOnly'], `volume "${name}" can not be written to`, 'set readOnly to true');
    }),
    good: withInitContainer(
      { volumeMounts: [{ name: 'files', mountPath: '/files', readOnly: true }] },
      { volumes: [{ name: 'files', ...secret }] },
    ),
    bad: [
      withInitContainer(
        { volumeMounts: [{ name: 'files', mountPath: '/files' }] },
        { volumes: [{ name: 'files', ...secret }] },
      ),
      {
        ...withVolume({ persistentVolumeClaim: { claimName: 'data', readOnly: true } }),
        features: { 'kubernetes.podspec-persistent-volume-claim': 'enabled' },
      },
    ],
  },
  {
    code: 'KN1449',
    title: 'mounts pass from the node only where the feature flag is on, and in one direction',
    why: 'Knative keeps the field shut until the operator of the cluster opens it, and never lets mounts out.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachMount(({ mountPropagation }, report, { platform }) => {
      const propagation: string | undefined = mountPropagation;
      if (propagation === undefined) return;
      if (!platform.isEnabled(PROPAGATION_FLAG)) {
        report(
          ['mountPropagation'],
          `"${propagation}" is not open on this cluster`,
          `set the feature flag ${PROPAGATION_FLAG} to enabled`,
        );
      } else if (!PROPAGATIONS.includes(propagation)) {
        report(['mountPropagation'], `"${propagation}" is not allowed`, `write ${PROPAGATIONS.join(' or ')}`);
      }
    }),
    good: {
      ...withVolume(secret, { mountPropagation: 'HostToContainer' }),
      features: { [PROPAGATION_FLAG]: 'enabled' },
    },
    bad: [
      withVolume(secret, { mountPropagation: 'None' }),
      {
        ...withVolume(secret, { mountPropagation: 'Bidirectional' }),
        features: { [PROPAGATION_FLAG]: 'enabled' },
      },
    ],
  },
];

export const volumeMountRuleSet = podRules('Volume mounts', rules);
