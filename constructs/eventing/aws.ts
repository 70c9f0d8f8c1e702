import type { Duration } from 'cdk8s';
import type { AwsAuth, AwsS3, AwsSqs } from '../../lib/api/common/aws';
import type { Refusing } from '../base/known-props';
import { type INamed, namedRef, nameOf } from '../kubernetes/named';
import { wholeSeconds } from '../pod/seconds';

/** How one logs in to AWS: one of the two. */
export interface AwsAuthProps {
  /** Secret with the keys `aws.accessKey` and `aws.secretKey`. @default - none: `serviceAccount` is given */
  readonly secret?: string | INamed;
  /** Account of the pod, which AWS knows. @default - none: `secret` is given */
  readonly serviceAccount?: string | INamed;
}

/** A bucket of S3. */
export interface AwsS3Props extends Omit<AwsS3, 'arn' | 'delay'> {
  /** The bucket's name or ARN. */
  readonly arn: string;
  /** Time from one look into the bucket to the next. @default - 500 ms */
  readonly delay?: Duration;
}

/** A queue of SQS. */
export interface AwsSqsProps extends Omit<AwsSqs, 'arn' | 'delay' | 'waitTimeSeconds' | 'visibilityTimeout'> {
  /** The queue's name or ARN. */
  readonly arn: string;
  /** Time from one look into the queue to the next. @default - 500 ms */
  readonly delay?: Duration;
  /** Time that a look waits for a message, in whole seconds. @default - as the queue says */
  readonly waitTime?: Duration;
  /** Time for which nobody else sees a message that was taken, in whole seconds. @default - as the queue says */
  readonly visibilityTimeout?: Duration;
}

export function lowerAwsAuth({ secret, serviceAccount }: AwsAuthProps, by: Refusing): AwsAuth {
  if (secret === undefined && serviceAccount === undefined) {
    by.refuse('missing', 'aws.auth', 'nothing says how to log in', 'give a secret or a serviceAccount');
  }
  const ref = namedRef(secret);
  return {
    secret: ref && { ref },
    serviceAccountName: serviceAccount && nameOf(serviceAccount),
  };
}

export function lowerS3({ delay, ...rest }: AwsS3Props): AwsS3 {
  return { ...rest, delay: delay?.toMilliseconds() };
}

export function lowerSqs({ delay, waitTime, visibilityTimeout, ...rest }: AwsSqsProps, by: Refusing): AwsSqs {
  return {
    ...rest,
    delay: delay?.toMilliseconds(),
    waitTimeSeconds: wholeSeconds(waitTime, 'aws.sqs.waitTime', by),
    visibilityTimeout: wholeSeconds(visibilityTimeout, 'aws.sqs.visibilityTimeout', by),
  };
}
