import type { TektonEnv } from '../env';
import { Param } from '../param';
import { Result } from '../result';
import type { ArgumentInput } from '../variable';
import { Workspace } from '../workspace';

/** What every task that builds images is told. */
export const buildParams = {
  image: Param.string('image', { description: 'Where the image is pushed to, with its tag.' }),
  context: Param.string('context', { default: '.', description: 'Directory of the source that is built.' }),
  dockerfile: Param.string('dockerfile', {
    default: 'Dockerfile',
    description: 'The Dockerfile, as a path in the context.',
  }),
  target: Param.string('target', {
    default: '',
    description: 'Stage of the Dockerfile that is built; the last if empty.',
  }),
  buildArgs: Param.array('buildArgs', { default: [], description: 'Arguments of the Dockerfile, each as NAME=value.' }),
  cache: Param.string('cache', {
    default: '',
    description: 'Repository of a registry that layers are kept in; none are kept if empty.',
  }),
  insecure: Param.string('insecure', {
    default: 'false',
    description: 'Whether the registry is spoken to without TLS, or with a certificate that nobody knows.',
  }),
  extraArgs: Param.array('extraArgs', { default: [], description: 'Further arguments of the tool.' }),
};

export const buildWorkspaces = {
  source: Workspace.of('source', { description: 'The files that are built.' }),
  dockerconfig: Workspace.of('dockerconfig', {
    optional: true,
    readOnly: true,
    description: 'A Secret with the credentials of registries, as config.json or .dockerconfigjson.',
  }),
};

/** What every task that builds images tells; Tekton Chains looks for the first two by these names. */
export const buildResults = {
  url: Result.string('IMAGE_URL', { description: 'Where the image was pushed to.' }),
  digest: Result.string('IMAGE_DIGEST', { description: 'Digest of the image.' }),
  ref: Result.string('IMAGE_REF', { description: 'The image by its digest, without a tag: what is deployed.' }),
};

type Of<Values> = Values[keyof Values];
export type BuildParam = Of<typeof buildParams>;
export type BuildWorkspace = Of<typeof buildWorkspaces>;
export type BuildResult = Of<typeof buildResults>;

/** What scripts know of the params and workspaces. */
export const buildEnv: TektonEnv = {
  IMAGE: buildParams.image,
  CONTEXT: buildParams.context,
  DOCKERFILE: buildParams.dockerfile,
  TARGET: buildParams.target,
  CACHE: buildParams.cache,
  INSECURE: buildParams.insecure,
  SOURCE: buildWorkspaces.source.path,
  DOCKERCONFIG_BOUND: buildWorkspaces.dockerconfig.bound,
  DOCKERCONFIG: buildWorkspaces.dockerconfig.path,
};

/** Arguments of scripts: those of the Dockerfile, and behind `--` those of the tool. */
export const buildArguments: readonly ArgumentInput[] = [buildParams.buildArgs, '--', buildParams.extraArgs];
