import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knativeDeploy, kubectlApply } from 'cdk8s-knative';
import { describe, expect, test } from 'vitest';
import { synthChart } from '../../../../constructs/testing';
import { expectGolden } from '../../../golden';
import { runStep, type StepRun, temporaryFolder } from './run-step';

const image = `registry.example.com/shop@sha256:${'ab'.repeat(32)}`;

describe('manifests', () => {
  const apply = (given: StepRun) => {
    const [task] = synthChart((chart) => kubectlApply(chart));
    return runStep(task!, { tools: { kubectl: ':' }, ...given });
  };
  const source = () =>
    temporaryFolder({
      'hello.yaml': 'image: __IMAGE__\nother: "__IMAGE__"\n',
      'all/a.yaml': 'a: __IMAGE__\n',
      'all/b.json': '{}\n',
      'all/README.md': 'no manifest\n',
    });
  const rendered = (home: string, file: string) => readFileSync(join(home, 'manifests', file), 'utf8');

  test('are applied by a task', async () => {
    await expectGolden(
      synthChart((chart) => kubectlApply(chart)),
      'kubectl-apply',
    );
  });

  test('get the image wherever they ask for it, and stay as they are in the source', () => {
    const folder = source();
    const params = { manifest: 'hello.yaml', image };
    const { status, home, calls } = apply({ params, workspaces: { source: folder } });
    expect(status).toBe(0);
    expect(rendered(home, 'hello.yaml')).toBe(`image: ${image}\nother: "${image}"\n`);
    expect(readFileSync(join(folder, 'hello.yaml'), 'utf8')).toContain('__IMAGE__');
    expect(calls).toEqual([
      ['kubectl', 'apply', '--server-side', '--field-manager=tekton', `--filename=${home}/manifests`],
    ]);
  });

  test('of a directory are applied together', () => {
    const { home } = apply({ params: { manifest: 'all', image }, workspaces: { source: source() } });
    expect(readdirSync(join(home, 'manifests')).sort()).toEqual(['a.yaml', 'b.json']);
    expect(rendered(home, 'a.yaml')).toBe(`a: ${image}\n`);
  });

  test.each(['x|w /tmp/file', 'a&b', 'a\\nb', 'a: b', 'a\nkind: Secret'])('refuse %j as an image', (bad) => {
    const { status, calls, stderr } = apply({
      params: { manifest: 'hello.yaml', image: bad },
      workspaces: { source: source() },
    });
    expect(status).toBe(1);
    expect(stderr).toContain('this is no reference of an image');
    expect(calls).toEqual([]);
  });

  test('that ask for an image are not applied without one', () => {
    const { status, calls, stderr } = apply({ params: { manifest: 'hello.yaml' }, workspaces: { source: source() } });
    expect(status).toBe(1);
    expect(stderr).toContain('asks for an image, and none is given');
    expect(calls).toEqual([]);
  });

  test('are applied to a namespace and a cluster, and their services are waited for', () => {
    const kubeconfig = temporaryFolder({ kubeconfig: '' });
    const { calls, status } = apply({
      params: {
        manifest: 'all/b.json',
        namespace: 'prod',
        services: ['hello', 'shop'],
        extraArgs: ['--force-conflicts', '--', 'a b'],
        timeout: '1m',
      },
      workspaces: { source: source(), kubeconfig },
      tools: { kubectl: `[ "$KUBECONFIG" = ${kubeconfig}/kubeconfig ]` },
    });
    expect(status).toBe(0);
    const wait = ['--namespace=prod', '--for=condition=Ready', '--timeout=1m'];
    expect(calls.map((call) => call.filter((word) => !word.startsWith('--f')))).toMatchObject([
      ['kubectl', 'apply', '--server-side', '--namespace=prod', '--', 'a b'],
      ['kubectl', 'wait', 'services.serving.knative.dev/hello', wait[0], wait[2]],
      ['kubectl', 'wait', 'services.serving.knative.dev/shop', wait[0], wait[2]],
    ]);
    expect(calls[0]).toContain('--force-conflicts');
    expect(calls[1]).toContain(wait[1]);
  });
});

describe('a service', () => {
  const deploy = (given: StepRun) => {
    const [task] = synthChart((chart) => knativeDeploy(chart));
    return runStep(task!, given);
  };
  /** A cluster whose service has a name for its revision, or none. */
  const kubectl = (name: string, isReady = true) => `case "$*" in
  wait*) exit ${isReady ? 0 : 1} ;;
  *template.metadata.name*) printf '${name}' ;;
  *latestReadyRevisionName*) printf shop-00002 ;;
  *status.url*) printf http://shop.default.example.com ;;
  *conditions*) echo 'Ready: RevisionFailed no image' ;;
esac`;
  const service = 'services.serving.knative.dev/shop';
  const replaced = (container: number) =>
    `{"op":"replace","path":"/spec/template/spec/containers/${container}/image","value":"${image}"}`;
  const patchOf = (calls: readonly (readonly string[])[]) => calls.find(([, verb]) => verb === 'patch')!;

  test('gets its image by a task', async () => {
    await expectGolden(
      synthChart((chart) => knativeDeploy(chart)),
      'knative-deploy',
    );
  });

  test('gets the image and nothing else, and is waited for', () => {
    const { status, calls, results } = deploy({ params: { service: 'shop', image }, tools: { kubectl: kubectl('') } });
    expect(status).toBe(0);
    expect(patchOf(calls)).toEqual([
      ...['kubectl', 'patch', service],
      ...['--type=json', '--field-manager=tekton', `--patch=[${replaced(0)}]`],
    ]);
    expect(calls.map(([, verb]) => verb)).toEqual(['get', 'patch', 'wait', 'get', 'get']);
    expect(results).toEqual({ revision: 'shop-00002', url: 'http://shop.default.example.com' });
  });

  test('gets a revision without a name after one that has a name', () => {
    const params = { service: 'shop', image, container: '1', namespace: 'prod' };
    const { calls } = deploy({ params, tools: { kubectl: kubectl('shop-abcde-1') } });
    const removed = '{"op":"remove","path":"/spec/template/metadata/name"}';
    expect(patchOf(calls)).toContain('--namespace=prod');
    const patch = patchOf(calls).at(-1)!.replace('--patch=', '');
    expect(patch).toBe(`[${replaced(1)},${removed}]`);
    expect(JSON.parse(patch)).toHaveLength(2);
  });

  test('that does not become ready fails the task, and tells why', () => {
    const tools = { kubectl: kubectl('', false) };
    const { status, stderr, results } = deploy({ params: { service: 'shop', image }, tools });
    expect(status).toBe(1);
    expect(stderr).toContain('RevisionFailed no image');
    expect(results).toEqual({});
  });

  test.each([
    [{ image: 'a","x":"' }, 'this is no reference of an image'],
    [{ container: '0/x' }, 'this is no number of a container'],
  ])('is not patched with %j', (bad, message) => {
    const { status, calls, stderr } = deploy({ params: { service: 'shop', image, ...bad }, tools: { kubectl: ':' } });
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(calls).toEqual([]);
  });
});
