import type { WorkspaceBinding } from '../../api/tekton/v1/workspace';
import type { Rule } from '../rule';

const ACCESS_MODES: readonly string[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
const WHY = 'The webhook does not look at it; the API server refuses the claim, and the run fails.';
const SOURCE = 'Kubernetes, ValidatePersistentVolumeClaimSpec';

const claim = (spec: object | undefined) => ({ value: { emptyDir: null, volumeClaimTemplate: { spec } } });
const whole = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

/** What is accepted of a binding and regretted: faults that show when the pod or the claim is made. */
export const workspaceWarnings: readonly Rule<WorkspaceBinding>[] = [
  {
    code: 'KT3461',
    severity: 'warning',
    title: 'a claim that is made for a run has a spec with modes and storage',
    why: WHY,
    source: SOURCE,
    check({ volumeClaimTemplate }, report) {
      if (volumeClaimTemplate === undefined) return;
      const at = 'volumeClaimTemplate';
      const { spec } = volumeClaimTemplate;
      if (spec === undefined) return report([at, 'spec'], 'the claim has no spec', 'write accessModes and resources');
      if (!spec.accessModes?.length)
        report([at, 'spec', 'accessModes'], 'there are no access modes', 'write ReadWriteOnce, or another');
      if (spec.resources?.requests?.storage === undefined)
        report([at, 'spec', 'resources'], 'no storage is asked for', 'write requests with storage, such as 1Gi');
    },
    good: claim(whole),
    bad: [claim(undefined), claim({ ...whole, accessModes: undefined }), claim({ ...whole, resources: undefined })],
  },
  {
    code: 'KT3462',
    severity: 'warning',
    title: 'the access modes of a claim are such that there are',
    why: WHY,
    source: SOURCE,
    check({ volumeClaimTemplate }, report) {
      volumeClaimTemplate?.spec?.accessModes?.forEach((mode, i) => {
        if (ACCESS_MODES.includes(mode)) return;
        report(
          ['volumeClaimTemplate', 'spec', 'accessModes', i],
          `there is no mode "${mode}"`,
          `write one of ${ACCESS_MODES.join(', ')}`,
        );
      });
    },
    good: claim(whole),
    bad: claim({ ...whole, accessModes: ['ReadWriteOne'] }),
  },
  {
    code: 'KT3463',
    severity: 'warning',
    title: 'the part of a workspace stays within it',
    why: 'The webhook does not look at it; Kubernetes refuses the pod.',
    source: 'Kubernetes, validateLocalDescendingPath',
    check({ subPath = '' }, report) {
      if (subPath.startsWith('/')) report(['subPath'], `"${subPath}" is absolute`, 'leave the first slash out');
      else if (subPath.split('/').includes('..'))
        report(['subPath'], `"${subPath}" leads out of the workspace`, 'write a path below it');
    },
    good: { value: { subPath: 'src/..main' } },
    bad: [{ value: { subPath: '../etc' } }, { value: { subPath: '/src' } }],
  },
];
