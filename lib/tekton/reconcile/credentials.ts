import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import type { View } from '../../controller/reconciler';

interface Account {
  readonly secrets?: readonly { readonly name?: string }[];
}

interface Secret extends KubeObject {
  readonly type?: string;
}

/** What an account's secrets come to in a pod: what the entrypoint is told, and where it finds them. */
export interface Credentials {
  readonly args: readonly string[];
  readonly volumes: readonly object[];
  readonly mounts: readonly object[];
}

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

/** The credentials of an account: of its `secrets`, and of no others. */
export function credentialsOf(account: string, namespace: string, view: View): Credentials {
  const found = view.get(kubernetes.ServiceAccount, account, namespace) as (KubeObject & Account) | undefined;
  const used = (found?.secrets ?? []).flatMap(({ name = '' }) => {
    const secret = view.get(kubernetes.Secret, name, namespace) as Secret | undefined;
    const args = secret === undefined ? [] : argsOf(secret);
    return args.length === 0 ? [] : [{ name, args }];
  });
  const volume = (secret: string) => `tekton-internal-secret-volume-${secret}`;
  return {
    args: used.flatMap(({ args }) => args),
    volumes: used.map(({ name }) => ({ name: volume(name), secret: { secretName: name } })),
    mounts: used.map(({ name }) => ({ name: volume(name), mountPath: `/tekton/creds-secrets/${name}` })),
  };
}

function argsOf({ type = '', metadata }: Secret): readonly string[] {
  const { name, annotations } = metadata;
  const whole = WHOLE[type];
  if (whole !== undefined) return [`${whole}=${name}`];
  return Object.entries(SERVERS[type] ?? {}).flatMap(([prefix, flag]) =>
    Object.entries(annotations ?? {})
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, server]) => `${flag}=${name}=${server}`),
  );
}
