import type { SourceSpec, SourceStatus } from '../../duck/v1/source';
import { conditionColumn, defineKind } from '../../kind';

/** Sends the same event again and again, at the times that a schedule says. */
export interface PingSourceSpec extends SourceSpec {
  /** When to send, in the five fields of cron, with seconds before them if there are six. @default '* * * * *' */
  readonly schedule?: string;
  /** IANA time zone of the schedule, such as `Asia/Tokyo`. @default - that of the adapter's pod, mostly UTC */
  readonly timezone?: string;
  /** Media type of the data. @default - none */
  readonly contentType?: string;
  /** The event's data as text. */
  readonly data?: string;
  /** The event's data as base64, in place of `data`. */
  readonly dataBase64?: string;
}

/** What became of a ping source. */
export interface PingSourceStatus extends SourceStatus {}

export const PingSource = defineKind<PingSourceSpec, PingSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1',
  alsoServed: ['v1beta2'],
  kind: 'PingSource',
  plural: 'pingsources',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'sources'],
  columns: {
    Sink: '.status.sinkUri',
    Schedule: '.spec.schedule',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/source': 'true', 'eventing.knative.dev/source': 'true' },
  eventTypes: { 'dev.knative.sources.ping': 'The schedule says that it is time.' },
  decoding: 'strict',
});
