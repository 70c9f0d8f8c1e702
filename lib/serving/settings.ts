import { parse } from 'yaml';
import {
  type AutoscalerConfig,
  autoscalerConfig,
  type ConfigSettings,
  type DefaultsConfig,
  defaultsConfig,
} from '../api/config';
import { parseGoDuration } from '../api/config/duration';
import { kubernetes } from '../api/kubernetes';
import type { LabelSelector } from '../api/meta/v1';
import type { View } from '../controller/reconciler';
import { CLUSTER_DOMAIN, SYSTEM_NAMESPACE } from './keys';

/** What a ConfigMap says that is not there: always the same. */
const NOTHING: ConfigSettings = {};

/** The texts of one of Serving's ConfigMaps; nothing where there is none. */
export function settingsOf(view: View, name: string): ConfigSettings {
  const map = view.get(kubernetes.ConfigMap, name, SYSTEM_NAMESPACE) as { readonly data?: ConfigSettings } | undefined;
  return map?.data ?? NOTHING;
}

/** `config-autoscaler`, read and with its defaults. */
export const autoscaler = remembered<AutoscalerConfig>(autoscalerConfig);

/** `config-defaults`, read and with its defaults. */
export const defaults = remembered<DefaultsConfig>(defaultsConfig);

/** What of `config-deployment` goes into a revision's Deployment. */
export interface DeploymentSettings {
  readonly queueSidecarImage: string;
  /** Seconds. */
  readonly progressDeadline: number;
  /** Registries whose tags are left as they are. */
  readonly skippedRegistries: readonly string[];
  readonly queueRequests: Readonly<Record<string, string>>;
  readonly queueLimits: Readonly<Record<string, string>>;
  readonly tokenAudiences: readonly string[];
  readonly rootCa: string;
  readonly tls: { readonly min: string; readonly max: string; readonly suites: string; readonly curves: string };
  readonly spreads: boolean;
  /** The runtime class of pods with these labels: that whose selector says most of them. */
  readonly runtimeClassFor: (labels: Readonly<Record<string, string>> | undefined) => string | undefined;
  readonly alwaysSchedulable: boolean;
}

/** As Serving 1.23 ships it. */
const QUEUE_IMAGE =
  'gcr.io/knative-releases/knative.dev/serving/cmd/queue@sha256:a3cc71ce80dbc6df8781f15eac2cf3531a4c9815271799afd8776bef9e6aeaf2';
const SKIPPED_REGISTRIES = 'kind.local,ko.local,dev.local';
const PROGRESS_DEADLINE_SECONDS = 600;

/** `config-deployment`, read and with its defaults. */
export const deployment = remembered<DeploymentSettings>((settings) => {
  const text = (key: string) => settings[key] ?? settings[camelCase(key)];
  const resources = (kind: 'request' | 'limit', initial: Readonly<Record<string, string>> = {}) => ({
    ...initial,
    ...Object.fromEntries(
      ['cpu', 'memory', 'ephemeral-storage'].flatMap((resource) => {
        const value = text(`queue-sidecar-${resource}-${kind}`);
        return value === undefined || value === '' ? [] : [[resource, value]];
      }),
    ),
  });
  return {
    queueSidecarImage: text('queue-sidecar-image') ?? QUEUE_IMAGE,
    progressDeadline: seconds(text('progress-deadline')) ?? PROGRESS_DEADLINE_SECONDS,
    skippedRegistries: list(text('registries-skipping-tag-resolving') ?? SKIPPED_REGISTRIES),
    queueRequests: resources('request', { cpu: '25m' }),
    queueLimits: resources('limit'),
    tokenAudiences: list(text('queue-sidecar-token-audiences') ?? ''),
    rootCa: text('queue-sidecar-rootca') ?? '',
    tls: {
      min: text('queue-sidecar-tls-min-version') ?? '',
      max: text('queue-sidecar-tls-max-version') ?? '',
      suites: text('queue-sidecar-tls-cipher-suites') ?? '',
      curves: text('queue-sidecar-tls-curve-preferences') ?? '',
    },
    spreads: (text('default-affinity-type') ?? '') !== 'none',
    runtimeClassFor: runtimeClasses(text('runtime-class-name') ?? ''),
    alwaysSchedulable: text('pod-is-always-schedulable') === 'true',
  };
});

/** What of `config-network` the routes need. */
export interface NetworkSettings {
  readonly ingressClass: string;
  readonly domainTemplate: string;
  readonly tagTemplate: string;
  /** Seconds; 0 moves all traffic at once. */
  readonly rolloutDuration: number;
  readonly createsDomainClaims: boolean;
  readonly certificateClass: string;
  /** Whether hosts that are reached from outside get certificates. */
  readonly externalTls: boolean;
  /** Whether hosts inside the cluster get certificates. */
  readonly localTls: boolean;
  /** Whether ingress, activator and queue proxies speak TLS to each other. */
  readonly internalTls: boolean;
  /** Namespaces with one certificate for all their hosts. */
  readonly wildcardSelector?: LabelSelector;
  readonly externalScheme: string;
  readonly httpProtocol: 'enabled' | 'redirected' | 'disabled';
}

/** `config-network`, read and with its defaults. */
export const network = remembered<NetworkSettings>((settings) => {
  const text = (key: string, old: string) => settings[key] ?? settings[old];
  return {
    ingressClass: text('ingress-class', 'ingress.class') ?? 'istio.ingress.networking.knative.dev',
    domainTemplate: text('domain-template', 'domainTemplate') ?? '{{.Name}}.{{.Namespace}}.{{.Domain}}',
    tagTemplate: text('tag-template', 'tagTemplate') ?? '{{.Tag}}-{{.Name}}',
    rolloutDuration: Number(text('rollout-duration', 'rolloutDuration') ?? 0),
    createsDomainClaims:
      text('autocreate-cluster-domain-claims', 'autocreateClusterDomainClaims')?.toLowerCase() === 'true',
    certificateClass:
      text('certificate-class', 'certificate.class') ?? 'cert-manager.certificate.networking.knative.dev',
    externalTls: isOn(text('external-domain-tls', 'auto-tls') ?? settings.autoTLS),
    localTls: isOn(settings['cluster-local-domain-tls']),
    internalTls: isOn(settings['system-internal-tls']),
    ...selectorIn(settings['namespace-wildcard-cert-selector']),
    externalScheme: text('default-external-scheme', 'defaultExternalScheme') ?? 'http',
    httpProtocol: (text('http-protocol', 'httpProtocol') ?? 'enabled').toLowerCase() as NetworkSettings['httpProtocol'],
  };
});

function isOn(text: string | undefined): boolean {
  return text?.toLowerCase() === 'enabled';
}

function selectorIn(text: string | undefined): Pick<NetworkSettings, 'wildcardSelector'> {
  const selector = text === undefined ? null : (parse(text) as LabelSelector | null);
  return selector === null ? {} : { wildcardSelector: selector };
}

interface RuntimeClass {
  readonly selector?: Readonly<Record<string, string>>;
}

function runtimeClasses(text: string): DeploymentSettings['runtimeClassFor'] {
  const classes = Object.entries((parse(text) ?? {}) as Readonly<Record<string, RuntimeClass | null>>);
  return (labels = {}) => {
    const [best] = classes
      .map(([name, given]) => ({ name, wanted: Object.entries(given?.selector ?? {}) }))
      .filter(({ wanted }) => wanted.every(([key, value]) => labels[key] === value))
      .sort((a, b) => b.wanted.length - a.wanted.length || (a.name < b.name ? -1 : 1));
    return best?.name;
  };
}

/** What service names end in: `svc.cluster.local`. */
export const LOCAL_DOMAIN = `svc.${CLUSTER_DOMAIN}`;

/** Reads each ConfigMap once, as long as it is the same. */
function remembered<Config>(read: (settings: ConfigSettings) => Config): (settings: ConfigSettings) => Config {
  const known = new WeakMap<ConfigSettings, Config>();
  const nothing = read({});
  return (settings) => {
    if (Object.keys(settings).length === 0) return nothing;
    const config = known.get(settings) ?? read(settings);
    known.set(settings, config);
    return config;
  };
}

function camelCase(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

const NANOSECONDS = 1e9;

function seconds(text: string | undefined): number | undefined {
  const nanoseconds = text === undefined ? undefined : parseGoDuration(text);
  return nanoseconds === undefined ? undefined : nanoseconds / NANOSECONDS;
}
