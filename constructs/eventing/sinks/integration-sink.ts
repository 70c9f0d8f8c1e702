import type { Construct } from 'constructs';
import {
  type AwsSns,
  type IntegrationLog,
  type IntegrationSinkAws,
  type IntegrationSinkSpec,
  IntegrationSink as kind,
} from '../../../lib/api/sinks/v1alpha1/integration-sink';
import type { Lowering, ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { Addressable } from '../addressable';
import { type AwsAuthProps, type AwsS3Props, type AwsSqsProps, lowerAwsAuth, lowerS3, lowerSqs } from '../aws';

/** A topic of SNS. */
export interface AwsSnsProps extends Omit<AwsSns, 'arn'> {
  /** The topic's name or ARN. */
  readonly arn: string;
}

/** A service of AWS that events go to: one of the three, and how one logs in. */
export interface AwsSinkProps {
  /** A bucket; each event becomes an object. @default - none */
  readonly s3?: AwsS3Props;
  /** A queue. @default - none */
  readonly sqs?: AwsSqsProps;
  /** A topic. @default - none */
  readonly sns?: AwsSnsProps;
  /** How one logs in. */
  readonly auth: AwsAuthProps;
}

/** What events go to: one of `log` and `aws`. */
export interface IntegrationSinkProps extends ResourceProps {
  /** The log of the sink's pod. @default - none */
  readonly log?: IntegrationLog;
  /** A service of AWS. @default - none */
  readonly aws?: AwsSinkProps;
}

/**
 * Takes events out of the cluster by a connector of Camel.
 *
 * Becomes: one IntegrationSink.
 * @example
 * const log = new IntegrationSink(chart, 'log', { log: { level: 'INFO', showHeaders: true } });
 */
export class IntegrationSink extends Addressable<IntegrationSinkSpec> {
  public constructor(scope: Construct, id: string, given: IntegrationSinkProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: { log: props.log, aws: props.aws && lowerAws(props.aws, lowering) },
    }));
  }
}

function lowerAws({ s3, sqs, sns, auth }: AwsSinkProps, lowering: Lowering): IntegrationSinkAws {
  return {
    s3: s3 && lowerS3(s3),
    sqs: sqs && lowerSqs(sqs, lowering),
    sns,
    auth: lowerAwsAuth(auth ?? {}, lowering),
  };
}
