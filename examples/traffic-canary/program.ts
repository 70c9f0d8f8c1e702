import { App, Chart } from 'cdk8s';
import { KnativeService, Probe, Traffic, type TrafficTargetProps } from 'cdk8s-knative';

interface Release {
  readonly revision: string;
  readonly traffic?: readonly TrafficTargetProps[];
}

/** What changes from release to release, in the order in which they are applied. */
const releases: Record<string, Release> = {
  v1: { revision: 'v1' },
  v2: { revision: 'v2', traffic: Traffic.canary({ stable: 'v1', candidate: 'v2', percent: 20 }) },
  'v3-dark': {
    revision: 'v3',
    traffic: [
      { revision: 'v1', percent: 80, tag: 'v1' },
      { revision: 'v2', percent: 20, tag: 'v2' },
      { revision: 'v3', percent: 0, tag: 'v3' },
      { latest: true, percent: 0, tag: 'latest' },
    ],
  },
  'v3-10-percent': {
    revision: 'v3',
    traffic: [
      { revision: 'v1', percent: 80, tag: 'v1' },
      { revision: 'v2', percent: 10, tag: 'v2' },
      { revision: 'v3', percent: 10, tag: 'v3' },
      { latest: true, percent: 0, tag: 'latest' },
    ],
  },
};

/** Each release is a program of its own: the same service, a day later. */
export const steps = Object.fromEntries(
  Object.entries(releases).map(([step, release]) => [step, (app: App) => trafficExample(app, release)]),
);

function trafficExample(app: App, release: Release): void {
  const chart = new Chart(app, 'traffic-example', { namespace: 'default' });
  new KnativeService(chart, 'traffic-example', {
    image: 'registry.cn-hangzhou.aliyuncs.com/knative-sample/rest-api-go:v1',
    env: { RESOURCE: release.revision },
    readiness: Probe.http('/'),
    // The image says no user; without one it would have to run as root.
    securityContext: { runAsUser: 65532 },
    ...release,
  });
}

if (require.main === module) {
  for (const [step, build] of Object.entries(steps)) {
    const app = new App({ outdir: `dist/${step}` });
    build(app);
    app.synth();
  }
}
