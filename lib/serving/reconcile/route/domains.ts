import { parse } from 'yaml';
import type { ConfigSettings } from '../../../api/config';
import type { KubeObject } from '../../../api/meta/v1';
import { label } from '../../keys';
import { LOCAL_DOMAIN, type NetworkSettings } from '../../settings';

/** A host name that can't be made, and why. */
export class HostError extends Error {
  public override readonly name = 'HostError';
}

interface DomainEntry {
  readonly domain: string;
  /** Whether one certificate may stand for all hosts of a namespace. */
  readonly isWildcard: boolean;
  readonly selector: Readonly<Record<string, string>>;
}

interface ConfiguredDomain {
  readonly selector?: Readonly<Record<string, string>>;
  readonly type?: string;
}

const LONGEST_LABEL = 63;

/** The domains of `config-domain`; the cluster's own where none is for everybody. */
const domainsOf = remembered((settings) => {
  const entries = Object.entries(settings)
    .filter(([domain]) => !domain.startsWith('_'))
    .map(([domain, text]): DomainEntry => {
      const { selector = {}, type } = (parse(text) ?? {}) as ConfiguredDomain;
      // What is for everybody may always have such a certificate.
      return { domain, selector, isWildcard: type === 'wildcard' || Object.keys(selector).length === 0 };
    });
  const hasDefault = entries.some(({ selector }) => Object.keys(selector).length === 0);
  return hasDefault ? entries : [...entries, { domain: LOCAL_DOMAIN, selector: {}, isWildcard: true }];
});

/** The domain of a route: the one whose selector says most of the route's labels. */
export function domainOf({ metadata }: KubeObject, settings: ConfigSettings): string {
  if (metadata.labels?.[label.visibility] === 'cluster-local') return LOCAL_DOMAIN;
  const size = ({ selector }: DomainEntry) => Object.keys(selector).length;
  const [best] = domainsOf(settings)
    .filter(({ selector }) => Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value))
    .sort((a, b) => size(b) - size(a) || (a.domain < b.domain ? -1 : 1));
  return best?.domain ?? LOCAL_DOMAIN;
}

/** The host that stands for all of a namespace, in each domain outside that lets one certificate do. */
export function wildcardHosts(
  namespace: string,
  settings: ConfigSettings,
  { domainTemplate }: NetworkSettings,
): readonly { readonly domain: string; readonly host: string }[] {
  return domainsOf(settings)
    .filter(({ domain, isWildcard }) => isWildcard && !isLocal(domain))
    .map(({ domain }) => {
      const fields = { Name: '*', Namespace: namespace, Domain: domain };
      return { domain, host: filled(domainTemplate, fields, { Annotations: {}, Labels: {} }) };
    })
    .filter(({ host }) => /^\*\..+$/.test(host));
}

/** Whether what ends in a domain can only be reached inside the cluster. */
export const isLocal = (domain: string) => domain === LOCAL_DOMAIN || domain.endsWith(`.${LOCAL_DOMAIN}`);

/** The name by which a tag of a route is known, in front of the namespace; the route's own where there is no tag. */
export function hostNameOf(route: KubeObject, tag: string, { tagTemplate }: NetworkSettings): string {
  const { name = '' } = route.metadata;
  return tag === '' ? name : filled(tagTemplate, { Name: name, Tag: tag });
}

/** The host of a route or a tag of it, in this domain. @throws HostError where the template makes none */
export function hostOf(route: KubeObject, tag: string, domain: string, settings: NetworkSettings): string {
  const name = hostNameOf(route, tag, settings);
  const { namespace = '', annotations, labels } = route.metadata;
  if (isLocal(domain)) return `${name}.${namespace}.${domain}`;
  const host = filled(
    settings.domainTemplate,
    { Name: name, Namespace: namespace, Domain: domain },
    { Annotations: annotations ?? {}, Labels: labels ?? {} },
  );
  const tooLong = host.split('.').find((part) => part.length > LONGEST_LABEL || part === '');
  if (tooLong !== undefined) {
    throw new HostError(`invalid domain name "${host}": each part of it has 1 to ${LONGEST_LABEL} characters`);
  }
  return host;
}

/** All names by which a host inside the cluster is called there. */
export function expanded(host: string): readonly string[] {
  const short = host.slice(0, -`.${LOCAL_DOMAIN}`.length);
  return [short, `${short}.svc`, host].sort();
}

const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/g;
const INDEXED = /^index\s+\.(\w+)\s+"([^"]*)"$/;
const DOTTED = /^\.(\w+)(?:\.([\w-]+))?$/;

type Maps = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Fills a template of `config-network`: fields, and values of the route's labels and annotations. */
function filled(template: string, fields: Readonly<Record<string, string>>, maps: Maps = {}): string {
  return template.replace(ACTION, (_, action: string) => {
    const [, map, key] = INDEXED.exec(action) ?? [];
    if (map !== undefined && maps[map] !== undefined) return maps[map][key ?? ''] ?? '';
    const [, field, inner] = DOTTED.exec(action) ?? [];
    const value = inner === undefined ? fields[field ?? ''] : maps[field ?? '']?.[inner];
    if (value === undefined)
      throw new HostError(`the template ${template} has {{${action}}}, which is no field of a route`);
    return value;
  });
}

function remembered<Value>(read: (settings: ConfigSettings) => Value): (settings: ConfigSettings) => Value {
  const known = new WeakMap<ConfigSettings, Value>();
  return (settings) => {
    const value = known.get(settings) ?? read(settings);
    known.set(settings, value);
    return value;
  };
}
