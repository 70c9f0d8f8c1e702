import { type IstioEgressListener, IstioSidecar, type IstioSidecarSpec } from '../../api/istio/networking/v1/sidecar';
import type { KubeObject } from '../../api/meta/v1';
import type { Rule, RuleSet } from '../rule';
import { EACH, rulesFor, rulesOf } from '../rule';
import { each } from './placed';
import { checkPort } from './sidecar';
import { isAddress, isPort, isUnixSocket, PORT_HINT, socketFault } from './syntax/addresses';
import { isLabel, isPartialWildcard, isWildcardDomain } from './syntax/hosts';

type SidecarObject = KubeObject<IstioSidecarSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const hosts = ['./*'];
const http = { number: 8080, protocol: 'HTTP' };
const egress = (...listeners: readonly object[]) => ({ spec: { egress: listeners } });

const ofSidecar: readonly Rule<SidecarObject>[] = [
  {
    code: 'KI5505',
    title: 'what goes out at no port of its own comes last, and each port goes out once',
    why: 'A listener without a port takes what the others leave.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const listeners = spec.egress ?? [];
      const keys = listeners.map(({ port, bind = '' }) => (port === undefined ? undefined : port.number || bind));
      keys.forEach((key, i) => {
        const at = ['spec', 'egress', i];
        if (key === undefined) {
          if (i < listeners.length - 1) report(at, 'it has no port, and others follow', 'move it to the end');
        } else if (keys.indexOf(key) < i) report([...at, 'port'], `${key} is there twice`);
      });
    },
    good: egress({ port: http, hosts }, { hosts }),
    bad: [egress({ hosts }, { port: http, hosts }), egress({ port: http, hosts }, { port: http, hosts })],
  },
];

const ofListener: readonly Rule<IstioEgressListener>[] = [
  {
    code: 'KI5506',
    title: 'what can be reached is named as NAMESPACE/HOST',
    why: '"./*" is everything of the own namespace, "*/*" of all; a host is a full name or a wildcard for some.',
    source: SOURCE,
    check(listener, report) {
      if (listener.hosts.length === 0) report(['hosts'], 'there is none', 'write ./* for the own namespace');
      for (const { at, value } of each(listener.hosts, ['hosts'])) {
        const fault = hostFault(value);
        if (fault !== undefined) report(at, fault, 'write it as web/shop.web.svc.cluster.local or web/*');
      }
    },
    good: { value: { hosts: ['./*', 'istio-system/*', '*/api.example.com', '~/*'] } },
    bad: [
      { value: { hosts: [] } },
      { value: { hosts: ['shop'] } },
      { value: { hosts: ['web/shop'] } },
      { value: { hosts: ['my_web/*'] } },
    ],
  },
  {
    code: 'KI5510',
    title: 'what goes out is listened for at a port of an address, or at a Unix socket',
    why: 'A socket has no number, and nothing is sent to it that does not know of it.',
    source: SOURCE,
    check({ port, bind = '', captureMode = 'DEFAULT' }, report) {
      if (port === undefined) return;
      checkPort(['port'], port, report);
      const { number = 0 } = port;
      if (number !== 0) {
        if (!isPort(number)) report(['port', 'number'], `the number is ${number}`, PORT_HINT);
        if (bind !== '' && !isAddress(bind)) report(['bind'], `"${bind}" is no address`);
        return;
      }
      const fault = isUnixSocket(bind) ? socketFault(bind) : 'the port has no number, and there is no Unix socket';
      if (fault !== undefined) report(['bind'], fault, 'write it as unix:///run/a.sock');
      if (captureMode === 'IPTABLES') report(['captureMode'], 'nothing is captured for a socket', 'write NONE');
    },
    good: [
      { value: { port: http, hosts } },
      { value: { port: { protocol: 'HTTP' }, bind: 'unix:///run/a.sock', hosts } },
    ],
    bad: [
      { value: { port: { protocol: 'HTTP' }, hosts } },
      { value: { port: { ...http, number: 70_000 }, hosts } },
      { value: { port: http, bind: 'localhost', hosts } },
      { value: { port: { ...http, protocol: 'WEB' }, hosts } },
    ],
  },
  {
    code: 'KI5551',
    severity: 'warning',
    title: 'no host that goes out is meant twice',
    why: 'A wildcard takes the other hosts of its namespace with it.',
    source: SOURCE,
    check(listener, report, { object }) {
      const seen = new Map<string, Set<string>>();
      for (const { at, value } of each(listener.hosts, ['hosts'])) {
        const slash = value.indexOf('/');
        if (slash < 0 || value.startsWith('~')) continue;
        const written = value.slice(0, slash);
        const namespace = written === '.' ? (object.metadata.namespace ?? '.') : written;
        const host = value.slice(slash + 1);
        const others = seen.get(namespace) ?? new Set();
        seen.set(namespace, others);
        if (others.has(host) || others.has('*') || (host === '*' && others.size > 0))
          report(at, `"${value}" is meant already`);
        others.add(host);
      }
      if (seen.get('*')?.has('*') && seen.size > 1) report(['hosts'], '"*/*" means all others too', 'leave them out');
    },
    good: { value: { hosts: ['./*', 'web/shop.web.svc.cluster.local'] } },
    bad: [
      { value: { hosts: ['web/*', 'web/shop.web.svc.cluster.local'] } },
      { value: { hosts: ['*/*', 'web/shop.example.com'] } },
    ],
  },
];

function hostFault(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return `"${text}" has no namespace`;
  const namespace = text.slice(0, slash);
  const host = text.slice(slash + 1);
  const bare = namespace.replace(/^~/, '');
  if (namespace === '' || !(bare === '' || bare === '*' || bare === '.' || isLabel(bare)))
    return `"${namespace}" is no namespace`;
  if (host !== '*' && !host.includes('.')) return `"${host}" is a short name`;
  return isWildcardDomain(host) && !isPartialWildcard(host) ? undefined : `"${host}" is no host`;
}

export const sidecarEgressRuleSets: readonly RuleSet[] = [
  rulesFor(IstioSidecar, ofSidecar),
  rulesOf('Sidecar', [{ kind: IstioSidecar, at: ['spec', 'egress', EACH] }], ofListener),
];
