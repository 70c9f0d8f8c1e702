import { App, Chart, Duration } from 'cdk8s';
import { ClusterBootstrap, Ingress, Install, magicDomain } from 'cdk8s-knative';

export function program(app: App): void {
  const chart = new Chart(app, 'platform');
  new ClusterBootstrap(chart, 'platform', {
    install: Install.operator(),
    // A gateway at every node, for a cluster without load balancers.
    ingress: Ingress.kourier({ serviceType: 'NodePort', httpPort: 31080, httpsPort: 31443 }),
    serving: {
      // The address of a node: its hosts resolve without a DNS server.
      domains: { [magicDomain('192.0.2.10')]: {} },
      autoscaler: { enableScaleToZero: true, scaleToZeroGracePeriod: Duration.seconds(30), maxScale: 20 },
      features: { 'kubernetes.podspec-nodeselector': 'enabled' },
    },
    eventing: { sources: ['kafka', 'github'] },
    tekton: { dashboard: true, defaults: { defaultTimeoutMinutes: 30 } },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
