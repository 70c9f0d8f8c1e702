import type { TrafficTarget } from '../../lib/api/serving/v1/traffic';
import { holdsLateText, mapNumber } from '../base/late-values';
import type { Lowering } from '../base/resource';
import { fullRevisionName } from './revision-name';

/** A share of the traffic and the revision that gets it. */
export interface TrafficTargetProps {
  /** Whether the share goes to the latest revision that is ready. @default - true if no revision is given */
  readonly latest?: boolean;
  /** The revision that gets it, with or without the service's name before it: `v1` is the revision `shop-v1` of `shop`. @default - the latest one that is ready */
  readonly revision?: string;
  /** The revision that gets it, by just this name. @default - as `revision` says */
  readonly revisionName?: string;
  /** Share of the traffic, 0 to 100; all shares add up to 100. @default 0 */
  readonly percent?: number;
  /** Name under which the target has a URL of its own too, as the first part of the host name. @default - no URL */
  readonly tag?: string;
}

/** Two revisions, of which the second is on trial. */
export interface CanaryProps {
  /** The revision that has proved itself. */
  readonly stable: string;
  /** The revision on trial. */
  readonly candidate: string;
  /** Share of the candidate, 0 to 100. */
  readonly percent: number;
}

/** Lists of targets for what is mostly wanted of traffic. Each is plain data that one could write by hand. */
export class Traffic {
  /** All of it to the latest revision that is ready: what a service does that says nothing. */
  public static latest(): readonly TrafficTargetProps[] {
    return [{ latest: true, percent: 100 }];
  }

  /**
   * A share for a candidate, the rest for the stable revision. Both have URLs of their own, and so has the latest
   * revision, which gets no traffic: the next candidate can be tried there.
   *
   * @example
   * Traffic.canary({ stable: 'v1', candidate: 'v2', percent: 20 })
   */
  public static canary({ stable, candidate, percent }: CanaryProps): readonly TrafficTargetProps[] {
    return [
      { revision: stable, percent: mapNumber(percent, (share) => 100 - share), tag: stable },
      { revision: candidate, percent, tag: candidate },
      { latest: true, percent: 0, tag: 'latest' },
    ];
  }

  /** All of it to the stable revision; the candidate is reached at its own URL only. */
  public static dark({ stable, candidate }: Omit<CanaryProps, 'percent'>): readonly TrafficTargetProps[] {
    return [
      { revision: stable, percent: 100, tag: stable },
      { revision: candidate, percent: 0, tag: candidate },
    ];
  }

  /**
   * Shares by revision, in percent, that add up to 100. Each revision has a URL of its own too, so that one with a
   * share of 0 can be tried.
   *
   * @example
   * Traffic.split({ v1: 80, v2: 20, v3: 0 })
   */
  public static split(shares: Readonly<Record<string, number>>): readonly TrafficTargetProps[] {
    return Object.entries(shares).map(([revision, percent]) => ({ revision, percent, tag: revision }));
  }

  /** All of it back to one revision, which need not be the one that the service describes. */
  public static rollback(to: string): readonly TrafficTargetProps[] {
    return [{ revision: to, percent: 100 }];
  }

  private constructor() {}
}

/** Targets as a service of that name has them. */
export function lowerTraffic(
  targets: readonly TrafficTargetProps[] | undefined,
  service: string,
  lowering: Lowering,
): readonly TrafficTarget[] | undefined {
  if (targets === undefined) return undefined;
  return lowering.list('traffic', targets).map((target, i) => {
    const path = `traffic[${i}]`;
    return lowerTarget(lowering.map(path, target), service, path, lowering);
  });
}

export function lowerTarget(
  { latest, revision, revisionName, percent, tag }: TrafficTargetProps,
  service: string,
  path: string,
  lowering: Lowering,
): TrafficTarget {
  if (revision !== undefined && revisionName !== undefined) {
    lowering.refuse('exclusive', path, 'both revision and revisionName are given', 'leave out one of them');
  }
  if (percent !== undefined && typeof percent !== 'number' && !holdsLateText(percent)) {
    lowering.refuse('value', `${path}.percent`, `found the text "${percent}"`, `write the number ${Number(percent)}`);
  }
  const name = revisionName ?? (revision && fullRevisionName(service, revision));
  return { tag, latestRevision: latest, revisionName: name, percent };
}
