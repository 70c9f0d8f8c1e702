import type { Construct } from 'constructs';
import { type ContainerSourceSpec, ContainerSource as kind } from '../../../lib/api/sources/v1/container-source';
import { Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { lowerPodTemplate, type PodTemplateProps } from '../pod-template';
import { type DeclaringProps, lowerSource, type SourceProps } from './source';

/** The container that makes the events, and where they go. */
export interface ContainerSourceProps extends SourceProps, DeclaringProps, PodTemplateProps {}

/**
 * Runs a container of one's own that makes events and posts them to the URL in `K_SINK`.
 *
 * Becomes: one ContainerSource. The container runs without root and without capabilities unless `securityContext` says
 * otherwise; those of `template` are taken as they are.
 *
 * Throws: SynthError if neither `image` nor `template` names a container.
 * @example
 * new ContainerSource(chart, 'heartbeats', { image: 'example.com/heartbeats:v1', args: ['--period=1'], sink: broker });
 */
export class ContainerSource extends Resource<ContainerSourceSpec> {
  public constructor(scope: Construct, id: string, given: ContainerSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => {
      const template = lowerPodTemplate(props, lowering);
      if (template === undefined || template.spec.containers.length === 0)
        return lowering.refuse(
          'missing',
          'image',
          'there is no container',
          'give an image, or containers in a template',
        );
      return { spec: { template, ...lowerSource(props, lowering) }, facts: { sends: props.sends } };
    });
  }
}
