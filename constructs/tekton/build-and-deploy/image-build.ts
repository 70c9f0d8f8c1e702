import { hasBrand } from '../../base/brand';
import { foundValue } from '../../base/found-value';
import type { SynthFault } from '../../base/synth-error';
import type { KnativeService } from '../../serving/knative-service';
import { Param, type StringParam } from '../param';
import type { ITask } from '../task-reference';
import { Workspace } from '../workspace';
import type { BuiltImageProps, PartialBuildProps, TestProps } from './build-props';
import type { Builder } from './builder';
import { Deploy } from './deploy';

/** The files that are built, as tasks share them. */
export const source = Workspace.of('source', { description: 'The files that are built.' });

/** One image of a pipeline, with the params of the pipeline that are its own. */
export interface ImageBuild {
  /** Its short name; undefined if there is no other. */
  readonly id: string | undefined;
  /** What it is called, with its tag if that is known before the run. */
  readonly image: StringParam<string, true>;
  /** Whether the tag is the commit. */
  readonly isTaggedByCommit: boolean;
  /** Whether it is built; undefined if it always is. */
  readonly flag: StringParam<string, true> | undefined;
  readonly builder: Builder;
  readonly test: TestProps | ITask<never, Workspace<'source', boolean>> | undefined;
  readonly deploy: Deploy | undefined;
  readonly paths: readonly string[] | undefined;
}

type Refuse = (fault: SynthFault, path: string, found: string, hint: string) => never;

/** What is built, of what the pipeline's properties say. */
export function imageBuild(id: string | undefined, props: PartialBuildProps, refuse: Refuse): ImageBuild {
  const { image, build: builder, test, deploy, paths } = props;
  const path = id === undefined ? '' : `builds.${id}.`;
  const assert = (property: string, value: unknown, isRight: boolean, meant: string) => {
    const fault = value === undefined || value === null ? 'missing' : 'value';
    if (!isRight) refuse(fault, `${path}${property}`, `found ${foundValue(value)}`, `give ${meant}`);
  };
  assert('image', image, typeof image === 'object', 'a map with the name of the image');
  assert('image.name', image.name, typeof image.name === 'string', 'the name of the image, without a tag');
  assert('build', builder, hasBrand(builder, 'Value'), 'what builds it, such as Builder.buildkit()');
  const isDeploy = hasBrand(deploy, 'Resource') || hasBrand(deploy, 'Value');
  assert('deploy', deploy, deploy === undefined || isDeploy, 'a KnativeService of the program, or what Deploy makes');
  const { name, tag } = image;
  assertName(image, `${path}image`, refuse);
  const whole = tag === undefined ? name : `${name}:${tag}`;
  const description = tag === undefined ? 'The image, without a tag: that is the commit.' : 'The image, with its tag.';
  return {
    id,
    image: Param.string(named('image', id), { default: whole, description }),
    isTaggedByCommit: tag === undefined,
    flag:
      id === undefined
        ? undefined
        : Param.string(named('build', id), { default: 'true', description: `Whether ${id} is built.` }),
    builder,
    test,
    deploy: deploy && deployOf(deploy),
    paths,
  };
}

/** Name of a task or a param for one image. */
export function named(what: string, id: string | undefined): string {
  return id === undefined ? what : `${what}-${id}`;
}

function deployOf(deploy: KnativeService | Deploy): Deploy {
  return hasBrand(deploy, 'Resource') ? Deploy.service(deploy as KnativeService) : (deploy as Deploy);
}

/** A tag that is part of the name would get another one behind it. */
function assertName({ name }: BuiltImageProps, path: string, refuse: Refuse): void {
  const last = name.slice(name.lastIndexOf('/') + 1);
  if (!/[:@]/.test(last)) return;
  refuse('value', `${path}.name`, `the name "${name}" has a tag or a digest`, 'give the tag as tag');
}
