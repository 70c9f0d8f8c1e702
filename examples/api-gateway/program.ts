import { App, Chart, Duration } from 'cdk8s';
import { ApiAuthentication, ApiGateway, KnativeService } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'api-gateway', { namespace: 'default' });
  const hello = new KnativeService(chart, 'helloworld-go', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:73fbdd56',
    // Nobody gets past the API: the service itself is not to be reached from outside.
    visibility: 'cluster-local',
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });

  new ApiGateway(chart, 'hello-api', {
    host: 'hello.api.example.com',
    to: hello,
    cloud: 'alibaba',
    authentication: ApiAuthentication.keyFile(),
    rateLimit: { requests: 100, per: Duration.minutes(1) },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
