import {
  type IstioIngressListener,
  IstioSidecar,
  type IstioSidecarSpec,
  type SidecarPort,
} from '../../api/istio/networking/v1/sidecar';
import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule, RuleSet } from '../rule';
import { EACH, rulesFor, rulesOf } from '../rule';
import { present } from './placed';
import { isAddress, isPort, isUnixSocket, PORT_HINT, socketFault } from './syntax/addresses';
import { isDomain, isLabel } from './syntax/hosts';
import { isHttp, isProtocol, isTls, PROTOCOL_HINT } from './syntax/protocols';

type SidecarObject = KubeObject<IstioSidecarSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const LOOPBACK = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];
const FILES = { mode: 'SIMPLE', serverCertificate: '/etc/tls/tls.crt', privateKey: '/etc/tls/tls.key' };
const https = { number: 8443, name: 'https', protocol: 'HTTPS' };

const listener = (value: object) => ({ value: { port: { number: 8080, protocol: 'HTTP', name: 'http' }, ...value } });

const ofSidecar: readonly Rule<SidecarObject>[] = [
  {
    code: 'KI5501',
    title: 'a sidecar says something of what comes in or goes out',
    why: 'The webhook refuses an empty one: it would hold for the whole namespace and change nothing.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const lists = (spec.egress?.length ?? 0) + (spec.ingress?.length ?? 0);
      if (lists === 0 && present(spec, ['outboundTrafficPolicy', 'inboundConnectionPool']).length === 0)
        report(['spec'], 'it is empty', 'add egress');
    },
    good: { spec: { egress: null, outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } },
    bad: { spec: { egress: null } },
  },
  {
    code: 'KI5507',
    title: 'a proxy for what the mesh does not know is named in full, with its port, where everything is let out',
    why: 'With REGISTRY_ONLY nothing unknown goes out.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const { mode = 'REGISTRY_ONLY', egressProxy } = spec.outboundTrafficPolicy ?? {};
      if (egressProxy === undefined) return;
      const at = ['spec', 'outboundTrafficPolicy'];
      if (mode !== 'ALLOW_ANY') report([...at, 'mode'], `it is ${mode}`, 'write ALLOW_ANY');
      else if (egressProxy.port === undefined) report([...at, 'egressProxy', 'port'], 'there is no port', 'add it');
      else if (!isPort(egressProxy.port.number ?? 0))
        report(
          [...at, 'egressProxy', 'port', 'number'],
          `the port is ${egressProxy.port.number ?? 'not given'}`,
          PORT_HINT,
        );
      if (mode !== 'ALLOW_ANY') return;
      const { host, subset = '' } = egressProxy;
      if (!isDomain(host)) report([...at, 'egressProxy', 'host'], `"${host}" is no full name`);
      if (subset !== '' && !isLabel(subset)) report([...at, 'egressProxy', 'subset'], `"${subset}" is no DNS label`);
    },
    good: {
      spec: {
        outboundTrafficPolicy: {
          mode: 'ALLOW_ANY',
          egressProxy: { host: 'proxy.default.svc.cluster.local', port: { number: 80 } },
        },
      },
    },
    bad: [
      {
        spec: {
          outboundTrafficPolicy: {
            mode: 'REGISTRY_ONLY',
            egressProxy: { host: 'proxy.default.svc.cluster.local', port: { number: 80 } },
          },
        },
      },
      {
        spec: {
          outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'proxy.default.svc.cluster.local' } },
        },
      },
      { spec: { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: '*.svc', port: { number: 80 } } } } },
      {
        spec: {
          outboundTrafficPolicy: {
            mode: 'ALLOW_ANY',
            egressProxy: { host: 'proxy.default.svc.cluster.local', port: { number: 80 }, subset: 'v_1' },
          },
        },
      },
    ],
  },
  {
    code: 'KI5509',
    title: 'each port comes in once',
    why: 'Two listeners can not share one.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const numbers = (spec.ingress ?? []).map(({ port }) => port.number ?? 0);
      numbers.forEach((number, i) => {
        if (numbers.indexOf(number) < i) report(['spec', 'ingress', i, 'port', 'number'], `${number} is there twice`);
      });
    },
    good: {
      spec: { ingress: [{ port: { number: 80, protocol: 'HTTP' } }, { port: { number: 81, protocol: 'HTTP' } }] },
    },
    bad: { spec: { ingress: [{ port: { number: 80, protocol: 'HTTP' } }, { port: { number: 80, protocol: 'TCP' } }] } },
  },
];

const ofIngress: readonly Rule<IstioIngressListener>[] = [
  {
    code: 'KI5502',
    title: 'a port that comes in has a number, a protocol that Istio knows, and a name that is a DNS label',
    why: 'The sidecar listens there, and reads what comes by the protocol.',
    source: SOURCE,
    check({ port }, report) {
      checkPort(['port'], port, report);
      if (!isPort(port.number ?? 0))
        report(['port', 'number'], `the number is ${port.number ?? 'not given'}`, PORT_HINT);
    },
    good: listener({}),
    bad: [
      listener({ port: { number: 0, protocol: 'HTTP' } }),
      listener({ port: { number: 80, protocol: 'WEB' } }),
      listener({ port: { number: 80, protocol: 'HTTP', name: 'my_port' } }),
      listener({ port: { number: 80, protocol: 'HTTP', targetPort: 8080 } }),
    ],
  },
  {
    code: 'KI5503',
    title: 'what comes in is listened for at an address',
    why: 'A sidecar can listen at no name.',
    source: SOURCE,
    check({ bind = '' }, report) {
      if (bind !== '' && !isAddress(bind)) report(['bind'], `"${bind}" is none`, 'leave it out for that of the Pod');
    },
    good: listener({ bind: '0.0.0.0' }),
    bad: listener({ bind: 'localhost' }),
  },
  {
    code: 'KI5504',
    title: 'what comes in goes on to a port of the same Pod, or to a Unix socket',
    why: 'A sidecar passes on to its own Pod alone.',
    source: SOURCE,
    check({ defaultEndpoint = '' }, report) {
      if (defaultEndpoint === '') return;
      const fault = endpointFault(defaultEndpoint);
      if (fault !== undefined) report(['defaultEndpoint'], fault, 'write it as 127.0.0.1:8080');
    },
    good: [
      listener({ defaultEndpoint: '127.0.0.1:8080' }),
      listener({ defaultEndpoint: '[::1]:8080' }),
      listener({ defaultEndpoint: 'unix:///run/a.sock' }),
    ],
    bad: [
      listener({ defaultEndpoint: '10.0.0.1:8080' }),
      listener({ defaultEndpoint: '127.0.0.1' }),
      listener({ defaultEndpoint: 'unix://a.sock' }),
    ],
  },
  {
    code: 'KI5508',
    title: 'a sidecar ends TLS on a port of HTTPS or TLS, by certificates from files',
    why: 'It gets no Secrets, redirects nobody, and checks no names of clients.',
    source: `the CRD; ${SOURCE}`,
    check({ port, tls }, report) {
      if (tls === undefined) return;
      if (!isTls(port.protocol))
        report(['tls'], `the protocol is ${port.protocol ?? 'not given'}`, 'write HTTPS, or leave it out');
      for (const field of ['subjectAltNames', 'credentialNames', 'tlsCertificates'] as const)
        if ((tls[field]?.length ?? 0) > 0) report(['tls', field], 'a sidecar does not know it', 'leave it out');
      for (const field of ['httpsRedirect', 'credentialName'] as const)
        if (tls[field]) report(['tls', field], 'a sidecar does not know it', 'leave it out');
      const { mode = 'PASSTHROUGH', caCertificates, caCrl } = tls;
      if (mode === 'SIMPLE' && caCrl)
        report(['tls', 'caCrl'], 'with SIMPLE clients show no certificates', 'leave it out');
      if (mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH')
        report(['tls', 'mode'], `it is ${mode}`, 'write SIMPLE or MUTUAL');
      if (mode === 'PASSTHROUGH') return;
      for (const field of ['serverCertificate', 'privateKey'] as const)
        if (!tls[field] && !tls.credentialName && !tls.credentialNames && !tls.tlsCertificates)
          report(['tls', field], `with ${mode} there must be one`, 'add the path of a file');
      if (/MUTUAL$/.test(mode) && mode !== 'ISTIO_MUTUAL' && !caCertificates)
        report(['tls', 'caCertificates'], `with ${mode} there must be authorities`);
    },
    good: listener({ port: https, tls: FILES }),
    bad: [
      listener({ tls: FILES }),
      listener({ port: https, tls: { mode: 'SIMPLE', credentialName: 'shop-tls' } }),
      listener({ port: https, tls: { ...FILES, httpsRedirect: true } }),
      listener({ port: https, tls: { mode: 'SIMPLE' } }),
      listener({ port: https, tls: { ...FILES, caCrl: '/etc/tls/crl' } }),
    ],
  },
  {
    code: 'KI5552',
    severity: 'warning',
    title: 'limits of requests stand at a port of HTTP',
    why: 'Elsewhere only those of connections hold.',
    source: SOURCE,
    check({ port, connectionPool }, report) {
      if (connectionPool?.http !== undefined && !isHttp(port.protocol))
        report(['connectionPool', 'http'], `the protocol is ${port.protocol ?? 'not given'}`);
    },
    good: listener({ connectionPool: { http: { maxRetries: 3 } } }),
    bad: listener({ port: { number: 5432, protocol: 'TCP' }, connectionPool: { http: { maxRetries: 3 } } }),
  },
];

/** What ports that come in and that go out have in common. */
export function checkPort(
  at: FieldPath,
  { name = '', protocol = '', targetPort = 0 }: SidecarPort,
  report: Report,
): void {
  if (name !== '' && !isLabel(name)) report([...at, 'name'], `"${name}" is no DNS label`);
  if (protocol !== '' && !isProtocol(protocol)) report([...at, 'protocol'], `"${protocol}" is none`, PROTOCOL_HINT);
  if (targetPort > 0) report([...at, 'targetPort'], 'a sidecar has no port behind it', 'leave it out');
}

function endpointFault(text: string): string | undefined {
  if (isUnixSocket(text)) return socketFault(text);
  const [, bare, bracketed, port = ''] = /^(?:([^:[\]]*)|\[([^[\]]*)\]):(\d+)$/.exec(text) ?? [];
  const host = bare ?? bracketed ?? '';
  if (!isPort(Number(port))) return `"${text}" has no port`;
  return LOOPBACK.includes(host) ? undefined : `"${host}" is not the Pod itself`;
}

export const sidecarRuleSets: readonly RuleSet[] = [
  rulesFor(IstioSidecar, ofSidecar),
  rulesOf('Sidecar', [{ kind: IstioSidecar, at: ['spec', 'ingress', EACH] }], ofIngress),
];
