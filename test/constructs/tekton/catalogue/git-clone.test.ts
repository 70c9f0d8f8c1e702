import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitClone } from 'cdk8s-knative';
import { expect, test } from 'vitest';
import { synthChart } from '../../../../constructs/testing';
import { expectGolden } from '../../../golden';
import { runStep, type StepRun, temporaryFolder } from './run-step';

/** Author and committer, and that submodules may be of this machine. */
const environment = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_COMMITTER_DATE: '1700000000 +0000',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'protocol.file.allow',
  GIT_CONFIG_VALUE_0: 'always',
};

/** A repository that can be cloned, with two commits on `main`, a tag and another branch. */
class Repository {
  public readonly folder = temporaryFolder();
  public readonly url = `file://${this.folder}`;

  public constructor() {
    this.git('init', '--quiet', '--initial-branch=main');
    this.commit('first', { 'README.md': 'first', 'web/a': 'a', 'api/b': 'b' });
    this.git('tag', 'v1');
    this.commit('second', { 'README.md': 'second' });
    this.git('branch', 'release');
  }

  public git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.folder,
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    }).trim();
  }

  public commit(message: string, files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(this.folder, path, '..'), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  public commitOf(revision: string): string {
    return this.git('rev-parse', `${revision}^{commit}`);
  }
}

function clone({ params, workspaces, ...given }: StepRun) {
  const output = workspaces?.['output'] ?? temporaryFolder();
  const [task] = synthChart((chart) => gitClone(chart));
  const env = { ...environment, ...given.env };
  return { output, ...runStep(task!, { ...given, params, env, workspaces: { ...workspaces, output } }) };
}

const show = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();

test('it is a task', async () => {
  await expectGolden(
    synthChart((chart) => gitClone(chart)),
    'git-clone',
  );
});

test('the default branch is cloned, and what was there is gone', () => {
  const repository = new Repository();
  const output = temporaryFolder({ stale: 'x', '.hidden/file': 'x' });
  const { status, results, stderr } = clone({ params: { url: repository.url }, workspaces: { output } });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const commit = repository.commitOf('main');
  expect(results).toEqual({
    commit,
    url: repository.url,
    'committer-date': '1700000000',
    'CHAINS-GIT_COMMIT': commit,
    'CHAINS-GIT_URL': repository.url,
  });
  expect(readdirSync(output).sort()).toEqual(['.git', 'README.md', 'api', 'web']);
  expect(show(output, 'rev-list', '--count', 'HEAD')).toBe('1');
});

test.each(['main', 'release', 'v1', 'refs/tags/v1'])('the revision %s is cloned', (revision) => {
  const repository = new Repository();
  const { results } = clone({ params: { url: repository.url, revision } });
  expect(results['commit']).toBe(repository.commitOf(revision));
});

test('a commit is cloned by its id, and by a part of it', () => {
  const repository = new Repository();
  const commit = repository.commitOf('v1');
  for (const revision of [commit, commit.slice(0, 10)]) {
    const { results, status } = clone({ params: { url: repository.url, revision } });
    expect(status).toBe(0);
    expect(results['commit']).toBe(commit);
  }
});

test('all of the history is there with a depth of 0, and its tags', () => {
  const { output } = clone({ params: { url: new Repository().url, depth: '0' } });
  expect(show(output, 'rev-list', '--count', 'HEAD')).toBe('2');
  expect(show(output, 'tag')).toBe('v1');
});

test('a revision that is not there fails, and one that looks like an option is none', () => {
  const { url } = new Repository();
  for (const revision of ['nowhere', '--upload-pack=touch /tmp/x', '$(touch x)']) {
    const { status, results } = clone({ params: { url, revision } });
    expect(status).not.toBe(0);
    expect(results).toEqual({});
  }
});

test('files go to a subdirectory, beside what is there', () => {
  const output = temporaryFolder({ other: 'x' });
  clone({ params: { url: new Repository().url, subdirectory: 'shop/source' }, workspaces: { output } });
  expect(readdirSync(output).sort()).toEqual(['other', 'shop']);
  expect(existsSync(join(output, 'shop/source/README.md'))).toBe(true);
});

test('only some directories are checked out', () => {
  const { output } = clone({ params: { url: new Repository().url, sparseCheckoutDirectories: ['web'] } });
  expect(readdirSync(output).sort()).toEqual(['.git', 'README.md', 'web']);
});

test.each([
  ['true', true],
  ['false', false],
])('submodules: %s', (submodules, isThere) => {
  const repository = new Repository();
  repository.git('submodule', '--quiet', 'add', new Repository().url, 'part');
  repository.commit('part', {});
  const { output, status } = clone({ params: { url: repository.url, submodules } });
  expect(status).toBe(0);
  expect(existsSync(join(output, 'part/README.md'))).toBe(isThere);
});

test('a clone may go on in a directory that is kept', () => {
  const { url } = new Repository();
  const { output } = clone({ params: { url, revision: 'v1' } });
  writeFileSync(join(output, 'kept'), 'x');
  const { status } = clone({ params: { url, deleteExisting: 'false' }, workspaces: { output } });
  expect(status).toBe(0);
  expect(readFileSync(join(output, 'README.md'), 'utf8')).toBe('second');
  expect(existsSync(join(output, 'kept'))).toBe(true);
});

test('a password is told to the host of the repository alone', () => {
  const basicAuth = temporaryFolder({ username: 'me', password: 'p"a $s' });
  const { url } = new Repository();
  const { home } = clone({ params: { url }, workspaces: { 'basic-auth': basicAuth } });
  writeFileSync(
    join(home, '.gitconfig'),
    readFileSync(join(home, '.gitconfig'), 'utf8').replace('file://', 'https://example.com'),
  );
  const ask = (host: string) =>
    execFileSync('git', ['credential', 'fill'], {
      input: `protocol=https\nhost=${host}\n\n`,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        BASIC_AUTH: basicAuth,
        GIT_TERMINAL_PROMPT: '0',
        GIT_ASKPASS: 'false',
      },
    });
  expect(ask('example.com')).toContain('username=me\npassword=p"a $s\n');
  expect(() => ask('example.org')).toThrow();
});

test('files of credentials are copied, for nobody else to read', () => {
  const basicAuth = temporaryFolder({ '.gitconfig': '[x]\n y = z\n', '.git-credentials': 'https://a:b@example.com' });
  const ssh = temporaryFolder({ 'ssh-privatekey': 'key', known_hosts: 'hosts' });
  const tools = { git: 'echo "$GIT_SSH_COMMAND" > "$HOME/command"; echo 0' };
  const { home } = clone({
    params: { url: 'git@example.com:shop.git' },
    workspaces: { 'basic-auth': basicAuth, 'ssh-directory': ssh },
    tools,
  });
  expect(readFileSync(join(home, '.gitconfig'), 'utf8')).toContain('y = z');
  for (const file of ['.git-credentials', '.ssh/ssh-privatekey']) {
    expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
  }
  expect(readFileSync(join(home, 'command'), 'utf8').trim()).toBe(
    `ssh -o BatchMode=yes -o UserKnownHostsFile=${home}/.ssh/known_hosts -i ${home}/.ssh/ssh-privatekey`,
  );
});

test('a password in the URL is not told as a result', () => {
  const { results } = clone({ params: { url: 'https://me:secret@example.com/shop' }, tools: { git: 'echo 0' } });
  expect(results['url']).toBe('https://example.com/shop');
});
