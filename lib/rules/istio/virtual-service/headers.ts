import type { IstioHeaders } from '../../../api/istio/networking/v1/http-actions';
import type { HTTPRoute } from '../../../api/istio/networking/v1/http-route';
import { VirtualService } from '../../../api/istio/networking/v1/virtual-service';
import type { FieldPath } from '../../diagnostic';
import type { Rule } from '../../rule';
import { rulesOf } from '../../rule';
import { each, maybe, type Placed } from '../placed';
import { headerValueFault } from '../syntax/header-value';

const SOURCE = 'istio, pkg/config/validation/virtualservice.go';

const AUTHORITY = [':authority', 'host'];

const isAuthority = (name: string) => AUTHORITY.includes(name.toLowerCase());

const shop = { host: 'shop.default.svc.cluster.local' };

/** The operations on headers of a route, for all destinations and for each. */
function headersOf({ headers, route }: HTTPRoute): Placed<IstioHeaders>[] {
  return [
    ...maybe(headers, ['headers']),
    ...each(route, ['route']).flatMap(({ at, value }) => maybe(value.headers, [...at, 'headers'])),
  ];
}

interface HeaderOperation {
  readonly at: FieldPath;
  readonly name: string;
  /** Absent where the header is taken out. */
  readonly value?: string;
  /** Whether the operation may set the host, as those that set and add headers of a request may. */
  readonly maySetHost: boolean;
}

function operationsOf({ at, value }: Placed<IstioHeaders>): HeaderOperation[] {
  return (['request', 'response'] as const).flatMap((side) => {
    const { set = {}, add = {}, remove = [] } = value[side] ?? {};
    const maySetHost = side === 'request';
    const writing = Object.entries({ set, add }).flatMap(([operation, headers]) =>
      Object.entries(headers).map(([name, text]) => ({
        at: [...at, side, operation, name],
        name,
        value: text,
        maySetHost,
      })),
    );
    return [...writing, ...remove.map((name, i) => ({ at: [...at, side, 'remove', i], name, maySetHost: false }))];
  });
}

const rules: readonly Rule<HTTPRoute>[] = [
  {
    code: 'KI5114',
    title: 'operations on headers leave those of HTTP/2 alone; the host may be set in a request',
    why: 'Envoy refuses headers that begin with a colon, and to take out the host.',
    source: SOURCE,
    check(route, report) {
      for (const { at, name, maySetHost } of headersOf(route).flatMap(operationsOf)) {
        const isInternal = name.startsWith(':') || isAuthority(name);
        if (name === '') report(at, 'the name of the header is empty');
        else if (isInternal && !(maySetHost && isAuthority(name))) report(at, `"${name}" can not be changed here`);
      }
    },
    good: { value: { headers: { request: { set: { host: 'shop.example.com', 'x-user': 'a' } } } } },
    bad: [
      { value: { headers: { request: { set: { ':path': '/' } } } } },
      { value: { headers: { request: { remove: ['host'] } } } },
      { value: { route: [{ destination: shop, headers: { response: { add: { ':status': '200' } } } }] } },
    ],
  },
  {
    code: 'KI5115',
    title: 'in the value of a header, a percent sign begins a variable of Envoy or is doubled',
    why: 'Envoy reads %NAME% and %NAME(…)% as variables, and refuses one that does not end.',
    source: SOURCE,
    check(route, report) {
      for (const { at, value = '' } of headersOf(route).flatMap(operationsOf)) {
        const fault = headerValueFault(value);
        if (fault !== undefined) report(at, fault, 'double each percent sign that is meant as one');
      }
    },
    good: { value: { headers: { request: { set: { 'x-id': '%REQ(x-request-id)% of 100%%' } } } } },
    bad: [
      { value: { headers: { request: { set: { 'x-share': '100%' } } } } },
      { value: { headers: { response: { add: { 'x-a': '%HOSTNAME' } } } } },
    ],
  },
  {
    code: 'KI5116',
    title: 'the host that the service sees is set once',
    why: 'By rewrite and by a header it could be two.',
    source: SOURCE,
    check({ rewrite, headers }, report) {
      const { set = {}, add = {} } = headers?.request ?? {};
      const setters = [
        ...(rewrite?.authority ? [['rewrite', 'authority']] : []),
        ...Object.keys(set)
          .filter(isAuthority)
          .map((name) => ['headers', 'request', 'set', name]),
        ...Object.keys(add)
          .filter(isAuthority)
          .map((name) => ['headers', 'request', 'add', name]),
      ];
      const [first, second] = setters;
      if (second !== undefined) report(second, `${first!.join('.')} sets the host already`, 'leave out one of them');
    },
    good: { value: { rewrite: { authority: 'shop.example.com' } } },
    bad: {
      value: { rewrite: { authority: 'a.example.com' }, headers: { request: { set: { Host: 'b.example.com' } } } },
    },
  },
];

export const headerRules = rulesOf('Routes of HTTP', [{ kind: VirtualService, at: ['spec', 'http', '*'] }], rules);
