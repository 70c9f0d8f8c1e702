import { VirtualService, type VirtualServiceSpec } from '../../../api/istio/networking/v1/virtual-service';
import type { KubeObject } from '../../../api/meta/v1';
import type { Report, Rule } from '../../rule';
import { rulesFor } from '../../rule';
import { each, type Placed, present } from '../placed';
import { isAddress } from '../syntax/addresses';
import { hostsOverlap, isDomain, isLabel, isWildcardDomain } from '../syntax/hosts';
import { isForGatewaysOnly, MESH, routeTo } from './parts';

type VirtualServiceObject = KubeObject<VirtualServiceSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const SNI_OF_GATEWAY = /^outbound_\.\d[^_]*_[^_]*_\.*[^_]*[a-zA-Z]/;

function isHost(host: string, spec: VirtualServiceSpec): boolean {
  const hasSni = spec.tls?.some(({ match }) => match?.some(({ sniHosts }) => sniHosts.length > 0)) ?? false;
  if (hasSni && isForGatewaysOnly(spec) && SNI_OF_GATEWAY.test(host)) return true;
  return isWildcardDomain(host) || isAddress(host);
}

const rules: readonly Rule<VirtualServiceObject>[] = [
  {
    code: 'KI5101',
    title: 'a virtual service without hosts is a delegate: it has routes of HTTP and nothing else',
    why: 'Another virtual service says at which gateways and for which hosts it is asked.',
    source: SOURCE,
    check({ spec = {} }, report) {
      if ((spec.hosts?.length ?? 0) > 0) return;
      for (const field of ['gateways', 'tls', 'tcp'] as const) {
        if ((spec[field]?.length ?? 0) > 0)
          report(['spec', field], `there are no hosts, and ${field} is given`, 'add hosts, or leave it out');
      }
    },
    good: { spec: { hosts: null, gateways: null } },
    bad: { spec: { hosts: null } },
  },
  {
    code: 'KI5102',
    title: 'a virtual service has a route',
    why: 'It would say nothing.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const routes = present(spec, ['http', 'tls', 'tcp']).filter((field) => spec[field as 'http']!.length > 0);
      if (routes.length === 0) report(['spec'], 'there is neither http nor tls nor tcp', 'add http');
    },
    good: { spec: {} },
    bad: [{ spec: { http: null } }, { spec: { http: [] } }],
  },
  {
    code: 'KI5103',
    title: 'a host is a domain name, a wildcard for one, or an address',
    why: 'Nobody can ask for anything else. A wildcard stands first and for whole labels, or for the beginning of one.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const { at, value } of each(spec.hosts, ['spec', 'hosts'])) {
        if (!isHost(value, spec))
          report(at, `"${value}" is none of them`, 'write it as shop.example.com or *.example.com');
      }
    },
    good: [{ spec: { hosts: ['*.example.com', '10.0.0.1', 'shop'] } }, { spec: { hosts: ['*'] } }],
    bad: [{ spec: { hosts: ['shop_1.example.com'] } }, { spec: { hosts: ['shop.*.com'] } }],
  },
  {
    code: 'KI5104',
    title: 'a virtual service for sidecars names its hosts',
    why: 'For the host "*" it would take the requests of every client of the mesh, for whatever service.',
    source: SOURCE,
    check({ spec = {} }, report) {
      if (isForGatewaysOnly(spec)) return;
      for (const { at, value } of each(spec.hosts, ['spec', 'hosts'])) {
        if (value === '*')
          report(at, '"*" is meant for the gateway "mesh" too', 'name hosts, or gateways without "mesh"');
      }
    },
    good: { spec: { hosts: ['*'] } },
    bad: [{ spec: { hosts: ['*'], gateways: null } }, { spec: { hosts: ['*'], gateways: ['shop', MESH] } }],
  },
  {
    code: 'KI5105',
    title: 'no host of a virtual service is meant twice',
    why: 'A wildcard covers the names below it.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const { hosts = [] } = spec;
      if (!hosts.every((host) => isHost(host, spec))) return;
      hosts.forEach((host, i) => {
        const twin = hosts.slice(0, i).find((other) => hostsOverlap(other, host));
        if (twin !== undefined) report(['spec', 'hosts', i], `"${host}" and "${twin}" mean the same`, 'leave out one');
      });
    },
    good: { spec: { hosts: ['a.example.com', 'b.example.com'] } },
    bad: [{ spec: { hosts: ['a.example.com', 'a.example.com'] } }, { spec: { hosts: ['a.example.com', '*.com'] } }],
  },
  {
    code: 'KI5106',
    title: 'a gateway is named as NAME or NAMESPACE/NAME',
    why: 'Names of gateways and namespaces are DNS labels.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const names of gatewayListsOf(spec)) {
        // Upstream looks no further than the first name without a namespace.
        const first = names.findIndex(({ value }) => !value.includes('/'));
        tellNoGateways(first < 0 ? names : names.slice(0, first + 1), report);
      }
    },
    good: [{ spec: { gateways: ['knative-serving/knative-ingress-gateway', 'mesh'] } }],
    bad: [{ spec: { gateways: ['my_gateway'] } }, { spec: { gateways: ['web/'] } }, { spec: { gateways: ['a/b/c'] } }],
  },
  {
    code: 'KI5157',
    severity: 'warning',
    title: 'every gateway is named as NAME or NAMESPACE/NAME',
    why: 'Behind the first name without a namespace the webhook looks no further. Names with dots are of an older form.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const names of gatewayListsOf(spec)) {
        const first = names.findIndex(({ value }) => !value.includes('/'));
        if (first >= 0) tellNoGateways(names.slice(first + 1), report);
        for (const { at, value } of names) {
          const [name = '', namespace = ''] = value.split('.');
          if (isDomain(value) && value.includes('.'))
            report(at, `"${value}" is of an older form`, `write ${namespace}/${name}`);
        }
      }
    },
    good: { spec: { gateways: ['shop', 'web/shop'] } },
    bad: [{ spec: { gateways: ['shop', 'my_gateway'] } }, { spec: { gateways: ['shop.web.svc.cluster.local'] } }],
  },
  {
    code: 'KI5113',
    title: 'claims of a token choose routes at gateways alone',
    why: 'Only there are tokens read before the route is chosen.',
    source: SOURCE,
    check({ spec = {} }, report) {
      if (isForGatewaysOnly(spec)) return;
      for (const route of each(spec.http, ['spec', 'http']))
        for (const { at, value } of each(route.value.match, [...route.at, 'match']))
          for (const field of ['headers', 'withoutHeaders'] as const)
            for (const name of Object.keys(value[field] ?? {}).filter(isClaim))
              report([...at, field, name], 'the virtual service is for sidecars too', 'name gateways without "mesh"');
    },
    good: { spec: { http: [claimRoute()] } },
    bad: { spec: { gateways: null, http: [claimRoute()] } },
  },
];

function claimRoute() {
  return {
    match: [{ headers: { '@request.auth.claims.group': { exact: 'staff' } } }],
    route: [routeTo('shop.default.svc.cluster.local')],
  };
}

const CLAIM = /^@request\.auth\.claims(?:\..+|\[.+\])$/i;

/** Whether the name of a header stands for a claim of a token. */
export function isClaim(name: string): boolean {
  return CLAIM.test(name);
}

/** The lists of gateways of a virtual service and of its matches. */
function gatewayListsOf(spec: VirtualServiceSpec): Placed<string>[][] {
  const matches = [
    ...each(spec.http, ['spec', 'http']).flatMap(({ at, value }) => each(value.match, [...at, 'match'])),
    ...each(spec.tls, ['spec', 'tls']).flatMap(({ at, value }) => each(value.match, [...at, 'match'])),
    ...each(spec.tcp, ['spec', 'tcp']).flatMap(({ at, value }) => each(value.match, [...at, 'match'])),
  ];
  return [
    each(spec.gateways, ['spec', 'gateways']),
    ...matches.map(({ at, value }) => each(value.gateways, [...at, 'gateways'])),
  ];
}

function tellNoGateways(names: readonly Placed<string>[], report: Report): void {
  for (const { at, value } of names)
    if (!isGatewayName(value)) report(at, `"${value}" names no gateway`, 'write it as shop or web/shop');
}

function isGatewayName(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return isDomain(text);
  return isLabel(text.slice(0, slash)) && isLabel(text.slice(slash + 1));
}

export const virtualServiceRules = rulesFor(VirtualService, rules);
