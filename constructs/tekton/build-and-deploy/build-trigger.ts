import type { Construct } from 'constructs';
import { brand } from '../../base/brand';
import type { EventListener } from '../triggers/event-listener';
import type { Interceptor } from '../triggers/interceptor';

/** What a trigger of builds is made of. */
export interface BuildTriggerParts {
  /** What it is called in names and logs. */
  readonly name: string;
  /** What a request must pass. */
  readonly interceptors: readonly Interceptor[];
  /** The revision that is built, as an expression over the request. @default - the source's */
  readonly revision?: string;
  /** A condition in CEL: whether a request tells of a change in one of these directories. @default - that is not told */
  readonly isChanged?: (directories: readonly string[]) => string;
  /** Makes what sends requests, where that is part of the program. @default - it is outside, and reaches the listener */
  readonly connect?: (scope: Construct, place: TriggerPlace, listener: EventListener) => void;
}

/** Name and namespace of what a trigger makes. */
export interface TriggerPlace {
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What starts builds: `GitHubPush`, `GitLabPush`, `Schedule` or `CloudEvents`. */
export abstract class BuildTrigger {
  protected constructor(
    /** What it is made of. */
    public readonly parts: BuildTriggerParts,
  ) {
    brand(this, 'Value');
  }
}
