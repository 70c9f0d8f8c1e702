import type { PodSecurityContext, SecurityContext } from '../../api/core/v1/security-context';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import { minimalContainer } from '../minimal';
import type { Report, Rule, RuleExample } from '../rule';
import { hasSecureDefaults } from './defaults/security';
import { eachContainer, podRules, withContainer } from './pod';

const MAX_ID = 2 ** 31 - 1;
const CAPABILITIES_FLAG = 'kubernetes.containerspec-addcapabilities';
const POD_FLAG = 'kubernetes.podspec-securitycontext';
const FORBIDDEN_OF_POD = [
  'seLinuxOptions',
  'seLinuxChangePolicy',
  'windowsOptions',
  'sysctls',
  'fsGroupChangePolicy',
  'supplementalGroupsPolicy',
  'appArmorProfile',
];
/** What a pod may say where the flag is on. */
const FIELDS_OF_POD = ['fsGroup', 'runAsGroup', 'runAsNonRoot', 'runAsUser', 'seccompProfile', 'supplementalGroups'];
/** What a pod may say where the cluster makes pods secure, though the flag of the field is off. */
const OPEN_PROFILES: readonly unknown[] = ['RuntimeDefault', 'Unconfined'];

function isOpenProfile(profile: PodSecurityContext['seccompProfile']): boolean {
  return OPEN_PROFILES.includes(profile?.type) && profile?.localhostProfile === undefined;
}

function checkId(id: number | undefined, at: readonly (string | number)[], report: Report): void {
  if (id !== undefined && (id < 0 || id > MAX_ID)) report(at, `${id} is no id`, `write 0 to ${MAX_ID}`);
}

const hardened = minimalContainer.securityContext;
const withContext = (context: object) => withContainer({ securityContext: { ...hardened, ...context } });
const withPodContext = (securityContext: object): RuleExample => ({
  value: { securityContext },
  features: { [POD_FLAG]: 'enabled' },
});

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1431',
    title: 'no container is privileged',
    why: 'It would have all rights of the node; Knative does not run such containers.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { securityContext } }, report) => {
      if (securityContext?.privileged)
        report(['securityContext', 'privileged'], 'it is true', 'write false, or remove it');
    }),
    good: withContext({ privileged: false }),
    bad: withContext({ privileged: true }),
  },
  {
    code: 'KN1432',
    title: 'capabilities are added only where the feature flag is on',
    why: 'Knative keeps the field shut until the operator of the cluster opens it.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { securityContext } }, report, { platform }) => {
      const added = securityContext?.capabilities?.add;
      if (added === undefined || platform.isEnabled(CAPABILITIES_FLAG)) return;
      const isSecure = hasSecureDefaults(platform.feature('secure-pod-defaults'));
      if (isSecure && added.length === 1 && added[0] === 'NET_BIND_SERVICE') return;
      const hint = `remove it, or set the feature flag ${CAPABILITIES_FLAG} to enabled`;
      report(['securityContext', 'capabilities', 'add'], `${added.join(', ') || 'an empty list'} is added`, hint);
    }),
    good: withContext({ capabilities: { drop: ['ALL'] } }),
    bad: withContext({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }),
  },
  {
    code: 'KN1433',
    title: 'user and group ids are from 0 to 2147483647',
    why: 'Linux has no others.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: (spec, report, context) => {
      checkPodIds(spec.securityContext, (path, ...fault) => report(['securityContext', ...path], ...fault));
      checkContainerIds(spec, report, context);
    },
    good: [withContext({ runAsUser: 1000, runAsGroup: MAX_ID }), withPodContext({ fsGroup: 1000 })],
    bad: [
      withContext({ runAsUser: -1 }),
      withContext({ runAsGroup: MAX_ID + 1 }),
      withPodContext({ supplementalGroups: [1000, -1] }),
    ],
  },
  {
    code: 'KN1434',
    title: 'the security context of a pod has only fields that Knative lets through',
    why: 'The schema keeps every field there, and the webhook refuses these.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ securityContext: context }, report, { platform }) => {
      if (context === undefined) return;
      const isOpen = platform.isOpen(POD_FLAG);
      if (!isOpen && !hasSecureDefaults(platform.feature('secure-pod-defaults'))) return;
      const forbidden = isOpen ? FORBIDDEN_OF_POD : [...FORBIDDEN_OF_POD, ...FIELDS_OF_POD];
      for (const [field, value] of Object.entries(context)) {
        if (value === undefined || !forbidden.includes(field)) continue;
        if (!isOpen && field === 'seccompProfile' && isOpenProfile(context.seccompProfile)) continue;
        report(['securityContext', field], `${field} is not allowed`, 'remove it');
      }
    },
    good: withPodContext({ runAsUser: 1000 }),
    bad: [
      withPodContext({ sysctls: [] }),
      {
        value: { securityContext: { runAsUser: 1000 } },
        features: { 'secure-pod-defaults': 'enabled' },
      },
      {
        value: { securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a.json' } } },
        features: { 'secure-pod-defaults': 'enabled' },
      },
    ],
  },
  {
    code: 'KN1467',
    severity: 'warning',
    title: 'a container says what it may not do',
    why: 'Where it says nothing Kubernetes gives it more rights than it needs; Knative itself warns of it.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { securityContext } }, report, { platform }, spec) => {
      if (hasSecureDefaults(platform.feature('secure-pod-defaults'))) return;
      const unset = unsetFields(securityContext, spec.securityContext);
      if (unset.length === 0) return;
      const found = `${unset.map(({ field }) => field).join(', ')} not set`;
      report(['securityContext'], found, `set ${unset.map(({ right }) => right).join(', ')}`);
    }),
    good: withContext({}),
    bad: [withContainer({ securityContext: undefined }), withContainer({ securityContext: { runAsNonRoot: true } })],
  },
  {
    code: 'KN1468',
    severity: 'warning',
    title: 'all capabilities are dropped by the word ALL',
    why: 'Some runtimes know it in capitals only.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { securityContext } }, report) => {
      const drop = securityContext?.capabilities?.drop;
      drop?.forEach((name, i) => {
        if (name.toUpperCase() !== 'ALL' || name === 'ALL') return;
        report(['securityContext', 'capabilities', 'drop', i], `"${name}" is not in capitals`, 'write ALL');
      });
    }),
    good: withContext({ capabilities: { drop: ['ALL'] } }),
    bad: withContext({ capabilities: { drop: ['all'] } }),
  },
  {
    code: 'KN1469',
    severity: 'warning',
    title: 'a container that must not run as root does not ask for root',
    why: 'Kubernetes would never start it.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachContainer(({ container: { securityContext: own } }, report, _context, { securityContext: pod }) => {
      const user = own?.runAsUser ?? pod?.runAsUser;
      const nonRoot = own?.runAsNonRoot ?? pod?.runAsNonRoot;
      if (user !== 0 || nonRoot !== true) return;
      report(
        ['securityContext', 'runAsUser'],
        'user 0 is root, and runAsNonRoot is true',
        'write another user, such as 1000',
      );
    }),
    good: withContext({ runAsUser: 1000 }),
    bad: withContext({ runAsUser: 0 }),
  },
];

const checkContainerIds = eachContainer(({ container: { securityContext } }, report) => {
  checkId(securityContext?.runAsUser, ['securityContext', 'runAsUser'], report);
  checkId(securityContext?.runAsGroup, ['securityContext', 'runAsGroup'], report);
});

function checkPodIds(context: PodSecurityContext | undefined, report: Report): void {
  if (context === undefined) return;
  for (const field of ['runAsUser', 'runAsGroup', 'fsGroup'] as const) checkId(context[field], [field], report);
  context.supplementalGroups?.forEach((id, i) => {
    checkId(id, ['supplementalGroups', i], report);
  });
}

/** The fields that a container leaves to Kubernetes, each with what would be safe. */
function unsetFields(own: SecurityContext = {}, pod: PodSecurityContext = {}): { field: string; right: string }[] {
  const isUnset = {
    'allowPrivilegeEscalation to false': own.allowPrivilegeEscalation === undefined,
    'capabilities.drop to [ALL]': own.capabilities?.drop === undefined,
    'runAsNonRoot to true': (own.runAsNonRoot ?? pod.runAsNonRoot) === undefined,
    'seccompProfile.type to RuntimeDefault': !own.seccompProfile?.type && !pod.seccompProfile?.type,
  };
  return Object.entries(isUnset)
    .filter(([, unset]) => unset)
    .map(([right]) => ({ field: right.split(' ')[0]!, right }));
}

export const securityRuleSet = podRules('Security', rules);
