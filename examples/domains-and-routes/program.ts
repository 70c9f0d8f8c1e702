import { App, Chart } from 'cdk8s';
import { DomainConfig, KnativeService, PathRoutes } from 'cdk8s-knative';

export function program(app: App): void {
  // Every service gets a host name below this domain: SERVICE.NAMESPACE.knative.kuberun.com.
  new DomainConfig(new Chart(app, 'config-domain'), 'domains', { domains: { 'knative.kuberun.com': {} } });

  const chart = new Chart(app, 'login', { namespace: 'default' });
  const login = new KnativeService(chart, 'login-service', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:73fbdd56',
    env: { TARGET: 'Login Service' },
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });
  // This one gets a host name of its own as well.
  login.bindDomain('login.kuberun.com', { claim: true });

  const search = new KnativeService(chart, 'search-service', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:73fbdd56',
    env: { TARGET: 'Search Service' },
    securityContext: { runAsUser: 65532 },
  });
  // Both are under one host too: the first only for those who send a header.
  new PathRoutes(chart, 'test-routes', {
    host: 'test.knative.kuberun.com',
    routes: [
      { path: '/login', headers: { foo: 'bar' }, to: login },
      { path: '/search', to: search },
    ],
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
