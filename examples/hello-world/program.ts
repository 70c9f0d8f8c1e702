import { App, Chart } from 'cdk8s';
import { KnativeService } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'hello-world', { namespace: 'default' });

  new KnativeService(chart, 'helloworld-go', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:160e4dc8',
    port: { containerPort: 8080, protocol: 'http1' },
    env: { TARGET: 'World' },
    // One pod for every 10 requests at a time; the default keeps 30 % of that in reserve.
    scale: { target: 10, targetUtilization: 100 },
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
