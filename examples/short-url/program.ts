import { App, Chart } from 'cdk8s';
import { KnativeService, SecretRef } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'short-url', { namespace: 'default' });

  new KnativeService(chart, 'short-url', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/shorturl:v1',
    port: { containerPort: 8080, protocol: 'http1' },
    env: {
      OTS_TEST_ENDPOINT: 'http://t.cn-hangzhou.ots.aliyuncs.com',
      TABLE_NAME: 'short_url',
      OTS_TEST_INSTANCENAME: 't',
      // The program knows where the keys are, not what they are.
      OTS_TEST_KEYID: SecretRef.of('tablestore', 'access-key-id'),
      OTS_TEST_SECRET: SecretRef.of('tablestore', 'access-key-secret'),
    },
    scale: { target: 100, max: 20 },
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
