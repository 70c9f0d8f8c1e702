import type { Duration } from 'cdk8s';
import type { KubeSecurityContext } from '../../lib/api/core/v1/kube-security-context';
import type { Step as StepSpec } from '../../lib/api/tekton/v1/step';
import { brand } from '../base/brand';
import type { LateText } from '../base/late-text';
import type { EnvFromProps } from '../pod/env-value';
import type { Devices, Mounts } from '../pod/pod-volumes';
import type { Resources } from '../pod/resources';
import type { TektonEnv } from './env';
import type { AnyParam, ParamInputs } from './param';
import type { Result } from './result';
import { type ResultVariables, resultVariables, variableOfType } from './result-variables';
import type { IStepAction } from './step-action';
import type { ArgumentInput, StringInput, ValueInput } from './variable';
import type { When } from './when';
import type { Workspace } from './workspace';
import type { WorkspaceMount } from './workspace-mount';

/** What every step takes, whoever says what runs in it. */
export interface StepOptions {
  /** Name for people. @default - the step's name */
  readonly displayName?: string;
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: StepSpec['imagePullPolicy'];
  /** Secrets and ConfigMaps each key of which becomes a variable; `env` wins over them. @default - none */
  readonly envFrom?: readonly EnvFromProps[];
  /** What the step needs, and what it may not exceed. @default - as the namespace says: nothing */
  readonly resources?: Resources;
  /** What the processes may do, where it differs from the task's. @default - as the task says */
  readonly securityContext?: KubeSecurityContext;
  /** How long it may take. @default - as long as the task */
  readonly timeout?: Duration;
  /** Whether the steps after it run although it fails. @default 'stopAndFail' */
  readonly onError?: 'continue' | 'stopAndFail';
  /** What must hold for the step to run; it may ask for results of earlier steps. @default - it runs */
  readonly when?: readonly When[];
  /** Workspaces that this step sees, and other steps that don't say so do not. @default - all steps see all of them */
  readonly workspaces?: readonly (Workspace | WorkspaceMount)[];
  /** File that the standard output goes to as well. Needs `enable-api-fields: alpha`. @default - none */
  readonly stdout?: string;
  /** File that the standard error goes to as well. Needs `enable-api-fields: alpha`. @default - none */
  readonly stderr?: string;
}

/** A container that runs to its end, after those before it. */
interface StepContainerProps<R extends Result> extends StepOptions {
  /** Name, unique in the task; logs are asked for by it. */
  readonly name: string;
  /** Image reference. @default - that of the task's `stepTemplate` */
  readonly image?: StringInput | LateText;
  /** Arguments of the script or the program; a variable that is a list gives one for each of its texts. @default - none */
  readonly args?: readonly ArgumentInput[];
  /** Directory that it starts in. @default - the image's */
  readonly workingDir?: StringInput;
  /**
   * Environment variables by name. What a script is told is best told here: of a variable that stands in the script
   * itself, the shell reads the value as code.
   * @default - none
   */
  readonly env?: TektonEnv;
  /** Volumes by the absolute path at which the step sees them. @default - none */
  readonly volumes?: Mounts;
  /** Claims on storage by the path at which the step sees them as bare devices. @default - none */
  readonly devices?: Devices;
  /** What the step tells later steps. @default - nothing */
  readonly results?: readonly R[];
}

/** A step that is a script. */
export interface ScriptStepProps<R extends Result = Result> extends StepContainerProps<R> {
  /**
   * The script. Without a line `#!…` at its beginning `/bin/sh` runs it, and stops at the first command that fails.
   * Indentation that all lines share is taken away, so that it may stand in a program as it looks best.
   */
  readonly script: string;
  /** A script has no command. */
  readonly command?: undefined;
}

/** A step that is a program of its image. */
export interface CommandStepProps<R extends Result = Result> extends StepContainerProps<R> {
  /** The program, with no shell in between. @default - the image's entry point, which Tekton asks the registry for */
  readonly command?: readonly ArgumentInput[];
  /** A program is no script. */
  readonly script?: undefined;
}

/** What runs in a step: a script, or a program of its image. */
export type TaskStepProps<R extends Result = Result> = ScriptStepProps<R> | CommandStepProps<R>;

/** How a step uses a step action: values for its params, and what every step takes. */
export type ActionStepOptions<P extends AnyParam> = StepOptions &
  (Record<never, never> extends ParamInputs<P>
    ? { /** Values for the params of the action. */ readonly params?: ParamInputs<P> }
    : { /** Values for the params of the action. */ readonly params: ParamInputs<P> });

/** Options that may be left out where nothing in them must be said. */
export type Rest<Options> = Record<never, never> extends Options ? [options?: Options] : [options: Options];

/** A step to which later steps refer, or that is done by a step action. */
export class Step<R extends Result = never> {
  /**
   * A step to which later steps refer.
   *
   * @example
   * const tag = Step.of({ name: 'tag', image: 'alpine:3.22', results: [Result.string('tag')], script });
   * const push = { name: 'push', image: 'alpine:3.22', env: { TAG: tag.results.tag }, script: 'echo "$TAG"' };
   */
  public static of<R extends Result = never>(props: TaskStepProps<R>): Step<R> {
    return new Step(props.name, props.results ?? [], { props });
  }

  /**
   * A step that a step action does.
   *
   * @example
   * Step.action('clone', gitClone, { params: { url, output: source.path } })
   */
  public static action<P extends AnyParam, R extends Result>(
    name: string,
    action: IStepAction<P, R>,
    ...[options]: Rest<ActionStepOptions<P>>
  ): Step<R> {
    return new Step(name, action.results, { action, options: { ...options } });
  }

  /** The results, as later steps use them. */
  public readonly results: ResultVariables<R, 'steps.results'>;

  private constructor(
    /** Name of the step. */
    public readonly name: string,
    results: readonly R[],
    /** What the step is made of. */
    public readonly content: StepContent,
  ) {
    brand(this, 'Value');
    this.results = resultVariables(`step ${name}`, results, ({ name: result, type }) =>
      variableOfType(type, { kind: 'stepResult', step: name, name: result }),
    ) as ResultVariables<R, 'steps.results'>;
  }
}

/** What a step is made of: its own container, or a step action. */
export type StepContent =
  | { readonly props: TaskStepProps }
  | {
      readonly action: IStepAction;
      readonly options: StepOptions & { readonly params?: Readonly<Record<string, ValueInput | undefined>> };
    };
