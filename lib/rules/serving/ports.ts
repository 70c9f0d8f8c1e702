import type { RevisionSpec } from '../../api/serving/v1/revision';
import { minimalContainer } from '../minimal';
import type { Report, Rule } from '../rule';
import { eachContainer, podRules, type Role, withContainer, withInitContainer, withSidecar } from './pod';

const RESERVED_PORTS: readonly number[] = [8008, 8012, 8013, 8022, 9090, 9091];
/** The queue proxy takes this one for TLS, though upstream forgets it. */
const QUEUE_TLS_PORT = 8112;
const MAX_PORT = 65535;
const PORT_NAMES: readonly string[] = ['http1', 'h2c'];

const withPort = (port: object) => withContainer({ ports: [port] });

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1419',
    title: 'a revision has one port',
    why: 'Knative sends requests to one port of one container; the others talk to each other on localhost.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ containers }, report) => {
      const ports = containers.reduce((total, container) => total + (container.ports?.length ?? 0), 0);
      if (ports < 2) return;
      const withPorts = containers.flatMap(({ ports: own = [] }, i) => (own.length > 0 ? [i] : []));
      const last = withPorts[withPorts.length - 1]!;
      report(['containers', last, 'ports'], `there are ${ports} ports`, 'keep the one that takes the requests');
    },
    good: withPort({ containerPort: 8080 }),
    bad: [
      withContainer({ ports: [{ containerPort: 8080 }, { containerPort: 8081 }] }),
      withSidecar({ ports: [{ containerPort: 8081 }] }),
    ],
  },
  {
    code: 'KN1420',
    title: 'one of several containers has a port',
    why: 'By its port Knative knows which container takes the requests.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: ({ containers }, report) => {
      if (containers.length < 2 || containers.some(({ ports = [] }) => ports.length > 0)) return;
      report(
        ['containers'],
        `none of the ${containers.length} containers has a port`,
        'set ports of the one that takes the requests',
      );
    },
    good: withSidecar({}),
    bad: { value: { containers: [minimalContainer, minimalContainer] } },
  },
  {
    code: 'KN1421',
    title: 'a port is none of those that Knative listens on',
    why: 'The queue proxy shares the network of the pod and listens there itself.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachPort(({ containerPort = 0 }, report) => {
      if (RESERVED_PORTS.includes(containerPort))
        report(['containerPort'], `${containerPort} is Knative's own`, 'choose another');
    }),
    good: withPort({ containerPort: 8081 }),
    bad: [
      withPort({ containerPort: 8012 }),
      withPort({ containerPort: 9090 }),
      withInitContainer({ ports: [{ containerPort: 9090 }] }),
    ],
  },
  {
    code: 'KN1422',
    title: 'a port is from 0 to 65535',
    why: 'TCP has no others.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachPort(({ containerPort = 0 }, report) => {
      if (containerPort < 0 || containerPort > MAX_PORT)
        report(['containerPort'], `${containerPort} is no port`, 'write 1 to 65535');
    }),
    good: withPort({ containerPort: 65535 }),
    bad: [withPort({ containerPort: 70000 }), withPort({ containerPort: -1 })],
  },
  {
    code: 'KN1423',
    title: 'the port is one of TCP',
    why: 'Knative carries HTTP.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachPort(({ protocol = 'TCP' }, report, role) => {
      if (role === 'serving' && protocol && protocol !== 'TCP')
        report(['protocol'], `"${protocol}" is not TCP`, 'write TCP, or remove it');
    }),
    good: withPort({ containerPort: 8080, protocol: 'TCP' }),
    bad: withPort({ containerPort: 8080, protocol: 'UDP' }),
  },
  {
    code: 'KN1424',
    title: 'the name of the port says which HTTP is spoken',
    why: 'By the name Knative chooses between HTTP/1 and HTTP/2.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachPort(({ name }, report, role) => {
      if (role !== 'serving' || !name || PORT_NAMES.includes(name)) return;
      const hint = /grpc|http2|h2/i.test(name) ? 'write h2c' : 'write http1 or h2c, or remove it';
      report(['name'], `"${name}" is no protocol that Knative knows`, hint);
    }),
    good: [withPort({ name: 'h2c', containerPort: 8080 }), withPort({ name: 'http1', containerPort: 8080 })],
    bad: [withPort({ name: 'http', containerPort: 8080 }), withPort({ name: 'grpc', containerPort: 8080 })],
  },
  {
    code: 'KN1458',
    severity: 'warning',
    title: 'a port has a number',
    why: 'Port 0 counts as none: Knative takes 8080.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachPort(({ containerPort = 0 }, report, role) => {
      if (role === 'serving' && containerPort === 0)
        report(['containerPort'], 'there is no number: 8080 is used', 'write the port, 8080 if it is that');
    }),
    good: withPort({ containerPort: 8080 }),
    bad: [withPort({ containerPort: 0 }), withPort({ name: 'h2c' })],
  },
  {
    code: 'KN1459',
    severity: 'warning',
    title: 'the port is not the one that the queue proxy takes for TLS',
    why: 'Upstream lets it pass; the two would fight for it.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachPort(({ containerPort }, report) => {
      if (containerPort === QUEUE_TLS_PORT)
        report(['containerPort'], `${QUEUE_TLS_PORT} is the queue proxy's`, 'choose another');
    }),
    good: withPort({ containerPort: 8113 }),
    bad: withPort({ containerPort: QUEUE_TLS_PORT }),
  },
];

type PortCheck = (
  port: { readonly containerPort?: number; readonly name?: string; readonly protocol?: string },
  report: Report,
  role: Role,
) => void;

/** Checks the first port of each serving container, and all ports of init containers; upstream looks at no others. */
function eachPort(check: PortCheck): Rule<RevisionSpec>['check'] {
  return eachContainer(({ container: { ports = [] }, role }, report) => {
    ports.forEach((port, i) => {
      if (role !== 'init' && i > 0) return;
      check(port, (path, ...fault) => report(['ports', i, ...path], ...fault), role);
    });
  });
}

export const portRuleSet = podRules('Ports', rules);
