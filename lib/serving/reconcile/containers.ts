/** What of a container matters here; the rest goes through as it is. */
export interface Container {
  readonly name?: string;
  readonly image: string;
  readonly env?: readonly object[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort?: number }[];
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string | number>>;
    readonly limits?: Readonly<Record<string, string | number>>;
  };
  readonly volumeMounts?: readonly object[];
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly lifecycle?: object;
  readonly terminationMessagePolicy?: string;
}

export interface Probe {
  readonly exec?: object;
  readonly httpGet?: {
    readonly path?: string;
    readonly port?: number | string;
    readonly host?: string;
    readonly scheme?: string;
    readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[];
  };
  readonly tcpSocket?: { readonly port?: number | string; readonly host?: string };
  readonly grpc?: { readonly port?: number; readonly service?: string };
  readonly initialDelaySeconds?: number;
  readonly timeoutSeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
}

/** The port of a container that names none. */
const DEFAULT_PORT = 8080;

/** Whether requests go to this container of a revision. */
export function isServing(container: Container, all: readonly Container[]): boolean {
  return all.length === 1 || (container.ports ?? []).length > 0;
}

/** The port that requests go to. */
export function userPortOf(container: Container): number {
  return container.ports?.[0]?.containerPort || DEFAULT_PORT;
}

/** HTTP/2 without TLS where the port's name says so. */
export function protocolOf(container: Container): 'http1' | 'h2c' {
  return container.ports?.[0]?.name === 'h2c' ? 'h2c' : 'http1';
}

/** Where queue-proxy listens. */
export const queuePort = {
  http1: 8012,
  h2c: 8013,
  https: 8112,
  metrics: 9090,
  requestMetrics: 9091,
  profiling: 8008,
} as const;
