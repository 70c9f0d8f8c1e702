import type { Construct } from 'constructs';
import type { KubeSecurityContext } from '../../lib/api/core/v1/kube-security-context';
import type { ResolverRef } from '../../lib/api/tekton/v1/reference';
import { StepAction as kind, type StepActionSpec } from '../../lib/api/tekton/v1beta1/step-action';
import { brand } from '../base/brand';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { lowerTektonEnv, type TektonEnv } from './env';
import type { AnyParam, StringParam } from './param';
import type { Resolver } from './resolver';
import type { Result } from './result';
import { scriptText } from './script';
import { stepSecurityContext } from './security';
import { namedNear } from './task-reference';
import { lowerParams } from './task-spec';
import { type ArgumentInput, type StringInput, textOf } from './variable';

/** What a step action is told, and what it tells. */
export interface StepActionSignature<P extends AnyParam = AnyParam, R extends Result = Result> {
  /** What it is told. @default - nothing */
  readonly params?: readonly P[];
  /** What it tells later steps. @default - nothing */
  readonly results?: readonly R[];
}

/** A step action as steps use it. */
export interface IStepAction<P extends AnyParam = AnyParam, R extends Result = Result>
  extends Required<StepActionSignature<P, R>> {
  /** What a step holds in its place. */
  toStepRef(lowering: Lowering): ResolverRef;
}

/** What a step action takes, besides what runs. */
interface StepActionBase<P extends AnyParam, R extends Result> extends ResourceProps, StepActionSignature<P, R> {
  /** What it does, for people. @default - nothing is said */
  readonly description?: string;
  /** Image reference. */
  readonly image: StringInput;
  /** Arguments of the script or the program. @default - none */
  readonly args?: readonly ArgumentInput[];
  /** Directory that it starts in. @default - the image's */
  readonly workingDir?: StringInput;
  /** Environment variables by name. A script reads params by them: it can't hold them itself. @default - none */
  readonly env?: TektonEnv;
  /** What the processes may do, where it differs from the task's. @default - as the task says */
  readonly securityContext?: KubeSecurityContext;
  /** Volumes of the task by the absolute path at which the step sees them; each is named by a param. @default - none */
  readonly volumes?: Readonly<Record<string, StringParam>>;
}

/** What a step action takes. */
export type StepActionProps<P extends AnyParam = AnyParam, R extends Result = Result> = StepActionBase<P, R> &
  (
    | {
        /** The script, see `ScriptStepProps`. */
        readonly script: string;
        /** A script has no command. */
        readonly command?: undefined;
      }
    | {
        /** The program, with no shell in between. @default - the image's entry point */
        readonly command?: readonly ArgumentInput[];
        /** A program is no script. */
        readonly script?: undefined;
      }
  );

/**
 * A step that several tasks use. Its params and results are part of its type.
 *
 * Becomes: one StepAction.
 * @example
 * const url = Param.string('url');
 * const fetch = new StepAction(chart, 'fetch', { params: [url], image: 'alpine:3.22', env: { URL: url }, script: 'wget "$URL"' });
 * new Task(chart, 'download', { steps: [Step.action('fetch', fetch, { params: { url: 'https://example.com' } })] });
 */
export class StepAction<P extends AnyParam = never, R extends Result = never>
  extends Resource<StepActionSpec>
  implements IStepAction<P, R>
{
  /** A step action that is in the cluster and not in the program. */
  public static named<P extends AnyParam = never, R extends Result = never>(
    name: string,
    signature: StepActionSignature<P, R> = {},
  ): IStepAction<P, R> {
    return new DescribedAction(signature, { name });
  }

  /** A step action that is fetched from elsewhere when a run begins. */
  public static from<P extends AnyParam = never, R extends Result = never>(
    resolver: Resolver,
    signature: StepActionSignature<P, R> = {},
  ): IStepAction<P, R> {
    return new DescribedAction(signature, resolver.reference);
  }

  public readonly params: readonly P[];
  public readonly results: readonly R[];

  public constructor(scope: Construct, id: string, given: StepActionProps<P, R>) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => ({ spec: lowerStepAction(props) }));
    this.params = given.params ?? [];
    this.results = given.results ?? [];
  }

  public toStepRef(lowering: Lowering): ResolverRef {
    return { name: namedNear(this, lowering) };
  }
}

function lowerStepAction(props: StepActionProps): StepActionSpec {
  const { description, params, results, image, script, command, args, workingDir, env } = props;
  const { securityContext, volumes } = props;
  return {
    description,
    params: lowerParams(params),
    results: results?.map(({ name, declaration: { type, description, properties } }) => {
      return { name, type, description, properties };
    }),
    image: String(image),
    script: script === undefined ? undefined : scriptText(script),
    command: command?.map(String),
    args: args?.map(String),
    workingDir: textOf(workingDir),
    env: lowerTektonEnv(env),
    securityContext: stepSecurityContext(securityContext),
    volumeMounts: volumes && Object.entries(volumes).map(([mountPath, name]) => ({ name: String(name), mountPath })),
  };
}

/** A step action that is outside of the program. */
class DescribedAction<P extends AnyParam, R extends Result> implements IStepAction<P, R> {
  public readonly params: readonly P[];
  public readonly results: readonly R[];

  public constructor(
    { params = [], results = [] }: StepActionSignature<P, R>,
    private readonly reference: ResolverRef,
  ) {
    brand(this, 'Value');
    this.params = params;
    this.results = results;
  }

  public toStepRef(): ResolverRef {
    return this.reference;
  }
}
