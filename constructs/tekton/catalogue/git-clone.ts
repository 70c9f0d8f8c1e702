import type { Construct } from 'constructs';
import { Param } from '../param';
import { Result } from '../result';
import type { Task } from '../task';
import { Workspace } from '../workspace';
import { type CatalogueTaskOptions, catalogueTask, OUTSIDE_OF_MESH } from './catalogue-task';
import { GIT_CLONE_SCRIPT } from './git-clone-script';

const params = {
  url: Param.string('url', { description: 'Repository that is cloned.' }),
  revision: Param.string('revision', {
    default: '',
    description: 'Branch, tag, ref or commit; the default branch if empty.',
  }),
  depth: Param.string('depth', { default: '1', description: 'How many commits of the history are fetched; 0 is all.' }),
  subdirectory: Param.string('subdirectory', {
    default: '',
    description: 'Directory of the workspace that the files go to.',
  }),
  deleteExisting: Param.string('deleteExisting', {
    default: 'true',
    description: 'Whether what is there already is deleted first.',
  }),
  submodules: Param.string('submodules', { default: 'true', description: 'Whether submodules are fetched too.' }),
  sparseCheckoutDirectories: Param.array('sparseCheckoutDirectories', {
    default: [],
    description: 'Directories of the repository that are checked out; all if there are none.',
  }),
  sslVerify: Param.string('sslVerify', { default: 'true', description: 'Whether certificates are checked.' }),
  caFile: Param.string('caFile', {
    default: 'ca-bundle.crt',
    description: 'File of the workspace ssl-ca-directory with the authorities that are trusted.',
  }),
  httpProxy: Param.string('httpProxy', { default: '', description: 'Proxy for http.' }),
  httpsProxy: Param.string('httpsProxy', { default: '', description: 'Proxy for https.' }),
  noProxy: Param.string('noProxy', { default: '', description: 'Hosts that are reached without a proxy.' }),
};

const workspaces = {
  output: Workspace.of('output', { description: 'Where the files go.' }),
  basicAuth: Workspace.of('basic-auth', {
    optional: true,
    readOnly: true,
    description: 'A Secret with username and password, or with .gitconfig and .git-credentials.',
  }),
  ssh: Workspace.of('ssh-directory', {
    optional: true,
    readOnly: true,
    description: 'A Secret with ssh-privatekey or id_*, known_hosts and, if need be, config.',
  }),
  ca: Workspace.of('ssl-ca-directory', {
    optional: true,
    readOnly: true,
    description: 'Certificates of authorities that are trusted.',
  }),
};

const results = {
  commit: Result.string('commit', { description: 'The commit that was fetched.' }),
  url: Result.string('url', { description: 'The repository, without a password in its URL.' }),
  committerDate: Result.string('committer-date', { description: 'When it was committed, in seconds since 1970.' }),
  chainsCommit: Result.string('CHAINS-GIT_COMMIT', { description: 'The commit, as Tekton Chains looks for it.' }),
  chainsUrl: Result.string('CHAINS-GIT_URL', { description: 'The repository, as Tekton Chains looks for it.' }),
};

type Of<Values> = Values[keyof Values];

/** A task that clones a git repository; see `gitClone`. */
export type GitCloneTask = Task<Of<typeof params>, Of<typeof workspaces>, Of<typeof results>>;

/**
 * Clones a git repository into a workspace.
 *
 * Runs without root, as user 65532: on storage that is claimed, the pod needs an `fsGroup`, which runs of this package
 * have. Credentials come from the Secrets of the run's ServiceAccount, or from the workspaces `basic-auth` and
 * `ssh-directory`; they are told to the host of `url` alone.
 *
 * Becomes: one Task.
 * @example
 * const cloned = pipeline.task('clone', gitClone(chart), { params: { url: repo }, workspaces: { output: source } });
 * const tag = cloned.results.commit;
 */
export function gitClone(scope: Construct, id = 'git-clone', options: CatalogueTaskOptions = {}): GitCloneTask {
  const { output, basicAuth, ssh, ca } = workspaces;
  return catalogueTask(scope, id, options, {
    description: 'Clones a git repository into a workspace.',
    params: Object.values(params),
    workspaces: Object.values(workspaces),
    results: Object.values(results),
    labels: OUTSIDE_OF_MESH,
    tool: 'git',
    step: {
      name: 'clone',
      args: [params.sparseCheckoutDirectories],
      workingDir: output.path,
      env: {
        URL: params.url,
        REVISION: params.revision,
        DEPTH: params.depth,
        SUBDIRECTORY: params.subdirectory,
        DELETE_EXISTING: params.deleteExisting,
        SUBMODULES: params.submodules,
        SSL_VERIFY: params.sslVerify,
        http_proxy: params.httpProxy,
        https_proxy: params.httpsProxy,
        no_proxy: params.noProxy,
        OUTPUT: output.path,
        BASIC_AUTH_BOUND: basicAuth.bound,
        BASIC_AUTH: basicAuth.path,
        SSH_BOUND: ssh.bound,
        SSH_DIRECTORY: ssh.path,
        CA_BOUND: ca.bound,
        CA_DIRECTORY: ca.path,
        CA_FILE: params.caFile,
      },
      script: GIT_CLONE_SCRIPT,
    },
  });
}
