import { EventListener } from '../../api/triggers/v1beta1/event-listener';
import type { FieldPath } from '../diagnostic';
import { isRecord } from '../eventing/filter-walk';
import { examplesOf } from '../examples';
import type { Report, Rule, RuleSet } from '../rule';
import { rulesOf } from '../rule';

const VALIDATION = 'triggers v1beta1, event_listener_validation.go';

type Plain = Readonly<Record<string, unknown>>;

const OF_POD = [
  ...['serviceAccountName', 'containers', 'nodeSelector', 'tolerations', 'affinity', 'topologySpreadConstraints'],
  ...['imagePullSecrets', 'securityContext'],
];
const OF_CONTAINER = ['resources', 'env', 'securityContext'];
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Go holds these by a pointer, or as a list: an empty value of them is there all the same. */
const TOLD_EMPTY: ReadonlySet<string> = new Set([
  ...['automountServiceAccountToken', 'shareProcessNamespace', 'enableServiceLinks', 'setHostnameAsFQDN', 'hostUsers'],
  ...['runtimeClassName', 'preemptionPolicy', 'hostnameOverride', 'restartPolicy'],
]);

const certificate = (...names: string[]) =>
  names.map((name) => ({ name, valueFrom: { secretKeyRef: { name: 'tls', key: name } } }));

/** Rules of a listener's pod, however it is run; its container may have these fields. */
function podRules(ofContainer: readonly string[]): readonly Rule<Plain>[] {
  return [
    {
      code: 'KT4111',
      title: 'only some of a listener’s pod is set',
      why: 'The rest belongs to the controller, so the webhook refuses it.',
      source: VALIDATION,
      check(pod, report) {
        checkFields(pod, OF_POD, [], 'pod', report);
      },
      good: { value: { serviceAccountName: 'listener', nodeSelector: { disk: 'fast' } } },
      bad: [{ value: { volumes: [] } }, { value: { hostNetwork: true } }, { value: { priorityClassName: 'high' } }],
    },
    {
      code: 'KT4112',
      title: 'a listener has one container',
      why: 'There is no room for another; the webhook refuses more than one.',
      source: VALIDATION,
      check({ containers }, report) {
        if (Array.isArray(containers) && containers.length > 1)
          report(['containers'], `there are ${containers.length} containers`, 'keep one of them');
      },
      good: { value: { containers: [{ resources: { limits: { memory: '128Mi' } } }] } },
      bad: { value: { containers: [{}, {}] } },
    },
    {
      code: 'KT4113',
      title: 'only some of a listener’s container is set',
      why: 'The listener brings its own image, ports and arguments; the webhook refuses others.',
      source: VALIDATION,
      check(pod, report) {
        for (const [container, at] of containersOf(pod)) checkFields(container, ofContainer, at, 'container', report);
      },
      good: { value: { containers: [{ securityContext: { runAsNonRoot: true } }] } },
      bad: [
        { value: { containers: [{ image: 'ghcr.io/example/listener' }] } },
        { value: { containers: [{ name: 'listener' }] } },
        { value: { containers: [{ volumeMounts: [{ name: 'a', mountPath: '/a' }] }] } },
        ...(ofContainer === OF_CONTAINER ? [{ value: { containers: [{ livenessProbe: { periodSeconds: 5 } }] } }] : []),
      ],
    },
    {
      code: 'KT4114',
      title: 'variables of a listener are keys of Secrets',
      why: 'The webhook takes no other values: they are there for certificates.',
      source: VALIDATION,
      check(pod, report) {
        for (const [container, at] of containersOf(pod))
          variablesOf(container).forEach((variable, i) => {
            checkVariable(variable, [...at, 'env', i], report);
          });
      },
      good: { value: { containers: [{ env: certificate('TLS_CERT', 'TLS_KEY') }] } },
      bad: [
        { value: { containers: [{ env: [{ name: 'LEVEL', value: 'debug' }] }] } },
        {
          value: {
            containers: [{ env: [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'log', key: 'level' } } }] }],
          },
        },
      ],
    },
    {
      code: 'KT4115',
      title: 'a listener has both a certificate and its key',
      why: 'TLS_CERT and TLS_KEY make it listen with TLS; one of them alone is refused.',
      source: VALIDATION,
      check(pod, report) {
        for (const [container, at] of containersOf(pod)) {
          const names = variablesOf(container).map(({ name }) => name);
          const [name, another] = names.filter((one) => one === 'TLS_CERT' || one === 'TLS_KEY');
          if (name === undefined || another !== undefined) continue;
          const missing = name === 'TLS_CERT' ? 'TLS_KEY' : 'TLS_CERT';
          report([...at, 'env'], `there is ${name}, but no ${missing}`, `add ${missing}`);
        }
      },
      good: { value: { containers: [{ env: certificate('CA') }] } },
      bad: { value: { containers: [{ env: certificate('TLS_CERT') }] } },
    },
  ];
}

function checkFields(value: Plain, allowed: readonly string[], at: FieldPath, of: string, report: Report): void {
  for (const [field, inner] of Object.entries(value)) {
    if (allowed.includes(field) || isZero(field, inner)) continue;
    report([...at, field], `the ${of} of a listener can't have ${field}`, `it can have ${allowed.join(', ')}`);
  }
}

/** What Go can't tell from a field that is not there. */
function isZero(field: string, value: unknown): boolean {
  return (value === '' || value === false) && !TOLD_EMPTY.has(field);
}

function checkVariable({ name, value, valueFrom }: Plain, at: FieldPath, report: Report): void {
  const hint = 'write valueFrom.secretKeyRef';
  if (value) report([...at, 'value'], `the variable ${String(name ?? '')} has its value in the open`, hint);
  if (!isRecord(valueFrom)) return;
  for (const source of Object.keys(valueFrom))
    if (source !== 'secretKeyRef')
      report([...at, 'valueFrom', source], `the variable ${String(name ?? '')} comes from ${source}`, hint);
}

/** The containers of a pod of any kind, which no schema has looked at. */
function containersOf({ containers }: Plain): [container: Plain, at: FieldPath][] {
  if (!Array.isArray(containers)) return [];
  return containers.flatMap((container: unknown, i) => (isRecord(container) ? [[container, ['containers', i]]] : []));
}

function variablesOf({ env }: Plain): Plain[] {
  return Array.isArray(env) ? env.filter(isRecord) : [];
}

const podOf = (resource: string) => ({
  kind: EventListener,
  at: ['spec', 'resources', resource, 'spec', 'template', 'spec'],
});

/**
 * A rule of the pod of an object that no schema knows, which may be no mapping at all. The customResource of an example
 * needs a kind, or it would be warned of.
 */
function ofKnativeService(rule: Rule<Plain>): Rule<Plain> {
  const spec = { resources: { customResource: { apiVersion: 'serving.knative.dev/v1', kind: 'Service' } } };
  const withKind = (examples: Rule<Plain>['good']) => examplesOf(examples).map((example) => ({ ...example, spec }));
  return {
    ...rule,
    check: (pod, report, context) => {
      if (isRecord(pod)) rule.check(pod, report, context);
    },
    good: withKind(rule.good),
    bad: withKind(rule.bad),
  };
}

const readable: Rule<Plain> = {
  code: 'KT4116',
  title: 'the pod of the object that runs a listener can be read',
  why: 'The webhook looks for a pod at spec.template.spec of an object of any kind, and refuses what is none.',
  source: VALIDATION,
  check(resource, report) {
    let value: unknown = resource;
    const at: string[] = [];
    for (const step of ['spec', 'template', 'spec']) {
      value = (value as Plain)[step];
      at.push(step);
      if (value === undefined) return;
      if (!isRecord(value)) {
        report(at, 'it is no mapping', 'write it as a Knative Service has it, or leave it out');
        return;
      }
    }
  },
  good: { value: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: { template: { spec: {} } } } },
  bad: { value: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: { template: 'small' } } },
};

export const listenerPodRuleSets: readonly RuleSet[] = [
  rulesOf('Pod of an EventListener', [podOf('kubernetesResource')], podRules([...OF_CONTAINER, ...PROBES])),
  rulesOf('Pod of an EventListener', [podOf('customResource')], podRules(OF_CONTAINER).map(ofKnativeService)),
  rulesOf(
    'Pod of an EventListener',
    [{ kind: EventListener, at: ['spec', 'resources', 'customResource'] }],
    [readable],
  ),
];
