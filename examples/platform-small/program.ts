import { App, Chart } from 'cdk8s';
import { ClusterBootstrap, Ingress, Install, magicDomain } from 'cdk8s-knative';

/** @param dir The folder that `cdk8s-knative platform vendor` filled. */
export function program(app: App, dir?: string): void {
  const chart = new Chart(app, 'platform');
  new ClusterBootstrap(chart, 'platform', {
    install: Install.manifests({ dir }),
    // One node, no load balancer, no mesh.
    ingress: Ingress.kourier({ serviceType: 'NodePort', httpPort: 31080 }),
    serving: { domains: { [magicDomain('127.0.0.1')]: {} }, hpa: false },
    eventing: {},
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
