import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PlatformRelease } from '../../../lib/platform';
import { vendor } from '../../../lib/platform/vendored/vendor';
import { configMap, madeUp, sourceOf, yamlOf } from '../platform/vendored-folder';
import { command, folderOf } from './command';

/** Files of components that no release tells the digests of. */
const files = {
  'kafka-broker/1.23.0/eventing-kafka-broker.yaml': yamlOf(configMap('a', { image: 'gcr.io/knative/broker:v1' })),
  'tekton-dashboard/0.71.0/release.yaml': yamlOf(
    configMap('b', { image: `ghcr.io/tekton/dashboard@sha256:${'b'.repeat(64)}` }),
  ),
};
const NAMES = 'kafka-broker,tekton-dashboard';

/** A folder in which a program lies that has its platform vendored. */
async function project(): Promise<string> {
  const cwd = folderOf({});
  await vendor(PlatformRelease.V1_23, {
    dir: join(cwd, 'vendor/platform'),
    source: sourceOf(files),
    components: NAMES.split(','),
  });
  return cwd;
}

/** A server on this machine, for the length of a test; it gives the base of its URLs. */
async function serve(answer: (path: string, authorization?: string) => string | number): Promise<string> {
  const server = createServer((request, response) => {
    const given = answer(request.url ?? '', request.headers.authorization);
    response.statusCode = typeof given === 'number' ? given : 200;
    response.end(typeof given === 'number' ? '' : given);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('platform list', () => {
  test('tells each release with its components', async () => {
    const { code, stdout } = await command(['platform', 'list']);
    expect(code).toBe(0);
    expect(stdout.match(/^Release .*$/gm)).toEqual([
      'Release 1.23: for Kubernetes 1.34 and later',
      'Release 1.22: for Kubernetes 1.34 and later',
      'Release 1.21: for Kubernetes 1.33 and later',
    ]);
    expect(stdout).toMatch(/^ {2}serving +1\.23\.0 +1\.34 +Knative Serving$/m);
  });

  test('tells of one in JSON', async () => {
    const { stdout } = await command(['platform', 'list', '--release', '1.22', '--format', 'json']);
    const { version, releases } = JSON.parse(stdout);
    expect([version, releases.length]).toEqual([1, 1]);
    expect(releases[0].components.find(({ name }: { name: string }) => name === 'net-istio')).toMatchObject({
      version: '1.22.0',
      requires: ['serving', 'istio'],
      namespaces: { creates: [], uses: ['knative-serving', 'istio-system'] },
      files: [
        { url: 'https://github.com/knative-extensions/net-istio/releases/download/knative-v1.22.0/net-istio.yaml' },
      ],
    });
  });

  test('knows what it has not', async () => {
    const { code, stderr } = await command(['platform', 'list', '--release', '1.9']);
    expect(code).toBe(2);
    expect(stderr).toContain('KP0101 there is no release "1.9": there are 1.23, 1.22, 1.21');
  });
});

describe('platform vendor', () => {
  test('fills a folder from a folder, and says what nobody has told before', async () => {
    const cwd = folderOf(Object.fromEntries(Object.entries(files).map(([path, text]) => [`from/${path}`, text])));
    const { code, stdout, stderr } = await command(
      ['platform', 'vendor', '--from', 'from', '--component', NAMES, '--dir', 'out'],
      { cwd },
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        'Release 1.23 in out:\n  kafka-broker 1.23.0, 1 file\n  tekton-dashboard 0.71.0, 1 file\n2 images; "platform images" lists them.\n',
    });
    expect(stderr).toContain('note: kafka-broker requires kafka-controller, which the folder has not');
    expect(stderr).toContain('  kafka-broker/1.23.0/eventing-kafka-broker.yaml');
    expect(readFileSync(join(cwd, 'out/platform.lock.yaml'), 'utf8')).toContain("release: '1.23'");
    const again = await command(['platform', 'vendor', '--from', 'from', '--dir', 'out'], { cwd });
    expect({ ...again, stdout: '' }).toEqual({
      code: 0,
      stdout: '',
      stderr: expect.not.stringContaining('taken as they came'),
    });
  });

  test('fills it from a mirror, which may ask for a password and lay files out by their URLs', async () => {
    const asked: string[] = [];
    const host = await serve((path, authorization) => {
      asked.push(path);
      if (authorization !== `Basic ${Buffer.from('me:se cret').toString('base64')}`) return 401;
      if (path === '/base/kafka-broker/1.23.0/eventing-kafka-broker.yaml') return yamlOf(configMap('a'));
      return path.startsWith('/base/infra.tekton.dev/tekton-releases/dashboard/') ? yamlOf(configMap('b')) : 404;
    });
    const cwd = folderOf({});
    const from = `http://me:se%20cret@${host}/base/`;
    const { code } = await command(['platform', 'vendor', '--from', from, '--component', NAMES], { cwd });
    expect(code).toBe(0);
    expect(asked).toContain('/base/tekton-dashboard/0.71.0/release.yaml');
    const refused = await command(
      ['platform', 'vendor', '--from', from.replace('cret', 'x'), '--dir', 'x', '--component', NAMES],
      { cwd },
    );
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('KP0123');
    expect(refused.stderr).toContain('it answers 401');
    expect(refused.stderr).not.toMatch(/me:|se%20|se x/);
  });

  test('tries again where a server stumbles, and tells where it does not get up', async () => {
    let times = 0;
    const host = await serve((path) => (path.includes('gone') ? 503 : ++times < 3 ? 500 : yamlOf(configMap('a'))));
    const args = (path: string) => [
      'platform',
      'vendor',
      '--from',
      `http://${host}/${path}`,
      '--component',
      'kafka-broker',
    ];
    expect((await command(args(''), { cwd: folderOf({}) })).code).toBe(0);
    const { code, stderr } = await command(args('gone'), { cwd: folderOf({}) });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: KP0123 can't fetch .*, it answers 503: .*--from/),
    ]);
  });

  test.each([
    [['--component', 'kafka-broken'], 'KP0102 there is no component "kafka-broken": did you mean "kafka-broker"?'],
    [['--from', 'nowhere'], "KP0121 can't read"],
    [['--release', '2'], 'KP0101'],
  ])('refuses %j', async (args, fault) => {
    const { code, stderr } = await command(['platform', 'vendor', ...args], { cwd: folderOf({}) });
    expect(code).toBe(2);
    expect(stderr).toContain(fault);
  });
});

describe('platform images', () => {
  test('lists them, with their names in a mirror', async () => {
    const cwd = await project();
    const list = async (...args: string[]) => (await command(['platform', 'images', ...args], { cwd })).stdout;
    const digest = `sha256:${'b'.repeat(64)}`;
    expect(await list()).toBe(`gcr.io/knative/broker:v1\nghcr.io/tekton/dashboard@${digest}\n`);
    expect(await list('--component', 'kafka-broker', '--host', 'm.example.com')).toBe(
      'gcr.io/knative/broker:v1 m.example.com/knative/broker:v1\n',
    );
    expect(JSON.parse(await list('--format', 'json', '--flatten', 'm.example.com/p', '--join', '-'))).toEqual({
      version: 1,
      release: '1.23',
      images: [
        {
          image: 'gcr.io/knative/broker:v1',
          components: ['kafka-broker'],
          mirrored: 'm.example.com/p/knative-broker:v1',
        },
        {
          image: `ghcr.io/tekton/dashboard@${digest}`,
          components: ['tekton-dashboard'],
          mirrored: `m.example.com/p/tekton-dashboard@${digest}`,
        },
      ],
    });
  });

  test.each([
    ['crane', 'crane copy FROM TO'],
    ['skopeo', 'skopeo copy --all --preserve-digests docker://FROM docker://TO'],
  ])('writes a script for %s', async (tool, line) => {
    const cwd = await project();
    const prefixes = ['--prefix', 'gcr.io=m.example.com/gcr', '--prefix', 'ghcr.io=m.example.com/ghcr'];
    const { stdout } = await command(['platform', 'images', '--format', tool, ...prefixes], { cwd });
    const copy = (from: string, to: string) => line.replace('FROM', from).replace('TO', to);
    expect(stdout.split('\n')).toEqual([
      '#!/bin/sh',
      '# Images of release 1.23, for kafka-broker 1.23.0, tekton-dashboard 0.71.0.',
      'set -eu',
      copy('gcr.io/knative/broker:v1', 'm.example.com/gcr/knative/broker:v1'),
      copy(
        `ghcr.io/tekton/dashboard@sha256:${'b'.repeat(64)}`,
        `m.example.com/ghcr/tekton/dashboard:sha256-${'b'.repeat(12)}`,
      ),
      '',
    ]);
  });

  test('reads a table', async () => {
    const cwd = await project();
    const { stdout } = await command(
      [
        'platform',
        'images',
        '--table',
        join(folderOf({ 't.yaml': 'gcr.io/knative/broker: m.example.com/b\n' }), 't.yaml'),
        '--keep',
        'ghcr.io',
      ],
      { cwd },
    );
    expect(stdout).toContain('gcr.io/knative/broker:v1 m.example.com/b:v1\n');
  });

  test.each([
    [
      ['--prefix', 'gcr.io=m.example.com'],
      "KP0141 images remain at upstream's registries:\n  ghcr.io/tekton/dashboard@sha256",
    ],
    [['--format', 'crane'], 'KP0144 no mirror is named'],
    [['--join', '-'], 'KP0144 --join is about --flatten'],
    [['--prefix', 'gcr.io'], 'Write it as from=to.'],
    [['--host', 'a.example.com', '--flatten', 'b.example.com/c'], 'cannot be used with'],
    [['--table', 'nowhere.yaml'], "KP0144 can't read nowhere.yaml"],
    [['--component', 'nothing'], 'KP0102'],
    [['--dir', 'nowhere'], 'KP0111 there is no platform.lock.yaml in'],
    [['--release', '1.22'], 'has release 1.23, and 1.22 is asked for'],
  ])('refuses %j', async (args, fault) => {
    const { code, stdout, stderr } = await command(['platform', 'images', ...args], { cwd: await project() });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(fault);
  });
});

test('a release with other versions is made from the one that it varies', () => {
  expect(madeUp.component('serving').version).toBe('1.23.9');
  expect(madeUp.component('net-istio').version).toBe('1.23.0');
  expect(() => PlatformRelease.V1_23.with({ istio: '1.30.3' })).toThrow('KP0103 istio 1.30.3 is not published');
});
