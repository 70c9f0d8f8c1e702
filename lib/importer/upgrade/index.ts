import type { FieldPath } from '../../rules/diagnostic';
import type { ImportRule } from '../change';
import type { Draft } from '../draft';
import { brokerAddresses, brokers, injection, triggers } from './brokers';
import { buildRules, buildSecrets, builds } from './build';
import { channels, flows, subscriptions } from './channels';
import { commonRules, fromServer, toCurrentVersion } from './common';
import { configMapRules, configMaps, gateways } from './config-maps';
import { destinationRules, destinations } from './destinations';
import { eventTypes, goneKinds } from './eventing';
import { eventingRules } from './eventing-rules';
import { clusterIngress, servingForms, servingRules } from './serving';
import { servingMetadata, servingMetadataRules } from './serving-metadata';
import { sourceRules, sources } from './sources';
import { conditionObjects, pipelines } from './tekton-pipelines';
import { tektonRules } from './tekton-rules';
import { customRuns, pipelineRuns, resourceObjects, taskRuns } from './tekton-runs';
import { tasks } from './tekton-tasks';
import { listeners, tektonTriggerRules, tektonTriggers, triggerTemplates } from './tekton-triggers';
import { type NotedChange, type Upgrade, type Upgrader, UpgradeSet } from './upgrade-set';

/** In this order: the shape of an object first, by the words of its own version, and the version itself last. */
const upgraders: readonly Upgrader[] = [
  fromServer,
  goneKinds,
  servingForms,
  clusterIngress,
  servingMetadata,
  configMaps,
  gateways,
  builds,
  buildSecrets,
  channels,
  flows,
  subscriptions,
  brokers,
  triggers,
  injection,
  eventTypes,
  ...sources,
  destinations,
  brokerAddresses,
  tasks,
  pipelines,
  conditionObjects,
  resourceObjects,
  customRuns,
  taskRuns,
  pipelineRuns,
  listeners,
  tektonTriggers,
  triggerTemplates(upgradeWithin),
  toCurrentVersion,
];

/** What one object that was read became. */
export interface Upgraded {
  /** The object as it is written today, and those that stand beside it; none if it was left out. */
  readonly objects: readonly Draft[];
  readonly changes: readonly NotedChange[];
}

/**
 * Brings objects up to date, each by itself and with what it needs to know of the others. The objects are changed.
 * One that is up to date already is left as it is.
 */
export function upgradeAll(drafts: readonly Draft[]): Upgraded[] {
  const set = new UpgradeSet(drafts);
  for (const upgrade of set.upgrades) run(upgrade);
  return set.upgrades.map(({ draft, added, changes, isDropped }) => ({
    objects: isDropped ? [] : [draft, ...added],
    changes,
  }));
}

function run(upgrade: Upgrade): void {
  for (const upgrader of upgraders) {
    if (upgrade.isDropped) return;
    if (upgrader.applies(upgrade.draft)) upgrader.run(upgrade);
  }
}

function upgradeWithin(outer: Upgrade, objects: readonly Draft[], at: FieldPath): Draft[] {
  return upgradeAll(objects).flatMap(({ objects: upgraded, changes }, i) => {
    for (const change of changes) outer.note(change.rule, [...at, i, ...change.at], change.message);
    return upgraded;
  });
}

/** Everything that the importer does to objects, by code. */
export const upgradeRules: readonly ImportRule[] = [
  ...commonRules,
  ...servingRules,
  ...servingMetadataRules,
  ...configMapRules,
  ...destinationRules,
  ...eventingRules,
  ...sourceRules,
  ...buildRules,
  ...tektonRules,
  ...tektonTriggerRules,
].sort((a, b) => (a.code < b.code ? -1 : 1));
