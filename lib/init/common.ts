import type { ProjectFiles, ProjectSettings } from './project';

/** The program's own part, which every flavour has: what is deployed, and its test. */
export const program: ProjectFiles = {
  'chart.ts': `import { Chart, Duration } from 'cdk8s';
import { Broker, KnativeService, PingSource } from 'cdk8s-knative';
import type { Construct } from 'constructs';

export interface HelloProps {
  /** The image of the service. */
  readonly image: string;
  /** Most pods that the service may have. */
  readonly max?: number;
}

/** A service, and an event for it each minute. */
export class HelloChart extends Chart {
  public readonly service: KnativeService;

  public constructor(scope: Construct, id: string, { image, max = 10 }: HelloProps) {
    super(scope, id, { namespace: 'default' });

    this.service = new KnativeService(this, 'hello', {
      image,
      env: { TARGET: 'World' },
      scale: { target: 50, max },
    });

    // Whoever needs the events gets them from the broker, and the sender need not know who that is.
    const broker = new Broker(this, 'default');
    broker.on({ type: PingSource.eventType }, this.service, {
      delivery: { retry: 5, backoff: 'exponential', delay: Duration.seconds(1) },
    });
    new PingSource(this, 'every-minute', { schedule: '* * * * *', data: { message: 'Hello!' }, sink: broker });
  }
}
`,
  'chart.test.ts': `import { App } from 'cdk8s';
import { diagnosticsOf } from 'cdk8s-knative';
import { synth } from 'cdk8s-knative/testing';
import { expect, test } from 'vitest';
import { HelloChart } from './chart';

const image = 'ghcr.io/knative/helloworld-go:latest';

test('the service scales up to what is asked for', () => {
  const chart = new HelloChart(new App(), 'hello', { image, max: 3 });
  const service = synth(chart).find(({ kind }) => kind === 'Service');
  expect(service).toMatchObject({
    metadata: { name: 'hello' },
    spec: { template: { metadata: { annotations: { 'autoscaling.knative.dev/max-scale': '3' } } } },
  });
});

test('the events go from the source through the broker to the service', () => {
  const objects = synth(new HelloChart(new App(), 'hello', { image }));
  const kinds = objects.map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['Broker', 'PingSource', 'Service', 'Trigger']);
});

test('no rule blames the program', () => {
  const app = new App();
  new HelloChart(app, 'hello', { image });
  expect(diagnosticsOf(app)).toEqual([]);
});
`,
  'tsconfig.json': `${JSON.stringify(
    {
      compilerOptions: {
        target: 'ES2022',
        lib: ['ES2022'],
        module: 'node16',
        moduleResolution: 'node16',
        strict: true,
        noEmit: true,
        noImplicitOverride: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        skipLibCheck: true,
        types: ['node'],
      },
      include: ['*.ts'],
    },
    undefined,
    2,
  )}\n`,
};

/** A `package.json` with these scripts and packages, each in the version that was tested. */
export function packageJson(
  { name, versions }: ProjectSettings,
  scripts: Readonly<Record<string, string>>,
  dependencies: readonly string[],
  devDependencies: readonly string[],
): string {
  const versioned = (names: readonly string[]) =>
    Object.fromEntries([...names].sort().map((one) => [one, versionOf(one, versions)]));
  const content = {
    name,
    version: '0.1.0',
    private: true,
    engines: { node: '>=20.19' },
    scripts,
    dependencies: versioned(dependencies),
    devDependencies: versioned(devDependencies),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function versionOf(name: string, versions: ProjectSettings['versions']): string {
  const version = versions[name];
  if (version === undefined) throw new Error(`no version of ${name} is known`);
  return version;
}
