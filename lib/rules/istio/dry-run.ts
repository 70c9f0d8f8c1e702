import { istioKinds } from '../../api/istio/kinds';
import type { AuthorizationPolicySpec } from '../../api/istio/security/v1/authorization-policy';
import { AuthorizationPolicy } from '../../api/istio/security/v1/authorization-policy';
import type { KubeObject } from '../../api/meta/v1';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';

const DRY_RUN = 'istio.io/dry-run';
const TRUTH = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const SOURCE = 'istio, pkg/config/validation/validation.go';

const at = ['metadata', 'annotations', DRY_RUN];

const elsewhere: Rule = {
  code: 'KI5007',
  title: 'only an AuthorizationPolicy can be tried without effect',
  why: 'The webhook refuses the annotation on every other kind, lest someone think that it did something.',
  source: SOURCE,
  check({ metadata }, report) {
    if (metadata.annotations?.[DRY_RUN] !== undefined) report(at, `the annotation ${DRY_RUN} is set`, 'leave it out');
  },
  good: { metadata: { annotations: { 'example.com/note': 'a' } } },
  bad: { metadata: { annotations: { [DRY_RUN]: 'true' } } },
};

const ofPolicies: Rule<KubeObject<AuthorizationPolicySpec>> = {
  code: 'KI5008',
  title: 'a policy that is tried allows or denies, and says true or false',
  why: 'What a policy that asks others would have done can not be told without asking them.',
  source: SOURCE,
  check({ metadata, spec }, report) {
    const value = metadata.annotations?.[DRY_RUN];
    if (value === undefined) return;
    const { action = 'ALLOW' } = spec ?? {};
    if (action !== 'ALLOW' && action !== 'DENY') report(at, `the action is ${action}`, 'leave out the annotation');
    else if (!TRUTH.test(value)) report(at, `"${value}" is neither true nor false`, 'write true');
  },
  good: { metadata: { annotations: { [DRY_RUN]: 'true' } } },
  bad: [
    { metadata: { annotations: { [DRY_RUN]: 'yes' } } },
    { metadata: { annotations: { [DRY_RUN]: 'true' } }, spec: { action: 'AUDIT' } },
  ],
};

const others = istioKinds.filter((kind) => kind !== AuthorizationPolicy).map((kind) => ({ kind, at: [] }));

export const dryRunRuleSets = [
  rulesOf('Annotations of Istio', others, [elsewhere]),
  rulesOf('Annotations of Istio', [{ kind: AuthorizationPolicy, at: [] }], [ofPolicies]),
];
