import type { HTTPRoute } from '../../../api/istio/networking/v1/http-route';
import { VirtualService, type VirtualServiceSpec } from '../../../api/istio/networking/v1/virtual-service';
import type { Rule } from '../../rule';
import { rulesOf } from '../../rule';
import { present } from '../placed';

const SOURCE = 'istio, pkg/config/validation/virtualservice.go';

const redirect = { uri: '/new' };
const directResponse = { status: 404 };

function isDelegate(spec: unknown): boolean {
  return ((spec as VirtualServiceSpec | undefined)?.hosts?.length ?? 0) === 0;
}

const rules: readonly Rule<HTTPRoute>[] = [
  {
    code: 'KI5107',
    title: 'a route does one thing: it sends on, sends elsewhere, or answers',
    why: 'A request has one answer. What is changed on the way, or made to fail, must be on the way to a service.',
    source: SOURCE,
    check(route, report) {
      if (route.delegate !== undefined) return;
      const { route: destinations = [] } = route;
      const doing = [...(destinations.length > 0 ? ['route'] : []), ...present(route, ['redirect', 'directResponse'])];
      const [first, second] = doing;
      if (first === undefined) report([], 'there is no route, no redirect and no directResponse', 'add route');
      else if (second !== undefined) report([second], `both ${first} and ${second} are given`, 'leave out one of them');
      else if (first !== 'route') {
        for (const field of present(route, ['fault', 'rewrite']))
          report([field], `${field} has no effect beside ${first}`, 'leave it out');
      }
    },
    good: [{ value: { route: null, redirect } }, { value: { route: null, directResponse } }],
    bad: [
      { value: { route: null } },
      { value: { redirect } },
      { value: { route: null, redirect, directResponse } },
      { value: { route: null, redirect, rewrite: { uri: '/' } } },
    ],
  },
  {
    code: 'KI5108',
    title: 'a route that leaves the rest to a delegate does nothing else, and a delegate has none',
    why: 'The delegate says what becomes of the request.',
    source: SOURCE,
    check(route, report, { object }) {
      if (route.delegate === undefined) return;
      const doing = present(route, ['route', 'redirect']).filter(
        (field) => field !== 'route' || route.route!.length > 0,
      );
      for (const field of doing)
        report([field], `the delegate ${route.delegate.name ?? ''} says what becomes of the request`, 'leave it out');
      if (isDelegate(object.spec)) report(['delegate'], 'this virtual service has no hosts: it is a delegate itself');
    },
    good: { value: { route: null, delegate: { name: 'rest' } } },
    bad: { value: { delegate: { name: 'rest' } } },
  },
  {
    code: 'KI5127',
    title: 'requests are copied by mirror or by mirrors, in a share from 0 to 100 percent',
    why: 'Two lists of the same could differ.',
    source: SOURCE,
    check(route, report) {
      // Of a route that leaves the rest to a delegate the webhook doesn't look at this.
      const { delegate, mirror, mirrors = [], mirrorPercentage, mirrorPercent, mirror_percent } = route;
      if (delegate === undefined && mirror !== undefined && mirrors.length > 0)
        report(['mirror'], 'both mirror and mirrors are given', 'leave it out');
      const shares: [path: (string | number)[], share: number | undefined][] = [
        [['mirrorPercentage', 'value'], mirrorPercentage?.value],
        [['mirrorPercent'], mirrorPercent],
        [['mirror_percent'], mirror_percent],
        ...mirrors.map(({ percentage }, i): [(string | number)[], number | undefined] => {
          return [['mirrors', i, 'percentage', 'value'], percentage?.value];
        }),
      ];
      for (const [path, share = 0] of shares) {
        if (share < 0 || share > 100) report(path, `the share is ${share}`, 'write a number from 0 to 100');
      }
    },
    good: { value: { mirror: { host: 'copy.default.svc.cluster.local' }, mirrorPercentage: { value: 10 } } },
    bad: [
      { value: { mirrorPercentage: { value: 101 } } },
      {
        value: {
          mirror: { host: 'copy.default.svc.cluster.local' },
          mirrors: [{ destination: { host: 'copy.default.svc.cluster.local' } }],
        },
      },
    ],
  },
  {
    code: 'KI5156',
    severity: 'warning',
    title: 'the share of copied requests is given by mirrorPercentage',
    why: 'mirrorPercent is deprecated.',
    source: SOURCE,
    check(route, report) {
      for (const field of present(route, ['mirrorPercent', 'mirror_percent'])) {
        const share = route[field as 'mirrorPercent']!;
        if (share <= 100) report([field], `${field} is deprecated`, `write mirrorPercentage: { value: ${share} }`);
      }
    },
    good: { value: { mirrorPercentage: { value: 10 } } },
    bad: { value: { mirrorPercent: 10 } },
  },
];

export const httpRouteRules = rulesOf('Routes of HTTP', [{ kind: VirtualService, at: ['spec', 'http', '*'] }], rules);
