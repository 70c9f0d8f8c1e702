import { App, Chart, Duration } from 'cdk8s';
import { AutoscalerConfig, KnativeService, type KnativeServiceProps } from 'cdk8s-knative';

const image = 'registry.cn-hangzhou.aliyuncs.com/knative-sample/autoscale-go:0.1';
// The image says no user; without one it would have to run as root.
const securityContext = { runAsUser: 65532 };

/** Ways to say how many pods there are, one service each. */
const services: Record<string, Omit<KnativeServiceProps, 'image'>> = {
  // One pod for every 10 requests at a time.
  'autoscale-go': { scale: { target: 10, targetUtilization: 100 } },
  // The same, but one pod stays when nobody asks, and there are never more than three.
  'autoscale-go-bounded': { scale: { target: 10, targetUtilization: 100, min: 1, max: 3 } },
  // A hard limit: the 11th request waits for a pod. Load is averaged over half a minute.
  'autoscale-go-limited': { containerConcurrency: 10, scale: { window: Duration.seconds(30) } },
  // Requests a second in place of requests at a time.
  'autoscale-go-rps': { scale: { metric: 'rps', target: 100 } },
  // CPU, by the horizontal pod autoscaler, which never goes down to zero.
  'autoscale-go-cpu': {
    resources: { requests: { cpu: '100m' } },
    scale: { class: 'hpa', metric: 'cpu', target: 70, max: 5 },
  },
};

export function program(app: App): void {
  const chart = new Chart(app, 'services', { namespace: 'default' });
  for (const [name, props] of Object.entries(services)) {
    new KnativeService(chart, name, { image, securityContext, ...props });
  }

  // What services fall back on that do not say it themselves.
  new AutoscalerConfig(new Chart(app, 'config-autoscaler'), 'autoscaler', {
    containerConcurrencyTargetPercentage: 70,
    containerConcurrencyTargetDefault: 100,
    requestsPerSecondTargetDefault: 200,
    targetBurstCapacity: 200,
    stableWindow: Duration.seconds(60),
    panicWindowPercentage: 10,
    panicThresholdPercentage: 200,
    maxScaleUpRate: 1000,
    maxScaleDownRate: 2,
    enableScaleToZero: true,
    scaleToZeroGracePeriod: Duration.seconds(30),
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
