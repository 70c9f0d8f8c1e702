import { App, Chart } from 'cdk8s';
import { KnativeService } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'grpc-ping', { namespace: 'default' });

  new KnativeService(chart, 'grpc-ping', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/grpc-ping-go:2019-10-15',
    // gRPC needs HTTP/2 all the way to the container.
    port: { containerPort: 8080, protocol: 'h2c' },
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
