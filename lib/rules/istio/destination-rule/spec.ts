import { DestinationRule, type DestinationRuleSpec } from '../../../api/istio/networking/v1/destination-rule';
import type { TrafficPolicy } from '../../../api/istio/networking/v1/traffic-policy';
import type { KubeObject } from '../../../api/meta/v1';
import type { Rule } from '../../rule';
import { rulesFor } from '../../rule';
import { labelsFault } from '../labels';
import { each, present } from '../placed';
import { isAddress, isPort, PORT_HINT } from '../syntax/addresses';
import { isDomain, isLabel, isWildcardDomain } from '../syntax/hosts';
import { mainPoliciesOf } from './policies';

type DestinationRuleObject = KubeObject<DestinationRuleSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const PORT_POLICY = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;
const POLICY = [...PORT_POLICY, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'] as const;

const OWN = '.';

const policy = (trafficPolicy: object) => ({ spec: { trafficPolicy } });
const tunnel = { targetHost: 'proxy.example.com', targetPort: 3128 };

const rules: readonly Rule<DestinationRuleObject>[] = [
  {
    code: 'KI5301',
    title: 'a destination rule names a host, or a wildcard for one',
    why: 'It says how clients talk to the services of that name.',
    source: SOURCE,
    check({ spec }, report) {
      if (spec === undefined) report(['spec', 'host'], 'there is no host');
      else if (!isWildcardDomain(spec.host))
        report(['spec', 'host'], `"${spec.host}" is no host`, 'write it as shop.default.svc.cluster.local');
    },
    good: [{ spec: { host: '*.example.com' } }],
    bad: [{ spec: { host: '' } }, { spec: { host: 'http://shop' } }, { spec: null }],
  },
  {
    code: 'KI5302',
    title: 'a traffic policy says something',
    why: 'An empty one is most likely indented wrongly.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of spec === undefined ? [] : mainPoliciesOf(spec))
        if (saidBy(value).length === 0) report(['spec', ...at], 'it is empty', 'leave it out');
    },
    good: policy({ tls: { mode: 'ISTIO_MUTUAL' } }),
    bad: [policy({}), policy({ portLevelSettings: [] }), { spec: { subsets: [{ name: 'v1', trafficPolicy: {} }] } }],
  },
  {
    code: 'KI5303',
    title: 'subsets have different names that are DNS labels',
    why: 'Routes choose them by name.',
    source: SOURCE,
    check({ spec }, report) {
      const subsets = spec?.subsets ?? [];
      subsets.forEach(({ name }, i) => {
        const at = ['spec', 'subsets', i, 'name'];
        if (!isLabel(name)) report(at, `"${name}" is no DNS label`);
        else if (subsets.findIndex((other) => other.name === name) < i) report(at, `"${name}" is there twice`);
      });
    },
    good: {
      spec: {
        subsets: [
          { name: 'v1', labels: { version: '1' } },
          { name: 'v2', labels: { version: '2' } },
        ],
      },
    },
    bad: [{ spec: { subsets: [{ name: 'v_1' }] } }, { spec: { subsets: [{ name: 'v1' }, { name: 'v1' }] } }],
  },
  {
    code: 'KI5304',
    title: 'the labels of a subset are such that Pods can have',
    why: 'No Pod would be in it.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of each(spec?.subsets, ['spec', 'subsets'])) {
        const fault = labelsFault(value.labels);
        if (fault !== undefined) report([...at, 'labels', fault.name], fault.message);
      }
    },
    good: { spec: { subsets: [{ name: 'v1', labels: { 'example.com/version': '1' } }] } },
    bad: { spec: { subsets: [{ name: 'v1', labels: { version: 'first version' } }] } },
  },
  {
    code: 'KI5305',
    title: 'a tunnel leads by CONNECT or POST to a host and a port, and tells no address by the PROXY protocol',
    why: 'The proxy at its end would take the PROXY protocol for a part of the request.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of spec === undefined ? [] : mainPoliciesOf(spec))
        checkTunnel(['spec', ...at], value, report);
    },
    good: policy({ tunnel }),
    bad: [
      policy({ tunnel, proxyProtocol: { version: 'V1' } }),
      policy({ tunnel: { ...tunnel, protocol: 'GET' } }),
      policy({ tunnel: { ...tunnel, targetPort: 0 } }),
      policy({ tunnel: { ...tunnel, targetHost: '*.example.com' } }),
    ],
  },
  {
    code: 'KI5312',
    title: 'a policy of a port names the port and says something',
    why: 'It replaces the policy of the whole service for that port.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of spec === undefined ? [] : mainPoliciesOf(spec))
        for (const settings of each(value.portLevelSettings, ['spec', ...at, 'portLevelSettings'])) {
          if (settings.value.port === undefined)
            report([...settings.at, 'port'], 'there is no port', 'add port: { number: 80 }');
          if (present(settings.value, PORT_POLICY).length === 0)
            report(settings.at, 'it says nothing of the port', 'leave it out');
        }
    },
    good: policy({ portLevelSettings: [{ port: { number: 443 }, tls: { mode: 'SIMPLE' } }] }),
    bad: [
      policy({ portLevelSettings: [{ tls: { mode: 'SIMPLE' } }] }),
      policy({ portLevelSettings: [{ port: { number: 443 } }] }),
    ],
  },
  {
    code: 'KI5313',
    title: 'a rule for some clients is exported to its own namespace alone',
    why: 'Pods are picked there; elsewhere their labels mean something else.',
    source: SOURCE,
    check({ metadata, spec }, report) {
      if (spec?.workloadSelector === undefined) return;
      for (const { at, value } of each(spec.exportTo, ['spec', 'exportTo']))
        if (value !== OWN && value !== metadata.namespace)
          report(at, `"${value}" is another namespace`, 'leave it out');
    },
    good: { spec: { workloadSelector: { matchLabels: { app: 'shop' } }, exportTo: ['.'] } },
    bad: { spec: { workloadSelector: { matchLabels: { app: 'shop' } }, exportTo: ['web'] } },
  },
  {
    code: 'KI5354',
    severity: 'warning',
    title: 'a destination rule names its host in full',
    why: 'A short name means a service of the namespace of the rule, wherever the client is.',
    source: 'istio.io/api, networking/v1/destination_rule.proto',
    check({ metadata, spec }, report) {
      const host = spec?.host ?? '';
      if (isLabel(host))
        report(
          ['spec', 'host'],
          `"${host}" is a short name`,
          `write ${host}.${metadata.namespace ?? 'NAMESPACE'}.svc.cluster.local`,
        );
    },
    good: { spec: { host: 'shop.default.svc.cluster.local' } },
    bad: { spec: { host: 'shop' } },
  },
];

/** What a policy says; an empty list of ports is nothing. */
function saidBy(policy: TrafficPolicy): string[] {
  return present(policy, POLICY).filter((name) => name !== 'portLevelSettings' || policy.portLevelSettings!.length > 0);
}

function checkTunnel(at: (string | number)[], value: TrafficPolicy, report: Parameters<Rule['check']>[1]): void {
  const { tunnel: found, proxyProtocol } = value;
  if (found === undefined) return;
  const { protocol = '', targetHost, targetPort } = found;
  if (proxyProtocol !== undefined)
    report([...at, 'proxyProtocol'], 'there is a tunnel beside it', 'leave out one of them');
  if (!['', 'CONNECT', 'POST'].includes(protocol))
    report([...at, 'tunnel', 'protocol'], `the protocol is "${protocol}"`, 'write CONNECT or POST');
  if (!isDomain(targetHost) && !isAddress(targetHost))
    report([...at, 'tunnel', 'targetHost'], `"${targetHost}" is no host`);
  if (!isPort(targetPort)) report([...at, 'tunnel', 'targetPort'], `the port is ${targetPort}`, PORT_HINT);
}

export const destinationRuleRules = rulesFor(DestinationRule, rules);
