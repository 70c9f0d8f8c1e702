import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { AccessError } from './access-error';

/** How to reach a cluster and as whom, read of a kubeconfig. */
export interface ClusterAccess {
  /** The context's name, for people. */
  readonly context: string;
  readonly server: URL;
  /** The namespace of objects that name none. */
  readonly namespace: string;
  /** Certificates to trust, in PEM. @default - those that Node trusts */
  readonly authority?: Buffer;
  /** The name to expect in the server's certificate. @default - the server's host */
  readonly serverName?: string;
  /** Whether the server's certificate is not looked at. */
  readonly insecure: boolean;
  readonly user: UserAccess;
}

/** What proves who one is. */
export interface UserAccess {
  readonly certificate?: Buffer;
  readonly key?: Buffer;
  readonly token?: string;
  /** A file that holds the token, and may change. */
  readonly tokenFile?: string;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly exec?: ExecPlugin;
  /** Headers that ask to act as somebody else. */
  readonly impersonation: Readonly<Record<string, string | readonly string[]>>;
}

/** A program that prints credentials. */
export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What to tell those who lack the program. */
  readonly installHint?: string;
  /** What the plugin is told of the cluster, where it asks to be. */
  readonly cluster?: Readonly<Record<string, unknown>>;
}

export interface KubeconfigOptions {
  /** A kubeconfig. @default - the files of `KUBECONFIG`, else `~/.kube/config`, else a Pod's service account */
  readonly path?: string;
  /** @default - the kubeconfig's `current-context` */
  readonly context?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where relative paths begin. @default - the working directory */
  readonly cwd?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** An entry of `clusters`, `users` or `contexts`, and the folder that its paths begin in. */
interface Entry {
  readonly fields: Fields;
  readonly folder: string;
}

interface Kubeconfig {
  readonly files: readonly string[];
  readonly current?: string;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Finds out as kubectl does which cluster is meant. @throws AccessError */
export function clusterAccess(options: KubeconfigOptions = {}): ClusterAccess {
  const { env = process.env, cwd = process.cwd() } = options;
  const files = kubeconfigFiles(options, env, cwd);
  if (files.length === 0) {
    if (env.KUBERNETES_SERVICE_HOST !== undefined && existsSync(SERVICE_ACCOUNT)) return inPod(env);
    throw new AccessError('there is no kubeconfig', 'set KUBECONFIG, give --kubeconfig, or make ~/.kube/config');
  }
  return accessIn(merged(files), options.context);
}

function kubeconfigFiles(
  { path }: KubeconfigOptions,
  env: NonNullable<KubeconfigOptions['env']>,
  cwd: string,
): readonly string[] {
  if (path !== undefined) return [resolve(cwd, path)];
  if (env.KUBECONFIG !== undefined && env.KUBECONFIG !== '') {
    // kubectl passes over those that are not there, too.
    const named = env.KUBECONFIG.split(delimiter).filter((file) => file !== '');
    const there = named.map((file) => resolve(cwd, file)).filter((file) => existsSync(file));
    if (there.length === 0) throw new AccessError(`no file of KUBECONFIG is there: ${named.join(', ')}`);
    return there;
  }
  const usual = join(env.HOME ?? homedir(), '.kube', 'config');
  return existsSync(usual) ? [usual] : [];
}

/** Of entries of one name, the first file's counts. */
function merged(files: readonly string[]): Kubeconfig {
  const maps = { contexts: new Map<string, Entry>(), clusters: new Map(), users: new Map() };
  let current: string | undefined;
  for (const file of files) {
    const config = readConfig(file);
    current ??= textOf(config['current-context']);
    for (const [list, key] of [
      ['contexts', 'context'],
      ['clusters', 'cluster'],
      ['users', 'user'],
    ] as const) {
      for (const item of listOf(config[list])) {
        const name = textOf(item.name);
        if (name === undefined || maps[list].has(name)) continue;
        maps[list].set(name, { fields: fieldsOf(item[key]), folder: dirname(file) });
      }
    }
  }
  return { files, current, ...maps };
}

function readConfig(file: string): Fields {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new AccessError(`the kubeconfig ${file} can't be read: ${(error as Error).message}`);
  }
  try {
    return fieldsOf(load(text));
  } catch (error) {
    // Only the reason: the parser's message quotes lines, which may hold a token.
    const { reason = 'no YAML', mark } = error as { reason?: string; mark?: { line: number } };
    throw new AccessError(`the kubeconfig ${file} can't be read: ${reason}${mark ? ` in line ${mark.line + 1}` : ''}`);
  }
}

function accessIn(config: Kubeconfig, given: string | undefined): ClusterAccess {
  const name = given ?? config.current;
  const contexts = [...config.contexts.keys()];
  const choice = contexts.length === 0 ? 'it has no context' : `there are ${contexts.join(', ')}`;
  if (name === undefined) throw new AccessError('the kubeconfig has no current-context', `give --context; ${choice}`);
  const context = config.contexts.get(name);
  if (context === undefined) throw new AccessError(`the kubeconfig has no context "${name}"`, choice);
  const cluster = config.clusters.get(textOf(context.fields.cluster) ?? '');
  if (cluster === undefined) {
    throw new AccessError(`context "${name}" names the cluster "${context.fields.cluster}", which is not there`);
  }
  const userName = textOf(context.fields.user);
  const user = config.users.get(userName ?? '');
  if (user === undefined && userName !== undefined) {
    throw new AccessError(`context "${name}" names the user "${userName}", who is not there`);
  }
  return {
    context: name,
    namespace: textOf(context.fields.namespace) ?? 'default',
    ...serverIn(cluster),
    user: user === undefined ? { impersonation: {} } : userIn(user, cluster),
  };
}

function serverIn(entry: Entry): Pick<ClusterAccess, 'server' | 'authority' | 'serverName' | 'insecure'> {
  const { fields } = entry;
  const server = textOf(fields.server) ?? '';
  if (!URL.canParse(server) || !/^https?:/.test(server)) {
    throw new AccessError(`the cluster's server is ${JSON.stringify(server)}`, 'it is a URL: https://HOST:PORT');
  }
  if (fields['proxy-url'] !== undefined) {
    throw new AccessError(
      'the cluster is behind a proxy (proxy-url), which is not supported',
      'forward a port to it, and name that in a context of its own',
    );
  }
  return {
    server: new URL(server),
    authority: bytesOf(entry, 'certificate-authority'),
    serverName: textOf(fields['tls-server-name']),
    insecure: fields['insecure-skip-tls-verify'] === true,
  };
}

function userIn(entry: Entry, cluster: Entry): UserAccess {
  const { fields, folder } = entry;
  if (fields['auth-provider'] !== undefined && fields.exec === undefined) {
    throw new AccessError('the user has an auth-provider, which Kubernetes ended in 1.26', 'use an exec plugin');
  }
  const [username, password, tokenFile] = [fields.username, fields.password, fields.tokenFile].map(textOf);
  return {
    certificate: bytesOf(entry, 'client-certificate'),
    key: bytesOf(entry, 'client-key'),
    token: textOf(fields.token),
    tokenFile: tokenFile === undefined ? undefined : resolve(folder, tokenFile),
    basic: username === undefined ? undefined : { username, password: password ?? '' },
    exec: fields.exec === undefined ? undefined : execIn(fieldsOf(fields.exec), folder, cluster),
    impersonation: impersonationIn(fields),
  };
}

function execIn(exec: Fields, folder: string, cluster: Entry): ExecPlugin {
  const command = textOf(exec.command);
  if (command === undefined) throw new AccessError("the user's exec has no command");
  const apiVersion = textOf(exec.apiVersion) ?? '';
  if (!/^client\.authentication\.k8s\.io\/v1(beta1)?$/.test(apiVersion)) {
    throw new AccessError(`the user's exec has the apiVersion "${apiVersion}"`, 'client.authentication.k8s.io/v1');
  }
  return {
    apiVersion,
    command: /[\\/]/.test(command) ? resolve(folder, command) : command,
    args: Array.isArray(exec.args) ? exec.args.map(String) : [],
    env: Object.fromEntries(listOf(exec.env).map(({ name, value }) => [String(name), String(value ?? '')])),
    installHint: textOf(exec.installHint),
    cluster: exec.provideClusterInfo === true ? clusterInfo(cluster) : undefined,
  };
}

function clusterInfo(cluster: Entry): Fields {
  const { fields } = cluster;
  return {
    server: fields.server,
    'tls-server-name': fields['tls-server-name'],
    'insecure-skip-tls-verify': fields['insecure-skip-tls-verify'],
    'certificate-authority-data': bytesOf(cluster, 'certificate-authority')?.toString('base64'),
  };
}

function impersonationIn(fields: Fields): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  const [as, uid] = [fields.as, fields['as-uid']].map(textOf);
  if (as !== undefined) headers['Impersonate-User'] = as;
  if (uid !== undefined) headers['Impersonate-Uid'] = uid;
  if (Array.isArray(fields['as-groups'])) headers['Impersonate-Group'] = fields['as-groups'].map(String);
  for (const [key, values] of Object.entries(fieldsOf(fields['as-user-extra']))) {
    if (Array.isArray(values)) headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = values.map(String);
  }
  return headers;
}

/** What `NAME-data` holds, or the file that `NAME` names. */
function bytesOf({ fields, folder }: Entry, name: string): Buffer | undefined {
  const data = textOf(fields[`${name}-data`]);
  if (data !== undefined) return Buffer.from(data, 'base64');
  const file = textOf(fields[name]);
  if (file === undefined) return undefined;
  try {
    return readFileSync(resolve(folder, file));
  } catch (error) {
    throw new AccessError(`the kubeconfig's ${name} can't be read: ${(error as Error).message}`);
  }
}

/** As a Pod of the cluster reaches it. */
function inPod({
  KUBERNETES_SERVICE_HOST: host = '',
  KUBERNETES_SERVICE_PORT: port = '443',
}: NonNullable<KubeconfigOptions['env']>): ClusterAccess {
  const file = (name: string) => join(SERVICE_ACCOUNT, name);
  return {
    context: 'the cluster of this Pod',
    server: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
    namespace: existsSync(file('namespace')) ? readFileSync(file('namespace'), 'utf8').trim() : 'default',
    authority: readFileSync(file('ca.crt')),
    insecure: false,
    user: { tokenFile: file('token'), impersonation: {} },
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
