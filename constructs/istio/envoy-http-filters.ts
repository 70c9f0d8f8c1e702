import type { Construct } from 'constructs';
import { type EnvoyFilterSpec, EnvoyFilter as kind } from '../../lib/api/istio/networking/v1alpha3/envoy-filter';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { HttpFilter } from './api-authentication';

/** Filters at a port of a gateway. */
export interface EnvoyHttpFiltersProps extends ResourceProps {
  /** Labels of the gateway's Pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** The port. */
  readonly port: number;
  /** The filters, in the order in which requests pass them. */
  readonly filters: readonly HttpFilter[];
}

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const ROUTER = 'envoy.filters.http.router';

/** After what others without a priority add, so that the router is surely there. */
const PRIORITY = 10;

/** Filters of HTTP that requests at one port of a gateway pass before they are routed. */
export class EnvoyHttpFilters extends Resource<EnvoyFilterSpec> {
  public constructor(scope: Construct, id: string, given: EnvoyHttpFiltersProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => ({
      spec: {
        workloadSelector: { labels: props.selector },
        priority: PRIORITY,
        configPatches: props.filters.map((filter) => ({
          applyTo: 'HTTP_FILTER',
          match: {
            context: 'GATEWAY',
            listener: {
              portNumber: props.port,
              filterChain: { filter: { name: CONNECTION_MANAGER, subFilter: { name: ROUTER } } },
            },
          },
          patch: { operation: 'INSERT_BEFORE', value: { ...filter } },
        })),
      },
    }));
  }
}
