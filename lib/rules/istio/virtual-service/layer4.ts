import {
  type L4MatchAttributes,
  type TLSMatchAttributes,
  VirtualService,
  type VirtualServiceSpec,
} from '../../../api/istio/networking/v1/virtual-service';
import type { KubeObject } from '../../../api/meta/v1';
import type { Report, Rule } from '../../rule';
import { rulesFor } from '../../rule';
import { labelsFault } from '../labels';
import { each, type Placed } from '../placed';
import { isAddress, isPort, isSubnet, PORT_HINT } from '../syntax/addresses';
import { isCoveredBy, isWildcardDomain } from '../syntax/hosts';
import { routeTo } from './parts';

type VirtualServiceObject = KubeObject<VirtualServiceSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const route = [routeTo('shop.default.svc.cluster.local')];
const tls = (match: object) => ({
  spec: { http: null, tls: [{ match: [{ sniHosts: ['shop.example.com'], ...match }], route }] },
});
const tcp = (match: object) => ({ spec: { http: null, tcp: [{ match: [match], route }] } });

function matchesOf({ tls: tlsRoutes, tcp: tcpRoutes }: VirtualServiceSpec): Placed<L4MatchAttributes>[] {
  return [...each(tlsRoutes, ['spec', 'tls']), ...each(tcpRoutes, ['spec', 'tcp'])].flatMap(({ at, value }) =>
    each<L4MatchAttributes>(value.match, [...at, 'match']),
  );
}

function sniHostsOf({ tls: routes }: VirtualServiceSpec): Placed<string>[] {
  return each(routes, ['spec', 'tls']).flatMap(({ at, value }) =>
    each<TLSMatchAttributes>(value.match, [...at, 'match']).flatMap((match) =>
      each(match.value.sniHosts, [...match.at, 'sniHosts']),
    ),
  );
}

const rules: readonly Rule<VirtualServiceObject>[] = [
  {
    code: 'KI5128',
    title: 'a route of TLS says for which names, all of them hosts of the virtual service',
    why: 'The name in the handshake is all that is known of an encrypted connection.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const { at, value } of each(spec.tls, ['spec', 'tls'])) {
        if (value.match.length === 0) report([...at, 'match'], 'there is no match', 'add one with sniHosts');
        for (const match of each(value.match, [...at, 'match']))
          if (match.value.sniHosts.length === 0) report([...match.at, 'sniHosts'], 'there is no name', 'add one');
      }
      for (const { at, value } of sniHostsOf(spec)) {
        if (isAddress(value)) continue;
        if (!isWildcardDomain(value) && !value.startsWith('outbound_')) report(at, `"${value}" is no domain name`);
        else if (!(spec.hosts ?? []).some((host) => isCoveredBy(value, host)))
          report(at, `"${value}" is none of the hosts`, 'add it to hosts');
      }
    },
    good: tls({}),
    bad: [tls({ sniHosts: [] }), tls({ sniHosts: ['other.example.com'] }), tls({ sniHosts: ['a_b.example.com'] })],
  },
  {
    code: 'KI5129',
    title: 'a route of TLS or TCP sends somewhere',
    why: 'A connection that goes nowhere is closed.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const { at, value } of [...each(spec.tls, ['spec', 'tls']), ...each(spec.tcp, ['spec', 'tcp'])])
        if ((value.route?.length ?? 0) === 0) report([...at, 'route'], 'there is no destination', 'add one');
    },
    good: tcp({ port: 27_017 }),
    bad: [{ spec: { http: null, tcp: [{}] } }, { spec: { http: null, tcp: [{ match: [{ port: 80 }], route: [] }] } }],
  },
  {
    code: 'KI5130',
    title: 'a match of TLS or TCP names addresses, a port and labels that can exist',
    why: 'Nothing would ever match.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const match of matchesOf(spec)) checkMatch(match, report);
    },
    good: tcp({ destinationSubnets: ['10.0.0.0/8', '::1'], port: 80, sourceLabels: { app: 'shop' } }),
    bad: [tcp({ destinationSubnets: ['10.0.0.0/33'] }), tls({ port: 70_000 }), tcp({ sourceLabels: { app: 'a b' } })],
  },
  {
    code: 'KI5158',
    severity: 'warning',
    title: 'a name in a handshake is a name, not an address',
    why: 'By the standard clients send none for an address: the route would never be taken.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const { at, value } of sniHostsOf(spec)) if (isAddress(value)) report(at, `"${value}" is an address`);
    },
    good: tls({}),
    bad: tls({ sniHosts: ['10.0.0.1'] }),
  },
  {
    code: 'KI5162',
    severity: 'warning',
    title: 'a match asks for nothing that Istio does not look at',
    why: 'sourceSubnet is in the schema, but it is not implemented: the match holds for every client.',
    source: 'istio.io/api, networking/v1/virtual_service.proto',
    check({ spec = {} }, report) {
      for (const { at, value } of matchesOf(spec))
        if (value.sourceSubnet !== undefined)
          report([...at, 'sourceSubnet'], 'sourceSubnet has no effect', 'leave it out');
    },
    good: tcp({ port: 80 }),
    bad: tcp({ sourceSubnet: '10.0.0.0/8' }),
  },
];

function checkMatch({ at, value }: Placed<L4MatchAttributes>, report: Report): void {
  const { destinationSubnets, port = 0, sourceLabels } = value;
  for (const subnet of each(destinationSubnets, [...at, 'destinationSubnets']))
    if (!isSubnet(subnet.value)) report(subnet.at, `"${subnet.value}" is neither an address nor a CIDR`);
  if (port !== 0 && !isPort(port)) report([...at, 'port'], `the port is ${port}`, PORT_HINT);
  const fault = labelsFault(sourceLabels);
  if (fault !== undefined) report([...at, 'sourceLabels', fault.name], fault.message);
}

export const layer4Rules = rulesFor(VirtualService, rules);
