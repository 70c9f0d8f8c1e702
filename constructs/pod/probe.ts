import type { Duration } from 'cdk8s';
import type { Probe as ProbeSpec } from '../../lib/api/core/v1/probe';
import { brand, hasBrand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import type { Lowering } from '../base/resource';
import { wholeSeconds } from './seconds';

/** When a probe is tried, and how its answers count. */
export interface ProbeOptions {
  /** Time from the container's start to the first try, in whole seconds. @default - none */
  readonly initialDelay?: Duration;
  /**
   * Time from one try to the next, in whole seconds. For readiness, 0 lets Knative probe far more often than
   * once a second; `timeout` and `failureThreshold` must then be left out. @default - 10 seconds
   */
  readonly period?: Duration;
  /** Time after which an unanswered try counts as failed, in whole seconds. @default - 1 second */
  readonly timeout?: Duration;
  /** Successes in a row that make up for a failure. @default 1 */
  readonly successThreshold?: number;
  /** Failures in a row that count as a failure. @default 3 */
  readonly failureThreshold?: number;
}

/** Whom a probe asks. */
export interface ProbeTarget {
  /** Port number, or the name of the container's port. @default - the port that the container serves on */
  readonly port?: number | string;
  /** Host that is asked. @default - the pod's own address */
  readonly host?: string;
}

/** A request over HTTP. */
export interface HttpProbeOptions extends ProbeOptions, ProbeTarget {
  /** Plain HTTP, or HTTPS without a look at the certificate. @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers to send along, by name. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A TCP connection. */
export interface TcpProbeOptions extends ProbeOptions, ProbeTarget {}

/** A request to gRPC's health service. */
export interface GrpcProbeOptions extends ProbeOptions {
  /** Port number. @default - the port that the container serves on */
  readonly port?: number;
  /** Name of the service whose health is asked for. @default - the server as a whole */
  readonly service?: string;
}

type Action = Pick<ProbeSpec, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'>;

/** How to find out whether a container is well. */
export class Probe {
  /**
   * Asks over HTTP; a status from 200 to 399 is a success.
   *
   * @example
   * Probe.http('/healthz', { initialDelay: Duration.seconds(3) })
   */
  public static http(path: string, given: HttpProbeOptions = {}): Probe {
    return fromOptions('Probe.http', given, (options) => {
      const { port, host, scheme, headers } = options;
      const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
      return new Probe({ httpGet: { path, port, host, scheme, httpHeaders } }, options);
    });
  }

  /** Opens a TCP connection; that it opens is a success. */
  public static tcp(given: TcpProbeOptions = {}): Probe {
    return fromOptions('Probe.tcp', given, (options) => {
      const { port, host } = options;
      return new Probe({ tcpSocket: { port, host } }, options);
    });
  }

  /** Runs a command in the container; exit code 0 is a success. */
  public static exec(command: readonly string[], given: ProbeOptions = {}): Probe {
    return fromOptions('Probe.exec', given, (options) => new Probe({ exec: { command } }, options));
  }

  /** Asks gRPC's standard health service. */
  public static grpc(given: GrpcProbeOptions = {}): Probe {
    return fromOptions('Probe.grpc', given, (options) => {
      const { port, service } = options;
      return new Probe({ grpc: { port, service } }, options);
    });
  }

  readonly #timing: ProbeOptions;

  private constructor(
    private readonly action: Action,
    { initialDelay, period, timeout, successThreshold, failureThreshold }: ProbeOptions,
  ) {
    brand(this, 'Value');
    this.#timing = { initialDelay, period, timeout, successThreshold, failureThreshold };
  }

  /** The probe as a container has it. */
  public lower(path: string, lowering: Lowering): ProbeSpec {
    const { initialDelay, period, timeout, successThreshold, failureThreshold } = this.#timing;
    return {
      ...this.action,
      initialDelaySeconds: wholeSeconds(initialDelay, `${path}.initialDelay`, lowering),
      periodSeconds: wholeSeconds(period, `${path}.period`, lowering),
      timeoutSeconds: wholeSeconds(timeout, `${path}.timeout`, lowering),
      successThreshold,
      failureThreshold,
    };
  }
}

/** The probe of a container, where it has one. */
export function lowerProbe(probe: Probe | undefined, path: string, lowering: Lowering): ProbeSpec | undefined {
  if (probe === undefined) return undefined;
  if (hasBrand(probe, 'Value') && 'lower' in probe) return probe.lower(path, lowering);
  return lowering.refuse('value', path, 'found no probe', 'make one, such as Probe.http("/")');
}
