import type { Construct } from 'constructs';
import type { IntegrationSpec } from '../../../lib/api/camel/v1/integration';
import { type CamelDataType, Pipe as kind, type PipeEndpoint, type PipeSpec } from '../../../lib/api/camel/v1/pipe';
import type { ObjectReference } from '../../../lib/api/core/v1/reference';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type INamed, nameOf } from '../../kubernetes/named';
import { lowerSink } from '../sink';
import type { DeclaringProps, SenderProps } from './source';

/** What every part of a pipe may say. */
export interface CamelEndpointOptions {
  /** Settings by name. @default - none */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** What the data looks like, for `in`, `out` and `error`. @default - as the Kamelet says */
  readonly dataTypes?: Readonly<Record<string, CamelDataType>>;
}

/** Where data comes from, or a step on its way: a Kamelet, a component of Camel, or any object that Camel K knows. */
export type CamelEndpoint = CamelEndpointOptions &
  (
    | { /** Name of a Kamelet. */ readonly kamelet: string; readonly uri?: undefined; readonly ref?: undefined }
    | {
        /** URI of a component, such as `timer:tick`. */ readonly uri: string;
        readonly kamelet?: undefined;
        readonly ref?: undefined;
      }
    | { /** An object. */ readonly ref: ObjectReference; readonly kamelet?: undefined; readonly uri?: undefined }
  );

/** Where events come from by Camel. */
export interface CamelSourceProps extends SenderProps, DeclaringProps {
  /** Where the data comes from. */
  readonly source: CamelEndpoint;
  /** What is done on the way, in order. @default - nothing */
  readonly steps?: readonly CamelEndpoint[];
  /** Type of the events. @default - as Camel K says: `org.apache.camel.event` and the like */
  readonly eventType?: string;
  /** Settings and data types at the sink. @default - none */
  readonly sinkOptions?: CamelEndpointOptions;
  /** What is done with data that can't be delivered: `none`, `log` or `sink`. @default - it is logged */
  readonly errorHandler?: Readonly<Record<string, unknown>>;
  /** Pods that run. @default 1 */
  readonly replicas?: number;
  /** Account of the pods. @default - the account `default` of the namespace */
  readonly serviceAccount?: string | INamed;
  /** What the operator does besides, by the trait's name. @default - none */
  readonly traits?: PipeSpec['traits'];
  /** Libraries that are needed besides those of the ends. @default - none */
  readonly dependencies?: readonly string[];
  /** Settings of the Integration that the pipe becomes. @default - none */
  readonly integration?: IntegrationSpec;
}

/**
 * Sends what comes from one of Camel's connectors. Needs the operator of Camel K.
 *
 * Becomes: one Pipe of Camel K.
 *
 * Throws: SynthError for a sink that is an object with a path, which a Pipe can't say.
 * @example
 * new CamelSource(chart, 'coffee', { source: { kamelet: 'coffee-source', properties: { period: 5000 } }, sink: broker });
 */
export class CamelSource extends Resource<PipeSpec> {
  public constructor(scope: Construct, id: string, given: CamelSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => {
      const { eventType, sends = eventType === undefined ? undefined : [eventType] } = props;
      return {
        spec: {
          source: lowerEndpoint(props.source, 'source', lowering),
          steps: props.steps?.map((step, i) => lowerEndpoint(step, `steps[${i}]`, lowering)),
          sink: sinkOf(props, lowering),
          errorHandler: props.errorHandler,
          replicas: props.replicas,
          serviceAccountName: props.serviceAccount && nameOf(props.serviceAccount),
          traits: props.traits,
          dependencies: props.dependencies,
          integration: props.integration,
        },
        facts: { sends },
      };
    });
  }
}

function lowerEndpoint(endpoint: CamelEndpoint, path: string, lowering: Lowering): PipeEndpoint {
  const { kamelet, uri, ref, properties, dataTypes } = endpoint;
  if ([kamelet, uri, ref].filter((end) => end !== undefined).length !== 1) {
    lowering.refuse('value', path, 'there is not exactly one of kamelet, uri and ref', 'give just one of them');
  }
  const named = kamelet === undefined ? ref : { apiVersion: kind.apiVersion, kind: 'Kamelet', name: kamelet };
  return { ref: named, uri, properties, dataTypes };
}

function sinkOf({ sink, eventType, sinkOptions = {} }: CamelSourceProps, lowering: Lowering): PipeEndpoint {
  const { ref, uri, CACerts, audience } = lowerSink('sink', sink, lowering);
  const { properties, dataTypes } = sinkOptions;
  if (CACerts !== undefined || audience !== undefined || (ref !== undefined && uri !== undefined)) {
    const found = 'a Pipe sends to an object or to a URI, and knows no path, certificate or audience';
    lowering.refuse('reference', 'sink', found, 'give the object alone');
  }
  const typed = eventType === undefined ? properties : { type: eventType, ...properties };
  return { ref, uri, properties: typed, dataTypes };
}
