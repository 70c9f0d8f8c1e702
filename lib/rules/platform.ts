import type { ConfigSettings } from '../api/config';
import {
  type AutoscalerConfig,
  autoscalerConfig,
  type DefaultsConfig,
  defaultsConfig,
  type TektonDefaultsConfig,
  tektonDefaultsConfig,
} from '../api/config';
import type { BrokerDefaults } from '../api/config/shapes';
import type { KubeObject } from '../api/meta/v1';
import { brokerDefaultsOf, type ChannelDefaults, channelDefaultsOf } from './eventing/default-brokers';
import {
  defaultState,
  type FeatureFlags,
  type FeatureName,
  type FeatureState,
  type FlaggedComponent,
  featureDefinitions,
  isFeatureName,
  parseFeatureState,
} from './features';

/** The minor versions of Knative whose rules this release knows. */
export const knativeVersions = ['1.23'] as const;

export type KnativeVersion = (typeof knativeVersions)[number];

/** The minor versions of Tekton Pipelines whose rules this release knows; Triggers 0.37 goes with 1.15. */
export const tektonVersions = ['1.15'] as const;

export type TektonVersion = (typeof tektonVersions)[number];

/** The minor versions of Istio whose rules this release knows. */
export const istioVersions = ['1.30'] as const;

export type IstioVersion = (typeof istioVersions)[number];

/** Texts of the ConfigMaps that change what Knative accepts, by key. */
export interface PlatformSettings {
  /** `config-autoscaler` in Serving's namespace. */
  readonly autoscaler?: ConfigSettings;
  /** `config-defaults` in Serving's namespace. */
  readonly defaults?: ConfigSettings;
  /** `config-defaults` in Tekton's namespace. */
  readonly tektonDefaults?: ConfigSettings;
  /** `config-br-defaults` in Eventing's namespace. */
  readonly brokers?: ConfigSettings;
  /** `default-ch-webhook` in Eventing's namespace. */
  readonly channels?: ConfigSettings;
  /** What `config-features` in Eventing's namespace holds besides flags. */
  readonly eventingFeatures?: ConfigSettings;
}

/** What a program says of the cluster that it is for. */
export interface PlatformOptions {
  /** Version of Knative. @default '1.23' */
  readonly knative?: KnativeVersion;
  /** Version of Tekton Pipelines. @default '1.15' */
  readonly tekton?: TektonVersion;
  /** Version of Istio. @default '1.30' */
  readonly istio?: IstioVersion;
  /** Feature flags that the cluster sets. @default - as Knative and Tekton ship them */
  readonly features?: FeatureFlags;
  /** ConfigMaps that the cluster changes. @default - as Knative and Tekton ship them */
  readonly settings?: PlatformSettings;
}

/** The cluster that objects are judged for. */
export class Platform {
  /** A cluster on which nothing is changed. */
  public static get asShipped(): Platform {
    Platform.#asShipped ??= new Platform();
    return Platform.#asShipped;
  }

  static #asShipped: Platform | undefined;

  public readonly knative: KnativeVersion;
  public readonly tekton: TektonVersion;
  public readonly istio: IstioVersion;
  /** `config-autoscaler`, read and with its defaults. */
  public readonly autoscaler: AutoscalerConfig;
  /** `config-defaults`, read and with its defaults. */
  public readonly defaults: DefaultsConfig;
  /** Tekton's `config-defaults`, read and with its defaults. */
  public readonly tektonDefaults: TektonDefaultsConfig;
  /** `config-br-defaults`, read. */
  public readonly brokerDefaults: BrokerDefaults;
  /** `default-ch-webhook`, read. */
  public readonly channelDefaults: ChannelDefaults;
  /** How long a RequestReply waits that does not say it, as ISO 8601 writes durations. */
  public readonly requestReplyTimeout: string;
  readonly #features: FeatureFlags;

  public constructor(options: PlatformOptions = {}) {
    this.knative = options.knative ?? '1.23';
    this.tekton = options.tekton ?? '1.15';
    this.istio = options.istio ?? '1.30';
    this.autoscaler = autoscalerConfig(options.settings?.autoscaler ?? {});
    this.defaults = defaultsConfig(options.settings?.defaults ?? {});
    this.tektonDefaults = tektonDefaultsConfig(options.settings?.tektonDefaults ?? {});
    this.brokerDefaults = brokerDefaultsOf(options.settings?.brokers ?? {});
    this.channelDefaults = channelDefaultsOf(options.settings?.channels ?? {});
    this.requestReplyTimeout = options.settings?.eventingFeatures?.['requestreply-default-timeout'] ?? 'PT30S';
    this.#features = options.features ?? {};
  }

  public feature(name: FeatureName): FeatureState {
    return this.#features[name] ?? defaultState(name);
  }

  /** Whether the flag is `enabled`, or `true`; some gates ask for just that. */
  public isEnabled(name: FeatureName): boolean {
    return ['enabled', 'true'].includes(this.feature(name));
  }

  /** Whether the flag is anything but off: `allowed` opens most gates too. */
  public isOpen(name: FeatureName): boolean {
    return !['disabled', 'false'].includes(this.feature(name));
  }

  /** Whether Tekton takes fields of this stability. */
  public hasTektonFields(stability: 'beta' | 'alpha'): boolean {
    const open = this.feature('enable-api-fields');
    return open === 'alpha' || open === stability;
  }

  /** Whether Tekton refuses a spec in place of a reference in objects of this kind. */
  public refusesInlineSpecs(of: 'pipeline' | 'pipelinerun' | 'taskrun'): boolean {
    return this.feature('disable-inline-spec').split(',').includes(of);
  }
}

/** The ConfigMaps that hold feature flags, and whose. */
const FLAG_CONFIG_MAPS: Readonly<Record<string, FlaggedComponent>> = {
  'knative-serving/config-features': 'serving',
  'knative-eventing/config-features': 'eventing',
  'tekton-pipelines/feature-flags': 'tekton',
};

/** The ConfigMaps that hold other settings, and which. */
const SETTINGS_CONFIG_MAPS: Readonly<Record<string, keyof PlatformSettings>> = {
  'knative-serving/config-autoscaler': 'autoscaler',
  'knative-serving/config-defaults': 'defaults',
  'tekton-pipelines/config-defaults': 'tektonDefaults',
  'knative-eventing/config-br-defaults': 'brokers',
  'knative-eventing/default-ch-webhook': 'channels',
  'knative-eventing/config-features': 'eventingFeatures',
};

/** The ConfigMaps that change what Knative and Tekton accept or fill in, each as `namespace/name`. */
export const platformConfigMaps: readonly string[] = [
  ...new Set([...Object.keys(FLAG_CONFIG_MAPS), ...Object.keys(SETTINGS_CONFIG_MAPS)]),
];

/**
 * Adds to a program's options what its own ConfigMaps set: `config-features`, `config-autoscaler`, `config-defaults`,
 * `config-br-defaults` and `default-ch-webhook` in Knative's namespaces, `feature-flags` and `config-defaults` in Tekton's. What the options say
 * themselves goes first.
 */
export function withConfigMaps(options: PlatformOptions, objects: Iterable<KubeObject>): PlatformOptions {
  let features: Partial<Record<FeatureName, FeatureState>> = {};
  const settings: Partial<Record<keyof PlatformSettings, ConfigSettings>> = {};
  for (const object of objects) {
    if (object.kind !== 'ConfigMap' || object.apiVersion !== 'v1') continue;
    const { name, namespace = '' } = object.metadata;
    const place = `${namespace}/${name}`;
    const data = textsOf((object as { data?: unknown }).data);
    const component = FLAG_CONFIG_MAPS[place];
    if (component !== undefined) features = { ...features, ...featuresIn(data, component) };
    const part = SETTINGS_CONFIG_MAPS[place];
    if (part !== undefined) settings[part] = data;
  }
  return {
    ...options,
    features: { ...features, ...options.features },
    settings: Object.fromEntries(
      Object.values(SETTINGS_CONFIG_MAPS).map((part) => [part, { ...settings[part], ...options.settings?.[part] }]),
    ),
  };
}

function textsOf(data: unknown): ConfigSettings {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function featuresIn(data: ConfigSettings, component: FlaggedComponent): FeatureFlags {
  const flags: Partial<Record<FeatureName, FeatureState>> = {};
  for (const [name, text] of Object.entries(data)) {
    if (!isFeatureName(name) || featureDefinitions[name].component !== component) continue;
    const state = parseFeatureState(name, text);
    if (state !== undefined) flags[name] = state;
  }
  return flags;
}
