import {
  ServiceEntry,
  type ServiceEntryEndpoint,
  type ServiceEntrySpec,
} from '../../api/istio/networking/v1/service-entry';
import type { KubeObject } from '../../api/meta/v1';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';
import { labelsFault } from './labels';
import { each, type Placed } from './placed';
import { isAddress, isPort, isUnixSocket, PORT_HINT, socketFault } from './syntax/addresses';
import { isDomain, isLabel, isPartialWildcard } from './syntax/hosts';
import { isTcp } from './syntax/protocols';

type ServiceEntryObject = KubeObject<ServiceEntrySpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const AUTO_ALLOCATE = 'networking.istio.io/enable-autoallocate-ip';
/** A port's name has at most this many characters in the map of an endpoint. */
const MOST_IN_NAME = 62;

const of = (endpoint: object) => ({ spec: { resolution: 'STATIC', endpoints: [endpoint] } });
const tcp = { number: 5432, name: 'db', protocol: 'TCP' };

const rules: readonly Rule<ServiceEntryObject>[] = [
  {
    code: 'KI5407',
    title: 'an endpoint has an address and ports of the service',
    why: 'With STATIC the address is one; with DNS it may be a full name that is looked up. A Unix socket has no port.',
    source: `the CRD; ${SOURCE}`,
    check({ spec }, report) {
      for (const endpoint of each(spec?.endpoints, ['spec', 'endpoints'])) {
        checkAddress(endpoint, spec!, report);
        checkPorts(endpoint, spec!, report);
        const fault = labelsFault(endpoint.value.labels);
        if (fault !== undefined) report([...endpoint.at, 'labels', fault.name], fault.message);
      }
    },
    good: [
      of({ address: '10.0.0.1', ports: { tls: 8443 }, labels: { zone: 'a' } }),
      of({ address: 'unix:///run/api.sock' }),
    ],
    bad: [
      of({}),
      of({ address: 'api.example.com' }),
      { spec: { resolution: 'DNS', endpoints: [{ address: '*.example.com' }] } },
      of({ address: 'unix://api.sock' }),
      of({ address: 'unix:///run/api.sock', ports: { tls: 80 } }),
      of({ address: '10.0.0.1', ports: { http: 8080 } }),
      of({ address: '10.0.0.1', ports: { tls: 0 } }),
      of({ address: '10.0.0.1', labels: { zone: 'a b' } }),
    ],
  },
  {
    code: 'KI5451',
    severity: 'warning',
    title: 'a wildcard stands for whole labels',
    why: 'Only with DYNAMIC_DNS it may stand for the beginning of one.',
    source: SOURCE,
    check({ spec }, report) {
      if (spec?.resolution === 'DYNAMIC_DNS') return;
      for (const { at, value } of each(spec?.hosts, ['spec', 'hosts']))
        if (isPartialWildcard(value) && isDomain(value.slice(2)))
          report(at, `"${value}" is a part of a label`, 'write *.example.com');
    },
    good: { spec: { hosts: ['*.example.com'], resolution: 'NONE' } },
    bad: { spec: { hosts: ['*-eu.example.com'], resolution: 'NONE' } },
  },
  {
    code: 'KI5452',
    severity: 'warning',
    title: 'Pods are picked where their addresses are used',
    why: 'With the resolution NONE requests go to the address that the client asked for.',
    source: SOURCE,
    check({ spec }, report) {
      if (spec?.workloadSelector !== undefined && (spec.resolution ?? 'NONE') === 'NONE')
        report(['spec', 'workloadSelector'], 'the resolution is NONE', 'write STATIC');
    },
    good: { spec: { resolution: 'STATIC', workloadSelector: { labels: { app: 'shop' } } } },
    bad: { spec: { resolution: 'NONE', workloadSelector: { labels: { app: 'shop' } } } },
  },
  {
    code: 'KI5453',
    severity: 'warning',
    title: 'an address belongs to one host',
    why: 'A connection to the address does not say which of the hosts it is for.',
    source: SOURCE,
    check({ spec }, report) {
      const { hosts = [], addresses = [], resolution = 'NONE', ports = [] } = spec ?? {};
      const isLookedUp = resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';
      if (isLookedUp && addresses.length > 0 && hosts.length > 1 && ports.some(({ protocol }) => isTcp(protocol)))
        report(
          ['spec', 'addresses'],
          `there are ${hosts.length} hosts`,
          'make an entry for each, or leave out addresses',
        );
    },
    good: { spec: { addresses: ['10.0.0.1'] } },
    bad: { spec: { hosts: ['a.example.com', 'b.example.com'], addresses: ['10.0.0.1'] } },
  },
  {
    code: 'KI5454',
    severity: 'warning',
    title: 'a port of plain connections has an address',
    why: 'Without one, where Istio allocates none, the port is taken of every host that is not known otherwise (IST0134).',
    source: SOURCE,
    check({ metadata, spec }, report) {
      if (spec === undefined || (spec.addresses?.length ?? 0) > 0) return;
      const isAllocated =
        metadata.labels?.[AUTO_ALLOCATE]?.toLowerCase() !== 'false' && (spec.resolution ?? 'NONE') !== 'NONE';
      if (isAllocated) return;
      for (const { at, value } of each(spec.ports, ['spec', 'ports']))
        if ((value.protocol ?? 'TCP') === 'TCP') report(at, 'there are no addresses', 'add addresses, or write TLS');
    },
    good: { spec: { ports: [tcp] } },
    bad: [
      { spec: { ports: [tcp], resolution: 'NONE' } },
      { metadata: { labels: { [AUTO_ALLOCATE]: 'false' } }, spec: { ports: [tcp] } },
    ],
  },
  {
    code: 'KI5455',
    severity: 'warning',
    title: 'an endpoint of another network has an address',
    why: 'Without one it is reached by the gateway of its network alone.',
    source: SOURCE,
    check({ spec }, report) {
      if (spec?.resolution !== 'STATIC') return;
      for (const { at, value } of each(spec.endpoints, ['spec', 'endpoints']))
        if (!value.address && value.network)
          report([...at, 'address'], `there is none, and the network is ${value.network}`);
    },
    good: of({ address: '10.0.0.1', network: 'east' }),
    bad: of({ network: 'east' }),
  },
];

function checkAddress({ at, value }: Placed<ServiceEntryEndpoint>, spec: ServiceEntrySpec, report: Report): void {
  const { address = '', network = '', ports } = value;
  const path = [...at, 'address'];
  if (isUnixSocket(address)) {
    const fault = socketFault(address);
    if (fault !== undefined) report(path, fault, 'write it as unix:///run/api.sock');
    if (ports !== undefined) report([...at, 'ports'], 'a Unix socket has no port', 'leave it out');
    else if ((spec.ports?.length ?? 0) !== 1)
      report(path, `a Unix socket serves one port, and there are ${spec.ports?.length ?? 0}`);
    else if (spec.resolution !== 'STATIC')
      report(path, `the resolution is ${spec.resolution ?? 'NONE'}`, 'write STATIC');
  } else if (address === '') {
    if (network === '' || spec.resolution !== 'STATIC') report(path, 'there is none', 'add it');
  } else if (!isAddress(address)) {
    if (spec.resolution === 'STATIC') report(path, `"${address}" is no IP address`, 'write DNS to look it up');
    else if (!isDomain(address)) report(path, `"${address}" is neither an address nor a full name`);
  }
}

function checkPorts({ at, value }: Placed<ServiceEntryEndpoint>, spec: ServiceEntrySpec, report: Report): void {
  if (isUnixSocket(value.address ?? '')) return;
  const known = (spec.ports ?? []).map(({ name }) => name);
  for (const [name, number] of Object.entries(value.ports ?? {})) {
    const path = [...at, 'ports', name];
    if (!known.includes(name))
      report(path, `the service has no port "${name}"`, `its ports are ${known.join(', ') || 'none'}`);
    else if (!isLabel(name) || name.length > MOST_IN_NAME) report(path, `"${name}" is no name of a port`);
    else if (!isPort(number)) report(path, `the port is ${number}`, PORT_HINT);
  }
}

export const serviceEntryEndpointRules = rulesFor(ServiceEntry, rules);
