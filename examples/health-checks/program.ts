import { App, Chart, Duration } from 'cdk8s';
import { KnativeService, Probe } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'health-checks', { namespace: 'default' });

  new KnativeService(chart, 'readiness-prober', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:160e4dc8',
    readiness: Probe.http('/', { initialDelay: Duration.seconds(3) }),
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
