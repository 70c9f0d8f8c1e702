import type { PlainDestination } from '../../../lib/api/duck/v1/destination';
import type { SourceSpec } from '../../../lib/api/duck/v1/source';
import type { Lowering, ResourceProps } from '../../base/resource';
import type { EventAttributes } from '../filter';
import { type ISink, lowerSink } from '../sink';

/** What every object takes that sends events. */
export interface SenderProps extends ResourceProps {
  /** Where the events go. */
  readonly sink: ISink;
}

/** What every source takes. */
export interface SourceProps extends SenderProps {
  /** Extension attributes that each event gets, overwriting those it has. @default - none */
  readonly extensions?: EventAttributes;
}

/** What sources take whose events others make: containers, senders of messages, routes. */
export interface DeclaringProps {
  /** Types of the events that are sent, for the program to know; they are no part of the object. @default - not known */
  readonly sends?: readonly string[];
}

export function lowerSource({ sink, extensions }: SourceProps, lowering: Lowering): SourceSpec {
  return {
    sink: lowerSink('sink', sink, lowering),
    ceOverrides: extensions && { extensions },
  };
}

/** Where events go, for sources whose schema knows neither certificates nor audiences: it tells of those that are given. */
export function lowerPlainSink(sink: ISink, lowering: Lowering): PlainDestination {
  return lowerSink('sink', sink, lowering) as PlainDestination;
}
