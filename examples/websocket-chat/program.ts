import { App, Chart, Duration } from 'cdk8s';
import { KnativeService } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'websocket-chat', { namespace: 'default' });

  new KnativeService(chart, 'websocket-chat', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/websocket-chat:2019-10-15',
    port: { containerPort: 8080, protocol: 'http1' },
    // A connection is one long request: after this time it is cut.
    timeout: Duration.minutes(10),
    // Who is in the room is known to one pod only, so there must be no second one.
    scale: { max: 1 },
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
