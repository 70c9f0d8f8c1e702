import type { HTTPMatchRequest } from '../../../api/istio/networking/v1/http-match';
import { VirtualService, type VirtualServiceSpec } from '../../../api/istio/networking/v1/virtual-service';
import type { KubeObject } from '../../../api/meta/v1';
import { isSemanticallyEqual } from '../../../api/schema';
import type { Rule } from '../../rule';
import { rulesFor } from '../../rule';
import { each, type Placed } from '../placed';
import { coversEverything, isCoveredMatch } from './covering';
import { routeTo } from './parts';

type VirtualServiceObject = KubeObject<VirtualServiceSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go (IST0130, IST0131)';

const route = [routeTo('shop.default.svc.cluster.local')];
const http = (...matches: readonly (readonly object[] | undefined)[]) => ({
  spec: { http: matches.map((match) => ({ ...(match && { match }), route })) },
});

interface Matching {
  readonly name?: string;
  readonly match?: readonly object[];
}

const listsOf = ({ http: ofHttp, tls, tcp }: VirtualServiceSpec): (readonly Placed<Matching>[])[] => [
  each<Matching>(ofHttp, ['spec', 'http']),
  each<Matching>(tls, ['spec', 'tls']),
  each<Matching>(tcp, ['spec', 'tcp']),
];

/** A match without what has no effect on which requests it is for. */
function withoutName({ name: _, statPrefix: _prefix, ...match }: HTTPMatchRequest): object {
  return match;
}

const rules: readonly Rule<VirtualServiceObject>[] = [
  {
    code: 'KI5151',
    severity: 'warning',
    title: 'no route follows one that takes every request',
    why: 'The first route that matches is taken: what comes after is never reached.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const routes of listsOf(spec)) {
        const catchAll = routes.findIndex(
          ({ value: { match = [] } }) => match.length === 0 || match.some(coversEverything),
        );
        if (catchAll < 0) continue;
        for (const { at } of routes.slice(catchAll + 1))
          report(at, `route ${catchAll} takes every request already`, 'move it before that one');
      }
    },
    good: http([{ uri: { prefix: '/login' } }], undefined),
    bad: [
      http(undefined, [{ uri: { prefix: '/login' } }]),
      http([{ uri: { prefix: '/' } }], [{ uri: { exact: '/a' } }]),
    ],
  },
  {
    code: 'KI5152',
    severity: 'warning',
    title: 'no match is there twice',
    why: 'The first route that has it takes the request.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const routes of listsOf(spec)) {
        const seen: Placed<object>[] = [];
        const matches = routes.flatMap(({ at, value }) => each(value.match, [...at, 'match']));
        for (const { at, value } of matches) {
          const own = withoutName(value as HTTPMatchRequest);
          const twin = seen.find((other) => isSemanticallyEqual(VirtualService, at, other.value, own));
          if (twin !== undefined) report(at, `route ${twin.at[2]} has the same match already`, 'leave it out');
          else seen.push({ at, value: own });
        }
      }
    },
    good: http([{ uri: { exact: '/a' } }], [{ uri: { exact: '/b' } }]),
    bad: http([{ uri: { exact: '/a' } }], [{ uri: { exact: '/a' }, name: 'again' }]),
  },
  {
    code: 'KI5153',
    severity: 'warning',
    title: 'no match follows one that takes all of its requests',
    why: 'The first route that matches is taken: the longer path must come first.',
    source: SOURCE,
    check({ spec = {} }, report) {
      const matches = each(spec.http, ['spec', 'http']).flatMap(({ at, value }) => each(value.match, [...at, 'match']));
      matches.forEach(({ at, value }, i) => {
        const cover = matches.slice(0, i).find((other) => other.at[2] !== at[2] && isCoveredMatch(value, other.value));
        if (cover === undefined || coversEverything(cover.value)) return;
        const isTwin = isSemanticallyEqual(VirtualService, at, withoutName(cover.value), withoutName(value));
        if (!isTwin) report(at, `route ${cover.at[2]} takes these requests already`, 'move it before that one');
      });
    },
    good: http([{ uri: { prefix: '/login/admin' } }], [{ uri: { prefix: '/login' } }]),
    bad: [
      http([{ uri: { prefix: '/login' } }], [{ uri: { prefix: '/login/admin' } }]),
      http([{ uri: { prefix: '/login' } }], [{ uri: { exact: '/login' }, headers: { foo: { exact: 'bar' } } }]),
    ],
  },
];

export const reachabilityRules = rulesFor(VirtualService, rules);
