import type { Construct } from 'constructs';
import type { DomainEntry } from '../../../lib/api/config/domain';
import { kubernetes } from '../../../lib/api/kubernetes';
import { Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { yamlText } from '../../kubernetes/yaml-text';
import { type SystemConfigProps, systemLabels, systemProps } from './system-config';

/** Under which domains services are reached. */
export interface DomainConfigProps extends SystemConfigProps {
  /** Domains, each with the labels that a service must have to be reached under it; `{}` is for all others. */
  readonly domains: Readonly<Record<string, DomainEntry>>;
}

/**
 * The domains under which the services of the cluster are reached.
 *
 * Becomes: the ConfigMap `config-domain` in `knative-serving`.
 * @example
 * new DomainConfig(chart, 'domains', { domains: { 'example.com': {}, 'example.org': { selector: { app: 'nonprofit' } } } });
 */
export class DomainConfig extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: DomainConfigProps) {
    const props = watchedProps(systemProps(given, 'config-domain'));
    super(scope, id, kubernetes.ConfigMap, props, () => ({
      labels: systemLabels('controller'),
      fields: {
        data: Object.fromEntries(
          Object.entries(props.domains).map(([domain, entry]) => [domain, domainEntryText(entry)]),
        ),
      },
    }));
  }
}

/** The text of a domain's entry: empty for a domain of all services. */
export function domainEntryText({ selector, type }: DomainEntry): string {
  const entry = { ...(selector !== undefined && { selector }), ...(type !== undefined && { type }) };
  return Object.keys(entry).length === 0 ? '' : yamlText(entry);
}
