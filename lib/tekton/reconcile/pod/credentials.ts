import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import type { View } from '../../../controller/reconciler';
import { hashedName } from '../fnv';
import type { Mount } from './mounts';

interface Account {
  readonly secrets?: readonly { readonly name?: string }[];
}

interface Secret extends KubeObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

/** What an account's secrets come to in a pod: what the entrypoint is told, and where it finds them. */
export interface Credentials {
  readonly args: readonly string[];
  readonly volumes: readonly object[];
  readonly mounts: readonly Mount[];
  /** Secrets that the account names, and nobody has. */
  readonly missing: readonly string[];
}

const NONE: Credentials = { args: [], volumes: [], mounts: [], missing: [] };

/** Kinds of secret that need no annotation, by what the entrypoint is told of them. */
const WHOLE: Readonly<Record<string, string>> = {
  'kubernetes.io/dockerconfigjson': '-docker-config',
  'kubernetes.io/dockercfg': '-docker-cfg',
};
/** Kinds of secret that are for a server, by the annotations that name it. */
const SERVERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'kubernetes.io/basic-auth': { 'tekton.dev/docker-': '-basic-docker', 'tekton.dev/git-': '-basic-git' },
  'kubernetes.io/ssh-auth': { 'tekton.dev/git-': '-ssh-git' },
};
const SSH = 'kubernetes.io/ssh-auth';
/** The account that every namespace has. */
const DEFAULT_ACCOUNT = 'default';
const VOLUME = 'tekton-creds';
const HASH_LENGTH = 8;

/** Why a pod can't have its credentials. */
export interface CredentialFault {
  readonly fault: string;
}

export interface CredentialOptions {
  readonly isOff: boolean;
  readonly needsKnownHosts: boolean;
}

/** The credentials of an account: of its `secrets`, and of no others. */
export function credentialsOf(
  account: string,
  namespace: string,
  view: View,
  { isOff, needsKnownHosts }: CredentialOptions,
): Credentials | CredentialFault {
  if (isOff) return NONE;
  const found = view.get(kubernetes.ServiceAccount, account, namespace) as (KubeObject & Account) | undefined;
  if (found === undefined && account !== DEFAULT_ACCOUNT) {
    return { fault: `serviceaccounts "${account}" not found` };
  }
  const names = [...new Set((found?.secrets ?? []).map(({ name = '' }) => name))].filter((name) => name !== '');
  const secrets = names.map((name) => ({
    name,
    secret: view.get(kubernetes.Secret, name, namespace) as Secret | undefined,
  }));
  if (needsKnownHosts && secrets.some(({ secret }) => secret?.type === SSH && !hasKnownHosts(secret))) {
    return {
      fault:
        'TaskRun validation failed. Git SSH Secret must have "known_hosts" included when feature flag "require-git-ssh-secret-known-hosts" is set to true',
    };
  }
  const used = secrets.flatMap(({ name, secret }) => {
    const args = secret === undefined ? [] : argsOf(secret);
    return args.length === 0 ? [] : [{ name, args }];
  });
  const volumes = volumeNames(used.map(({ name }) => name));
  return {
    args: used.flatMap(({ args }) => args),
    volumes: [...volumes].map(([secretName, name]) => ({ name, secret: { secretName } })),
    mounts: [...volumes].map(([secret, name]) => ({ name, mountPath: `/tekton/creds-secrets/${secret}` })),
    missing: secrets.filter(({ secret }) => secret === undefined).map(({ name }) => name),
  };
}

const hasKnownHosts = ({ data, stringData }: Secret) => 'known_hosts' in { ...data, ...stringData };

/** Secrets may have dots in their names; volumes may not. */
function volumeNames(secrets: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const secret of secrets) {
    let name = hashedName(VOLUME, secret, HASH_LENGTH);
    while (taken.has(name)) name = hashedName(VOLUME, `${name}$`, HASH_LENGTH);
    taken.add(name);
    names.set(secret, name);
  }
  return names;
}

function argsOf({ type = '', metadata }: Secret): readonly string[] {
  const { name, annotations } = metadata;
  const whole = WHOLE[type];
  if (whole !== undefined) return [`${whole}=${name}`];
  return Object.entries(SERVERS[type] ?? {}).flatMap(([prefix, flag]) =>
    Object.entries(annotations ?? {})
      .filter(([key]) => key.startsWith(prefix))
      .map(([, server]) => server)
      .sort()
      .map((server) => `${flag}=${name}=${server}`),
  );
}
