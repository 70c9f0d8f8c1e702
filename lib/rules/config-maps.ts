import { parse, YAMLParseError } from 'yaml';
import { configMapAt } from '../api/config/config-maps';
import { domainEntryFields, domainTypes } from '../api/config/domain';
import { exampleChecksum } from '../api/config/example-checksum';
import type { ConfigSettings } from '../api/config/key';
import { type ConfigMapDefinition, configProblems, EXAMPLE_KEY, unknownKeys } from '../api/config/problems';
import { kubernetes } from '../api/kubernetes';
import type { KubeObject } from '../api/meta/v1';
import { featureDefinitions, featureStates, isFeatureName, parseFeatureState } from './features';
import { nearest } from './nearest';
import { type Report, type Rule, type RuleExample, rulesFor } from './rule';
import { isDns1123Subdomain } from './syntax/names';

const NAMESPACE = 'knative-serving';
const TEKTON = 'tekton-pipelines';
const CHECKSUM = 'knative.dev/example-checksum';

interface ConfigMap extends KubeObject {
  readonly data?: ConfigSettings;
}

type ConfigMapRule = Rule<ConfigMap>;

const servingFeatures = Object.entries(featureDefinitions)
  .filter(([, { component }]) => component === 'serving')
  .map(([name]) => name);

/** The texts of a ConfigMap of Serving; undefined if it is another one. */
function settingsOf({ metadata, data = {} }: ConfigMap, name: string): ConfigSettings | undefined {
  return metadata.namespace === NAMESPACE && metadata.name === name ? data : undefined;
}

/** Checks those ConfigMaps whose keys are in a table. */
function eachTable(
  check: (definition: ConfigMapDefinition, settings: ConfigSettings, report: Report) => void,
): ConfigMapRule['check'] {
  return ({ metadata, data = {} }, report) => {
    const definition = configMapAt(metadata.namespace, metadata.name);
    if (definition === undefined) return;
    check(definition, data, (path, ...fault) => report(['data', ...path], ...fault));
  };
}

/** Checks the entries of one ConfigMap whose keys the user chooses, or that has flags for keys. */
function eachEntry(name: string, check: (key: string, text: string, report: Report) => void): ConfigMapRule['check'] {
  return (object, report) => {
    for (const [key, text] of Object.entries(settingsOf(object, name) ?? {})) {
      if (key !== EXAMPLE_KEY) check(key, text, (path, ...fault) => report(['data', key, ...path], ...fault));
    }
  };
}

/** An example: a ConfigMap with these texts. */
function configMap(
  name: string,
  data: ConfigSettings,
  annotations?: ConfigSettings,
  namespace = NAMESPACE,
): RuleExample {
  return { metadata: { name, namespace, annotations }, value: { data } };
}

function yamlFault(text: string): string | undefined {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? undefined : 'it is no map';
  } catch (error) {
    if (error instanceof YAMLParseError) return error.message.split('\n')[0]!.replace(/:$/, '');
    throw error;
  }
}

const domainEntry = (text: string): Readonly<Record<string, unknown>> =>
  yamlFault(text) === undefined ? ((parse(text) as Record<string, unknown> | null) ?? {}) : {};

const rules: readonly ConfigMapRule[] = [
  {
    code: 'KN1701',
    title: 'a setting has a value that its component can read',
    why: 'The webhook refuses the ConfigMap; a component that starts with it stops at once.',
    source: 'serving, pkg/autoscaler/config/config.go, pkg/apis/config/defaults.go',
    check: eachTable((definition, settings, report) => {
      for (const { key, found, hint, isIgnored } of configProblems(definition, settings)) {
        if (!isIgnored) report([key], found, hint);
      }
    }),
    good: [
      configMap('config-autoscaler', {
        'stable-window': '2m',
        'enable-scale-to-zero': 'false',
        'target-burst-capacity': '-1',
      }),
      configMap('config-defaults', { 'revision-timeout-seconds': '120', 'revision-cpu-request': '100m' }),
      configMap('config-gc', { 'max-non-active-revisions': 'disabled' }),
      configMap('config-defaults', { 'default-timeout-minutes': '0' }, undefined, TEKTON),
    ],
    bad: [
      configMap('config-autoscaler', { 'stable-window': '60' }),
      configMap('config-autoscaler', { 'stable-window': '2s' }),
      configMap('config-autoscaler', { 'enable-scale-to-zero': 'no' }),
      configMap('config-autoscaler', { 'max-scale-limit': '5' }),
      configMap('config-defaults', { 'revision-timeout-seconds': '1200' }),
      configMap('config-defaults', { 'revision-memory-limit': '1 GB' }),
      configMap('config-gc', { 'min-non-active-revisions': '5', 'max-non-active-revisions': '2' }),
      configMap('config-network', { 'http-protocol': 'https' }),
      configMap('config-defaults', { 'default-timeout-minutes': '1h' }, undefined, TEKTON),
    ],
  },
  {
    code: 'KN1702',
    title: 'an entry of config-domain is YAML with a selector',
    why: 'The webhook refuses the ConfigMap.',
    source: 'serving, pkg/reconciler/route/config/domain.go',
    check: eachEntry('config-domain', (_domain, text, report) => {
      const fault = yamlFault(text);
      if (fault !== undefined)
        report([], `it is no YAML map: ${fault}`, 'write selector: with labels below it, or leave it empty');
      const { selector } = domainEntry(text);
      if (selector === undefined || selector === null || (typeof selector === 'object' && !Array.isArray(selector)))
        return;
      report([], `its selector is ${JSON.stringify(selector)}, no map`, 'write labels below selector:');
    }),
    good: configMap('config-domain', { 'example.com': '', 'shop.example.com': 'selector:\n  app: shop\n' }),
    bad: [
      configMap('config-domain', { 'example.com': 'selector: [' }),
      configMap('config-domain', { 'example.com': 'selector: [app]' }),
      configMap('config-domain', { 'example.com': 'selector: app' }),
    ],
  },
  {
    code: 'KN1703',
    title: 'the documentation in a ConfigMap is as it was shipped',
    why: 'Text below _example has no effect; the webhook refuses a change there, as it was meant for a setting.',
    source: 'knative.dev/pkg, webhook/configmaps',
    check: ({ metadata, data }, report) => {
      const example = data?.[EXAMPLE_KEY];
      const checksum = metadata.annotations?.[CHECKSUM];
      if (example === undefined || checksum === undefined) return;
      if (exampleChecksum(example) === checksum) return;
      report(['data', EXAMPLE_KEY], 'it is not what was shipped', 'write settings beside _example, not below it');
    },
    good: configMap('config-autoscaler', { [EXAMPLE_KEY]: 'a: b\n' }, { [CHECKSUM]: exampleChecksum('a: b\n') }),
    bad: configMap('config-autoscaler', { [EXAMPLE_KEY]: 'a: c\n' }, { [CHECKSUM]: exampleChecksum('a: b\n') }),
  },
  {
    code: 'KN1751',
    severity: 'warning',
    title: 'a key of a ConfigMap is one that its component reads',
    why: 'Nobody reads an unknown one.',
    source: 'serving, pkg/autoscaler/config/config.go, pkg/apis/config/defaults.go',
    check: eachTable((definition, settings, report) => {
      for (const key of unknownKeys(definition, settings)) {
        if (Object.hasOwn(definition.removed, key)) {
          const instead = definition.removed[key];
          report([key], `nobody reads "${key}" any more`, instead === undefined ? 'remove it' : `use ${instead}`);
          continue;
        }
        const meant = nearest(key, Object.keys(definition.keys));
        report([key], `nobody reads "${key}"`, meant === undefined ? 'remove it' : `did you mean "${meant}"?`);
      }
    }),
    good: configMap('config-autoscaler', { 'max-scale': '3' }),
    bad: [
      configMap('config-autoscaler', { 'max-scales': '3' }),
      configMap('config-autoscaler', { 'tick-interval': '2s' }),
    ],
  },
  {
    code: 'KN1752',
    severity: 'warning',
    title: 'a feature flag is one that Serving has',
    why: 'Nobody reads an unknown one: what it should open stays shut.',
    source: 'serving, pkg/apis/config/features.go',
    check: eachEntry('config-features', (name, _text, report) => {
      if (servingFeatures.includes(name)) return;
      const meant = nearest(name, servingFeatures);
      report([], `nobody reads "${name}"`, meant === undefined ? 'remove it' : `did you mean "${meant}"?`);
    }),
    good: configMap('config-features', { 'kubernetes.podspec-nodeselector': 'enabled' }),
    bad: configMap('config-features', { 'kubernetes.podspec-nodeselectors': 'enabled' }),
  },
  {
    code: 'KN1753',
    severity: 'warning',
    title: 'a feature flag has a value that exists',
    why: 'Knative passes over any other value and keeps the default.',
    source: 'serving, pkg/apis/config/features.go',
    check: eachEntry('config-features', (name, text, report) => {
      if (!isFeatureName(name) || !servingFeatures.includes(name) || parseFeatureState(name, text) !== undefined)
        return;
      report([], `"${text}" is no value of the flag`, `write ${featureStates(name).join(', ')}`);
    }),
    good: configMap('config-features', { 'multi-container': 'Disabled' }),
    bad: configMap('config-features', { 'multi-container': 'true' }),
  },
  {
    code: 'KN1755',
    severity: 'warning',
    title: 'a setting has a value that its component does not pass over',
    why: 'The default holds then, and nobody tells.',
    source: 'networking, pkg/config/config.go',
    check: eachTable((definition, settings, report) => {
      for (const { key, found, hint, isIgnored } of configProblems(definition, settings)) {
        if (isIgnored) report([key], found, hint);
      }
    }),
    good: configMap('config-network', { 'mesh-compatibility-mode': 'enabled' }),
    bad: [
      configMap('config-network', { 'mesh-compatibility-mode': 'strict' }),
      configMap('config-network', { 'external-domain-tls': 'on' }),
    ],
  },
  {
    code: 'KN1754',
    severity: 'warning',
    title: 'a key of config-domain is a domain, its text a selector and a type',
    why: 'No host name comes of any other key, and nobody reads other fields.',
    source: 'serving, pkg/reconciler/route/config/domain.go',
    check: eachEntry('config-domain', (domain, text, report) => {
      if (!isDns1123Subdomain(domain))
        report([], `"${domain}" is no domain`, 'write one in lower case, such as example.com');
      const entry = domainEntry(text);
      for (const field of Object.keys(entry)) {
        if ((domainEntryFields as readonly string[]).includes(field)) continue;
        const meant = nearest(field, domainEntryFields);
        report([], `nobody reads "${field}"`, meant === undefined ? 'remove it' : `did you mean "${meant}"?`);
      }
      const type = entry['type'];
      if (type !== undefined && !(domainTypes as readonly unknown[]).includes(type)) {
        report([], `there is no type "${String(type)}"`, 'write wildcard, or remove it');
      }
    }),
    good: configMap('config-domain', { 'example.com': 'type: wildcard\n' }),
    bad: [
      configMap('config-domain', { 'example.com': 'selectors:\n  app: shop\n' }),
      configMap('config-domain', { '*.example.com': '' }),
    ],
  },
];

export const configMapRuleSet = rulesFor(kubernetes.ConfigMap, rules as readonly Rule<KubeObject>[]);
