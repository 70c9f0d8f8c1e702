import type { Probe } from '../../api/core/v1/probe';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { Report, Rule, RuleContext } from '../rule';
import { eachContainer, isSet, type PlacedContainer, podRules, withContainer, withSidecar } from './pod';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const ACTIONS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
const TCP_ACTIONS = ['httpGet', 'tcpSocket'] as const;
const NUMBERS = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;
const DEFAULT_PORT_NAME = 'http';
const SIDECAR_FLAG = 'multi-container-probing';

type ProbeCheck = (probe: Probe, report: Report, placed: PlacedContainer, context: RuleContext, name: string) => void;

/** Checks each probe that Knative runs; paths begin at the probe. Those of init containers are refused elsewhere. */
function eachProbe(check: ProbeCheck): Rule<RevisionSpec>['check'] {
  return eachContainer((placed, report, context) => {
    if (placed.role === 'init') return;
    for (const name of PROBES) {
      const probe = (placed.container as Partial<Record<typeof name, Probe>>)[name];
      if (probe) check(probe, (path, ...fault) => report([name, ...path], ...fault), placed, context, name);
    }
  });
}

/** Whether upstream looks into the probes of the container, rather than to refuse them. */
function isProbed({ role }: PlacedContainer, { platform }: RuleContext): boolean {
  return role === 'serving' || platform.isEnabled(SIDECAR_FLAG);
}

const httpGet = { path: '/health', port: 8080 };

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1425',
    title: 'a probe does one thing',
    why: 'Kubernetes takes exactly one of exec, httpGet, tcpSocket and grpc.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProbe((probe, report, placed, context) => {
      if (!isProbed(placed, context)) return;
      const actions = ACTIONS.filter((action) => probe[action]);
      if (actions.length === 0) report([], 'the probe does nothing', 'set httpGet, tcpSocket, grpc or exec');
      if (actions.length > 1) report([], `${actions.join(' and ')} stand side by side`, 'keep one');
    }),
    good: withContainer({ livenessProbe: { httpGet } }),
    bad: [
      withContainer({ livenessProbe: {} }),
      withContainer({ readinessProbe: { httpGet, tcpSocket: { port: 80 } } }),
    ],
  },
  {
    code: 'KN1426',
    title: 'a probe that names its port names that of the container',
    why: 'The queue proxy asks in place of Kubernetes and knows this port only.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProbe((probe, report, { container, role }) => {
      if (role !== 'serving') return;
      const name = container.ports?.[0]?.name || DEFAULT_PORT_NAME;
      for (const action of TCP_ACTIONS) {
        const port = probe[action]?.port;
        if (typeof port !== 'string' || port === '' || port === name) continue;
        const hint = /^\d+$/.test(port) ? `write ${port} as a number` : `write ${name}, or the number of the port`;
        report([action, 'port'], `there is no port "${port}"`, hint);
      }
    }),
    good: withContainer({ ports: [{ name: 'h2c', containerPort: 8080 }], livenessProbe: { httpGet: { port: 'h2c' } } }),
    bad: [
      withContainer({ livenessProbe: { httpGet: { port: '8080' } } }),
      withContainer({ readinessProbe: { tcpSocket: { port: 'web' } } }),
    ],
  },
  {
    code: 'KN1427',
    title: 'a container beside the serving one has probes only where the feature flag is on',
    why: 'Otherwise Knative probes only the container that takes the requests.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProbe((probe, report, { role }, { platform }) => {
      if (role !== 'sidecar' || platform.isEnabled(SIDECAR_FLAG) || !Object.values(probe).some(isSet)) return;
      report(
        [],
        'the container does not take the requests',
        `remove it, or set the feature flag ${SIDECAR_FLAG} to enabled`,
      );
    }),
    good: {
      ...withSidecar({ livenessProbe: { httpGet } }),
      features: { [SIDECAR_FLAG]: 'enabled' },
    },
    bad: [withSidecar({ livenessProbe: { httpGet } }), withSidecar({ readinessProbe: {} })],
  },
  {
    code: 'KN1428',
    title: 'a probe of a container beside the serving one says its port',
    why: 'It has none that could stand in.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProbe((probe, report, placed, context) => {
      if (placed.role !== 'sidecar' || !isProbed(placed, context)) return;
      for (const action of TCP_ACTIONS) {
        if (probe[action] && !probe[action].port) report([action, 'port'], 'there is no port', 'write its number');
      }
    }),
    good: {
      ...withSidecar({ livenessProbe: { httpGet } }),
      features: { [SIDECAR_FLAG]: 'enabled' },
    },
    bad: {
      ...withSidecar({ livenessProbe: { tcpSocket: {} } }),
      features: { [SIDECAR_FLAG]: 'enabled' },
    },
  },
  {
    code: 'KN1429',
    title: 'the numbers of a readiness probe are positive',
    why: 'The queue proxy counts with them.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProbe((probe, report, placed, context, name) => {
      if (name !== 'readinessProbe' || !isProbed(placed, context)) return;
      const { periodSeconds = 0 } = probe;
      for (const field of NUMBERS) {
        const value = probe[field] ?? 0;
        const isCount = field !== 'initialDelaySeconds' && field !== 'periodSeconds';
        if (isCount && field !== 'successThreshold' && periodSeconds <= 0) continue;
        if (value < (isCount ? 1 : 0)) report([field], `${value} is out of bounds`, `write ${isCount ? 1 : 0} or more`);
      }
    }),
    good: withContainer({ readinessProbe: { httpGet, periodSeconds: 5 } }),
    bad: [
      withContainer({ readinessProbe: { httpGet, periodSeconds: -1 } }),
      withContainer({ readinessProbe: { httpGet, initialDelaySeconds: -3 } }),
      withContainer({ readinessProbe: { httpGet, periodSeconds: 1, failureThreshold: -1 } }),
    ],
  },
  {
    code: 'KN1430',
    title: 'a readiness probe without a period has neither timeout nor failure threshold',
    why: 'Without a period Knative probes as fast as it can, with numbers of its own.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachProbe((probe, report, placed, context, name) => {
      if (name !== 'readinessProbe' || probe.periodSeconds || !isProbed(placed, context)) return;
      for (const field of ['timeoutSeconds', 'failureThreshold'] as const) {
        if (probe[field])
          report(
            [field],
            `${field} is ${probe[field]}, periodSeconds is not set`,
            'set periodSeconds to 1 or more, or remove it',
          );
      }
    }),
    good: withContainer({ readinessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 5 } }),
    bad: [
      withContainer({ readinessProbe: { httpGet, timeoutSeconds: 5 } }),
      withContainer({ readinessProbe: { httpGet, periodSeconds: 0, failureThreshold: 3 } }),
    ],
  },
  {
    code: 'KN1460',
    severity: 'warning',
    title: 'the numbers of a liveness or startup probe are not negative',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachProbe((probe, report, placed, context, name) => {
      if (name === 'readinessProbe' || !isProbed(placed, context)) return;
      for (const field of NUMBERS) {
        const value = probe[field] ?? 0;
        if (value < 0) report([field], `${value} is negative`, 'write 1 or more, or remove it');
      }
    }),
    good: withContainer({ livenessProbe: { httpGet, periodSeconds: 10 } }),
    bad: withContainer({ livenessProbe: { httpGet, periodSeconds: -10 } }),
  },
  {
    code: 'KN1461',
    severity: 'warning',
    title: 'the path of a probe begins with a slash',
    why: 'The path goes into the request as it is written.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachProbe(({ httpGet: { path } = {} }, report, placed, context) => {
      if (!path || path.startsWith('/') || !isProbed(placed, context)) return;
      report(['httpGet', 'path'], `"${path}" has no slash in front`, `write /${path}`);
    }),
    good: withContainer({ livenessProbe: { httpGet: { path: '/health' } } }),
    bad: withContainer({ livenessProbe: { httpGet: { path: 'health' } } }),
  },
  {
    code: 'KN1462',
    severity: 'warning',
    title: 'the scheme of a probe is HTTP or HTTPS',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachProbe((probe, report, placed, context) => {
      const scheme: string | undefined = probe.httpGet?.scheme;
      if (!scheme || scheme === 'HTTP' || scheme === 'HTTPS' || !isProbed(placed, context)) return;
      const upper = scheme.toUpperCase();
      const hint = upper === 'HTTP' || upper === 'HTTPS' ? `write ${upper}` : 'write HTTP or HTTPS';
      report(['httpGet', 'scheme'], `"${scheme}" does not exist`, hint);
    }),
    good: withContainer({ livenessProbe: { httpGet: { scheme: 'HTTPS' } } }),
    bad: withContainer({ livenessProbe: { httpGet: { scheme: 'https' } } }),
  },
  {
    code: 'KN1473',
    severity: 'warning',
    title: 'a startup probe says its port, and a probe of gRPC does',
    why: 'The port of the container stands in for that of a liveness probe by HTTP or TCP alone; the Deployment made from another one would be refused.',
    source: 'serving, pkg/reconciler/revision/resources/deploy.go: the webhook lets it pass',
    check: eachProbe((probe, report, placed, context, name) => {
      if (name === 'readinessProbe' || !isProbed(placed, context)) return;
      // Of other containers the webhook asks for the port itself, but for gRPC.
      const isTold = name === 'startupProbe' && placed.role === 'serving';
      const action = ACTIONS.find((one) => probe[one]);
      if (action === undefined || action === 'exec' || (action !== 'grpc' && !isTold) || probe[action]?.port) return;
      report([action, 'port'], 'there is no port', 'write its number');
    }),
    good: [
      withContainer({ startupProbe: { tcpSocket: { port: 8080 } } }),
      withContainer({ livenessProbe: { httpGet: { path: '/health' } } }),
      withContainer({ livenessProbe: { grpc: { port: 8080 } } }),
    ],
    bad: [
      withContainer({ startupProbe: { tcpSocket: {} } }),
      withContainer({ startupProbe: { httpGet: { path: '/health' } } }),
      withContainer({ livenessProbe: { grpc: {} as never } }),
    ],
  },
];

export const probeRuleSet = podRules('Probes', rules);
