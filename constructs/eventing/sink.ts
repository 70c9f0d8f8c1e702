import type { Destination } from '../../lib/api/duck/v1/destination';
import { brand } from '../base/brand';
import type { Lowering } from '../base/resource';

/** Something that events can be sent to: a `KnativeService`, a `Broker`, or what `Sink` makes. */
export interface ISink {
  /** The destination, as an object of the given namespace writes it. */
  toDestination(namespace: string | undefined): Destination;
  /** A short name, for the names of objects that lead to this sink. */
  readonly sinkName: string;
}

/** Identity of a destination that is no object of the program. */
export interface SinkOptions {
  /** Namespace of the object. @default - that of the object that sends */
  readonly namespace?: string;
  /** Path that is added to the object's address, with a leading slash. @default - none */
  readonly path?: string;
}

/** Destinations that are no construct of the program. */
export class Sink implements ISink {
  /**
   * A URL, of a host anywhere.
   *
   * @example
   * Sink.uri('https://hooks.example.com/orders')
   */
  public static uri(uri: string): Sink {
    return new Sink({ uri }, uri.replace(/^[a-z+]+:\/\//, ''));
  }

  /** A Knative service that exists without this program. */
  public static service(name: string, options: SinkOptions = {}): Sink {
    return Sink.object({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', name }, options);
  }

  /** A Service of Kubernetes itself that exists without this program. */
  public static kubernetesService(name: string, options: SinkOptions = {}): Sink {
    return Sink.object({ apiVersion: 'v1', kind: 'Service', name }, options);
  }

  /** A broker that exists without this program. */
  public static broker(name: string, options: SinkOptions = {}): Sink {
    return Sink.object({ apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name }, options);
  }

  /** Any object that has an address. */
  public static object(object: { apiVersion: string; kind: string; name: string }, options: SinkOptions = {}): Sink {
    const { apiVersion, kind, name } = object;
    const { namespace, path } = options;
    return new Sink({ ref: { apiVersion, kind, name, namespace }, uri: path }, name);
  }

  /**
   * A path at the address of a service, a broker or another sink.
   *
   * @example
   * Sink.at(switcher, '/0')
   */
  public static at(sink: ISink, path: string): ISink {
    return new SinkPath(sink, path);
  }

  private constructor(
    private readonly destination: Destination,
    public readonly sinkName: string,
  ) {
    brand(this, 'Value');
  }

  public toDestination(namespace: string | undefined): Destination {
    const { ref, ...rest } = this.destination;
    if (ref === undefined) return rest;
    const { namespace: own, ...reference } = ref;
    return { ref: { ...reference, ...(own !== namespace && { namespace: own }) }, ...rest };
  }
}

/** A sink with a path. */
class SinkPath implements ISink {
  public readonly sinkName: string;

  public constructor(
    private readonly sink: ISink,
    private readonly path: string,
  ) {
    brand(this, 'Value');
    this.sinkName = `${sink.sinkName}${path}`;
  }

  public toDestination(namespace: string | undefined): Destination {
    const destination = this.sink.toDestination(namespace);
    // A sink that is a URL has no object whose address the path could be added to.
    const uri = destination.ref === undefined ? new URL(this.path, destination.uri).href : this.path;
    return { ...destination, uri };
  }
}

/** A sink's name for the names of objects that lead to it; whether it is a sink at all, these objects tell. */
export function sinkNameOf(sink: ISink | undefined): string {
  return sink?.sinkName ?? '';
}

/** Whether something takes events: plain JavaScript may give anything. */
export function isSink(sink: unknown): sink is ISink {
  return typeof sink === 'object' && sink !== null && typeof (sink as Partial<ISink>).toDestination === 'function';
}

/** What is a sink, for messages. */
export const SINKS = 'something that takes events, such as a KnativeService, a Broker, or what Sink makes';

/** Where a property leads to, as the object writes it. */
export function lowerSink(path: string, sink: ISink, lowering: Lowering): Destination {
  return lowering.able(path, sink, 'toDestination', SINKS).toDestination(lowering.namespace);
}
