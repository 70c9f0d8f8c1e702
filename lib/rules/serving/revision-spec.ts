import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { FeatureName } from '../features';
import { minimalContainer } from '../minimal';
import type { Rule } from '../rule';
import { dnsLabelHint, isDns1123Subdomain } from '../syntax/names';
import { hasSecureDefaults } from './defaults/security';
import { isSet, podRules } from './pod';

type GatedField = Exclude<
  keyof RevisionSpec,
  | 'containers'
  | 'volumes'
  | 'serviceAccountName'
  | 'imagePullSecrets'
  | 'enableServiceLinks'
  | 'automountServiceAccountToken'
  | 'containerConcurrency'
  | 'timeoutSeconds'
  | 'responseStartTimeoutSeconds'
  | 'idleTimeoutSeconds'
>;

/** Fields of a pod that a feature flag must open. */
const GATES: Readonly<Record<GatedField, FeatureName>> = {
  affinity: 'kubernetes.podspec-affinity',
  topologySpreadConstraints: 'kubernetes.podspec-topologyspreadconstraints',
  hostAliases: 'kubernetes.podspec-hostaliases',
  nodeSelector: 'kubernetes.podspec-nodeselector',
  tolerations: 'kubernetes.podspec-tolerations',
  runtimeClassName: 'kubernetes.podspec-runtimeclassname',
  securityContext: 'kubernetes.podspec-securitycontext',
  shareProcessNamespace: 'kubernetes.podspec-shareprocessnamespace',
  priorityClassName: 'kubernetes.podspec-priorityclassname',
  schedulerName: 'kubernetes.podspec-schedulername',
  initContainers: 'kubernetes.podspec-init-containers',
  dnsPolicy: 'kubernetes.podspec-dnspolicy',
  dnsConfig: 'kubernetes.podspec-dnsconfig',
  hostIPC: 'kubernetes.podspec-hostipc',
  hostPID: 'kubernetes.podspec-hostpid',
  hostNetwork: 'kubernetes.podspec-hostnetwork',
};

/** Whether Go holds the field by a pointer, so that even false counts as set. */
const POINTERS: readonly GatedField[] = ['shareProcessNamespace', 'runtimeClassName'];

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1401',
    title: 'the timeout is within what the cluster allows',
    why: 'The activator waits only so long when it ends; longer requests would be cut.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ timeoutSeconds = 0 }, report, { platform }) => {
      const most = platform.defaults.maxRevisionTimeoutSeconds;
      if (timeoutSeconds >= 0 && timeoutSeconds <= most) return;
      const hint = `write 0 to ${most}; max-revision-timeout-seconds in config-defaults sets the limit`;
      report(['timeoutSeconds'], `${timeoutSeconds} is out of bounds`, hint);
    },
    good: [
      { value: { timeoutSeconds: 600 } },
      {
        value: { timeoutSeconds: 900 },
        settings: { defaults: { 'max-revision-timeout-seconds': '900' } },
      },
    ],
    bad: [{ value: { timeoutSeconds: 700 } }, { value: { timeoutSeconds: -1 } }],
  },
  {
    code: 'KN1402',
    title: 'the limit of concurrent requests is within what the cluster allows',
    why: 'The queue of each pod is made for so many requests.',
    source: 'serving, pkg/apis/serving/metadata_validation.go',
    check: ({ containerConcurrency = 0 }, report, { platform: { defaults } }) => {
      const least = defaults.allowContainerConcurrencyZero ? 0 : 1;
      const most = defaults.containerConcurrencyMaxLimit;
      if (containerConcurrency >= least && containerConcurrency <= most) return;
      report(['containerConcurrency'], `${containerConcurrency} is out of bounds`, `write ${least} to ${most}`);
    },
    good: { value: { containerConcurrency: 1000 } },
    bad: [
      { value: { containerConcurrency: 1001 } },
      { value: { containerConcurrency: -1 } },
      {
        value: { containerConcurrency: 0 },
        settings: { defaults: { 'allow-container-concurrency-zero': 'false' } },
      },
    ],
  },
  {
    code: 'KN1403',
    title: 'a field of the pod that a feature flag guards is used where the flag is on',
    why: 'Knative keeps these fields shut until the operator of the cluster opens them.',
    source: 'serving, pkg/apis/serving/fieldmask.go',
    check: (spec, report, { platform }) => {
      for (const field in spec) {
        const flag = GATES[field as GatedField] as FeatureName | undefined;
        if (flag === undefined || platform.isOpen(flag)) continue;
        const value = spec[field as GatedField];
        if (!isSet(value) && !(POINTERS.includes(field as GatedField) && value !== undefined)) continue;
        if (field === 'securityContext' && hasSecureDefaults(platform.feature('secure-pod-defaults'))) continue;
        report([field], `${field} is not open on this cluster`, `set the feature flag ${flag} to enabled`);
      }
    },
    good: [
      { value: { hostNetwork: false } },
      {
        value: { nodeSelector: { disktype: 'ssd' } },
        features: { 'kubernetes.podspec-nodeselector': 'allowed' },
      },
    ],
    bad: [
      { value: { nodeSelector: { disktype: 'ssd' } } },
      { value: { tolerations: [] } },
      { value: { shareProcessNamespace: false } },
      { value: { initContainers: [minimalContainer] } },
      { value: { securityContext: { runAsUser: 1000 } } },
    ],
  },
  {
    code: 'KN1404',
    title: 'the token of the service account is not asked for',
    why: 'Knative lets a revision switch the token off, not on: that is left to the service account.',
    source: 'serving, pkg/apis/serving/fieldmask.go',
    check: ({ automountServiceAccountToken }, report) => {
      if (automountServiceAccountToken)
        report(['automountServiceAccountToken'], 'it is true', 'write false, or remove it');
    },
    good: { value: { automountServiceAccountToken: false } },
    bad: { value: { automountServiceAccountToken: true } },
  },
  {
    code: 'KN1405',
    title: 'the service account has a possible name',
    why: 'No ServiceAccount has another.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ serviceAccountName: name }, report) => {
      if (name && !isDns1123Subdomain(name))
        report(['serviceAccountName'], `"${name}" is no DNS name`, dnsLabelHint(name));
    },
    good: { value: { serviceAccountName: 'robot.shop' } },
    bad: { value: { serviceAccountName: 'My_Robot' } },
  },
  {
    code: 'KN1450',
    severity: 'warning',
    title: 'the answer must start before the request times out',
    why: 'A response-start timeout beyond the timeout can never be the one that fires.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ timeoutSeconds = 0, responseStartTimeoutSeconds: start = 0 }, report) => {
      if (start <= timeoutSeconds || timeoutSeconds < 0) return;
      report(
        ['responseStartTimeoutSeconds'],
        `${start} is over timeoutSeconds, ${timeoutSeconds}`,
        `write at most ${timeoutSeconds}`,
      );
    },
    good: { value: { timeoutSeconds: 60, responseStartTimeoutSeconds: 30 } },
    bad: { value: { timeoutSeconds: 60, responseStartTimeoutSeconds: 120 } },
  },
  {
    code: 'KN1451',
    severity: 'warning',
    title: 'timeouts are not negative',
    why: 'Upstream does not look at these two; what a negative one does is not defined.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: (spec, report) => {
      for (const field of ['idleTimeoutSeconds', 'responseStartTimeoutSeconds'] as const) {
        const value = spec[field];
        if (value !== undefined && value < 0) report([field], `${value} is negative`, 'write 0 or more');
      }
    },
    good: { value: { idleTimeoutSeconds: 0 } },
    bad: { value: { idleTimeoutSeconds: -5 } },
  },
  {
    code: 'KN1452',
    severity: 'warning',
    title: 'the idle timeout is within the timeout',
    why: 'An idle timeout beyond the timeout can never be the one that fires.',
    source: 'serving, pkg/apis/serving/v1/revision_defaults.go',
    check: ({ timeoutSeconds = 0, idleTimeoutSeconds: idle = 0 }, report) => {
      if (idle <= timeoutSeconds || timeoutSeconds < 0) return;
      report(
        ['idleTimeoutSeconds'],
        `${idle} is over timeoutSeconds, ${timeoutSeconds}`,
        `write at most ${timeoutSeconds}`,
      );
    },
    good: { value: { timeoutSeconds: 60, idleTimeoutSeconds: 30 } },
    bad: { value: { timeoutSeconds: 60, idleTimeoutSeconds: 90 } },
  },
  {
    code: 'KN1453',
    severity: 'warning',
    title: 'a secret for pulling images has a name',
    why: 'Kubernetes passes over an entry without a name, and the image can not be pulled.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ imagePullSecrets = [] }, report) => {
      imagePullSecrets.forEach(({ name }, i) => {
        if (!name)
          report(
            ['imagePullSecrets', i, 'name'],
            'the name is empty',
            'name a Secret of type kubernetes.io/dockerconfigjson',
          );
      });
    },
    good: { value: { imagePullSecrets: [{ name: 'registry' }] } },
    bad: { value: { imagePullSecrets: [{ name: '' }] } },
  },
];

export const revisionSpecRuleSet = podRules('Revision spec', rules);
