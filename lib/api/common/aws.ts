import type { Integer } from '../meta/v1';
import type { SecretAuth } from './secret-auth';

/** How one logs in to AWS: a Secret, or the rights of a service account. */
export interface AwsAuth {
  /**
   * Secret with the keys `aws.accessKey` and `aws.secretKey`.
   * @explicitPresence
   */
  readonly secret?: SecretAuth;
  /** Account of the pod, which AWS knows; in place of `secret`. */
  readonly serviceAccountName?: string;
}

/** What every service of AWS is reached by. */
export interface AwsService {
  /** Region, such as `eu-central-1`. */
  readonly region?: string;
  /** Another endpoint than AWS's own; needs `overrideEndpoint`. */
  readonly uriEndpointOverride?: string;
  /**
   * Whether `uriEndpointOverride` is used.
   * @schemaDefault false
   */
  readonly overrideEndpoint?: boolean;
}

/** A bucket of S3. */
export interface AwsS3 extends AwsService {
  /** The bucket's name or ARN. */
  readonly arn?: string;
  /**
   * Whether an object is deleted once it was read.
   * @schemaDefault true
   */
  readonly deleteAfterRead?: boolean;
  /**
   * Whether an object goes to `destinationBucket` once it was read.
   * @schemaDefault false
   */
  readonly moveAfterRead?: boolean;
  /** Bucket that objects go to once they were read. */
  readonly destinationBucket?: string;
  /** Put before the name of an object that is moved. */
  readonly destinationBucketPrefix?: string;
  /** Put after the name of an object that is moved. */
  readonly destinationBucketSuffix?: string;
  /**
   * Whether the bucket is made if it is absent.
   * @schemaDefault false
   */
  readonly autoCreateBucket?: boolean;
  /** What the names of the objects begin with that are read. @default - all are read */
  readonly prefix?: string;
  /**
   * Whether the objects' contents are left out.
   * @schemaDefault false
   */
  readonly ignoreBody?: boolean;
  /**
   * Whether the bucket's name stands in the path of its URLs instead of in the host.
   * @schemaDefault false
   */
  readonly forcePathStyle?: boolean;
  /**
   * Milliseconds from one look into the bucket to the next.
   * @schemaDefault 500
   */
  readonly delay?: Integer;
  /**
   * Most objects that one look takes; 0 for no limit.
   * @schemaDefault 10
   */
  readonly maxMessagesPerPoll?: Integer;
}

/** A queue of SQS. */
export interface AwsSqs extends AwsService {
  /** The queue's name or ARN. */
  readonly arn?: string;
  /**
   * Whether a message is deleted once it was read.
   * @schemaDefault true
   */
  readonly deleteAfterRead?: boolean;
  /**
   * Whether the queue is made if it is absent.
   * @schemaDefault false
   */
  readonly autoCreateQueue?: boolean;
  /**
   * Host of AWS, to which the region and the service are added.
   * @schemaDefault "amazonaws.com"
   */
  readonly host?: string;
  /**
   * Scheme of the URL, `http` or `https`.
   * @schemaDefault "https"
   */
  readonly protocol?: 'http' | 'https';
  /** The queue's URL as a whole. @default - made of `protocol`, `host`, `region` and `arn` */
  readonly queueURL?: string;
  /**
   * Milliseconds from one look into the queue to the next.
   * @schemaDefault 500
   */
  readonly delay?: Integer;
  /**
   * Whether the next look follows at once when there was a message.
   * @schemaDefault false
   */
  readonly greedy?: boolean;
  /**
   * Most messages that one look takes, 1 to 10.
   * @schemaDefault 1
   */
  readonly maxMessagesPerPoll?: Integer;
  /** Seconds that a look waits for a message. */
  readonly waitTimeSeconds?: Integer;
  /** Seconds for which nobody else sees a message that was taken. */
  readonly visibilityTimeout?: Integer;
}
