import { findAlsoServed, findKind } from '../../../lib/api/registry';
import { PipelineRun } from '../../../lib/api/tekton/v1/pipeline-run';
import { TaskRun } from '../../../lib/api/tekton/v1/task-run';
import { objectName } from '../../base/object-name';
import type { Lowering } from '../../base/resource';
import type { PolicyRule } from '../../kubernetes/role';
import { ServiceAccount } from '../../kubernetes/service-account';
import type { CreatedKind } from './trigger-parts';

const TRIGGERS = 'triggers.tekton.dev';
const READ = ['get', 'list', 'watch'] as const;

/** What is made where nobody says it. */
const RUNS: readonly CreatedKind[] = [PipelineRun, TaskRun];

/** What a listener does besides reading its triggers. */
export interface ListenerDuties {
  /** What it makes; undefined for a trigger of which that is not known. */
  readonly creates: readonly (readonly CreatedKind[] | undefined)[];
  /** Accounts that it acts as. */
  readonly actsAs: readonly string[];
}

/** An account that may do what a listener does, and nothing else. */
export function makeListenerAccount({ creates, actsAs }: ListenerDuties, lowering: Lowering): ServiceAccount {
  const { scope, name, namespace } = lowering;
  const account = new ServiceAccount(scope, 'account', { name: objectName([name, 'listener']), namespace });
  const made = creates.flatMap((kinds) => kinds ?? RUNS);
  account.grant([
    {
      apiGroups: [TRIGGERS],
      resources: ['eventlisteners', 'triggers', 'triggerbindings', 'triggertemplates', 'interceptors'],
      verbs: READ,
    },
    { apiGroups: [''], resources: ['configmaps'], verbs: READ },
    ...creating(made, lowering),
    ...actingAs(actsAs),
  ]);
  account.grantEverywhere([
    { apiGroups: [TRIGGERS], resources: ['clustertriggerbindings', 'clusterinterceptors'], verbs: READ },
  ]);
  return account;
}

/** A rule for each group, of what is made there. */
function creating(kinds: readonly CreatedKind[], lowering: Lowering): PolicyRule[] {
  const byGroup = new Map<string, Set<string>>();
  for (const created of kinds) {
    const { apiVersion } = created;
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const plurals = byGroup.get(group) ?? new Set();
    byGroup.set(group, plurals.add(pluralOf(created, lowering)));
  }
  return [...byGroup].map(([group, plurals]) => ({
    apiGroups: [group],
    resources: [...plurals].sort(),
    verbs: ['create'],
  }));
}

function pluralOf(created: CreatedKind, lowering: Lowering): string {
  const { apiVersion, kind: name, plural, namespace } = created;
  const hint = 'give a serviceAccount that may make it';
  const kind = findKind(apiVersion, name) ?? findAlsoServed(apiVersion, name);
  if (kind?.scope === 'Cluster')
    lowering.refuse('missing', 'serviceAccount', `a ${name} that a template makes is in no namespace`, hint);
  if (namespace !== undefined && namespace !== lowering.namespace)
    lowering.refuse('missing', 'serviceAccount', `a ${name} is made in namespace "${namespace}"`, hint);
  const known = plural ?? kind?.plural;
  if (known !== undefined) return known;
  return lowering.refuse(
    'missing',
    'creates',
    `the plural of ${name} in ${apiVersion} isn't known`,
    'give it as creates, with its plural, or give a serviceAccount',
  );
}

function actingAs(accounts: readonly string[]): PolicyRule[] {
  if (accounts.length === 0) return [];
  const resourceNames = [...new Set(accounts)];
  return [{ apiGroups: [''], resources: ['serviceaccounts'], resourceNames, verbs: ['impersonate'] }];
}
