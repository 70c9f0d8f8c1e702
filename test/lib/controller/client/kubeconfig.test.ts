import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AccessError, clusterAccess } from '../../../../lib/controller/client';
import { CredentialSource } from '../../../../lib/controller/client/credentials';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | object): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const config = (user: object = { token: 'secret-token' }, cluster: object = {}) => ({
  'current-context': 'here',
  contexts: [
    { name: 'here', context: { cluster: 'c', user: 'u', namespace: 'mine' } },
    { name: 'there', context: { cluster: 'other', user: 'u' } },
  ],
  clusters: [
    { name: 'c', cluster: { server: 'https://here.example.com:6443', ...cluster } },
    { name: 'other', cluster: { server: 'https://there.example.com', 'insecure-skip-tls-verify': true } },
  ],
  users: [{ name: 'u', user }],
});
const read = (content: string | object, context?: string) =>
  clusterAccess({ path: file('config', content), context, env: {}, cwd: folder });

describe('a kubeconfig', () => {
  test('names the server, the namespace and the user of its current context', () => {
    expect(read(config())).toMatchObject({
      context: 'here',
      server: new URL('https://here.example.com:6443'),
      namespace: 'mine',
      insecure: false,
      user: { token: 'secret-token' },
    });
  });

  test('is read for another context where one is given', () => {
    const access = read(config(), 'there');
    expect(access).toMatchObject({
      server: new URL('https://there.example.com'),
      namespace: 'default',
      insecure: true,
    });
  });

  test('holds certificates itself, or names files beside it', () => {
    file('ca.crt', 'authority');
    file('key.pem', 'key');
    const user = { 'client-certificate-data': Buffer.from('certificate').toString('base64'), 'client-key': 'key.pem' };
    const access = read(config(user, { 'certificate-authority': 'ca.crt', 'tls-server-name': 'api' }));
    expect(String(access.authority)).toBe('authority');
    expect(access.serverName).toBe('api');
    expect(String(access.user.certificate)).toBe('certificate');
    expect(String(access.user.key)).toBe('key');
  });

  test('may be spread over files, of which the first to name something counts', () => {
    const first = file('first', { 'current-context': 'there' });
    const second = file('second', config());
    const env = { KUBECONFIG: [first, join(folder, 'absent'), second].join(delimiter) };
    expect(clusterAccess({ env, cwd: folder }).context).toBe('there');
  });

  test('is the one in the home folder where nothing else is said', () => {
    mkdirSync(join(folder, '.kube'));
    writeFileSync(join(folder, '.kube', 'config'), JSON.stringify(config()));
    expect(clusterAccess({ env: { HOME: folder }, cwd: folder }).context).toBe('here');
  });

  test('says as whom to act', () => {
    const user = { token: 't', as: 'jane', 'as-groups': ['ops'], 'as-user-extra': { 'a/b': ['c'] } };
    expect(read(config(user)).user.impersonation).toEqual({
      'Impersonate-User': 'jane',
      'Impersonate-Group': ['ops'],
      'Impersonate-Extra-a%2Fb': ['c'],
    });
  });

  const { users: _, ...userless } = config();
  test.each<[string, string | object, string | undefined, string]>([
    ['has no such context', config(), 'nowhere', 'no context "nowhere"'],
    ['has no current context', { contexts: [] }, undefined, 'no current-context'],
    ['names a user who is not there', userless, undefined, 'names the user "u"'],
    ['names no server', config({}, { server: 'here' }), undefined, 'server is "here"'],
    ['is behind a proxy', config({}, { 'proxy-url': 'http://proxy' }), undefined, 'proxy-url'],
    ['has an auth-provider', config({ 'auth-provider': {} }), undefined, 'auth-provider'],
    ['is no YAML', 'users: [{token: "secret-token"', undefined, "can't be read"],
  ])('that %s is refused', (_, content, context, message) => {
    const refused = () => read(content, context);
    expect(refused).toThrow(AccessError);
    expect(refused).toThrow(message);
    expect(refused).not.toThrow('secret-token');
  });

  test('that is nowhere is refused with what to do', () => {
    expect(() => clusterAccess({ env: { HOME: folder }, cwd: folder })).toThrow('there is no kubeconfig');
  });
});

describe('a plugin', () => {
  const plugin = (script: string, more: object = {}) => {
    const path = file('plugin', `#!${process.execPath}\n${script}`);
    chmodSync(path, 0o755);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: './plugin', ...more };
    return new CredentialSource(read(config({ exec })).user, { PATH: process.env.PATH });
  };
  const printing = (status: object) =>
    `const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
     console.log(JSON.stringify({ apiVersion: info.apiVersion, kind: 'ExecCredential', status: ${JSON.stringify(status)} }))`;

  test('prints the token, and is told what the kubeconfig says', async () => {
    const script = `console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential',
      status: { token: process.argv[2] + process.env.MORE } }))`;
    const source = plugin(script, { args: ['to'], env: [{ name: 'MORE', value: 'ken' }] });
    expect((await source.credentials()).headers.authorization).toBe('Bearer token');
  });

  test('is asked once for a token that lasts, and again for one that has ended', async () => {
    const count = join(folder, 'count');
    const counting = `require('node:fs').appendFileSync(${JSON.stringify(count)}, 'x');`;
    const calls = () => readFileSync(count, 'utf8').length;
    const lasting = plugin(counting + printing({ token: 'a', expirationTimestamp: '2999-01-01T00:00:00Z' }));
    await lasting.credentials();
    await lasting.credentials();
    expect(calls()).toBe(1);
    expect(lasting.renew()).toBe(true);
    await lasting.credentials();
    expect(calls()).toBe(2);
    const ended = plugin(counting + printing({ token: 'a', expirationTimestamp: '2000-01-01T00:00:00Z' }));
    await ended.credentials();
    const before = calls();
    await ended.credentials();
    expect(calls()).toBeGreaterThan(before);
  });

  test('may print a certificate in place of a token', async () => {
    const source = plugin(printing({ clientCertificateData: 'certificate', clientKeyData: 'key' }));
    expect(await source.credentials()).toMatchObject({ certificate: 'certificate', key: 'key' });
  });

  test.each([
    [
      'fails',
      `console.log('secret-token'); console.error('log in first'); process.exit(3)`,
      /exit code 3: log in first/,
    ],
    ['prints something else', `console.log('secret-token')`, /printed no ExecCredential/],
    ['prints nothing of use', printing({}), /neither a token nor a certificate/],
  ])('that %s is told without what it printed', async (_, script, message) => {
    const failure = plugin(script).credentials();
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.not.toThrow('secret-token');
  });

  test('that is not installed is told with the hint of the kubeconfig', async () => {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin', installHint: 'get it' };
    const failure = new CredentialSource(read(config({ exec })).user, {}).credentials();
    await expect(failure).rejects.toMatchObject({ hint: 'get it' });
  });
});
