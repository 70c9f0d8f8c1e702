import { Chart, Duration, Size } from 'cdk8s';
import {
  Broker,
  BuildAndDeployPipeline,
  type BuildAndDeployPipelineProps,
  Builder,
  type BuildTrigger,
  CloudEvents,
  Deploy,
  EventType,
  GitCredentials,
  GitHubPush,
  GitLabPush,
  GitSource,
  KnativeService,
  RegistryCredentials,
  RunContext,
  Schedule,
  SecretRef,
  Task,
  Volume,
  Workspace,
  WorkspaceBinding,
} from 'cdk8s-knative';
import { describe, expect, test } from 'vitest';
import { synthChart } from '../../../constructs/testing';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { expectGolden } from '../../golden';

const source = GitSource.of('https://github.com/example/shop', { revision: 'main' });
const image = { name: 'registry.example.com/shop', tag: 'v1' };
const secret = SecretRef.of('hooks', 'token');
const base = { source, image, build: Builder.buildkit() };

const shopOf = (chart: Chart, namespace?: string) => new KnativeService(chart, 'shop', { image: 'shop', namespace });

/** The objects of some kinds that a program becomes. */
function made(kinds: readonly string[], program: (chart: Chart) => void): readonly KubeObject[] {
  return synthChart(program).filter(({ kind }) => kinds.includes(kind));
}

function runOf(program: (chart: Chart) => void): Record<string, unknown> {
  const [run] = made(['PipelineRun'], program);
  return (run as unknown as { spec: Record<string, unknown> }).spec;
}

describe('the pipeline', () => {
  test('clones, tests, builds and deploys', async () => {
    const kinds = ['Pipeline', 'PipelineRun', 'ServiceAccount', 'Role', 'RoleBinding'];
    const objects = made(kinds, (chart) => {
      const build = new BuildAndDeployPipeline(chart, 'ci', {
        source: GitSource.of('https://github.com/example/shop', {
          revision: 'main',
          subdirectory: 'web',
          depth: 0,
          submodules: false,
          sparseCheckout: ['web', 'lib'],
          credentials: GitCredentials.fromSecret('git', { server: 'https://github.com' }),
        }),
        test: {
          image: 'node:24',
          script: 'npm test',
          env: { CI: 'true' },
          sidecars: [{ name: 'db', image: 'postgres:17' }],
        },
        build: Builder.kaniko({
          context: 'app',
          dockerfile: 'docker/Dockerfile',
          target: 'release',
          args: { A: '1' },
          cache: 'registry.example.com/cache',
          insecure: true,
          extraArgs: ['--verbosity=debug'],
          resources: { requests: { memory: Size.gibibytes(1) } },
        }),
        image,
        registry: RegistryCredentials.fromSecret('push', { server: 'https://registry.example.com/v2/' }),
        deploy: Deploy.service(shopOf(chart, 'prod'), { container: 1, timeout: Duration.minutes(2) }),
        workspace: WorkspaceBinding.claimTemplate({ storage: Size.gibibytes(5), storageClass: 'fast' }),
        timeouts: { pipeline: Duration.minutes(90) },
        podTemplate: { nodeSelector: { build: 'yes' } },
        labels: { team: 'shop' },
      });
      build.run({ name: 'ci-1', params: { revision: 'v2', image: 'registry.example.com/shop:v2' } });
    });
    await expectGolden(objects, 'build-and-deploy');
  });

  test('has a task for each tool, with images of a table', () => {
    const images = {
      git: 'mirror/git:1',
      buildah: 'mirror/buildah:1',
      kaniko: 'mirror/kaniko:1',
      kubectl: 'mirror/k:1',
    };
    const tasks = made(['Task'], (chart) => {
      const one = { image, build: Builder.buildah(), deploy: shopOf(chart) };
      const builds = {
        a: one,
        b: { ...one, build: Builder.kaniko() },
        c: { ...one, deploy: Deploy.manifest('c.yaml') },
      };
      new BuildAndDeployPipeline(chart, 'ci', { source, builds, images });
    });
    const used = tasks.map(({ metadata, ...task }) => [metadata.name, JSON.stringify(task).match(/mirror\/\w+/)?.[0]]);
    expect(used).toEqual([
      ['ci-git-clone', 'mirror/git'],
      ['ci-buildah', 'mirror/buildah'],
      ['ci-knative-deploy', 'mirror/k'],
      ['ci-kaniko', 'mirror/kaniko'],
      ['ci-kubectl-apply', 'mirror/k'],
    ]);
  });

  test('tags an image with the commit where no tag is told, and builds elsewhere', () => {
    const [pipeline] = made(['Pipeline'], (chart) => {
      const build = Builder.buildkit({ host: 'tcp://buildkitd:1234' });
      new BuildAndDeployPipeline(chart, 'ci', { source, image: { name: image.name }, build });
    });
    expect(pipeline).toMatchObject({
      spec: {
        tasks: [
          { name: 'clone' },
          {
            name: 'build',
            params: [
              { name: 'image', value: '$(params.image):$(tasks.clone.results.commit)' },
              { name: 'context', value: '.' },
              { name: 'host', value: 'tcp://buildkitd:1234' },
            ],
          },
        ],
      },
    });
  });

  test('tests by a task of its own', () => {
    const [, pipeline] = made(['Pipeline', 'Task'], (chart) => {
      const files = Workspace.of('source');
      const check = new Task(chart, 'check', {
        workspaces: [files],
        steps: [{ name: 'a', image: 'a:1', script: 'true' }],
      });
      new BuildAndDeployPipeline(chart, 'ci', { ...base, test: check });
    });
    expect(pipeline).toMatchObject({
      spec: { tasks: [{}, { name: 'test', taskRef: { name: 'check' }, runAfter: ['clone'] }, { runAfter: ['test'] }] },
    });
  });
});

describe('rights', () => {
  const rulesOf = (...deploys: readonly Deploy[]) => {
    const builds = Object.fromEntries(deploys.map((deploy, i) => [`n${i}`, { image, build: base.build, deploy }]));
    const [role] = made(['Role'], (chart) => new BuildAndDeployPipeline(chart, 'ci', { source, builds }));
    return (role as unknown as { rules: unknown }).rules;
  };
  const services = { apiGroups: ['serving.knative.dev'], resources: ['services'] };
  const changing = (...resourceNames: string[]) => {
    return { ...services, resourceNames, verbs: ['get', 'list', 'watch', 'patch'] };
  };

  test('are those of the services that manifests name, and to make some', () => {
    const deploys = [
      Deploy.manifest('b.yaml', { services: ['b', 'a'] }),
      Deploy.manifest('c.yaml', { services: ['c'] }),
    ];
    expect(rulesOf(...deploys)).toEqual([changing('a', 'b', 'c'), { ...services, verbs: ['create'] }]);
  });

  test('are those of all services where manifests name none', () => {
    expect(rulesOf(Deploy.manifest('a.yaml'))).toEqual([{ ...services, verbs: ['get', 'create', 'patch'] }]);
  });

  test('are those that are told where there is something else', () => {
    const rules = [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'create', 'patch'] }];
    expect(rulesOf(Deploy.manifest('a.yaml', { rules }))).toEqual(rules);
  });

  test('are none where nothing is deployed', () => {
    const kinds = made(['Role', 'ServiceAccount'], (chart) => {
      const { deployer } = new BuildAndDeployPipeline(chart, 'ci', base);
      expect(deployer).toBeUndefined();
    });
    expect(kinds.map(({ kind }) => kind)).toEqual(['ServiceAccount']);
  });
});

describe('what starts builds', () => {
  const withTriggers = (on: (chart: Chart) => readonly BuildTrigger[]) => (chart: Chart) => {
    new BuildAndDeployPipeline(chart, 'ci', { ...base, on: on(chart) });
  };
  const kinds = ['EventListener', 'TriggerTemplate', 'TriggerBinding', 'Trigger', 'PingSource'];

  test('are pushes, times and events', async () => {
    const objects = made(
      kinds,
      withTriggers((chart) => {
        const broker = new Broker(chart, 'default');
        new EventType(chart, 'release', { type: 'com.example.release', source: '/releases', at: broker });
        return [
          GitHubPush.to({ branch: 'main', secret }),
          GitLabPush.to({ branch: "it's", secret }),
          Schedule.at('0 3 * * *', { timezone: 'Asia/Shanghai' }),
          Schedule.at('0 15 * * *'),
          CloudEvents.of(broker, {
            type: 'com.example.release',
            attributes: { source: '/releases' },
            revision: '$(body.commit)',
          }),
        ];
      }),
    );
    await expectGolden(objects, 'build-triggers');
  });

  test('webhooks have a listener of their own', () => {
    const on = [GitHubPush.to({ branch: 'main', secret }), Schedule.at('@daily')];
    const listeners = made(
      ['EventListener'],
      withTriggers(() => on),
    ) as unknown as {
      metadata: { name: string };
      spec: { triggers: { name: string }[] };
    }[];
    expect(listeners.map(({ metadata, spec }) => [metadata.name, spec.triggers.map(({ name }) => name)])).toEqual([
      ['ci', ['github']],
      ['ci-events', ['schedule']],
    ]);
  });

  test('build what a push changes; what has no paths is always built', () => {
    const [listener] = made(['EventListener'], (chart) => {
      const one = { image, build: base.build };
      const builds = { web: { ...one, paths: ['web/', "o'clock"] }, api: one };
      new BuildAndDeployPipeline(chart, 'ci', { source, builds, on: GitHubPush.to({ branch: 'main', secret }) });
    });
    const { interceptors } = (listener as unknown as { spec: { triggers: { interceptors: unknown[] }[] } }).spec
      .triggers[0]!;
    expect(interceptors).toHaveLength(3);
    expect(interceptors[2]).toEqual({
      ref: { name: 'cel' },
      params: [
        {
          name: 'overlays',
          value: [
            {
              key: 'build-web',
              expression:
                'body.forced || body.commits.exists(c, (c.added + c.modified + c.removed).exists(f, ' +
                "f.startsWith('web/') || f.startsWith('o\\'clock/')))",
            },
          ],
        },
      ],
    });
  });
});

describe('a run', () => {
  test('has what the pipeline says', () => {
    const { params, workspaces, taskRunTemplate } = runOf((chart) => {
      new BuildAndDeployPipeline(chart, 'ci', base).run({ name: 'ci-1' });
    });
    expect(params).toBeUndefined();
    expect(taskRunTemplate).toEqual({ serviceAccountName: 'ci', podTemplate: { securityContext: { fsGroup: 65532 } } });
    expect(workspaces).toMatchObject([{ name: 'source', volumeClaimTemplate: {} }]);
  });

  test('may have storage that is there, in a directory of its own', () => {
    const workspace = WorkspaceBinding.volume(Volume.persistentVolumeClaim('builds'), {
      subPath: RunContext.pipelineRun.name,
    });
    const { workspaces } = runOf((chart) =>
      new BuildAndDeployPipeline(chart, 'ci', base).run({ name: 'ci-1', workspace }),
    );
    expect(workspaces).toEqual([
      { name: 'source', persistentVolumeClaim: { claimName: 'builds' }, subPath: '$(context.pipelineRun.name)' },
    ]);
  });

  test('may build some of the images', () => {
    const { params } = runOf((chart) => {
      const one = { image, build: base.build };
      const build = new BuildAndDeployPipeline(chart, 'ci', { source, builds: { a: one, b: one, c: one } });
      build.run({ name: 'ci-1', only: ['b'] });
    });
    expect(params).toEqual([
      { name: 'build-a', value: 'false' },
      { name: 'build-c', value: 'false' },
    ]);
  });

  test('is in a file of its own if the server names it', () => {
    synthChart((chart) => {
      const build = new BuildAndDeployPipeline(chart, 'ci', base);
      build.run();
      build.run({ generateName: 'other-' });
      const charts = chart.node.root.node.findAll().filter(Chart.isChart);
      expect(charts.map(({ node }) => node.id)).toEqual(['test', 'test-ci-run-manual', 'test-ci-run-2-manual']);
    });
  });
});

test('credentials tell what their Secrets must be annotated with', () => {
  const server = 'https://registry.example.com';
  expect(RegistryCredentials.fromSecret('push', { server }).annotations).toEqual({ 'tekton.dev/docker-0': server });
  expect(GitCredentials.fromSecret('key', { server: 'github.com' }).annotations).toEqual({
    'tekton.dev/git-0': 'github.com',
  });
  expect(RegistryCredentials.fromSecret('push').annotations).toEqual({});
});

test.each([
  ['https://index.docker.io/v1/', 'docker.io/example/shop', true],
  ['https://index.docker.io/v1/', 'example/shop', true],
  ['registry.example.com:5000', 'registry.example.com:5000/shop', true],
  ['http://localhost', 'localhost/shop', true],
  ['https://registry.example.com', 'example/shop', false],
  ['https://registry.example.com', 'registry.example.com:5000/shop', false],
])('credentials for %s and the image %s', (server, name, expected) => {
  expect(RegistryCredentials.fromSecret('push', { server }).isFor(name)).toBe(expected);
});

describe('is refused', () => {
  const push = RegistryCredentials.fromSecret('push', { server: 'https://elsewhere.example.com' });
  const emptyDir = Volume.emptyDir();
  test.each<[string, (chart: Chart) => Partial<BuildAndDeployPipelineProps>, string]>([
    [
      'a workspace that tasks do not share',
      () => ({ workspace: emptyDir, on: Schedule.at('@daily') }),
      'KG0004 test/ci: each task would have',
    ],
    [
      'credentials of another registry',
      () => ({ registry: push }),
      'registry.example.com/shop:v1 would be pushed without credentials',
    ],
    [
      'a tag in the name',
      () => ({ image: { name: 'example.com:5000/shop:v1' } }),
      'has a tag or a digest (image.name)',
    ],
    [
      'one image beside several',
      () => ({ builds: { a: base } }) as object,
      'KG0002 test/ci: both builds and image are given',
    ],
    [
      'no image',
      () => ({ builds: {}, image: undefined, build: undefined }),
      'KG0003 test/ci: there is no image to build (builds)',
    ],
    ['a word that is no property', () => ({ registri: push }) as object, 'KG0007 test/ci: "registri" is no property'],
    [
      'a service that names its revision',
      (chart) => ({ deploy: new KnativeService(chart, 'shop', { image: 'shop', revision: 'v1' }) }),
      'names its revision shop-v1, and each deploy makes another one',
    ],
  ])('%s', (_, props, message) => {
    const program = (chart: Chart) => {
      new BuildAndDeployPipeline(chart, 'ci', { ...base, ...props(chart) } as BuildAndDeployPipelineProps);
    };
    expect(() => synthChart(program)).toThrow(message);
  });

  test('a password in the URL of the source', () => {
    expect(() => GitSource.of('https://me:secret@example.com/shop')).toThrow('there is a password in the URL');
  });

  test.each([
    [{ only: ['nope'] }, 'there is no image "nope" (only)'],
    [
      { params: { revison: 'x' } },
      'the pipeline has no param "revison" (params): it has url, revision, image-a, build-a',
    ],
    [{ workspace: emptyDir }, 'each task would have an empty directory of its own (workspace)'],
  ])('a run with %j', (options, message) => {
    const program = (chart: Chart) => {
      const builds = { a: { image, build: base.build } };
      new BuildAndDeployPipeline(chart, 'ci', { source, builds }).run(options as object);
    };
    expect(() => synthChart(program)).toThrow(message);
  });
});
