import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildahBuild, buildkitBuild, kanikoBuild, taskImages } from 'cdk8s-knative';
import { describe, expect, test } from 'vitest';
import { synthChart } from '../../../../constructs/testing';
import { expectGolden } from '../../../golden';
import { runStep, type StepRun, temporaryFolder } from './run-step';

const digest = `sha256:${'ab'.repeat(32)}`;

/** The tools that build, and what they leave behind when they have pushed an image. */
const builders = {
  kaniko: {
    make: kanikoBuild,
    tools: { executor: `for arg; do case $arg in --digest-file=*) printf ${digest} > "\${arg#*=}" ;; esac; done` },
  },
  buildah: {
    make: buildahBuild,
    tools: { buildah: `for arg; do case $arg in --digestfile=*) printf ${digest} > "\${arg#*=}" ;; esac; done` },
  },
  buildkit: {
    make: buildkitBuild,
    tools: {
      'buildctl-daemonless.sh': `while [ "$1" != --metadata-file ]; do shift; done
printf '{\\n  "containerimage.config.digest": "sha256:%064d",\\n  "containerimage.digest": "${digest}",\\n  "x": {}\\n}' 0 > "$2"`,
    },
  },
} as const;

type Tool = keyof typeof builders;
const tools = Object.keys(builders) as Tool[];

function run(tool: Tool, given: StepRun) {
  const { make, tools: standIns } = builders[tool];
  const [task] = synthChart((chart) => make(chart));
  return runStep(task!, {
    ...given,
    tools: { ...standIns, ...given.tools },
    workspaces: { source: '/source', ...given.workspaces },
  });
}

describe.each(tools)('a build with %s', (tool) => {
  test('is a task', async () => {
    await expectGolden(
      synthChart((chart) => builders[tool].make(chart)),
      tool,
    );
  });

  test.each([
    ['registry.example.com:5000/shop/web:v1', 'registry.example.com:5000/shop/web'],
    ['registry.example.com:5000/shop', 'registry.example.com:5000/shop'],
    ['shop:v1', 'shop'],
  ])('tells of %s by its digest, without a line break', (image, name) => {
    const { status, results, stderr } = run(tool, { params: { image } });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(results).toEqual({ IMAGE_URL: image, IMAGE_DIGEST: digest, IMAGE_REF: `${name}@${digest}` });
  });

  test('fails if the tool tells no digest', () => {
    const silent = Object.fromEntries(
      Object.keys(builders[tool].tools).map((name) => [
        name,
        'for arg; do :; done; touch "$HOME/digest" "$HOME/metadata.json"',
      ]),
    );
    const { status, results, stderr } = run(tool, { params: { image: 'shop:v1' }, tools: silent });
    expect(stderr).toContain('there is no digest of the image');
    expect(status).toBe(1);
    expect(results).toEqual({});
  });

  test.each(['a,push=false', 'a b', '--help', 'a;reboot', 'a\nb', ''])('refuses %j as an image', (image) => {
    const { status, calls, stderr } = run(tool, { params: { image } });
    expect(stderr).toContain('this is no reference of an image');
    expect(status).toBe(1);
    expect(calls).toEqual([]);
  });

  test('takes arguments as they are, whatever is in them', () => {
    const { calls } = run(tool, {
      params: { image: 'shop:v1', buildArgs: ['A=$(reboot) "x"', 'B=`y`'], extraArgs: ['--label=a b', '--'] },
    });
    const words = calls[0]!.join('\n');
    expect(words).toContain('A=$(reboot) "x"');
    expect(words).toContain('B=`y`');
    expect(calls[0]).toContain('--label=a b');
  });

  test.each(['config.json', '.dockerconfigjson'])('logs in with the %s of a workspace', (file) => {
    const dockerconfig = temporaryFolder({ [file]: '{"auths":{}}' });
    const { home } = run(tool, { params: { image: 'shop:v1' }, workspaces: { dockerconfig } });
    expect(readFileSync(join(home, '.docker/config.json'), 'utf8')).toBe('{"auths":{}}');
  });
});

const all = {
  image: 'example.com/shop:v1',
  context: 'web',
  dockerfile: 'build/Dockerfile',
  target: 'release',
  buildArgs: ['A=1'],
  cache: 'example.com/cache',
  insecure: 'true',
  extraArgs: ['--extra'],
};

test('kaniko is told what the params say', () => {
  const { calls, home } = run('kaniko', { params: all });
  expect(calls).toEqual([
    [
      'executor',
      '--context=dir:///source/web',
      '--dockerfile=/source/web/build/Dockerfile',
      '--destination=example.com/shop:v1',
      `--digest-file=${home}/digest`,
      '--build-arg=A=1',
      '--extra',
      '--target=release',
      '--cache=true',
      '--cache-repo=example.com/cache',
      '--insecure-registry=example.com',
      '--skip-tls-verify-registry=example.com',
    ],
  ]);
});

test('buildah is told what the params say', () => {
  const { calls, home } = run('buildah', { params: all });
  expect(calls).toEqual([
    [
      'buildah',
      'build',
      '--tls-verify=false',
      '--file=/source/web/build/Dockerfile',
      '--tag=example.com/shop:v1',
      '--build-arg=A=1',
      '--extra',
      '--target=release',
      '--layers',
      '--cache-from=example.com/cache',
      '--cache-to=example.com/cache',
      '/source/web',
    ],
    [
      'buildah',
      'push',
      '--tls-verify=false',
      `--digestfile=${home}/digest`,
      'example.com/shop:v1',
      'docker://example.com/shop:v1',
    ],
  ]);
});

test('BuildKit is told what the params say', () => {
  const { calls, home } = run('buildkit', { params: all });
  expect(calls).toEqual([
    [
      'buildctl-daemonless.sh',
      'build',
      ...['--progress', 'plain', '--frontend', 'dockerfile.v0'],
      ...['--local', 'context=/source/web', '--local', 'dockerfile=/source/web/build', '--opt', 'filename=Dockerfile'],
      ...['--output', 'type=image,name=example.com/shop:v1,push=true,registry.insecure=true'],
      ...['--metadata-file', `${home}/metadata.json`],
      ...['--opt', 'build-arg:A=1', '--extra', '--opt', 'target=release'],
      ...['--import-cache', 'type=registry,ref=example.com/cache,registry.insecure=true'],
      ...['--export-cache', 'type=registry,ref=example.com/cache,mode=max,registry.insecure=true'],
    ],
  ]);
});

test('BuildKit of elsewhere builds where a host is told', () => {
  const { calls, status } = run('buildkit', {
    params: { image: 'shop:v1', host: 'tcp://buildkitd:1234' },
    tools: {
      buildctl: `[ "$BUILDKIT_HOST" = tcp://buildkitd:1234 ]\n${builders.buildkit.tools['buildctl-daemonless.sh']}`,
    },
  });
  expect(calls[0]![0]).toBe('buildctl');
  expect(status).toBe(0);
});

test('every image has a fixed version, and a program may say others', () => {
  for (const image of Object.values(taskImages)) expect(image).toMatch(/^[\w.-]+\.[a-z]+\/.+:v?\d+\.\d+\.\d+(-\w+)?$/);
  const images = { kaniko: 'mirror.example.com/kaniko:1' };
  const [task] = synthChart((chart) => kanikoBuild(chart, 'k', { images, name: 'build', labels: { team: 'shop' } }));
  expect(task).toMatchObject({
    metadata: { name: 'build', labels: { team: 'shop', 'sidecar.istio.io/inject': 'false' } },
    spec: { steps: [{ image: 'mirror.example.com/kaniko:1' }] },
  });
});

test('an image for a tool that there is not is refused', () => {
  const images = { kanikko: 'mirror.example.com/kaniko:1' } as object;
  expect(() => synthChart((chart) => kanikoBuild(chart, 'k', { images }))).toThrow(
    'KG0007 test/k: "kanikko" is no tool (images.kanikko): there are git, kaniko, buildah, buildkit, kubectl, curl',
  );
});
