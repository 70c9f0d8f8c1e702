import { type Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  diagnosticsOf,
  Gateway,
  KnativeService,
  PathMatch,
  PathRoutes,
  type PathRoutesProps,
} from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const login = { name: 'login', namespace: 'shop' };
const search = { name: 'search', namespace: 'shop' };

/** The routes as the VirtualService has them. */
function routesOf(routes: PathRoutesProps['routes'], props: Partial<PathRoutesProps> = {}): unknown[] {
  const [object] = synthChart((chart: Chart) => {
    new PathRoutes(chart, 'shop', { host: 'shop.example.com', routes, ...props });
  });
  return (object!.spec as { http: unknown[] }).http;
}

describe('routes by path', () => {
  test('lead through Knative’s gateway to services of the program', async () => {
    const program = (chart: Chart) => {
      const image = 'registry.example.com/app:v1';
      new PathRoutes(chart, 'shop', {
        host: 'shop.example.com',
        routes: [
          { path: '/login', headers: { foo: 'bar' }, to: new KnativeService(chart, 'login', { image }) },
          { path: '/search', to: new KnativeService(chart, 'search', { image, visibility: 'cluster-local' }) },
        ],
      });
    };
    await expectGolden(synthChart(program), 'path-routes');
  });

  test('have every sort of match, a timeout, retries, shares and another path', async () => {
    const program = (chart: Chart) => {
      new PathRoutes(chart, 'shop', {
        host: 'shop.example.com',
        gateway: Gateway.named('front', 'web'),
        clusterDomain: 'cluster.internal',
        routes: [
          {
            name: 'by-everything',
            path: PathMatch.exact('/a'),
            method: 'POST',
            headers: { 'x-user': { prefix: 'staff-' } },
            withoutHeaders: { 'x-bot': {} },
            queryParams: { debug: 'true' },
            to: login,
            timeout: Duration.seconds(30),
            retries: {
              attempts: 2,
              perTryTimeout: Duration.seconds(5),
              backoff: Duration.millis(50),
              on: ['5xx', 'reset'],
            },
            setHeaders: { response: { remove: ['server'] } },
          },
          { path: PathMatch.regex('/item/[0-9]+'), to: search },
          { path: '/api', rewritePath: '/', to: search },
          {
            to: [
              { service: login, weight: 90 },
              { service: search, weight: 10 },
            ],
          },
        ],
      });
    };
    await expectGolden(synthChart(program), 'path-routes-options');
  });

  test.each([
    ['/login', [{ uri: { exact: '/login' } }, { uri: { prefix: '/login/' } }]],
    ['/login/', [{ uri: { exact: '/login' } }, { uri: { prefix: '/login/' } }]],
    ['/', [{ uri: { prefix: '/' } }]],
    [PathMatch.prefix('/login'), [{ uri: { prefix: '/login' } }]],
  ])('a path %j means itself and what lies below it', (path, match) => {
    expect(routesOf([{ path, to: login }])[0]).toMatchObject({ match });
  });

  test.each([
    ['/api', '/', '/api', '/'],
    ['/api', '/', '/api/items', '/items'],
    ['/api', '/v1', '/api/items', '/v1/items'],
    ['/api.v1', '/v1', '/api.v1', '/v1'],
  ])('below %s with %s in its place, %s becomes %s', (path, rewritePath, asked, seen) => {
    const [route] = routesOf([{ path, rewritePath, to: login }]) as [
      { rewrite: { uriRegexRewrite: { match: string; rewrite: string } } },
    ];
    const { match, rewrite } = route.rewrite.uriRegexRewrite;
    expect(asked.replace(new RegExp(match), rewrite)).toBe(seen);
  });

  test('of an expression can not be rewritten', () => {
    expect(() => routesOf([{ path: PathMatch.regex('/.*'), rewritePath: '/', to: login }])).toThrow(
      /^KG0004 .*\/shop: the paths of the route have no common beginning \(routes\[0\]\.rewritePath\)/,
    );
  });

  test('need the namespace of a service', () => {
    const program = (chart: Chart) =>
      new PathRoutes(chart, 'shop', { host: 'a.example.com', routes: [{ to: { name: 'login' } }] });
    expect(synthChart(program)[0]?.spec).toMatchObject({
      http: [{ rewrite: { authority: 'login.default.svc.cluster.local' } }],
    });
  });

  test('that no request reaches are told', () => {
    const codes = (routes: PathRoutesProps['routes']) => {
      const found: string[] = [];
      synthChart((chart: Chart) => {
        new PathRoutes(chart, 'shop', { host: 'shop.example.com', routes });
        found.push(...diagnosticsOf(chart).map(({ code, path }) => `${code} ${path}`));
      });
      return found;
    };
    expect(codes([{ to: login }, { path: '/search', to: search }])).toEqual(['KI5151 spec.http[1]']);
    expect(
      codes([
        { path: '/a', to: login },
        { path: '/a/b', to: search },
      ]),
    ).toEqual(['KI5153 spec.http[1].match[0]', 'KI5153 spec.http[1].match[1]']);
    expect(
      codes([
        { path: '/a/b', to: search },
        { path: '/a', to: login },
      ]),
    ).toEqual([]);
  });

  test('refuse a property that they do not have', () => {
    expect(() => routesOf([{ paht: '/login', to: login } as never])).toThrow(
      /^KG0007 .*"paht" is no property \(routes\[0\]\.paht\): did you mean "path"\?/,
    );
  });
});

test('what is no service does not compile', () => {
  const routes = (chart: Chart) => {
    // @ts-expect-error a service has a name
    new PathRoutes(chart, 'a', { host: 'a.example.com', routes: [{ to: { namespace: 'shop' } }] });
    // @ts-expect-error a share belongs to a service
    new PathRoutes(chart, 'b', { host: 'a.example.com', routes: [{ to: [{ weight: 10 }] }] });
    // @ts-expect-error a timeout has a unit
    new PathRoutes(chart, 'c', { host: 'a.example.com', routes: [{ to: login, timeout: 30 }] });
    // @ts-expect-error a gateway is an object
    new PathRoutes(chart, 'd', { host: 'a.example.com', gateway: 'front', routes: [] });
  };
  expect(routes).toBeTypeOf('function');
});
