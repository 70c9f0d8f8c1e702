import {
  ServiceEntry,
  type ServiceEntryPort,
  type ServiceEntrySpec,
} from '../../api/istio/networking/v1/service-entry';
import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';
import { BY_SCHEMA } from './by-schema';
import { each } from './placed';
import { isPort, isSubnet, PORT_HINT } from './syntax/addresses';
import { isDomain, isLabel, isWildcard, isWildcardDomain } from './syntax/hosts';
import { isHttp, isProtocol, isTls, PROTOCOL_HINT } from './syntax/protocols';

type ServiceEntryObject = KubeObject<ServiceEntrySpec>;

const SOURCE = 'the CRD; istio, pkg/config/validation/validation.go';

const DYNAMIC_PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];
const WAYPOINT = 'istio.io/use-waypoint';

const port = { number: 443, name: 'tls', protocol: 'TLS' };
const dynamic = { hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS' };

const rules: readonly Rule<ServiceEntryObject>[] = [
  {
    code: 'KI5401',
    title: 'a service entry says of which hosts it is',
    why: 'It tells the mesh of a service; without a spec there is nothing to tell.',
    source: SOURCE,
    check({ spec }, report) {
      if (spec === undefined) report(['spec'], 'there is no spec', 'add spec with hosts');
    },
    good: { spec: {} },
    bad: { spec: null },
  },
  {
    code: 'KI5402',
    title: 'a host of a service entry is a domain name or a wildcard for some',
    why: 'For "*" the entry would take everything that leaves the mesh.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of each(spec?.hosts, ['spec', 'hosts']))
        if (value === '*' || !isWildcardDomain(value))
          report(at, `"${value}" is no host`, 'write it as api.example.com');
    },
    good: { spec: { hosts: ['*.example.com'], resolution: 'NONE' } },
    bad: [
      { spec: { hosts: ['*'], resolution: 'NONE' } },
      { spec: { hosts: ['https://api.example.com'], resolution: 'NONE' } },
    ],
  },
  {
    code: 'KI5403',
    title: 'what serves the hosts is picked by labels or listed, not both',
    why: 'The one would contradict the other.',
    source: SOURCE,
    check({ spec }, report) {
      if (spec?.workloadSelector !== undefined && spec.endpoints !== undefined)
        report(['spec', 'endpoints'], 'workloadSelector is given', 'leave out one of them');
    },
    good: { spec: { resolution: 'STATIC', workloadSelector: { labels: { app: 'shop' } } } },
    bad: {
      spec: { resolution: 'STATIC', workloadSelector: { labels: { app: 'a' } }, endpoints: [{ address: '10.0.0.1' }] },
    },
  },
  {
    code: 'KI5404',
    title: 'addresses are single ones, or ranges where nothing is looked up by DNS',
    why: 'A range stands for many endpoints, and a lookup finds some of its own.',
    source: SOURCE,
    check({ spec }, report) {
      const { resolution = 'NONE' } = spec ?? {};
      for (const { at, value } of each(spec?.addresses, ['spec', 'addresses'])) {
        if (!isSubnet(value)) report(at, `"${value}" is neither an address nor a CIDR`);
        else if (value.includes('/') && resolution !== 'NONE' && resolution !== 'STATIC')
          report(at, `"${value}" is a range, and the resolution is ${resolution}`, 'write NONE or STATIC');
      }
    },
    good: { spec: { addresses: ['10.0.0.1'] } },
    bad: [{ spec: { addresses: ['api.example.com'] } }, { spec: { addresses: ['10.0.0.0/8'] } }],
  },
  {
    code: 'KI5405',
    title: 'ports of a service entry have different numbers, names that are DNS labels, and protocols that Istio knows',
    why: 'Clients find the service by the number, endpoints by the name.',
    source: SOURCE,
    check({ spec }, report) {
      const ports = spec?.ports ?? [];
      ports.forEach((one, i) => {
        checkPort(['spec', 'ports', i], one, report);
        if (ports.findIndex(({ number }) => number === one.number) < i)
          report(['spec', 'ports', i, 'number'], `${one.number} is there twice`);
      });
    },
    good: { spec: { ports: [port, { number: 80, name: 'http', protocol: 'http', targetPort: 8080 }] } },
    bad: [
      { spec: { ports: [{ ...port, number: 0 }] } },
      { spec: { ports: [{ ...port, name: 'my_port' }] } },
      { spec: { ports: [{ ...port, protocol: 'WEB' }] } },
      { spec: { ports: [{ ...port, targetPort: 0 }] }, notJudged: BY_SCHEMA },
      { spec: { ports: [port, { ...port, name: 'other' }] } },
    ],
  },
  {
    code: 'KI5406',
    title: 'hosts, addresses and endpoints are such as the resolution can do with',
    why: 'NONE needs no endpoints. DNS looks up hosts or endpoints by full name. DYNAMIC_DNS looks up what is asked for.',
    source: SOURCE,
    check({ metadata, spec }, report) {
      if (spec === undefined) return;
      const { resolution = 'NONE', endpoints = [] } = spec;
      if (resolution === 'NONE' && spec.endpoints !== undefined)
        report(['spec', 'endpoints'], 'the resolution is NONE', 'write STATIC, or leave it out');
      if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1)
        report(['spec', 'endpoints'], `there are ${endpoints.length}, and DNS_ROUND_ROBIN takes one`, 'write DNS');
      if ((resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN') && endpoints.length === 0)
        for (const { at, value } of each(spec.hosts, ['spec', 'hosts']))
          if (!isDomain(value))
            report(at, `"${value}" can't be looked up`, 'write NONE or DYNAMIC_DNS, or add endpoints');
      if (resolution === 'DYNAMIC_DNS') checkDynamic(spec, metadata.labels?.[WAYPOINT], report);
    },
    good: [{ spec: { ...dynamic } }, { spec: { hosts: ['*.example.com'], resolution: 'NONE' } }],
    bad: [
      { spec: { resolution: 'NONE', endpoints: [] }, notJudged: BY_SCHEMA },
      { spec: { hosts: ['*.example.com'] } },
      { spec: { hosts: ['1'] } },
      { spec: { resolution: 'DNS_ROUND_ROBIN', endpoints: [{ address: '10.0.0.1' }, { address: '10.0.0.2' }] } },
      { spec: { resolution: 'DYNAMIC_DNS' } },
      { spec: { ...dynamic, addresses: ['10.0.0.1'] } },
      { spec: { ...dynamic, ports: [{ ...port, protocol: 'TCP' }] } },
    ],
  },
  {
    code: 'KI5408',
    title: 'several hosts share ports of HTTP and TLS alone',
    why: 'Plain connections do not say which host they are for.',
    source: SOURCE,
    check({ spec }, report) {
      const { hosts = [], resolution = 'NONE' } = spec ?? {};
      if (resolution === 'NONE' || resolution === 'DYNAMIC_DNS' || hosts.length < 2) return;
      for (const { at, value } of each(spec?.ports, ['spec', 'ports'])) {
        const protocol = value.protocol || 'TCP';
        if (isProtocol(protocol) && !isHttp(protocol) && !isTls(protocol))
          report(
            [...at, 'protocol'],
            `there are ${hosts.length} hosts, and the protocol is ${protocol}`,
            'make an entry for each',
          );
      }
    },
    good: { spec: { hosts: ['a.example.com', 'b.example.com'] } },
    bad: { spec: { hosts: ['a.example.com', 'b.example.com'], ports: [{ ...port, protocol: 'MONGO' }] } },
  },
];

function checkPort(at: FieldPath, { number, name, protocol = '', targetPort }: ServiceEntryPort, report: Report): void {
  if (!isPort(number)) report([...at, 'number'], `the number is ${number}`, PORT_HINT);
  if (!isLabel(name)) report([...at, 'name'], `"${name}" is no DNS label`);
  if (protocol !== '' && !isProtocol(protocol)) report([...at, 'protocol'], `"${protocol}" is none`, PROTOCOL_HINT);
  if (targetPort !== undefined && !isPort(targetPort))
    report([...at, 'targetPort'], `the port is ${targetPort}`, PORT_HINT);
}

function checkDynamic(spec: ServiceEntrySpec, waypoint: string | undefined, report: Report): void {
  for (const { at, value } of each(spec.hosts, ['spec', 'hosts']))
    if (!isWildcard(value)) report(at, `"${value}" is no wildcard`, 'write DNS, or *.example.com');
  for (const field of ['addresses', 'endpoints'] as const)
    if ((spec[field]?.length ?? 0) > 0) report(['spec', field], 'the resolution is DYNAMIC_DNS', 'leave it out');
  for (const { at, value } of each(spec.ports, ['spec', 'ports'])) {
    const { protocol = '' } = value;
    if (!DYNAMIC_PROTOCOLS.includes(protocol.toUpperCase()))
      report(
        [...at, 'protocol'],
        `the protocol is ${protocol || 'not given'}`,
        `write ${DYNAMIC_PROTOCOLS.join(', ')}`,
      );
  }
  if (spec.location === 'MESH_INTERNAL' && waypoint && waypoint.toLowerCase() !== 'none')
    report(['spec', 'location'], `a waypoint is used (${WAYPOINT})`, 'write MESH_EXTERNAL');
}

export const serviceEntryRules = rulesFor(ServiceEntry, rules);
