import { App, Chart } from 'cdk8s';
import { KnativeService } from 'cdk8s-knative';

const app = new App();
const chart = new Chart(app, 'hello-world', { namespace: 'default' });

new KnativeService(chart, 'helloworld-go', {
  image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:160e4dc8',
  port: { containerPort: 8080, protocol: 'http1' },
  env: { TARGET: 'World' },
  scale: { target: 10, targetUtilization: 100 },
  securityContext: { runAsUser: 65532 },
});

app.synth();
