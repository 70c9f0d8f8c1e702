import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  type AwsDDBStreams,
  type IntegrationSourceAws,
  type IntegrationSourceSpec,
  type IntegrationTimer,
  IntegrationSource as kind,
} from '../../../lib/api/sources/v1alpha1/integration-source';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type AwsAuthProps, type AwsS3Props, type AwsSqsProps, lowerAwsAuth, lowerS3, lowerSqs } from '../aws';
import type { RestOfPodTemplate } from '../pod-template';
import { lowerSource, type SourceProps } from './source';

/** A message at fixed times. */
export interface TimerProps extends Omit<IntegrationTimer, 'period'> {
  /** Time from one message to the next. @default - 1 second */
  readonly period?: Duration;
}

/** Changes of a table of DynamoDB. */
export interface AwsDdbStreamsProps extends Omit<AwsDDBStreams, 'table' | 'delay'> {
  /** The table's name. */
  readonly table: string;
  /** Time from one look at the table to the next. @default - 500 ms */
  readonly delay?: Duration;
}

/** A service of AWS that events come from: one of the three, and how one logs in. */
export interface AwsSourceProps {
  /** Objects of a bucket. @default - none */
  readonly s3?: AwsS3Props;
  /** Messages of a queue. @default - none */
  readonly sqs?: AwsSqsProps;
  /** Changes of a table. @default - none */
  readonly ddbStreams?: AwsDdbStreamsProps;
  /** How one logs in. */
  readonly auth: AwsAuthProps;
}

/** What events come from: one of `timer` and `aws`. */
export interface IntegrationSourceProps extends SourceProps {
  /** A message at fixed times. @default - none */
  readonly timer?: TimerProps;
  /** A service of AWS. @default - none */
  readonly aws?: AwsSourceProps;
  /** What the connector's pod has besides. @default - nothing */
  readonly template?: RestOfPodTemplate;
}

/** What an IntegrationSource can connect to. */
export type IntegrationConnector = 'timer' | 's3' | 'sqs' | 'ddbStreams';

const EVENT_TYPES: Readonly<Record<IntegrationConnector, string>> = {
  timer: 'dev.knative.eventing.timer',
  s3: 'dev.knative.eventing.aws-s3',
  sqs: 'dev.knative.eventing.aws-sqs',
  ddbStreams: 'dev.knative.eventing.aws-ddb-streams',
};

/**
 * Brings events from outside of the cluster by a connector of Camel.
 *
 * Becomes: one IntegrationSource. Its events are of the type `IntegrationSource.eventType(connector)`.
 * @example
 * new IntegrationSource(chart, 'uploads', {
 *   aws: { s3: { arn: 'arn:aws:s3:::uploads', region: 'eu-central-1' }, auth: { secret: 'aws' } },
 *   sink: broker,
 * });
 */
export class IntegrationSource extends Resource<IntegrationSourceSpec> {
  /** Type of the events that come by a connector. */
  public static eventType(connector: IntegrationConnector): string {
    return EVENT_TYPES[connector];
  }

  public constructor(scope: Construct, id: string, given: IntegrationSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => {
      const { timer, aws, template } = props;
      return {
        spec: {
          timer: timer && lowerTimer(timer),
          aws: aws && lowerAws(aws, lowering),
          template: template && { ...template, spec: { containers: [], ...template.spec } },
          ...lowerSource(props, lowering),
        },
      };
    });
  }
}

function lowerTimer({ period, ...rest }: TimerProps): IntegrationTimer {
  return { ...rest, period: period?.toMilliseconds() };
}

function lowerAws({ s3, sqs, ddbStreams, auth }: AwsSourceProps, lowering: Lowering): IntegrationSourceAws {
  return {
    s3: s3 && lowerS3(s3),
    sqs: sqs && lowerSqs(sqs, lowering),
    ddbStreams: ddbStreams && lowerDdbStreams(ddbStreams),
    auth: lowerAwsAuth(auth ?? {}, lowering),
  };
}

function lowerDdbStreams({ delay, ...rest }: AwsDdbStreamsProps): AwsDDBStreams {
  return { ...rest, delay: delay?.toMilliseconds() };
}
