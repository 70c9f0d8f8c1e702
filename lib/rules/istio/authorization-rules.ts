import {
  type AuthorizationOperation,
  AuthorizationPolicy,
  type AuthorizationRule,
  type AuthorizationSource,
} from '../../api/istio/security/v1/authorization-policy';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule } from '../rule';
import { EACH, rulesOf } from '../rule';
import { conditionFault } from './authorization-conditions';
import { each, fieldsNamed, type Placed, present } from './placed';
import { isAddressBlock, isPortText, pathFault, serviceAccountFault, wildcardFault } from './syntax/authorization';

const SOURCE = 'istio, pkg/config/validation/validation.go; istio, pkg/config/security';

const ADDRESSES = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const;
const ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'] as const;
const DOMAINS = ['trustDomains', 'notTrustDomains'] as const;
const NAMES = [
  'principals',
  'notPrincipals',
  'requestPrincipals',
  'notRequestPrincipals',
  'namespaces',
  'notNamespaces',
] as const;
const OF_SOURCE = [...ADDRESSES, ...ACCOUNTS, ...DOMAINS, ...NAMES];
const PORTS = ['ports', 'notPorts'] as const;
const PATHS = ['paths', 'notPaths'] as const;
const TEXTS = ['hosts', 'notHosts', 'methods', 'notMethods'] as const;
const OF_OPERATION = [...PORTS, ...PATHS, ...TEXTS];

const from = (source: object) => ({ value: { from: [{ source }] } });
const to = (operation: object) => ({ value: { to: [{ operation }] } });
const when = (condition: object) => ({ value: { when: [condition] } });

/** The values of some lists, each with its place. */
function valuesOf<T extends object>(part: Placed<T>, names: readonly (keyof T & string)[]): Placed<string>[] {
  return fieldsNamed(part, names).flatMap(({ at, value }) => each(value as unknown as readonly string[], at));
}

const isEmpty = (part: object, names: readonly string[]) =>
  present(part, names as readonly never[]).every(
    (name) => (part as Record<string, readonly string[]>)[name]!.length === 0,
  );

const rules: readonly Rule<AuthorizationRule>[] = [
  {
    code: 'KI5613',
    title: 'a source says something, with values that there can be; ServiceAccounts stand alone',
    why: 'They are principals in short, and include their namespace.',
    source: `the CRD; ${SOURCE}`,
    check(rule, report) {
      for (const { at, value } of each(rule.from, ['from'])) {
        if (value.source === undefined) report([...at, 'source'], 'there is none', 'leave from out for any source');
        else checkSource({ at: [...at, 'source'], value: value.source }, report);
      }
    },
    good: [
      from({ ipBlocks: ['10.0.0.0/8'], principals: ['cluster.local/ns/web/sa/shop'] }),
      from({ serviceAccounts: ['web/shop'] }),
    ],
    bad: [
      { value: { from: [{}] } },
      from({}),
      from({ ipBlocks: ['10.0.0.0/33'] }),
      from({ namespaces: [''] }),
      from({ serviceAccounts: ['shop'], namespaces: ['web'] }),
      from({ serviceAccounts: ['web/*'] }),
      from({ trustDomains: ['a*b'] }),
    ],
  },
  {
    code: 'KI5615',
    title: 'an operation says something, with ports and paths that there can be',
    why: 'A path is written out, ends in "*", begins with it, or holds {*} and, last, {**}.',
    source: SOURCE,
    check(rule, report) {
      for (const { at, value } of each(rule.to, ['to'])) {
        if (value.operation === undefined)
          report([...at, 'operation'], 'there is none', 'leave to out for any operation');
        else checkOperation({ at: [...at, 'operation'], value: value.operation }, report);
      }
    },
    good: [to({ methods: ['GET'], paths: ['/a/{*}/b', '/c/{**}', '/d*'] }), to({ ports: ['8080'] })],
    bad: [
      { value: { to: [{}] } },
      to({}),
      to({ ports: ['http'] }),
      to({ methods: [''] }),
      to({ paths: ['/a/{id}'] }),
      to({ paths: ['/{**}/a/{*}'] }),
    ],
  },
  {
    code: 'KI5616',
    title: 'a condition looks at something that Istio knows, and compares it',
    why: 'Whatever it does not know never holds.',
    source: SOURCE,
    check(rule, report) {
      for (const { at, value } of each(rule.when, ['when'])) {
        const fault = conditionFault(value);
        if (fault !== undefined) report([...at, ...fault.at], fault.message, fault.hint);
      }
    },
    good: [when({ key: 'request.headers[x-key]', values: ['a'] }), when({ key: 'source.ip', notValues: ['10.0.0.1'] })],
    bad: [
      when({ key: '', values: ['a'] }),
      when({ key: 'request.headers[x-key]' }),
      when({ key: 'request.header[x-key]', values: ['a'] }),
      when({ key: 'request.headers', values: ['a'] }),
      when({ key: 'destination.port', values: ['http'] }),
      when({ key: 'destination.namespace', values: ['web'] }),
    ],
  },
];

function checkSource(source: Placed<AuthorizationSource>, report: Report): void {
  const { at, value } = source;
  if (isEmpty(value, OF_SOURCE)) report(at, 'it is empty', 'leave from out for any source');
  const [account] = present(value, ACCOUNTS);
  const [other] = present(value, ['principals', 'notPrincipals', 'namespaces', 'notNamespaces']);
  if (account !== undefined && other !== undefined)
    report([...at, account], `${other} stands beside it`, 'leave out one of them');
  tellEach(valuesOf(source, NAMES), emptyFault, report);
  tellEach(
    valuesOf(source, ADDRESSES),
    (text) => (isAddressBlock(text) ? undefined : `"${text}" is neither an address nor a CIDR`),
    report,
  );
  tellEach(valuesOf(source, ACCOUNTS), serviceAccountFault, report);
  tellEach(
    valuesOf(source, DOMAINS),
    (text) => wildcardFault(text) ?? (text.includes('/') ? `"${text}" is no trust domain` : undefined),
    report,
  );
}

function checkOperation(operation: Placed<AuthorizationOperation>, report: Report): void {
  if (isEmpty(operation.value, OF_OPERATION)) report(operation.at, 'it is empty', 'leave to out for any operation');
  tellEach(valuesOf(operation, TEXTS), emptyFault, report);
  tellEach(valuesOf(operation, PORTS), (text) => (isPortText(text) ? undefined : `"${text}" is no port`), report);
  tellEach(valuesOf(operation, PATHS), (text) => emptyFault(text) ?? pathFault(text), report);
}

function tellEach(
  values: readonly Placed<string>[],
  faultOf: (text: string) => string | undefined,
  report: Report,
): void {
  for (const { at, value } of values) {
    const fault = faultOf(value);
    if (fault !== undefined) report(at as FieldPath, fault);
  }
}

function emptyFault(text: string): string | undefined {
  return text === '' ? 'a value is empty' : undefined;
}

export const authorizationRuleRules = rulesOf(
  'Rules of an AuthorizationPolicy',
  [{ kind: AuthorizationPolicy, at: ['spec', 'rules', EACH] }],
  rules,
);
