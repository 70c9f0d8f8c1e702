import type { RevisionSpec } from '../../api/serving/v1/revision';
import type { Rule } from '../rule';
import { eachContainer, isSet, podRules, type Role, withContainer, withInitContainer, withSidecar } from './pod';

const RESERVED = ['K_SERVICE', 'K_CONFIGURATION', 'K_REVISION'];
const FIELD_REFS = ['fieldRef', 'resourceFieldRef'] as const;
const SOURCES = ['configMapKeyRef', 'secretKeyRef', ...FIELD_REFS] as const;
const FIELD_FLAG = 'kubernetes.podspec-fieldref';
/** Kubernetes takes every printable ASCII character but the one that parts name and value. */
const ENV_NAME = /^[ -<>-~]+$/;
const PORTABLE_ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

function isReserved(name: string, role: Role): boolean {
  return RESERVED.includes(name) || (name === 'PORT' && role === 'serving');
}

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1415',
    title: 'an environment variable has a name',
    why: 'A value without a name can not be read.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { env = [] } }, report) => {
      env.forEach(({ name }, i) => {
        if (!name) report(['env', i, 'name'], 'there is no name', 'set it');
      });
    }),
    good: withContainer({ env: [{ name: 'GREETING', value: 'hello' }] }),
    bad: withContainer({ env: [{ name: '', value: 'hello' }] }),
  },
  {
    code: 'KN1416',
    title: 'an environment variable is none of those that Knative sets',
    why: 'Knative tells the container its port, service, configuration and revision by them.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { env = [] }, role }, report) => {
      env.forEach(({ name }, i) => {
        if (!isReserved(name, role)) return;
        const hint = name === 'PORT' ? 'remove it; set ports[0].containerPort to choose the port' : 'remove it';
        report(['env', i, 'name'], `Knative sets "${name}" itself`, hint);
      });
    }),
    good: [
      withContainer({ env: [{ name: 'MY_PORT', value: '80' }] }),
      withSidecar({ env: [{ name: 'PORT', value: '80' }] }),
    ],
    bad: [
      withContainer({ env: [{ name: 'PORT', value: '80' }] }),
      withSidecar({ env: [{ name: 'K_SERVICE', value: 'hello' }] }),
      withInitContainer({ env: [{ name: 'K_REVISION', value: 'hello' }] }),
    ],
  },
  {
    code: 'KN1417',
    title: 'a variable is read from the pod only where the feature flag is on',
    why: 'Knative keeps fieldRef and resourceFieldRef shut until the operator of the cluster opens them.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { env = [] } }, report, { platform }) => {
      if (platform.isOpen(FIELD_FLAG)) return;
      env.forEach(({ valueFrom }, i) => {
        for (const field of FIELD_REFS) {
          if (!isSet(valueFrom?.[field])) continue;
          const hint = `set the feature flag ${FIELD_FLAG} to enabled`;
          report(['env', i, 'valueFrom', field], `${field} is not open on this cluster`, hint);
        }
      });
    }),
    good: {
      ...withContainer({ env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      features: { [FIELD_FLAG]: 'allowed' },
    },
    bad: withContainer({ env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
  },
  {
    code: 'KN1418',
    title: 'envFrom reads either a ConfigMap or a Secret',
    why: 'Each entry is one source.',
    source: 'serving, pkg/apis/serving/k8s_validation.go',
    check: eachContainer(({ container: { envFrom = [] } }, report) => {
      envFrom.forEach(({ configMapRef, secretRef }, i) => {
        const at = ['envFrom', i];
        if (configMapRef && secretRef) report(at, 'configMapRef stands beside secretRef', 'make two entries of it');
        if (!configMapRef && !secretRef) report(at, 'there is no source', 'set configMapRef or secretRef');
      });
    }),
    good: withContainer({ envFrom: [{ configMapRef: { name: 'a' } }, { secretRef: { name: 'b' } }] }),
    bad: [
      withContainer({ envFrom: [{ configMapRef: { name: 'a' }, secretRef: { name: 'b' } }] }),
      withContainer({ envFrom: [{ prefix: 'A_' }] }),
    ],
  },
  {
    code: 'KN1456',
    severity: 'warning',
    title: 'a variable has one value',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachContainer(({ container: { env = [] } }, report) => {
      env.forEach(({ name, value, valueFrom }, i) => {
        if (valueFrom === undefined) return;
        const sources = SOURCES.filter((source) => isSet(valueFrom[source]));
        if (value) report(['env', i], `"${name}" has value and valueFrom`, 'remove either');
        else if (sources.length === 0)
          report(['env', i, 'valueFrom'], `"${name}" has no source`, 'set configMapKeyRef or secretKeyRef');
        else if (sources.length > 1)
          report(['env', i, 'valueFrom'], `"${name}" has ${sources.join(' and ')}`, 'keep one');
      });
    }),
    good: withContainer({ env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] }),
    bad: [
      withContainer({ env: [{ name: 'TOKEN', value: 'x', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] }),
      withContainer({ env: [{ name: 'TOKEN', valueFrom: {} }] }),
    ],
  },
  {
    code: 'KN1457',
    severity: 'warning',
    title: 'the name of a variable can be used in a shell',
    why: 'Older clusters refuse other names, and programs find it hard to read them.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachContainer(({ container: { env = [] } }, report) => {
      env.forEach(({ name }, i) => {
        if (!name || PORTABLE_ENV_NAME.test(name)) return;
        const found = ENV_NAME.test(name) ? `"${name}" is an unusual name` : `"${name}" is no name of a variable`;
        report(['env', i, 'name'], found, `write ${name.trim().replace(/^(?=\d)|[^A-Za-z0-9_]+/g, '_')}`);
      });
    }),
    good: withContainer({ env: [{ name: 'MY_NAME', value: 'x' }] }),
    bad: withContainer({ env: [{ name: 'MY NAME', value: 'x' }] }),
  },
];

export const envRuleSet = podRules('Environment', rules);
