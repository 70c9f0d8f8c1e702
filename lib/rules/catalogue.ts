import type { Kind } from '../api/kind';
import { camelRuleSets } from './camel';
import { eventingGraphRules, eventingRuleSets } from './eventing';
import { flowsGraphRules, flowsRuleSets } from './flows';
import { generalGraphRules } from './graph';
import { istioGraphRules, istioRuleSets } from './istio';
import { kafkaRuleSets } from './kafka';
import { messagingGraphRules, messagingRuleSets } from './messaging';
import { metadataRuleSets } from './metadata';
import { natsRuleSets } from './nats';
import { rabbitmqRuleSets } from './rabbitmq';
import type { GraphRule, RuleSet, Target } from './rule';
import { servingGraphRules, servingRuleSets } from './serving';
import { sinkRuleSets } from './sinks';
import { sourceRuleSets } from './sources';
import { tektonRuleSets } from './tekton';
import { tektonGraphRules } from './tekton/graph';
import { pipelineRunRuleSets } from './tekton/pipeline-runs';
import { pipelineRuleSets } from './tekton/pipelines';
import { triggersGraphRules, triggersRuleSets } from './triggers';

/** Every rule about objects of one kind or some. */
const kindRuleSets: readonly RuleSet[] = [
  ...servingRuleSets,
  ...eventingRuleSets,
  ...messagingRuleSets,
  ...flowsRuleSets,
  ...sourceRuleSets,
  ...sinkRuleSets,
  ...kafkaRuleSets,
  ...rabbitmqRuleSets,
  ...natsRuleSets,
  ...camelRuleSets,
  ...tektonRuleSets,
  ...pipelineRuleSets,
  ...pipelineRunRuleSets,
  ...triggersRuleSets,
  ...istioRuleSets,
];

/** Every rule about one object. */
export const ruleSets: readonly RuleSet[] = [...metadataRuleSets, ...kindRuleSets];

/** Every rule about several objects. */
export const graphRules: readonly GraphRule[] = [
  ...generalGraphRules,
  ...servingGraphRules,
  ...eventingGraphRules,
  ...messagingGraphRules,
  ...flowsGraphRules,
  ...istioGraphRules,
  ...triggersGraphRules,
  ...tektonGraphRules,
];

/** Rules with where in an object they look. */
export interface LocatedRules extends Pick<Target, 'at' | 'nesting' | 'only'> {
  readonly rules: RuleSet['rules'];
}

const byKind = new Map<string, LocatedRules[]>();
for (const { targets, rules } of kindRuleSets) {
  for (const { kind, at, nesting, only } of targets) {
    const key = `${kind.apiVersion}/${kind.kind}`;
    byKind.set(key, [...(byKind.get(key) ?? []), { at, nesting, only, rules }]);
  }
}

/** The rules that hold for a kind, besides those of any object's metadata. */
export function ruleSetsOf(kind: Kind): readonly LocatedRules[] {
  return byKind.get(`${kind.apiVersion}/${kind.kind}`) ?? [];
}
