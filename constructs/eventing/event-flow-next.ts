import { Lazy } from 'cdk8s';
import type { Destination } from '../../lib/api/duck/v1/destination';
import type { ISink } from './sink';

/**
 * The place behind a stage of a flow, for what comes next. The stage is made before that is known: its object says
 * where events go when it is written.
 */
export class NextStage implements ISink {
  public readonly sinkName = 'next';
  #sink: ISink | undefined;

  /** Says what comes next. */
  public fill(sink: ISink): void {
    this.#sink = sink;
  }

  public toDestination(namespace: string | undefined): Destination {
    return Lazy.any({ produce: () => this.#sink?.toDestination(namespace) }) as Destination;
  }
}
