import type { SourceSpec } from '../../../lib/api/duck/v1/source';
import type { Lowering, ResourceProps } from '../../base/resource';
import type { EventAttributes } from '../filter';
import type { ISink } from '../sink';

/** What every source takes. */
export interface SourceProps extends ResourceProps {
  /** Where the events go. */
  readonly sink: ISink;
  /** Extension attributes that each event gets, overwriting those it has. @default - none */
  readonly extensions?: EventAttributes;
}

export function lowerSource({ sink, extensions }: SourceProps, { namespace }: Lowering): SourceSpec {
  return {
    sink: sink.toDestination(namespace),
    ceOverrides: extensions && { extensions },
  };
}
