import { App, Chart } from 'cdk8s';
import { Broker, defineSource, KnativeService, SecretRef, ServiceAccount, ServiceEntry, Trigger } from 'cdk8s-knative';

/** A source of what happens in a bucket of Alibaba's object store; see the example custom-source. */
const MnsOssSource = defineSource<{ accessToken: SecretRef; topic: string; serviceAccountName: string }>({
  group: 'sources.example.com',
  version: 'v1alpha1',
  kind: 'MnsOssSource',
});

export function program(app: App): void {
  const chart = new Chart(app, 'face-recognition', { namespace: 'default' });

  // A picture comes to the bucket, and its address to the broker.
  const broker = new Broker(chart, 'default');
  const account = new ServiceAccount(chart, 'mnsoss-sa');
  new MnsOssSource(chart, 'mnsoss-face', {
    serviceAccountName: account.name,
    accessToken: SecretRef.of('mnsoss-secret', 'mns'),
    topic: 'mns-en-topics-oss-face-image-2381221888dds9129',
    sink: broker,
  });

  // The service has the faces found and writes another picture beside the first.
  const recognition = new KnativeService(chart, 'face-recognition', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/face-recognition:v0.2.7',
    command: ['/app/face-recognition', '--configpath=/app/config'],
    env: {
      ACCESSKEY_ID: SecretRef.of('face-recognition', 'access-key-id'),
      ACCESSKEY_SECRET: SecretRef.of('face-recognition', 'access-key-secret'),
      UPLOAD_OSS_PATH: 'face-image/target',
    },
    visibility: 'cluster-local',
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
  });
  new Trigger(chart, 'face-trigger', { broker, subscriber: recognition });

  // Where a mesh guards what leaves it, Alibaba's services are named.
  new ServiceEntry(chart, 'alimns-ext', { hosts: ['*.aliyuncs.com'] });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
