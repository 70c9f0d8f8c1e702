import type { ConfigSettings } from '../api/config';
import { type AutoscalerConfig, autoscalerConfig, type DefaultsConfig, defaultsConfig } from '../api/config';
import type { KubeObject } from '../api/meta/v1';
import {
  defaultState,
  type FeatureFlags,
  type FeatureName,
  type FeatureState,
  isFeatureName,
  parseFeatureState,
} from './features';

/** The minor versions of Knative whose rules this release knows. */
export const knativeVersions = ['1.23'] as const;

export type KnativeVersion = (typeof knativeVersions)[number];

/** Texts of the ConfigMaps that change what Knative accepts, by key. */
export interface PlatformSettings {
  /** `config-autoscaler` in Serving's namespace. */
  readonly autoscaler?: ConfigSettings;
  /** `config-defaults` in Serving's namespace. */
  readonly defaults?: ConfigSettings;
}

/** What a program says of the cluster that it is for. */
export interface PlatformOptions {
  /** Version of Knative. @default '1.23' */
  readonly knative?: KnativeVersion;
  /** Feature flags that the cluster sets. @default - as Knative ships them */
  readonly features?: FeatureFlags;
  /** ConfigMaps that the cluster changes. @default - as Knative ships them */
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
  /** `config-autoscaler`, read and with its defaults. */
  public readonly autoscaler: AutoscalerConfig;
  /** `config-defaults`, read and with its defaults. */
  public readonly defaults: DefaultsConfig;
  readonly #features: FeatureFlags;

  public constructor(options: PlatformOptions = {}) {
    this.knative = options.knative ?? '1.23';
    this.autoscaler = autoscalerConfig(options.settings?.autoscaler ?? {});
    this.defaults = defaultsConfig(options.settings?.defaults ?? {});
    this.#features = options.features ?? {};
  }

  public feature(name: FeatureName): FeatureState {
    return this.#features[name] ?? defaultState(name);
  }

  /** Whether the flag is `enabled`; some gates ask for just that. */
  public isEnabled(name: FeatureName): boolean {
    return this.feature(name) === 'enabled';
  }

  /** Whether the flag is anything but `disabled`: `allowed` opens most gates too. */
  public isOpen(name: FeatureName): boolean {
    return this.feature(name) !== 'disabled';
  }
}

const FEATURE_NAMESPACES = ['knative-serving', 'knative-eventing'];

/**
 * Adds to a program's options what its own ConfigMaps set: `config-features`, `config-autoscaler` and
 * `config-defaults` in Knative's namespaces. What the options say themselves goes first.
 */
export function withConfigMaps(options: PlatformOptions, objects: Iterable<KubeObject>): PlatformOptions {
  let features: Partial<Record<FeatureName, FeatureState>> = {};
  let { autoscaler, defaults }: PlatformSettings = {};
  for (const object of objects) {
    if (object.kind !== 'ConfigMap' || object.apiVersion !== 'v1') continue;
    const { name, namespace = '' } = object.metadata;
    if (!FEATURE_NAMESPACES.includes(namespace)) continue;
    const data = textsOf((object as { data?: unknown }).data);
    if (name === 'config-features') features = { ...features, ...featuresIn(data) };
    if (name === 'config-autoscaler' && namespace === 'knative-serving') autoscaler = data;
    if (name === 'config-defaults' && namespace === 'knative-serving') defaults = data;
  }
  return {
    ...options,
    features: { ...features, ...options.features },
    settings: {
      autoscaler: { ...autoscaler, ...options.settings?.autoscaler },
      defaults: { ...defaults, ...options.settings?.defaults },
    },
  };
}

function textsOf(data: unknown): ConfigSettings {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function featuresIn(data: ConfigSettings): FeatureFlags {
  const flags: Partial<Record<FeatureName, FeatureState>> = {};
  for (const [name, text] of Object.entries(data)) {
    if (!isFeatureName(name)) continue;
    const state = parseFeatureState(name, text);
    if (state !== undefined) flags[name] = state;
  }
  return flags;
}
