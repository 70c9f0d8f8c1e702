import { App, Chart, Duration } from 'cdk8s';
import { ClusterBootstrap, ImageMirror, Ingress, Install, PlatformRelease } from 'cdk8s-knative';

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
    // Where none of upstream's registries can be reached. Tags and digests stay.
    images: ImageMirror.prefix({
      'gcr.io': 'registry.cn-hangzhou.aliyuncs.com/gcr',
      'ghcr.io': 'registry.cn-hangzhou.aliyuncs.com/ghcr',
      'docker.io': 'registry.cn-hangzhou.aliyuncs.com/hub',
      'cgr.dev': 'registry.cn-hangzhou.aliyuncs.com/cgr',
      'mcr.microsoft.com': 'registry.cn-hangzhou.aliyuncs.com/mcr',
    }),
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
