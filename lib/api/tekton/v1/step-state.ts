import type { Int32, Time } from '../../meta/v1';
import type { Provenance } from './provenance';
import type { TaskRunResult } from './result';

/** A container that does not run yet. */
export interface ContainerStateWaiting {
  /** Why, as one word in camel case. */
  readonly reason?: string;
  /** Why, as a sentence. */
  readonly message?: string;
}

/** A container that runs. */
export interface ContainerStateRunning {
  /**
   * Since when.
   * @format date-time
   */
  readonly startedAt?: Time;
}

/** A container that has ended. */
export interface ContainerStateTerminated {
  /** Its exit code. */
  readonly exitCode: Int32;
  /** The signal that ended it. */
  readonly signal?: Int32;
  /** Why, as one word in camel case. */
  readonly reason?: string;
  /** What it left to say. */
  readonly message?: string;
  /**
   * When it started.
   * @format date-time
   */
  readonly startedAt?: Time;
  /**
   * When it ended.
   * @format date-time
   */
  readonly finishedAt?: Time;
  /** Its identity on the node. */
  readonly containerID?: string;
}

/** What became of a container of a run. */
export interface SidecarState {
  /** Its name in the task. */
  readonly name?: string;
  /** Its name in the pod. */
  readonly container?: string;
  /** The image, by digest. */
  readonly imageID?: string;
  /** It does not run yet. */
  readonly waiting?: ContainerStateWaiting;
  /** It runs. */
  readonly running?: ContainerStateRunning;
  /** It has ended. */
  readonly terminated?: ContainerStateTerminated;
}

/** One form of an artifact. */
export interface ArtifactValue {
  /** Its digests, by algorithm. */
  readonly digest?: Readonly<Record<string, string>>;
  /** Where it is. */
  readonly uri?: string;
}

/** Something that a step read or made. */
export interface Artifact {
  /** Its name. */
  readonly name?: string;
  /** Whether it is what the build is for. @default false */
  readonly buildOutput?: boolean;
  /** Its forms. */
  readonly values?: readonly ArtifactValue[];
}

/** What a run read and made. */
export interface Artifacts {
  /**
   * What it read.
   * @listType atomic
   */
  readonly inputs?: readonly Artifact[];
  /**
   * What it made.
   * @listType atomic
   */
  readonly outputs?: readonly Artifact[];
}

/** What became of a step. */
export interface StepState extends SidecarState {
  /** How it ended, such as `Completed`, `Error`, `TimeoutExceeded`, `Skipped` or `Continued`. */
  readonly terminationReason?: string;
  /** Results that it left. */
  readonly results?: readonly TaskRunResult[];
  /** What it was made of. */
  readonly provenance?: Provenance;
  /** What it read. */
  readonly inputs?: readonly Artifact[];
  /** What it made. */
  readonly outputs?: readonly Artifact[];
}
