import type { Output } from '@pulumi/pulumi';
import type { Chart } from 'cdk8s';
import { DomainMapping as DomainMappingConstruct, type DomainMappingProps } from '../serving/domain-mapping';
import { KnativeService as KnativeServiceConstruct, type KnativeServiceProps } from '../serving/knative-service';
import { ConstructComponent, SinkComponent } from './construct-component';
import { type Inputs, inputs } from './inputs';
import type { ProgramOptions } from './program';

/**
 * An application that runs while it is asked for. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.KnativeService('shop', { image: image.ref, env: { DB: database.url } }, { namespace: 'default' });
 */
export class KnativeService extends SinkComponent<KnativeServiceConstruct, { readonly url: string }> {
  /** The URL under which the cluster serves it, once it is ready. */
  public readonly url: Output<string>;

  public constructor(name: string, args: Inputs<KnativeServiceProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new KnativeServiceConstruct(scope, name, inputs<KnativeServiceProps>(args));
    super(name, { type: 'KnativeService', args, make, outputs: ({ url }) => ({ url }) }, options);
    this.url = this.outputs.url;
  }
}

/**
 * A domain of one's own for a service. The name is the domain. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.DomainMapping('shop.example.com', { ref: shop });
 */
export class DomainMapping extends ConstructComponent<DomainMappingConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<DomainMappingProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new DomainMappingConstruct(scope, name, inputs<DomainMappingProps>(args));
    super(name, { type: 'DomainMapping', args, make, outputs: () => ({}) }, options);
  }
}
