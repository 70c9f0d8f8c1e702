import { configMapRuleSet } from '../config-maps';
import type { RuleSet } from '../rule';
import { autoscalingRuleSet } from './autoscaling';
import { autoscalingAdviceRuleSets } from './autoscaling-advice';
import { containerRuleSet } from './containers';
import { domainMappingRuleSet } from './domain-mapping';
import { envRuleSet } from './env';
import { ingressRuleSet } from './ingress';
import { internalRuleSets } from './internal-kinds';
import { metadataRuleSets } from './metadata';
import { portRuleSet } from './ports';
import { probeRuleSet } from './probes';
import { resourceRuleSet } from './resources';
import { revisionSpecRuleSet } from './revision-spec';
import { securityRuleSet } from './security';
import { templateRuleSets } from './template';
import { templateAnnotationRuleSets } from './template-annotations';
import { trafficRuleSets } from './traffic';
import { visibilityRuleSets } from './visibility';
import { volumeItemRuleSet } from './volume-items';
import { volumeMountRuleSet } from './volume-mounts';
import { volumeRuleSet } from './volumes';

export { servingDefaulters } from './defaults';
export { servingGraphRules } from './graph';

/** Every rule about one object of Serving, in the order of the fields. */
export const servingRuleSets: readonly RuleSet[] = [
  ...metadataRuleSets,
  ...visibilityRuleSets,
  ...trafficRuleSets,
  ...templateRuleSets,
  ...templateAnnotationRuleSets,
  revisionSpecRuleSet,
  containerRuleSet,
  envRuleSet,
  portRuleSet,
  probeRuleSet,
  securityRuleSet,
  volumeRuleSet,
  volumeItemRuleSet,
  volumeMountRuleSet,
  resourceRuleSet,
  autoscalingRuleSet,
  ...autoscalingAdviceRuleSets,
  domainMappingRuleSet,
  ...internalRuleSets,
  ingressRuleSet,
  configMapRuleSet,
];
