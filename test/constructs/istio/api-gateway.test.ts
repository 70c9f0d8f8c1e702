import { type Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ApiAuthentication, ApiGateway, type ApiGatewayProps } from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const orders = { name: 'orders', namespace: 'shop' };

const objectsOf = (props: Partial<ApiGatewayProps>) =>
  synthChart((chart: Chart) => {
    new ApiGateway(chart, 'orders-api', { host: 'api.example.com', to: orders, cloud: 'alibaba', ...props });
  });

const kindsOf = (props: Partial<ApiGatewayProps>) => objectsOf(props).map(({ kind }) => kind);

describe('an API', () => {
  test('is for clients with a key, at a limited rate, on an internal load balancer', async () => {
    const authentication = ApiAuthentication.keyFile();
    const rateLimit = { requests: 100, per: Duration.minutes(1), burst: 200 };
    await expectGolden(objectsOf({ authentication, rateLimit }), 'api-gateway');
  });

  test('may ask a provider who clients are, have HTTPS, and lead to several services', async () => {
    const props: Partial<ApiGatewayProps> = {
      cloud: 'aws',
      port: 9443,
      certificate: 'api-tls',
      gatewayNamespace: 'istio-ingress',
      selector: { istio: 'ingress' },
      authentication: ApiAuthentication.provider('api-keys'),
      to: [
        { path: '/orders', to: orders },
        { path: '/search', to: { name: 'search', namespace: 'shop' } },
      ],
    };
    await expectGolden(objectsOf(props), 'api-gateway-provider');
  });

  test('has no filters that it was not asked for', () => {
    expect(kindsOf({})).toEqual(['Service', 'Gateway', 'VirtualService']);
    expect(kindsOf({ rateLimit: { requests: 1, per: Duration.millis(500) } })).toContain('EnvoyFilter');
    expect(kindsOf({ authentication: ApiAuthentication.provider('keys') })).toContain('AuthorizationPolicy');
  });

  test('holds no key, whichever way clients are known', () => {
    const file = '/etc/keys/htpasswd';
    const authentication = ApiAuthentication.keyFile({ file, header: 'x-api-key', clientHeader: 'x-client' });
    const filter = objectsOf({ authentication }).find(({ kind }) => kind === 'EnvoyFilter');
    expect(JSON.stringify(filter)).toContain(`"users":{"filename":"${file}"}`);
    expect(JSON.stringify(filter)).not.toContain('inline');
  });

  test.each(['alibaba', 'aws', 'azure', 'gcp'] as const)('has a load balancer of %s that is kept inside', (cloud) => {
    const [service] = objectsOf({ cloud, loadBalancerAnnotations: { 'example.com/zone': 'a' } });
    expect(Object.values(service!.metadata.annotations!)).toContainEqual(
      expect.stringMatching(/^(intranet|internal|true|Internal)$/),
    );
    expect(service!.metadata.annotations).toMatchObject({ 'example.com/zone': 'a' });
  });

  test('says how the load balancer is kept inside', () => {
    expect(() => objectsOf({ cloud: undefined })).toThrow(/^KG0003 .*\/orders-api: nothing says how .* \(cloud\)/);
    expect(objectsOf({ cloud: undefined, loadBalancerAnnotations: { 'example.com/internal': 'yes' } })).toHaveLength(3);
  });

  test('is at a port that the gateway may listen at', () => {
    expect(() => objectsOf({ port: 80 })).toThrow(/^KG0004 .*the port is 80 \(port\)/);
  });

  test('shows no key to the services behind it', () => {
    const authentication = ApiAuthentication.keyFile({ header: 'x-api-key' });
    const to = [{ to: orders, setHeaders: { request: { remove: ['cookie'] } } }];
    const routes = objectsOf({ authentication, to }).find(({ kind }) => kind === 'VirtualService');
    expect(routes?.spec).toMatchObject({ http: [{ headers: { request: { remove: ['cookie', 'x-api-key'] } } }] });
  });

  test.each([
    [{ requests: 0, per: Duration.minutes(1) }, 'rateLimit.requests'],
    [{ requests: 10, per: Duration.minutes(1), burst: 5 }, 'rateLimit.burst'],
    [{ requests: 10, per: Duration.millis(10) }, 'rateLimit.per'],
  ])('has a rate that Envoy can hold, not %j', (rateLimit, path) => {
    expect(() => objectsOf({ rateLimit })).toThrow(`(${path})`);
  });

  test('refuses a property that it does not have', () => {
    expect(() => objectsOf({ ratelimit: {} } as object)).toThrow(/^KG0007 .*did you mean "rateLimit"\?/);
  });
});
