import type { RuleSet } from '../rule';
import { connectionPoolRuleSets } from './connection-pools';
import { loadBalancerRules } from './destination-rule/load-balancer';
import { destinationRuleRules } from './destination-rule/spec';
import { trafficPolicyRules } from './destination-rule/traffic-policy';
import { dryRunRuleSets } from './dry-run';
import { durationRuleSets } from './durations';
import { exportToRules } from './export-to';
import { gatewayRuleSets } from './gateway';
import { selectorRuleSets } from './selectors';
import { serverTlsRuleSet } from './server-tls';
import { targetRefRuleSets } from './target-refs';
import { virtualServiceRuleSets } from './virtual-service';

/** The rules of Istio's kinds: each kind's own first, then those that several share. */
export const istioRuleSets: readonly RuleSet[] = [
  ...virtualServiceRuleSets,
  ...gatewayRuleSets,
  serverTlsRuleSet,
  destinationRuleRules,
  trafficPolicyRules,
  loadBalancerRules,
  ...connectionPoolRuleSets,
  ...durationRuleSets,
  ...selectorRuleSets,
  ...targetRefRuleSets,
  exportToRules,
  ...dryRunRuleSets,
];
