import { App, Chart, type ChartProps } from 'cdk8s';
import { KnativeService } from 'cdk8s-knative';
import type { Construct } from 'constructs';

export class MyChart extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);

    new KnativeService(this, 'helloworld-go', {
      image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/helloworld-go:160e4dc8',
      port: { containerPort: 8080, protocol: 'http1' },
      env: { TARGET: 'World' },
      scale: { target: 10, targetUtilization: 100 },
      securityContext: { runAsUser: 65532 },
    });
  }
}

const app = new App();
new MyChart(app, 'hello-world', { namespace: 'default' });
app.synth();
