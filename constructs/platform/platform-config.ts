import {
  eventingConfigMaps,
  ingressConfigMaps,
  kafkaConfigMaps,
  resolversConfigMaps,
  servingConfigMaps,
  tektonConfigMaps,
  triggersConfigMaps,
} from '../../lib/api/config/config-maps';
import type { DomainEntry } from '../../lib/api/config/domain';
import { eventingFeaturesConfigMap, redisConfigMap } from '../../lib/api/config/eventing';
import type { ConfigKey, ConfigSettings } from '../../lib/api/config/key';
import type { ConfigMapDefinition } from '../../lib/api/config/problems';
import { tektonFeaturesConfigMap } from '../../lib/api/config/tekton';
import { type FeatureFlags, ignoredFeatures } from '../base/features';
import type { Refusing } from '../base/known-props';
import type { NetworkSettings } from '../config/generated/settings';
import { assertSettings, settingsData } from '../config/settings-data';
import { domainEntryText } from '../serving/config/domain-config';
import type {
  ClusterBootstrapProps,
  EventingOptions,
  ServingOptions,
  TektonOptions,
  TlsOptions,
} from './bootstrap-props';
import type { Ingress } from './ingress';
import { issuerReference } from './tls/issuers';

/** What the program sets in one ConfigMap. */
export interface ConfiguredMap {
  readonly namespace: string;
  readonly name: string;
  /** Where the properties stand, such as `serving.autoscaler`. */
  readonly path: string;
  /** Whether some of its texts are put into those that are shipped, which are needed then. */
  readonly needsShipped: boolean;
  /** The texts by key, next to those that the release ships. Refuses what the component would refuse. */
  readonly data: (shipped: ConfigSettings) => ConfigSettings;
}

type Definitions = Readonly<Record<string, ConfigMapDefinition>>;

/** Everything that the program sets in ConfigMaps, checked. */
export function platformConfig(props: ClusterBootstrapProps, ingress: Ingress, by: Refusing): ConfiguredMap[] {
  const { serving, eventing, tekton } = props;
  return [
    ...(serving ? servingConfig(serving, ingress, props, by) : []),
    ...(eventing ? eventingConfig(eventing, by) : []),
    ...(tekton ? tektonConfig(tekton, by) : []),
  ];
}

function servingConfig(
  serving: ServingOptions,
  ingress: Ingress,
  { tls, mesh }: ClusterBootstrapProps,
  by: Refusing,
): ConfiguredMap[] {
  const { domains, features, network, ...own } = servingParts(serving);
  if ((network as NetworkSettings | undefined)?.ingressClass !== undefined) {
    by.refuse('exclusive', 'serving.network.ingressClass', 'the ingress says its class itself', 'set ingress');
  }
  const secured = certificates(tls);
  const meshed = { meshCompatibilityMode: mesh?.compatibility, enableMeshPodAddressability: mesh?.podAddressability };
  const { network: route, certManager: issuers } = servingConfigMaps;
  return [
    ...tables(servingConfigMaps as unknown as Definitions, { network, ...own }, 'serving', by),
    ...one(route as unknown as ConfigMapDefinition, { ingressClass: ingress.kind }, 'ingress', by),
    ...one(route as unknown as ConfigMapDefinition, meshed, 'mesh', by),
    ...one(route as unknown as ConfigMapDefinition, secured.network, 'tls', by),
    ...one(issuers as unknown as ConfigMapDefinition, secured.certManager, 'tls', by),
    ...fixed('knative-serving', ingressConfigMaps[ingress.kind].name, 'ingress', ingress.needs.data),
    ...(domains ? fixed('knative-serving', 'config-domain', 'serving.domains', domainData(domains, by)) : []),
    ...flags(features, 'serving', 'knative-serving/config-features', by),
  ];
}

/** Reads every property that Serving has, so that a misspelt one shows. */
function servingParts(serving: ServingOptions) {
  const { domains, features, network, certManager, autoscaler, defaults, deployment, gc } = serving;
  const { observability, logging, leaderElection } = serving;
  return {
    domains,
    features,
    network,
    certManager,
    autoscaler,
    defaults,
    deployment,
    gc,
    observability,
    logging,
    leaderElection,
  };
}

/** What `tls` sets in `config-certmanager` and in `config-network`. */
function certificates(tls: TlsOptions | undefined) {
  const { issuer, clusterLocalIssuer, systemInternalIssuer, http = 'redirected' } = tls ?? {};
  return {
    certManager: {
      issuerRef: issuerReference(issuer),
      clusterLocalIssuerRef: issuerReference(clusterLocalIssuer),
      systemInternalIssuerRef: issuerReference(systemInternalIssuer),
    },
    network: {
      externalDomainTls: issuer && 'enabled',
      httpProtocol: issuer && http,
      clusterLocalDomainTls: clusterLocalIssuer && 'enabled',
      systemInternalTls: systemInternalIssuer && 'enabled',
    },
  };
}

function domainData(domains: Readonly<Record<string, DomainEntry>>, by: Refusing): ConfigSettings {
  const catchAll = Object.entries(domains).filter(([, { selector }]) => Object.keys(selector ?? {}).length === 0);
  if (catchAll.length > 1) {
    const names = catchAll.map(([domain]) => domain).join(' and ');
    by.refuse('exclusive', 'serving.domains', `${names} are each for all services`, 'give all but one a selector');
  }
  return Object.fromEntries(Object.entries(domains).map(([domain, entry]) => [domain, domainEntryText(entry)]));
}

function eventingConfig(eventing: EventingOptions, by: Refusing): ConfiguredMap[] {
  const { features, featureSettings, redis, kafka = {} } = eventing;
  const { broker, channel } = kafka;
  const kafkaSettings = {
    ...readAll(kafkaConfigMaps, kafka),
    broker: settingsIn(broker),
    channel: settingsIn(channel),
  };
  return [
    ...tables(eventingConfigMaps as unknown as Definitions, readAll(eventingConfigMaps, eventing), 'eventing', by),
    ...tables(kafkaConfigMaps as unknown as Definitions, kafkaSettings, 'eventing.kafka', by),
    ...tables({ redis: redisConfigMap as unknown as ConfigMapDefinition }, { redis }, 'eventing', by),
    ...flags(features, 'eventing', 'knative-eventing/config-features', by),
    ...one(
      eventingFeaturesConfigMap as unknown as ConfigMapDefinition,
      featureSettings,
      'eventing.featureSettings',
      by,
    ),
  ];
}

function tektonConfig(tekton: TektonOptions, by: Refusing): ConfiguredMap[] {
  const { features, featureSettings, triggers, resolvers = {} } = tekton;
  const ofTriggers = readAll(triggersConfigMaps, settingsIn(triggers) ?? {});
  return [
    ...tables(tektonConfigMaps as unknown as Definitions, readAll(tektonConfigMaps, tekton), 'tekton', by),
    ...tables(
      resolversConfigMaps as unknown as Definitions,
      readAll(resolversConfigMaps, resolvers),
      'tekton.resolvers',
      by,
    ),
    ...tables(triggersConfigMaps as unknown as Definitions, ofTriggers, 'tekton.triggers', by),
    ...flags(features, 'tekton', 'tekton-pipelines/feature-flags', by),
    ...one(tektonFeaturesConfigMap as unknown as ConfigMapDefinition, featureSettings, 'tekton.featureSettings', by),
  ];
}

/** The settings where they may stand in place of yes. */
function settingsIn<Settings extends object>(given: boolean | Settings | undefined): Settings | undefined {
  return typeof given === 'object' ? given : undefined;
}

/** The properties of these names: each is read, so that a misspelt one shows. */
function readAll(maps: object, given: object): Readonly<Record<string, unknown>> {
  const props = given as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(maps).map((name) => [name, props[name]]));
}

function tables(
  definitions: Definitions,
  given: Readonly<Record<string, unknown>>,
  path: string,
  by: Refusing,
): ConfiguredMap[] {
  return Object.entries(definitions).flatMap(([prop, definition]) =>
    one(definition, given[prop] as object | undefined, `${path}.${prop}`, by),
  );
}

function one(
  definition: ConfigMapDefinition,
  settings: object | undefined,
  path: string,
  by: Refusing,
): ConfiguredMap[] {
  if (settings === undefined) return [];
  const { namespace, name, keys } = definition;
  const data = (shipped: ConfigSettings) => {
    const texts = settingsData(definition, settings, path, by, shipped);
    assertSettings(definition, texts, path, by, shipped);
    return texts;
  };
  // Refuses what is wrong whatever the release ships, before any file is read.
  const isEmpty = Object.keys(data({})).length === 0;
  return isEmpty ? [] : [{ namespace, name, path, needsShipped: Object.values(keys).some(holdsSeveral), data }];
}

const holdsSeveral = ({ type }: ConfigKey) => type === 'properties';

function fixed(namespace: string, name: string, path: string, data: ConfigSettings): ConfiguredMap[] {
  return Object.keys(data).length === 0 ? [] : [{ namespace, name, path, needsShipped: false, data: () => data }];
}

function flags(
  features: FeatureFlags | undefined,
  component: 'serving' | 'eventing' | 'tekton',
  place: string,
  by: Refusing,
): ConfiguredMap[] {
  if (features === undefined) return [];
  for (const { name, found, hint } of ignoredFeatures(features, component)) {
    by.refuse('value', `${component}.features.${name}`, found, hint);
  }
  const [namespace = '', name = ''] = place.split('/');
  return fixed(namespace, name, `${component}.features`, { ...features } as ConfigSettings);
}
