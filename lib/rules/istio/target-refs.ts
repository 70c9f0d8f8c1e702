import type { IstioLabelSelector, IstioWorkloadSelector, PolicyTargetReference } from '../../api/istio/common/selector';
import { EnvoyFilter } from '../../api/istio/networking/v1alpha3/envoy-filter';
import { AuthorizationPolicy } from '../../api/istio/security/v1/authorization-policy';
import { RequestAuthentication } from '../../api/istio/security/v1/request-authentication';
import { Telemetry } from '../../api/istio/telemetry/v1/telemetry';
import type { Rule, RuleSet } from '../rule';
import { rulesOf } from '../rule';
import { BY_SCHEMA } from './by-schema';
import { each, maybe, present } from './placed';

interface Attached {
  readonly selector?: IstioLabelSelector;
  readonly workloadSelector?: IstioWorkloadSelector;
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
}

const SOURCE = 'the CRDs; istio, pkg/config/validation/validation.go';

/** Kinds of objects that policies can be attached to, `group/Kind`. */
const TARGETS = [
  '/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
];

const gateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'front' };
const alone = { selector: null, workloadSelector: null };

const targetsOf = ({ targetRef, targetRefs }: Attached) => [
  ...maybe(targetRef, ['targetRef']),
  ...each(targetRefs, ['targetRefs']),
];

const refersInNamespace: Rule<Attached> = {
  code: 'KI5004',
  title: 'a policy is attached to an object of its own namespace',
  why: 'A policy of another namespace would let its author decide about traffic that is not theirs.',
  source: SOURCE,
  check(spec, report) {
    for (const { at, value } of targetsOf(spec)) {
      if (value.namespace)
        report([...at, 'namespace'], `${value.name} is in namespace "${value.namespace}"`, 'leave it out');
    }
  },
  good: { value: { ...alone, targetRefs: [gateway] } },
  bad: { value: { ...alone, targetRefs: [{ ...gateway, namespace: 'web' }] }, notJudged: BY_SCHEMA },
};

const attachedOnce: Rule<Attached> = {
  code: 'KI5003',
  title: 'a policy picks Pods or is attached to objects, not both',
  why: 'It could not be told for which of them it holds.',
  source: SOURCE,
  check(spec, report) {
    const [first, second] = present(spec, ['selector', 'workloadSelector', 'targetRef', 'targetRefs']);
    if (second !== undefined) report([second], `both ${first} and ${second} are given`, 'leave out one of them');
  },
  good: { value: { ...alone, targetRefs: [gateway] } },
  bad: { value: { targetRefs: [gateway] }, notJudged: BY_SCHEMA },
};

const policyRules: readonly Rule<Attached>[] = [
  attachedOnce,
  refersInNamespace,
  {
    code: 'KI5005',
    title: 'a policy is attached to a Service, a ServiceEntry, a Gateway or a GatewayClass',
    why: 'Nothing else has proxies of its own. A Gateway is one of the Gateway API: those of Istio are picked by labels.',
    source: SOURCE,
    check(spec, report) {
      for (const { at, value } of targetsOf(spec)) {
        const name = `${value.group === 'core' ? '' : (value.group ?? '')}/${value.kind}`;
        if (!TARGETS.includes(name)) report(at, `${name.replace(/^\//, '')} is none of them`, 'use a selector');
      }
    },
    good: [
      { value: { ...alone, targetRefs: [{ kind: 'Service', name: 'shop' }] } },
      { value: { ...alone, targetRefs: [gateway] } },
    ],
    bad: { value: { ...alone, targetRefs: [{ group: 'networking.istio.io', kind: 'Gateway', name: 'front' }] } },
  },
];

const policies = [AuthorizationPolicy, RequestAuthentication, Telemetry].map((kind) => ({ kind, at: ['spec'] }));

export const targetRefRuleSets: readonly RuleSet[] = [
  rulesOf('What policies of Istio are attached to', policies, policyRules),
  rulesOf(
    'What policies of Istio are attached to',
    [{ kind: EnvoyFilter, at: ['spec'] }],
    [attachedOnce, refersInNamespace],
  ),
];
