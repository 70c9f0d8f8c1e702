import { App, Chart, Duration } from 'cdk8s';
import { ClusterBootstrap, Ingress, Install, PlatformRelease } from 'cdk8s-knative';

/** @param dir The folder that `cdk8s-knative platform vendor` filled. */
export function program(app: App, dir?: string): void {
  const chart = new Chart(app, 'platform');
  new ClusterBootstrap(chart, 'platform', {
    release: PlatformRelease.V1_23,
    install: Install.manifests({ dir }),
    ingress: Ingress.istio({ serviceType: 'NodePort' }),
    serving: {
      domains: { 'knative.kuberun.com': {} },
      autoscaler: { enableScaleToZero: true, scaleToZeroGracePeriod: Duration.seconds(30) },
    },
    eventing: { sources: ['kafka'] },
    tekton: { triggers: true, dashboard: true },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
