/** Names the Secret by which one reaches a RabbitMQ. */
export interface RabbitmqConnectionSecret {
  /** The Secret's name. */
  readonly name?: string;
}

/** Says which RabbitMQ is meant: a cluster that the cluster operator runs, or any by a Secret. */
export interface RabbitmqClusterReference {
  /** Name of the RabbitmqCluster. */
  readonly name?: string;
  /** Its namespace, or that of the Secret. @default - that of the object that holds the reference */
  readonly namespace?: string;
  /**
   * Secret with `uri`, `username`, `password` and `port`, in place of `name`.
   * @explicitPresence
   */
  readonly connectionSecret?: RabbitmqConnectionSecret;
}
