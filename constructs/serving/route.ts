import type { Construct } from 'constructs';
import type { Destination } from '../../lib/api/duck/v1/destination';
import { Route as kind, type RouteSpec } from '../../lib/api/serving/v1/route';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { ISink } from '../eventing/sink';
import { type INamed, nameOf } from '../kubernetes/named';
import { type NetworkingProps, networkingMetadata } from './networking';
import { lowerTarget, type TrafficTargetProps } from './traffic';

/** A share of a route's traffic, and the configuration or the revision that gets it. */
export interface RouteTargetProps extends Omit<TrafficTargetProps, 'revision'> {
  /** The configuration whose latest ready revision gets the share. @default - none: `revisionName` is given */
  readonly configuration?: string | INamed;
}

/** Where a route's traffic goes. */
export interface RouteProps extends ResourceProps, NetworkingProps {
  /** The shares, which add up to 100 percent. */
  readonly traffic: readonly RouteTargetProps[];
}

/**
 * Shares the traffic of one host name out among revisions of several configurations.
 * A `KnativeService` has a route of its own.
 *
 * Becomes: one Route.
 * @example
 * new Route(chart, 'login', { traffic: [{ configuration: login, percent: 100 }] });
 */
export class Route extends Resource<RouteSpec> implements ISink {
  public readonly sinkName: string;

  public constructor(scope: Construct, id: string, given: RouteProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      ...networkingMetadata(props, lowering),
      spec: {
        traffic: lowering
          .list('traffic', props.traffic)
          .map(({ configuration, latest, revisionName, percent, tag }, i) => ({
            ...lowerTarget({ latest, revisionName, percent, tag }, lowering.name, `traffic[${i}]`, lowering),
            configurationName: configuration && nameOf(configuration),
          })),
      },
    }));
    this.sinkName = this.name;
  }

  public toDestination(namespace: string | undefined): Destination {
    return { ref: this.referenceFrom(namespace) };
  }
}
