import type { Int32, IntOrString } from '../../meta/v1';

/** Runs a command in the container; exit code 0 is a success. */
export interface ExecAction {
  /**
   * The program and its arguments; there is no shell in between.
   * @listType atomic
   */
  readonly command?: readonly string[];
}

/** A header that a probe sends. */
export interface HTTPHeader {
  /** The header's name. */
  readonly name: string;
  /** The header's value. */
  readonly value: string;
}

/** Asks over HTTP; a status from 200 to 399 is a success. */
export interface HTTPGetAction {
  /** Path that is asked for. @default '/' */
  readonly path?: string;
  /** Port number, or the name of the container's port. @default - the port that the container serves on */
  readonly port?: IntOrString;
  /** Host that is asked. @default - the pod's own address */
  readonly host?: string;
  /** Plain HTTP, or HTTPS without a look at the certificate. @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /**
   * Headers to send along.
   * @listType atomic
   */
  readonly httpHeaders?: readonly HTTPHeader[];
}

/** Opens a TCP connection; that it opens is a success. */
export interface TCPSocketAction {
  /** Port number, or the name of the container's port. @default - the port that the container serves on */
  readonly port?: IntOrString;
  /** Host to connect to. @default - the pod's own address */
  readonly host?: string;
}

/** Asks gRPC's standard health service. */
export interface GRPCAction {
  /** Port number. @default - the port that the container serves on */
  readonly port?: Int32;
  /**
   * Name of the service whose health is asked for; empty means the server as a whole.
   * @schemaDefault ""
   * @explicitPresence
   */
  readonly service?: string;
}

/** How to find out whether a container is well: exactly one action, and how often to try it. */
export interface Probe {
  /**
   * A command in the container.
   * @explicitPresence
   */
  readonly exec?: ExecAction;
  /**
   * A request over HTTP.
   * @explicitPresence
   */
  readonly httpGet?: HTTPGetAction;
  /**
   * A TCP connection.
   * @explicitPresence
   */
  readonly tcpSocket?: TCPSocketAction;
  /**
   * A request to gRPC's health service.
   * @explicitPresence
   */
  readonly grpc?: GRPCAction;
  /** Seconds to wait after the container's start before the first try. @default 0 */
  readonly initialDelaySeconds?: Int32;
  /** Seconds from one try to the next; for readiness, 0 lets Knative probe far more often than once a second. @default 10 */
  readonly periodSeconds?: Int32;
  /** Seconds until an unanswered try counts as failed. @default 1 */
  readonly timeoutSeconds?: Int32;
  /** Successes in a row that make up for a failure. @default 1 */
  readonly successThreshold?: Int32;
  /** Failures in a row that count as a failure. @default 3 */
  readonly failureThreshold?: Int32;
}
