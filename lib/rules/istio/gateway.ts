import { Gateway, type GatewayServer, type GatewaySpec } from '../../api/istio/networking/v1/gateway';
import type { KubeObject } from '../../api/meta/v1';
import type { Rule, RuleSet } from '../rule';
import { EACH, rulesFor, rulesOf } from '../rule';
import { each } from './placed';
import { isAddress, isPort, isUnixSocket, PORT_HINT, socketFault } from './syntax/addresses';
import { isLabel, isPartialWildcard, isWildcardDomain } from './syntax/hosts';
import { isHttp, isProtocol, isTls, PROTOCOL_HINT } from './syntax/protocols';

type GatewayObject = KubeObject<GatewaySpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const http = { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example.com'] };
const https = {
  port: { number: 443, name: 'https', protocol: 'HTTPS' },
  hosts: ['shop.example.com'],
  tls: { mode: 'PASSTHROUGH' },
};

const ofGateway: readonly Rule<GatewayObject>[] = [
  {
    code: 'KI5201',
    title: 'a gateway has a server',
    why: 'It would open no port.',
    source: SOURCE,
    check({ spec = {} }, report) {
      if ((spec.servers?.length ?? 0) === 0) report(['spec', 'servers'], 'there is none', 'add one');
    },
    good: { spec: { servers: [http] } },
    bad: [{ spec: { servers: null } }, { spec: { servers: [] } }],
  },
  {
    code: 'KI5202',
    title: 'the name of a gateway is a DNS label',
    why: 'Virtual services name it beside its namespace, with a dot or a slash between.',
    source: SOURCE,
    check({ metadata }, report) {
      const { name = '' } = metadata;
      if (name !== '' && !isLabel(name))
        report(['metadata', 'name'], `"${name}" is none`, 'use no dots, and 63 characters at most');
    },
    good: { metadata: { name: 'shop-gateway' } },
    bad: { metadata: { name: 'shop.gateway' } },
  },
  {
    code: 'KI5204',
    title: 'the ports of a gateway have different names',
    why: 'They are told apart by them.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const servers = spec.servers ?? [];
      servers.forEach(({ port }, i) => {
        if (port.name !== '' && servers.findIndex((other) => other.port.name === port.name) < i)
          report(['spec', 'servers', i, 'port', 'name'], `"${port.name}" is there twice`);
      });
    },
    good: { spec: { servers: [http, https] } },
    bad: { spec: { servers: [http, { ...https, port: { ...https.port, name: 'http' } }] } },
  },
  {
    code: 'KI5255',
    severity: 'warning',
    title: 'a gateway says which Pods it is for',
    why: 'Without a selector it opens its ports at every gateway of the mesh.',
    source: 'istio.io/api, networking/v1/gateway.proto',
    check({ spec = {} }, report) {
      if (Object.keys(spec.selector ?? {}).length === 0)
        report(
          ['spec', 'selector'],
          'there is no selector',
          'write { istio: ingressgateway } for the one that Istio brings',
        );
    },
    good: { spec: { selector: { istio: 'ingressgateway' } } },
    bad: { spec: { selector: null } },
  },
];

const ofServer: readonly Rule<GatewayServer>[] = [
  {
    code: 'KI5203',
    title: 'a server lets in hosts by full names or wildcards, perhaps of one namespace',
    why: 'A short name would be asked for by nobody outside of a namespace.',
    source: SOURCE,
    check({ hosts }, report) {
      if (hosts.length === 0) report(['hosts'], 'there is none', 'write "*" for all');
      for (const { at, value } of each(hosts, ['hosts'])) {
        const fault = hostFault(value);
        if (fault !== undefined) report(at, fault, 'write it as shop.example.com, *.example.com or "*"');
      }
    },
    good: [{ value: { hosts: ['*', './*.example.com', 'web/shop.example.com'] } }],
    bad: [
      { value: { hosts: [] } },
      { value: { hosts: ['shop'] } },
      { value: { hosts: ['::1'] } },
      { value: { hosts: ['*-eu.example.com'] } },
      { value: { hosts: ['my_web/shop.example.com'] } },
    ],
  },
  {
    code: 'KI5205',
    title: 'a port of a gateway has a number, a name and a protocol that Istio knows',
    why: 'Envoy listens there, and reads what comes by the protocol.',
    source: SOURCE,
    check({ port, bind = '' }, report) {
      const { number, name, protocol, targetPort = 0 } = port;
      if ((number > 0 || !isUnixSocket(bind)) && !isPort(number))
        report(['port', 'number'], `the number is ${number}`, PORT_HINT);
      if (name === '') report(['port', 'name'], 'the name is empty');
      if (!isProtocol(protocol)) report(['port', 'protocol'], `"${protocol}" is none`, PROTOCOL_HINT);
      if (targetPort > 0) report(['port', 'targetPort'], 'a gateway has no port behind it', 'leave it out');
    },
    good: { value: { port: { number: 8443, name: 'https', protocol: 'https' } } },
    bad: [
      { value: { port: { number: 0 } } },
      { value: { port: { name: '' } } },
      { value: { port: { targetPort: 80 } } },
      { value: { port: { protocol: 'WEB' }, tls: null } },
    ],
  },
  {
    code: 'KI5206',
    title: 'a server listens at an address of its Pod or at a Unix socket',
    why: 'Envoy can listen nowhere else; a socket has no number.',
    source: SOURCE,
    check({ bind = '', port }, report) {
      if (bind === '') return;
      if (!isUnixSocket(bind)) {
        if (!isAddress(bind))
          report(['bind'], `"${bind}" is neither an address nor a socket`, 'leave it out for all addresses');
        return;
      }
      const fault = socketFault(bind);
      if (fault !== undefined) report(['bind'], fault);
      if (port.number !== 0)
        report(['port', 'number'], `the number is ${port.number}, and a socket has none`, 'write 0');
    },
    good: [{ value: { bind: '127.0.0.1' } }, { value: { bind: 'unix:///run/shop.sock', port: { number: 0 } } }],
    bad: [{ value: { bind: 'localhost' } }, { value: { bind: 'unix:///run/shop.sock' } }],
  },
  {
    code: 'KI5207',
    title: 'a server has TLS settings where its protocol is HTTPS or TLS, and nowhere else',
    why: 'Plain requests have nothing to end; on a port of HTTP they can be redirected to HTTPS at most.',
    source: SOURCE,
    check({ port, tls }, report) {
      if (!isProtocol(port.protocol)) return;
      if (isTls(port.protocol)) {
        if (tls === undefined) report(['tls'], `there are none, and the protocol is ${port.protocol}`, 'add tls');
        return;
      }
      if (tls === undefined) return;
      const { mode = 'PASSTHROUGH', serverCertificate = '', privateKey = '', caCertificates = '' } = tls;
      const isRedirect =
        isHttp(port.protocol) && /PASSTHROUGH$/.test(mode) && !`${serverCertificate}${privateKey}${caCertificates}`;
      if (!isRedirect) report(['tls'], `the protocol is ${port.protocol}`, 'write HTTPS, or leave tls out');
    },
    good: [
      { value: { ...http, tls: null } },
      { value: { ...http, tls: { mode: null, credentialName: null, httpsRedirect: true } } },
    ],
    bad: [
      { value: { tls: null } },
      { value: { port: { protocol: 'HTTP' } } },
      { value: { port: { protocol: 'TCP' } } },
    ],
  },
  {
    code: 'KI5251',
    severity: 'warning',
    title: 'a port that redirects to HTTPS is one of HTTP',
    why: 'Elsewhere there is nothing to redirect.',
    source: SOURCE,
    check({ port, tls }, report) {
      if (tls?.httpsRedirect && !isHttp(port.protocol))
        report(['tls', 'httpsRedirect'], `the protocol is ${port.protocol}`, 'move it to the port of HTTP');
    },
    good: { value: { ...http, tls: { mode: null, credentialName: null, httpsRedirect: true } } },
    bad: { value: { tls: { httpsRedirect: true } } },
  },
];

function hostFault(text: string): string | undefined {
  const slash = text.indexOf('/');
  const namespace = slash < 0 ? '*' : text.slice(0, slash);
  const host = text.slice(slash + 1);
  if (namespace !== '*' && namespace !== '.' && !isLabel(namespace)) return `"${namespace}" is no namespace`;
  if (host !== '*' && !host.includes('.')) return `"${host}" is a short name`;
  if (isAddress(host)) return undefined;
  return isWildcardDomain(host) && !isPartialWildcard(host) ? undefined : `"${host}" is no host`;
}

export const gatewayRuleSets: readonly RuleSet[] = [
  rulesFor(Gateway, ofGateway),
  rulesOf('Gateway', [{ kind: Gateway, at: ['spec', 'servers', EACH] }], ofServer),
];
