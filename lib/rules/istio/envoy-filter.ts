import {
  type EnvoyConfigObjectPatch,
  EnvoyFilter,
  type EnvoyFilterSpec,
} from '../../api/istio/networking/v1alpha3/envoy-filter';
import type { EnvoyConfigObjectMatch } from '../../api/istio/networking/v1alpha3/envoy-filter-match';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule, RuleSet } from '../rule';
import { EACH, rulesOf } from '../rule';
import { regexFault } from '../syntax/regex';
import { BY_SCHEMA } from './by-schema';
import { present } from './placed';
import { isPort, PORT_HINT } from './syntax/addresses';

const SOURCE = 'istio, pkg/config/validation/envoyfilter';
const ANALYSIS = 'istio, pkg/config/analysis/analyzers/envoyfilter';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const TYPE = /^[a-z.]+\/[A-Za-z][\w.]*$/;
const TYPE_HINT = 'write it as type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua';

const MATCHES = ['listener', 'routeConfiguration', 'cluster', 'waypoint'] as const;
const RELATIVE = ['REMOVE', 'REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER'];
const REPLACED = ['HTTP_FILTER', 'NETWORK_FILTER', 'VIRTUAL_HOST'];
const FILTERS = ['HTTP_FILTER', 'NETWORK_FILTER', 'LISTENER_FILTER'];
const WHOLE = ['ROUTE_CONFIGURATION', 'HTTP_ROUTE'];

/** Which match goes with each sort of part. */
const MATCH_OF: Readonly<Record<string, (typeof MATCHES)[number]>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

const lua = {
  name: 'envoy.filters.http.lua',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
    default_source_code: { inline_string: 'function envoy_on_request(handle) end' },
  },
};
const httpFilter = (name: string, subFilter?: object) => ({
  listener: { filterChain: { filter: { name, ...(subFilter && { subFilter }) } } },
});
const managed = (subFilter?: object) => httpFilter(CONNECTION_MANAGER, subFilter);
const added = (match: object, rest: object = {}) => ({
  value: {
    applyTo: 'HTTP_FILTER',
    match: { context: 'GATEWAY', cluster: null, ...match },
    patch: { operation: 'INSERT_FIRST', value: { connect_timeout: null, ...lua } },
    ...rest,
  },
});
const route = (operation: string) => ({
  value: {
    applyTo: 'HTTP_ROUTE',
    match: { cluster: null, context: 'GATEWAY' },
    patch: { operation, value: { connect_timeout: null, name: 'a' } },
  },
});

const isJudged = ({ match }: EnvoyConfigObjectPatch) => match?.context !== 'WAYPOINT';

const ofPatch: readonly Rule<EnvoyConfigObjectPatch>[] = [
  {
    code: 'KI5901',
    title: 'a change says what is changed, how, and to what',
    why: 'Istio would not know what to do.',
    source: SOURCE,
    check(config, report) {
      if (!isJudged(config)) return;
      const { applyTo = 'INVALID', patch } = config;
      const { operation = 'INVALID', value } = patch ?? {};
      if (applyTo === 'INVALID') report(['applyTo'], 'it is not given', 'write HTTP_FILTER, CLUSTER …');
      else if (patch === undefined) report(['patch'], 'it is not given');
      else if (operation === 'INVALID')
        report(['patch', 'operation'], 'it is not given', 'write MERGE, ADD, INSERT_BEFORE …');
      else if (operation !== 'REMOVE' && value === undefined) report(['patch', 'value'], `${operation} needs one`);
    },
    good: added(managed()),
    bad: [
      { value: { applyTo: null } },
      { value: { patch: { operation: null } } },
      { value: { patch: null } },
      { value: { patch: { value: null } } },
    ],
  },
  {
    code: 'KI5902',
    title: 'a match is of the sort of part that is changed',
    why: 'A listener has filters, a route configuration has routes; in the other nothing would be found.',
    source: SOURCE,
    check(config, report) {
      if (!isJudged(config)) return;
      const wanted = MATCH_OF[config.applyTo ?? ''];
      const [found, second] = present(config.match ?? {}, MATCHES);
      if (second !== undefined || found === 'waypoint') return;
      if (wanted !== undefined && found !== undefined && found !== wanted)
        report(['match', found], `${config.applyTo} is found by ${wanted}`, `write ${wanted}`);
      // The webhook looks at filters only where a listener is meant.
      else if (wanted === 'listener') checkFilter(config, report);
    },
    good: added(managed({ name: 'envoy.filters.http.router' })),
    bad: [
      { value: { applyTo: 'HTTP_ROUTE', patch: { value: { connect_timeout: null, name: 'a' } } } },
      added({ listener: { filterChain: { filter: {} } } }),
      added(httpFilter('envoy.filters.network.tcp_proxy', { name: 'envoy.filters.http.router' })),
      added(managed({})),
    ],
  },
  {
    code: 'KI5903',
    title: 'a match is of one part; one of a waypoint goes with the context WAYPOINT',
    why: 'A part is in one place. Ports are 1 to 65535.',
    source: 'the CRD',
    check({ match = {} }, report) {
      const [first, second] = present(match, MATCHES);
      const port = match.waypoint?.portNumber;
      if (second !== undefined)
        report(['match', second], `both ${first} and ${second} are given`, 'leave out one of them');
      else if ((match.context === 'WAYPOINT') !== (match.waypoint !== undefined))
        report(
          ['match', 'context'],
          `it is ${match.context ?? 'not given'}`,
          'WAYPOINT goes with waypoint, and with nothing else',
        );
      if (port !== undefined && !isPort(port))
        report(['match', 'waypoint', 'portNumber'], `the port is ${port}`, PORT_HINT);
    },
    good: { value: { match: { context: 'WAYPOINT', cluster: null, waypoint: { portNumber: 80 } } } },
    bad: [
      { value: { match: { cluster: null, waypoint: {} } } },
      { value: { match: { context: 'WAYPOINT', cluster: null, waypoint: { portNumber: 0 } } }, notJudged: BY_SCHEMA },
      { value: { match: { listener: {} } }, notJudged: BY_SCHEMA },
    ],
  },
  {
    code: 'KI5904',
    title: 'the version of a proxy is matched by a regular expression of RE2',
    why: 'Istio could not tell which proxies are meant.',
    source: SOURCE,
    check(config, report) {
      if (!isJudged(config)) return;
      const { proxyVersion = '' } = config.match?.proxy ?? {};
      const fault = proxyVersion === '' || proxyVersion.length > 1024 ? undefined : regexFault(proxyVersion);
      if (fault !== undefined) report(['match', 'proxy', 'proxyVersion'], fault);
    },
    good: { value: { match: { proxy: { proxyVersion: '^1\\.30.*' } } } },
    bad: { value: { match: { proxy: { proxyVersion: '*' } } } },
  },
  {
    code: 'KI5905',
    title: 'a configuration of Envoy says of which type it is',
    why: 'Without "@type" nothing can be made of it. Types of version 2 of Envoy\'s API are gone.',
    source: SOURCE,
    check({ applyTo = '', patch }, report) {
      const config = patch?.value?.['typed_config'];
      if (!FILTERS.includes(applyTo) || typeof config !== 'object' || config === null) return;
      const { '@type': type } = config as Readonly<Record<string, unknown>>;
      const at = ['patch', 'value', 'typed_config', '@type'];
      if (typeof type !== 'string') report(at, 'it is not given', TYPE_HINT);
      else if (!TYPE.test(type) || /\.v2(\.|$)/.test(type)) report(at, `"${type}" is no type of Envoy`, TYPE_HINT);
    },
    good: added(managed()),
    bad: [
      added(managed(), {
        patch: { operation: 'INSERT_FIRST', value: { connect_timeout: null, name: 'a', typed_config: {} } },
      }),
      added(managed(), {
        patch: {
          operation: 'INSERT_FIRST',
          value: { connect_timeout: null, name: 'a', typed_config: { '@type': 'lua' } },
        },
      }),
    ],
  },
  {
    code: 'KI5952',
    severity: 'warning',
    title: 'only filters and virtual hosts are replaced',
    why: 'REPLACE has no effect on anything else (IST0152).',
    source: ANALYSIS,
    check({ applyTo = '', patch }, report) {
      if (patch?.operation === 'REPLACE' && !REPLACED.includes(applyTo))
        report(['patch', 'operation'], `REPLACE has no effect on ${applyTo}`, 'write MERGE');
    },
    good: { value: { patch: { operation: 'MERGE' } } },
    bad: { value: { patch: { operation: 'REPLACE' } } },
  },
  {
    code: 'KI5953',
    severity: 'warning',
    title: 'routes and their configurations are neither added nor removed',
    why: 'ADD and REMOVE have no effect on them (IST0153, IST0154).',
    source: ANALYSIS,
    check({ applyTo = '', patch }, report) {
      const { operation = '' } = patch ?? {};
      if ((operation === 'ADD' || operation === 'REMOVE') && WHOLE.includes(applyTo))
        report(
          ['patch', 'operation'],
          `${operation} has no effect on ${applyTo}`,
          'write MERGE, or use a VirtualService',
        );
    },
    good: route('MERGE'),
    bad: [route('ADD'), route('REMOVE')],
  },
  {
    code: 'KI5954',
    severity: 'warning',
    title: 'a filter is named where filters are changed',
    why: 'For a listener or a filter chain as a whole the name of a filter has no effect.',
    source: SOURCE,
    check({ applyTo, match }, report) {
      if (match?.listener?.filterChain?.filter !== undefined && (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN'))
        report(['match', 'listener', 'filterChain', 'filter'], `it has no effect on ${applyTo}`, 'leave it out');
    },
    good: added(managed()),
    bad: added(managed(), {
      applyTo: 'FILTER_CHAIN',
      patch: { operation: 'MERGE', value: { connect_timeout: null, name: 'a' } },
    }),
  },
];

const ofFilter: readonly Rule<EnvoyFilterSpec>[] = [
  {
    code: 'KI5951',
    severity: 'warning',
    title: 'a change beside something else says when it is made',
    why: 'Without a priority it may be made before that other thing is there, and then has no effect (IST0151).',
    source: ANALYSIS,
    check({ configPatches = [], priority = 0 }, report) {
      if (priority !== 0) return;
      configPatches.forEach(({ applyTo = '', patch }, i) => {
        const { operation = '' } = patch ?? {};
        const isIdle =
          (operation === 'REPLACE' && !REPLACED.includes(applyTo)) ||
          (operation === 'REMOVE' && WHOLE.includes(applyTo));
        if (RELATIVE.includes(operation) && !isIdle)
          report(
            ['configPatches', i, 'patch', 'operation'],
            `${operation} is relative, and there is no priority`,
            'set priority, or write INSERT_FIRST',
          );
      });
    },
    good: [
      { value: { priority: 10, configPatches: [inserted()] } },
      { value: { configPatches: [{ ...inserted(), patch: { operation: 'INSERT_FIRST', value: lua } }] } },
    ],
    bad: { value: { configPatches: [inserted()] } },
  },
];

function inserted(): object {
  return {
    applyTo: 'HTTP_FILTER',
    match: { context: 'GATEWAY', ...managed({ name: 'envoy.filters.http.router' }) },
    patch: { operation: 'INSERT_BEFORE', value: lua },
  };
}

/** Filters are found by name, filters of HTTP within the manager of connections. */
function checkFilter({ applyTo, match }: EnvoyConfigObjectPatch, report: Report): void {
  const filter = filterOf(match);
  if (filter === undefined) return;
  const at: FieldPath = ['match', 'listener', 'filterChain', 'filter'];
  const { name = '', subFilter } = filter;
  if (name === '') report([...at, 'name'], 'the filter has no name');
  else if (subFilter !== undefined) {
    if (applyTo !== 'HTTP_FILTER') report([...at, 'subFilter'], `${applyTo} has no filters within`, 'leave it out');
    else if (name !== CONNECTION_MANAGER && name !== 'envoy.http_connection_manager')
      report([...at, 'name'], `"${name}" has no filters of HTTP`, `write ${CONNECTION_MANAGER}`);
    else if (!subFilter.name) report([...at, 'subFilter', 'name'], 'the filter has no name');
  }
}

function filterOf(match: EnvoyConfigObjectMatch | undefined) {
  return match?.listener?.filterChain?.filter;
}

export const envoyFilterRuleSets: readonly RuleSet[] = [
  rulesOf('EnvoyFilter', [{ kind: EnvoyFilter, at: ['spec', 'configPatches', EACH] }], ofPatch),
  rulesOf('EnvoyFilter', [{ kind: EnvoyFilter, at: ['spec'] }], ofFilter),
];
