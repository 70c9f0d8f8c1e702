import { ApiObject, App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'broken');
new ApiObject(chart, 'service', {
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name: 'broken' },
  spec: {
    template: { spec: { containers: [{ image: 'ghcr.io/example/hello', ports: [{ containerPort: '8080' }] }] } },
  },
});
app.synth();
