import type { Construct } from 'constructs';
import { SinkBinding as kind, type SinkBindingSpec } from '../../../lib/api/sources/v1/sink-binding';
import { Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type BindingSubjectProps, lowerSubject } from './binding-subject';
import { type DeclaringProps, lowerSource, type SourceProps } from './source';

/** Whose pods learn where their events go. */
export interface SinkBindingProps extends SourceProps, DeclaringProps {
  /** The workload that sends: a construct, an `ApiObject`, or the kind with a name or a selector. A CronJob's Jobs are bound by their labels. */
  readonly subject: BindingSubjectProps;
}

/**
 * Tells the containers of a workload where to send their events: by `K_SINK`, `K_CE_OVERRIDES` and `K_CA_CERTS`.
 *
 * Becomes: one SinkBinding.
 * @example
 * new SinkBinding(chart, 'shop-events', { subject: shop, sends: ['order.created'], sink: broker });
 */
export class SinkBinding extends Resource<SinkBindingSpec> {
  public constructor(scope: Construct, id: string, given: SinkBindingProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: { subject: lowerSubject(props.subject, lowering), ...lowerSource(props, lowering) },
      facts: { sends: props.sends },
    }));
  }
}
