import { dump, load } from 'js-yaml';
import { DEFAULT_BROKER_CLASS } from '../../rules/eventing/broker-classes';
import type { ImportRule } from '../change';
import { type Draft, eachMap, type Fields, fieldsAt, isFields, rename, take } from '../draft';
import { PROVISIONERS } from './channels';
import type { Upgrade, Upgrader } from './upgrade-set';
import { currentType } from './versions';

const rules = {
  renamed: {
    code: 'KU1301',
    action: 'upgraded',
    why: 'Keys are spelled with hyphens since Knative 1.1, and some got better names; the old ones are ignored or will be.',
  },
  gone: {
    code: 'KU1302',
    action: 'dropped',
    why: 'Knative does not read the key any more; what it set is fixed, or not needed.',
  },
  undecided: {
    code: 'KU1303',
    action: 'decide',
    why: 'The key is gone, and what takes its place depends on what your cluster has.',
  },
  map: {
    code: 'KU1304',
    action: 'upgraded',
    why: 'The ConfigMap has another name since Knative 0.6.',
  },
  mapGone: {
    code: 'KU1305',
    action: 'dropped',
    why: 'No controller reads the ConfigMap any more.',
  },
  gateway: {
    code: 'KU1306',
    action: 'upgraded',
    why: 'Gateways of Knative in Istio have other names: since 0.6 for the one outside, since 0.21 for the local one.',
  },
  channelDefaults: {
    code: 'KU1307',
    action: 'upgraded',
    why: 'Channels are made from templates since Eventing 0.9, by settings in default-ch-webhook; the kinds are served in their versions of today.',
  },
} as const satisfies Record<string, ImportRule>;

/** What became of a key: its new name, or nothing. */
type KeyFate = string | 'gone' | { readonly ask: string };

/** Keys that have other names today, or none, by ConfigMap. */
const KEYS: Readonly<Record<string, Readonly<Record<string, KeyFate>>>> = {
  'config-autoscaler': {
    'multi-concurrency-target': 'container-concurrency-target-default',
    'single-concurrency-target': 'gone',
    'concurrency-quantum-of-time': 'gone',
    'tick-interval': 'gone',
    'scale-to-zero-threshold': 'gone',
    'enable-vertical-pod-autoscaling': 'gone',
    'enable-graceful-scaledown': 'gone',
  },
  'config-network': {
    'istio.sidecar.includeOutboundIPRanges': 'gone',
    'clusteringress.class': 'ingress-class',
    'ingress.class': 'ingress-class',
    'certificate.class': 'certificate-class',
    domainTemplate: 'domain-template',
    tagTemplate: 'tag-template',
    rolloutDuration: 'rollout-duration',
    autocreateClusterDomainClaims: 'autocreate-cluster-domain-claims',
    autoTLS: 'external-domain-tls',
    'auto-tls': 'external-domain-tls',
    'internal-encryption': 'system-internal-tls',
    httpProtocol: 'http-protocol',
    defaultExternalScheme: 'default-external-scheme',
  },
  'config-gc': {
    'stale-revision-create-delay': 'retain-since-create-time',
    'stale-revision-timeout': 'retain-since-last-active-time',
    'stale-revision-minimum-generations': 'min-non-active-revisions',
    'stale-revision-lastpinned-debounce': 'gone',
  },
  'config-deployment': {
    queueSidecarImage: 'queue-sidecar-image',
    registriesSkippingTagResolving: 'registries-skipping-tag-resolving',
    progressDeadline: 'progress-deadline',
    digestResolutionTimeout: 'digest-resolution-timeout',
    queueSidecarCPURequest: 'queue-sidecar-cpu-request',
    queueSidecarMemoryRequest: 'queue-sidecar-memory-request',
    queueSidecarEphemeralStorageRequest: 'queue-sidecar-ephemeral-storage-request',
    queueSidecarCPULimit: 'queue-sidecar-cpu-limit',
    queueSidecarMemoryLimit: 'queue-sidecar-memory-limit',
    queueSidecarEphemeralStorageLimit: 'queue-sidecar-ephemeral-storage-limit',
  },
  'config-observability': {
    'metrics.allow-stackdriver-custom-metrics': 'gone',
    'metrics.stackdriver-project-id': 'gone',
    'metrics.reporting-period-seconds': { ask: 'metrics-export-interval' },
    'metrics.opencensus-address': { ask: 'metrics-endpoint' },
    'profiling.enable': 'runtime-profiling',
  },
};

const BACKENDS: Readonly<Record<string, string>> = {
  'metrics.backend-destination': 'metrics-protocol',
  'metrics.request-metrics-backend-destination': 'request-metrics-protocol',
};

/** ConfigMaps that nobody reads any more, by namespace. */
const GONE: Readonly<Record<string, readonly string[]>> = {
  'tekton-pipelines': ['config-artifact-bucket', 'config-artifact-pvc'],
};

/** Settings of Knative and Tekton in ConfigMaps. */
export const configMaps: Upgrader = {
  applies: ({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'ConfigMap',
  run(upgrade) {
    const { metadata } = upgrade.draft;
    if (metadata.name === 'config-controller') {
      metadata.name = 'config-deployment';
      upgrade.note(rules.map, ['metadata', 'name'], 'config-controller is called config-deployment');
    }
    if (GONE[String(metadata.namespace)]?.includes(String(metadata.name))) {
      upgrade.drop(rules.mapGone, `left out the ConfigMap ${metadata.name}`);
      return;
    }
    const data = fieldsAt(upgrade.draft, 'data');
    if (data === undefined || !isKnative(upgrade.draft)) return;
    for (const [key, fate] of Object.entries(KEYS[String(metadata.name)] ?? {})) keyOf(upgrade, data, key, fate);
    if (metadata.name === 'config-autoscaler') panicWindow(upgrade, data);
    if (metadata.name === 'config-observability') backends(upgrade, data);
    if (metadata.name === 'config-istio') gatewayKeys(upgrade, data);
    if (metadata.name === 'config-network') booleans(data);
    if (metadata.name === 'default-channel-webhook') channelDefaults(upgrade, data);
    channelTemplates(upgrade, data);
  },
};

function isKnative({ metadata: { namespace } }: Draft): boolean {
  return namespace === undefined || String(namespace).startsWith('knative-');
}

function keyOf(upgrade: Upgrade, data: Fields, key: string, fate: KeyFate): void {
  if (!Object.hasOwn(data, key)) return;
  const at = ['data', key];
  if (typeof fate === 'object') {
    delete data[key];
    upgrade.note(rules.undecided, at, `left out ${key}: ${fate.ask} may take its place`);
  } else if (fate === 'gone') {
    delete data[key];
    upgrade.note(rules.gone, at, `left out ${key}`);
  } else {
    rename(data, key, fate);
    upgrade.note(rules.renamed, at, `${key} is called ${fate}`);
  }
}

/** A length of time once, a share of the stable window today. */
function panicWindow(upgrade: Upgrade, data: Fields): void {
  const panic = take(data, 'panic-window');
  if (panic === undefined) return;
  const [part, whole] = [seconds(panic), seconds(data['stable-window'] ?? '60s')];
  if (part !== undefined && whole !== undefined && whole > 0) {
    data['panic-window-percentage'] ??= String((part / whole) * 100);
  }
  upgrade.note(rules.renamed, ['data', 'panic-window'], 'panic-window is panic-window-percentage of the stable window');
}

function seconds(text: unknown): number | undefined {
  const [, count, unit = 's'] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(String(text)) ?? [];
  return count === undefined ? undefined : Number(count) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1);
}

function backends(upgrade: Upgrade, data: Fields): void {
  for (const [key, name] of Object.entries(BACKENDS)) {
    const backend = take(data, key);
    if (backend === undefined) continue;
    if (backend === 'prometheus' || backend === 'none') {
      data[name] = backend;
      upgrade.note(rules.renamed, ['data', key], `${key} is called ${name}`);
    } else {
      const message = `left out ${key}: ${backend} is gone, ${name} may be prometheus, grpc or http/protobuf`;
      upgrade.note(rules.undecided, ['data', key], message);
    }
  }
  if (data['runtime-profiling'] === 'true') data['runtime-profiling'] = 'enabled';
  if (data['runtime-profiling'] === 'false') data['runtime-profiling'] = 'disabled';
}

function booleans(data: Fields): void {
  const encryption = data['system-internal-tls'];
  if (encryption === 'true' || encryption === 'false') {
    data['system-internal-tls'] = encryption === 'true' ? 'enabled' : 'disabled';
  }
}

const GATEWAYS: Readonly<Record<string, string>> = {
  'knative-shared-gateway': 'knative-ingress-gateway',
  'cluster-local-gateway': 'knative-local-gateway',
};

const GATEWAY_SERVICES: Readonly<Record<string, string>> = {
  'knative-ingressgateway.istio-system': 'istio-ingressgateway.istio-system',
  'cluster-local-gateway.istio-system': 'knative-local-gateway.istio-system',
};

/** A reference to a gateway, or the host of its service, by its name of today. */
function gatewayName(text: string): string {
  for (const [old, now] of Object.entries(GATEWAY_SERVICES)) {
    if (text === old || text.startsWith(`${old}.`)) return now + text.slice(old.length);
  }
  const found = Object.keys(GATEWAYS).find((old) => new RegExp(`(?:^|[./])${old}(?:$|\\.)`).test(text));
  return found === undefined ? text : text.replace(found, GATEWAYS[found] as string);
}

function gatewayKeys(upgrade: Upgrade, data: Fields): void {
  for (const [key, value] of Object.entries(data)) {
    const now = gatewayName(key);
    if (typeof value === 'string') data[key] = value.split('\n').map(gatewayName).join('\n');
    if (now !== key) rename(data, key, now);
    if (now !== key || data[now] !== value) {
      upgrade.note(rules.gateway, ['data', key], `${key} is called ${now}, and leads to ${String(data[now]).trim()}`);
    }
  }
}

/** Routes of Istio that go through a gateway of Knative, and the gateways themselves. */
export const gateways: Upgrader = {
  applies: ({ kind, apiVersion }) => apiVersion.startsWith('networking.istio.io/') && kind !== 'EnvoyFilter',
  run(upgrade) {
    const { draft } = upgrade;
    const spec = fieldsAt(draft, 'spec');
    const named = (at: readonly (string | number)[], text: unknown): unknown => {
      if (typeof text !== 'string') return text;
      const now = gatewayName(text);
      if (now !== text) upgrade.note(rules.gateway, at, `${text} is called ${now}`);
      return now;
    };
    if (draft.kind === 'Gateway') draft.metadata.name = named(['metadata', 'name'], draft.metadata.name);
    if (Array.isArray(spec?.gateways)) {
      spec.gateways = spec.gateways.map((gateway, i) => named(['spec', 'gateways', i], gateway));
    }
    rewriteHosts(spec, named);
  },
};

function rewriteHosts(
  spec: Fields | undefined,
  named: (at: readonly (string | number)[], text: unknown) => unknown,
): void {
  for (const protocol of ['http', 'tls', 'tcp']) {
    const routes = spec?.[protocol];
    if (!Array.isArray(routes)) continue;
    for (const [i, route] of routes.entries()) {
      for (const [j, target] of (Array.isArray(route?.route) ? route.route : []).entries()) {
        const destination = fieldsAt(target, 'destination');
        if (destination === undefined) continue;
        destination.host = named(['spec', protocol, i, 'route', j, 'destination', 'host'], destination.host);
      }
    }
  }
}

/** Provisioners by default, as kinds of channels. */
function channelDefaults(upgrade: Upgrade, data: Fields): void {
  upgrade.draft.metadata.name = 'default-ch-webhook';
  const given = yamlIn(take(data, 'default-channel-config'));
  const { clusterdefault, namespacedefaults } = given ?? {};
  const templates: Fields = {
    clusterDefault: channelOf(clusterdefault) ?? { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  };
  const byNamespace = Object.entries(isFields(namespacedefaults) ? namespacedefaults : {}).flatMap(([name, of]) => {
    const template = channelOf(of);
    return template === undefined ? [] : [[name, template] as const];
  });
  if (byNamespace.length > 0) templates.namespaceDefaults = Object.fromEntries(byNamespace);
  data['default-ch-config'] = dump(templates, { lineWidth: -1 });
  const message = 'default-channel-webhook is called default-ch-webhook and has templates in place of provisioners';
  upgrade.note(rules.channelDefaults, ['data'], message);
}

function channelOf(provisioner: unknown): Fields | undefined {
  const found = isFields(provisioner) ? PROVISIONERS[String(provisioner.name)] : undefined;
  return found && { ...found };
}

/** Keys whose texts hold templates of channels, or name classes of brokers. */
const TEMPLATES = ['default-ch-config', 'channel-template-spec', 'channelTemplateSpec', 'default-br-config'];

/** Templates within texts name kinds in their versions of today. */
function channelTemplates(upgrade: Upgrade, data: Fields): void {
  for (const key of TEMPLATES) {
    const value = yamlIn(data[key]);
    if (value === undefined) continue;
    const before = JSON.stringify(value);
    eachMap(value, (fields) => {
      const { apiVersion, kind, brokerClass } = fields;
      if (typeof apiVersion === 'string' && typeof kind === 'string')
        Object.assign(fields, currentType(apiVersion, kind));
      if (brokerClass === 'ChannelBasedBroker') fields.brokerClass = DEFAULT_BROKER_CLASS;
    });
    if (JSON.stringify(value) === before) continue;
    data[key] = dump(value, { lineWidth: -1 });
    upgrade.note(rules.channelDefaults, ['data', key], `${key} names kinds and versions of today`);
  }
}

function yamlIn(text: unknown): Fields | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value = load(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const configMapRules: readonly ImportRule[] = Object.values(rules);
