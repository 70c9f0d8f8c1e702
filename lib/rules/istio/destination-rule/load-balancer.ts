import { DestinationRule, type DestinationRuleSpec } from '../../../api/istio/networking/v1/destination-rule';
import type { ConsistentHashLB, LoadBalancerSettings } from '../../../api/istio/networking/v1/load-balancer';
import type { KubeObject } from '../../../api/meta/v1';
import type { FieldPath } from '../../diagnostic';
import type { Report, Rule } from '../../rule';
import { rulesFor } from '../../rule';
import { BY_SCHEMA } from '../by-schema';
import { each, maybe, type Placed, present } from '../placed';
import { policiesOf } from './policies';

type DestinationRuleObject = KubeObject<DestinationRuleSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const HASHES = ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'] as const;
const TOO_LARGE = 5_000_011;

const balanced = (loadBalancer: object, beside: object = {}) => ({
  spec: { trafficPolicy: { loadBalancer, ...beside } },
});
const hashed = (consistentHash: object) => balanced({ consistentHash: { useSourceIp: true, ...consistentHash } });
const outlierDetection = { consecutive5xxErrors: 5 };

function balancersOf(spec: DestinationRuleSpec | undefined): Placed<LoadBalancerSettings>[] {
  if (spec === undefined) return [];
  return policiesOf(spec).flatMap(({ at, value }) => maybe(value.loadBalancer, ['spec', ...at, 'loadBalancer']));
}

const rules: readonly Rule<DestinationRuleObject>[] = [
  {
    code: 'KI5308',
    title: 'endpoints are chosen in one way; a hash is of one thing, by one table that can be',
    why: 'The size of a table of Maglev is a prime number below 5000011.',
    source: `the CRD (oneOf); ${SOURCE}`,
    check({ spec }, report) {
      for (const { at, value } of balancersOf(spec)) {
        const [, second] = present(value, ['simple', 'consistentHash']);
        if (second !== undefined) report([...at, second], 'simple is given beside it', 'leave out one of them');
        if (value.consistentHash !== undefined) checkHash([...at, 'consistentHash'], value.consistentHash, report);
      }
    },
    good: [
      balanced({ simple: 'ROUND_ROBIN' }),
      hashed({ maglev: { tableSize: 65_537 } }),
      balanced({ consistentHash: { httpCookie: { name: 'user', ttl: '0s' } } }),
    ],
    bad: [
      { ...balanced({ simple: 'RANDOM', consistentHash: { useSourceIp: true } }), notJudged: BY_SCHEMA },
      { ...hashed({ httpHeaderName: 'x-user' }), notJudged: BY_SCHEMA },
      hashed({ maglev: { tableSize: 65_536 } }),
      hashed({ maglev: {}, ringHash: {} }),
      balanced({ consistentHash: { httpCookie: { name: '' } } }),
    ],
  },
  {
    code: 'KI5309',
    title: 'localities are told apart, and their shares sum to 100',
    why: 'Requests are shared out among them, or one steps in for another; it can not be both.',
    source: 'istio, pkg/config/validation/agent',
    check({ spec }, report) {
      for (const { at, value } of balancersOf(spec)) checkLocalities([...at, 'localityLbSetting'], value, report);
    },
    good: balanced({ localityLbSetting: { distribute: [{ from: 'eu/*', to: { 'eu/a/*': 80, 'eu/b/*': 20 } }] } }),
    bad: [
      balanced({ localityLbSetting: { distribute: [{ from: 'eu', to: { eu: 80 } }] } }),
      balanced({ localityLbSetting: { distribute: [{ from: 'eu', to: { 'e*u': 100 } }] } }),
      balanced({ localityLbSetting: { failover: [{ from: 'eu', to: 'eu' }] } }, { outlierDetection }),
      balanced(
        { localityLbSetting: { distribute: [{ from: 'eu', to: { eu: 100 } }], failover: [{ from: 'eu', to: 'us' }] } },
        { outlierDetection },
      ),
    ],
  },
  {
    code: 'KI5310',
    title: 'a new endpoint is warmed up with an aggression above 0',
    why: 'With 0 its share would never grow.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of balancersOf(spec))
        if (value.warmup?.aggression === 0) report([...at, 'warmup', 'aggression'], 'it is 0', 'leave it out for 1');
    },
    good: balanced({ warmup: { duration: '30s', aggression: 1.5 } }),
    bad: balanced({ warmup: { duration: '30s', aggression: 0 } }),
  },
  {
    code: 'KI5352',
    severity: 'warning',
    title: 'a load balancer uses no setting that is deprecated',
    why: 'It still works, and will go.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of balancersOf(spec)) {
        const { simple, consistentHash, warmupDurationSecs } = value;
        if (simple === 'LEAST_CONN') report([...at, 'simple'], 'LEAST_CONN is deprecated', 'write LEAST_REQUEST');
        if (warmupDurationSecs !== undefined) report([...at, 'warmupDurationSecs'], 'it is deprecated', 'use warmup');
        if (consistentHash?.minimumRingSize && present(consistentHash, ['ringHash', 'maglev']).length === 0)
          report([...at, 'consistentHash', 'minimumRingSize'], 'it is deprecated', 'use ringHash');
      }
    },
    good: hashed({ ringHash: { minimumRingSize: 2048 } }),
    bad: [
      balanced({ simple: 'LEAST_CONN' }),
      hashed({ minimumRingSize: 2048 }),
      balanced({ warmupDurationSecs: '30s' }),
    ],
  },
  {
    code: 'KI5353',
    severity: 'warning',
    title: 'where one locality steps in for another, endpoints that fail are left out',
    why: 'Without outlierDetection nobody finds out that a locality fails.',
    source: 'istio, pkg/config/validation/agent',
    check({ spec }, report) {
      for (const { at, value } of spec === undefined ? [] : policiesOf(spec)) {
        const { failover = [], failoverPriority = [] } = value.loadBalancer?.localityLbSetting ?? {};
        if (failover.length + failoverPriority.length > 0 && value.outlierDetection === undefined)
          report(
            ['spec', ...at, 'loadBalancer', 'localityLbSetting'],
            'there is no outlierDetection',
            'add it beside loadBalancer',
          );
      }
    },
    good: balanced({ localityLbSetting: { failover: [{ from: 'eu', to: 'us' }] } }, { outlierDetection }),
    bad: balanced({ localityLbSetting: { failover: [{ from: 'eu', to: 'us' }] } }),
  },
];

function checkHash(at: FieldPath, hash: ConsistentHashLB, report: Report): void {
  const [first, second] = present(hash, HASHES);
  if (second !== undefined) report([...at, second], `both ${first} and ${second} are given`, 'leave out one of them');
  const tables = present(hash, ['ringHash', 'maglev', ...(hash.minimumRingSize ? (['minimumRingSize'] as const) : [])]);
  if (tables.length > 1)
    report([...at, tables[1]!], `both ${tables[0]} and ${tables[1]} are given`, 'leave out one of them');
  const { maglev, httpCookie } = hash;
  const { tableSize = 0 } = maglev ?? {};
  if (maglev !== undefined && tables.length === 1 && (tableSize >= TOO_LARGE || !isPrime(tableSize)))
    report([...at, 'maglev', 'tableSize'], `the size is ${tableSize}`, 'write 65537');
  if (httpCookie === undefined) return;
  if (httpCookie.name === '') report([...at, 'httpCookie', 'name'], 'the cookie has no name');
  const names = (httpCookie.attributes ?? []).map(({ name }) => name);
  names.forEach((name, i) => {
    const path = [...at, 'httpCookie', 'attributes', i, 'name'];
    if (name === '') report(path, 'the attribute has no name');
    else if (names.indexOf(name) < i) report(path, `"${name}" is there twice`);
  });
}

function isPrime(number: number): boolean {
  if (number < 1) return false;
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false;
  return true;
}

function checkLocalities(at: FieldPath, { localityLbSetting }: LoadBalancerSettings, report: Report): void {
  const { distribute = [], failover = [], failoverPriority = [] } = localityLbSetting ?? {};
  if (distribute.length > 0 && failover.length > 0) {
    report([...at, 'failover'], 'both distribute and failover are given', 'leave out one of them');
    return;
  }
  const topology = failoverPriority.findIndex((label) => TOPOLOGY.includes(label));
  if (failover.length > 0 && topology >= 0)
    report(
      [...at, 'failoverPriority', topology],
      'failover says already which region steps in',
      'leave out one of them',
    );
  for (const { at: path, value } of each(distribute, [...at, 'distribute'])) {
    const shares = Object.entries(value.to ?? {});
    const sum = shares.reduce((total, [, share]) => total + share, 0);
    const fault = localityFault(shares.map(([locality]) => locality));
    if (sum !== 100 || shares.some(([, share]) => share === 0))
      report([...path, 'to'], `the shares sum to ${sum}`, 'make them percentages above 0');
    else if (fault !== undefined) report([...path, 'to'], fault);
  }
  const fault = localityFault(distribute.map(({ from = '' }) => from));
  if (fault !== undefined) report([...at, 'distribute'], fault);
  for (const { at: path, value } of each(failover, [...at, 'failover'])) {
    const { from = '', to = '' } = value;
    if (from === to) report([...path, 'to'], `"${to}" can't step in for itself`);
    else if (/[/*]/.test(from + to))
      report(path, 'only regions step in for each other', 'leave out zones and wildcards');
  }
}

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** What is wrong with localities that stand beside each other: each must be one of its own. */
function localityFault(localities: readonly string[]): string | undefined {
  for (const [i, locality] of localities.entries()) {
    if (/\*./.test(locality)) return `"${locality}" has a wildcard that is not at its end`;
    if (locality.split('/', 3).includes('')) return `"${locality}" has an empty part`;
    const twin = localities.slice(0, i).find((other) => covers(other, locality) || covers(locality, other));
    if (twin !== undefined) return `"${locality}" and "${twin}" overlap`;
  }
  return undefined;
}

function covers(a: string, b: string): boolean {
  const prefix = a.replace(/\/?\*$/, '');
  return prefix === '' || b === prefix || b.startsWith(`${prefix}/`);
}

export const loadBalancerRules = rulesFor(DestinationRule, rules);
