import type { Cron } from 'cdk8s';
import { fromOptions } from '../../base/known-props';
import type { IBroker } from '../../eventing/broker-reference';
import { PingSource } from '../../eventing/sources/ping-source';
import { Trigger } from '../../eventing/trigger';
import { Interceptor } from '../triggers/interceptor';
import { BuildTrigger } from './build-trigger';
import { celText } from './push-triggers';

/** When builds start. */
export interface ScheduleOptions {
  /** Name of a time zone in which the schedule is meant, such as `Asia/Shanghai`. @default - that of Eventing, mostly UTC */
  readonly timezone?: string;
}

/** Times at which builds start. */
export class Schedule extends BuildTrigger {
  /**
   * The times of a schedule, by a PingSource.
   *
   * @example
   * Schedule.at('0 3 * * *', { timezone: 'Asia/Shanghai' })
   */
  public static at(schedule: string | Cron, options: ScheduleOptions = {}): Schedule {
    return fromOptions('Schedule.at', options, ({ timezone }) => {
      return new Schedule({
        name: 'schedule',
        interceptors: [ofType(PingSource.eventType)],
        connect(scope, place, sink) {
          new PingSource(scope, 'ping', { ...place, schedule, timezone, data: {}, sink });
        },
      });
    });
  }
}

/** Which events start a build. */
export interface CloudEventsOptions {
  /** Type of the events. */
  readonly type: string;
  /** Further attributes that the events have, by name. @default - none are asked for */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The revision that is built, as an expression over the event, such as `$(body.commit)`. @default - the source's */
  readonly revision?: string;
}

/** Events of a broker that start builds. Their data is a JSON object. */
export class CloudEvents extends BuildTrigger {
  /**
   * Events of a broker, by a Trigger. Their type has to be told: the listener answers each event with one of a type of its
   * own, which comes back to the broker.
   *
   * @example
   * CloudEvents.of(broker, { type: 'com.example.release', revision: '$(body.commit)' })
   */
  public static of(broker: IBroker, options: CloudEventsOptions): CloudEvents {
    return fromOptions('CloudEvents.of', options, ({ type, attributes, revision }) => {
      const filter = { ...attributes, type };
      return new CloudEvents({
        name: 'cloud-events',
        interceptors: [ofType(type)],
        revision,
        connect(scope, place, subscriber) {
          new Trigger(scope, 'trigger', { ...place, broker, filter, subscriber });
        },
      });
    });
  }
}

function ofType(type: string): Interceptor {
  return Interceptor.cel({ filter: `header.match('Ce-Type', ${celText(type)})` });
}
