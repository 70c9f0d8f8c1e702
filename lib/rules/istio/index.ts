import type { RuleSet } from '../rule';
import { authorizationPolicyRules } from './authorization-policy';
import { authorizationRuleRules } from './authorization-rules';
import { connectionPoolRuleSets } from './connection-pools';
import { loadBalancerRules } from './destination-rule/load-balancer';
import { destinationRuleRules } from './destination-rule/spec';
import { trafficPolicyRules } from './destination-rule/traffic-policy';
import { dryRunRuleSets } from './dry-run';
import { durationRuleSets } from './durations';
import { envoyFilterRuleSets } from './envoy-filter';
import { exportToRules } from './export-to';
import { gatewayRuleSets } from './gateway';
import { meshNamespaceRules } from './namespaces';
import { peerAuthenticationRules } from './peer-authentication';
import { requestAuthenticationRules } from './request-authentication';
import { selectorRuleSets } from './selectors';
import { serverTlsRuleSet } from './server-tls';
import { serviceEntryRules } from './service-entry';
import { serviceEntryEndpointRules } from './service-entry-endpoints';
import { sidecarRuleSets } from './sidecar';
import { sidecarEgressRuleSets } from './sidecar-egress';
import { targetRefRuleSets } from './target-refs';
import { telemetryRules } from './telemetry';
import { virtualServiceRuleSets } from './virtual-service';

export { istioGraphRules } from './graph';

/** The rules of Istio's kinds: each kind's own first, then those that several share. */
export const istioRuleSets: readonly RuleSet[] = [
  ...virtualServiceRuleSets,
  ...gatewayRuleSets,
  serverTlsRuleSet,
  destinationRuleRules,
  trafficPolicyRules,
  loadBalancerRules,
  ...connectionPoolRuleSets,
  serviceEntryRules,
  serviceEntryEndpointRules,
  ...sidecarRuleSets,
  ...sidecarEgressRuleSets,
  ...envoyFilterRuleSets,
  peerAuthenticationRules,
  authorizationPolicyRules,
  authorizationRuleRules,
  requestAuthenticationRules,
  telemetryRules,
  ...durationRuleSets,
  ...selectorRuleSets,
  ...targetRefRuleSets,
  exportToRules,
  ...dryRunRuleSets,
  meshNamespaceRules,
];
