import {
  AuthorizationPolicy,
  type AuthorizationPolicySpec,
  type AuthorizationRule,
} from '../../api/istio/security/v1/authorization-policy';
import type { Rule, RuleSet } from '../rule';
import { rulesOf } from '../rule';
import { each, present } from './placed';

const SOURCE = 'istio, pkg/config/validation/validation.go';

const IDENTITIES = [
  ...([
    'namespaces',
    'notNamespaces',
    'serviceAccounts',
    'notServiceAccounts',
    'trustDomains',
    'notTrustDomains',
  ] as const),
  ...(['principals', 'notPrincipals', 'requestPrincipals', 'notRequestPrincipals'] as const),
];
const IDENTITY_KEYS = ['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal'];
/** Fields of a source that can be known of a plain connection too. */
const OF_CONNECTIONS = [
  ...(['principals', 'notPrincipals', 'ipBlocks', 'notIpBlocks', 'namespaces', 'notNamespaces'] as const),
  ...(['remoteIpBlocks', 'notRemoteIpBlocks', 'serviceAccounts', 'notServiceAccounts'] as const),
];

const custom = { action: 'CUSTOM', provider: { name: 'keys' } };
const paths = { to: [{ operation: { paths: ['/admin*'] } }] };

const rules: readonly Rule<AuthorizationPolicySpec>[] = [
  {
    code: 'KI5611',
    title: 'a policy that asks others names who is asked and when; no other policy does',
    why: 'The provider is one of the mesh configuration. Without rules nobody is ever asked.',
    source: SOURCE,
    check({ action = 'ALLOW', provider, rules: when }, report) {
      if (action !== 'CUSTOM') {
        if (provider !== undefined) report(['provider'], `the action is ${action}`, 'write CUSTOM, or leave it out');
      } else if ((when?.length ?? 0) === 0) report(['rules'], 'there are none', 'write [{}] for every request');
      else if (!provider?.name)
        report(['provider', 'name'], 'nobody is named', 'name a provider of the mesh configuration');
    },
    good: { value: { ...custom, rules: [{}] } },
    bad: [
      { value: { provider: { name: 'keys' } } },
      { value: { action: 'CUSTOM', rules: [{}] } },
      { value: { ...custom, rules: null } },
    ],
  },
  {
    code: 'KI5612',
    title: 'a policy that asks others looks at no identity',
    why: 'Who the client is gets known after the others were asked.',
    source: SOURCE,
    check({ action, rules: when }, report) {
      if (action !== 'CUSTOM') return;
      for (const { at, value } of each(when, ['rules'])) {
        for (const { at: path, value: from } of each(value.from, [...at, 'from']))
          for (const field of IDENTITIES)
            if ((from.source?.[field]?.length ?? 0) > 0)
              report([...path, 'source', field], `${field} is not known yet`);
        for (const { at: path, value: condition } of each(value.when, [...at, 'when']))
          if (IDENTITY_KEYS.includes(condition.key) || condition.key.startsWith('request.auth.'))
            report([...path, 'key'], `${condition.key} is not known yet`);
      }
    },
    good: { value: { ...custom, rules: [{ from: [{ source: { ipBlocks: ['10.0.0.0/8'] } }] }] } },
    bad: [
      { value: { ...custom, rules: [{ from: [{ source: { namespaces: ['web'] } }] }] } },
      { value: { ...custom, rules: [{ when: [{ key: 'source.principal', values: ['a'] }] }] } },
    ],
  },
  {
    code: 'KI5614',
    title: 'a policy that denies says what',
    why: 'Without rules it denies nothing, though it looks as if it denied everything.',
    source: SOURCE,
    check({ action, rules: when }, report) {
      if (action === 'DENY' && (when?.length ?? 0) === 0)
        report(['rules'], 'there are none', 'write [{}] to deny every request');
    },
    good: { value: { action: 'DENY', rules: [{}] } },
    bad: [{ value: { action: 'DENY', rules: null } }, { value: { action: 'DENY', rules: [] } }],
  },
  {
    code: 'KI5651',
    severity: 'warning',
    title: 'a policy that denies by path, method or host says for which ports',
    why: 'Of a plain connection none of them is known: every connection to a port of TCP is denied.',
    source: SOURCE,
    check({ action, rules: when }, report) {
      if (action !== 'DENY') return;
      for (const { at, value } of each(when, ['rules']))
        if (isOfHttpAlone(value)) report(at, 'it looks at requests of HTTP alone', 'add ports to operation');
    },
    good: { value: { action: 'DENY', rules: [{ to: [{ operation: { paths: ['/admin*'], ports: ['8080'] } }] }] } },
    bad: [
      { value: { action: 'DENY', rules: [{ from: [{ source: { namespaces: ['web'] } }], ...paths }] } },
      { value: { action: 'DENY', rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] } },
    ],
  },
  {
    code: 'KI5652',
    severity: 'warning',
    title: 'a policy that allows says what',
    why: 'Without rules it allows nothing: it denies every request, which a rule {} would not.',
    source: 'istio.io/api, security/v1/authorization_policy.proto',
    check({ action = 'ALLOW', rules: when, selector, targetRefs }, report) {
      // Without a selector it is the usual way to deny whatever no other policy of the namespace allows.
      if (action !== 'ALLOW' || (when?.length ?? 0) > 0 || (selector === undefined && targetRefs === undefined)) return;
      report(['rules'], 'there are none, so that every request is denied', 'write [{}] to allow every request');
    },
    good: [{ value: { rules: [{}] } }, { value: { selector: null, rules: null } }],
    bad: { value: { rules: null } },
  },
];

function isOfHttpAlone({ from = [], to = [] }: AuthorizationRule): boolean {
  const sources = from.flatMap(({ source }) => (source === undefined ? [] : [source]));
  const operations = to.flatMap(({ operation }) => (operation === undefined ? [] : [operation]));
  const ofPorts = operations.some((operation) => present(operation, ['ports', 'notPorts']).length > 0);
  if (operations.length > 0) return !ofPorts;
  return sources.length > 0 && !sources.some((source) => present(source, OF_CONNECTIONS).length > 0);
}

export const authorizationPolicyRules: RuleSet = rulesOf(
  'AuthorizationPolicy',
  [{ kind: AuthorizationPolicy, at: ['spec'] }],
  rules,
);
