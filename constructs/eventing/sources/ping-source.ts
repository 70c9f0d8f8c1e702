import type { Cron } from 'cdk8s';
import type { Construct } from 'constructs';
import { PingSource as kind, type PingSourceSpec } from '../../../lib/api/sources/v1/ping-source';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { lowerSource, type SourceProps } from './source';

/** When to send what. */
export interface PingSourceProps extends SourceProps {
  /**
   * When events are sent: five fields of cron, or a word such as `@hourly`. With `seconds`, six fields.
   * @default - every minute
   */
  readonly schedule?: string | Cron;
  /** Whether `schedule` begins with a field for seconds. @default false */
  readonly seconds?: boolean;
  /** Name of a time zone in which `schedule` is meant, such as `Asia/Shanghai`. @default - that of the adapter, mostly UTC */
  readonly timezone?: string;
  /** The event's data: text, or an object that is sent as JSON. @default - none */
  readonly data?: string | Readonly<Record<string, unknown>>;
  /** The event's data in base64, in place of `data`. @default - none */
  readonly dataBase64?: string;
  /** Media type of the data. @default - `application/json` for an object, else none */
  readonly contentType?: string;
}

/**
 * Sends an event at the times of a schedule.
 *
 * Becomes: one PingSource. Its events are of the type `PingSource.eventType`.
 * @example
 * new PingSource(chart, 'ping', { schedule: '0,30 * * * *', data: { message: 'Hello world!' }, sink: broker });
 */
export class PingSource extends Resource<PingSourceSpec> {
  /** Type of the events that every PingSource sends. */
  public static readonly eventType = 'dev.knative.sources.ping';

  public constructor(scope: Construct, id: string, given: PingSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        schedule: scheduleOf(props, lowering),
        timezone: props.timezone,
        ...dataOf(props),
        ...lowerSource(props, lowering),
      },
    }));
  }
}

function scheduleOf({ schedule, seconds = false }: PingSourceProps, lowering: Lowering): string | undefined {
  if (schedule === undefined) return undefined;
  const text = typeof schedule === 'string' ? schedule : schedule.expressionString;
  const count = fieldsOf(text).length;
  // Upstream takes six fields too, with seconds first: whoever writes them by mistake gets an event each second.
  if (count === 6 && !seconds) {
    lowering.refuse(
      'value',
      'schedule',
      `"${text}" has six fields`,
      'give five, or say seconds: true if the first one is meant as seconds',
    );
  }
  if (count === 5 && seconds) {
    lowering.refuse(
      'value',
      'schedule',
      `"${text}" has five fields, but seconds is true`,
      'put a field for seconds before them',
    );
  }
  return text;
}

function fieldsOf(schedule: string): string[] {
  return schedule
    .trim()
    .split(/\s+/)
    .filter((field) => !/^(CRON_)?TZ=/.test(field));
}

function dataOf({ data, dataBase64, contentType }: PingSourceProps): Partial<PingSourceSpec> {
  if (typeof data !== 'object') return { data, dataBase64, contentType };
  return { data: JSON.stringify(data), dataBase64, contentType: contentType ?? 'application/json' };
}
