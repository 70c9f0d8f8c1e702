import type { Construct } from 'constructs';
import type { Destination } from '../../lib/api/duck/v1/destination';
import { Service as kind, type ServiceSpec } from '../../lib/api/serving/v1/service';
import { Resource, type ResourceProps } from '../base/resource';
import { SynthError } from '../base/synth-error';
import { watchedProps } from '../base/watched-props';
import type { ISink } from '../eventing/sink';
import { DomainMapping, type DomainOptions } from './domain-mapping';
import { type NetworkingProps, networkingMetadata } from './networking';
import { lowerRevisionTemplate, type RevisionTemplateProps, revisionNameOf } from './revision-template';
import { lowerTraffic, type TrafficTargetProps } from './traffic';

/** An application, and how it is reached. */
export interface KnativeServiceProps extends ResourceProps, RevisionTemplateProps, NetworkingProps {
  /** Which revisions get how much of the traffic, by hand or from `Traffic`. @default - all to the latest one that is ready */
  readonly traffic?: readonly TrafficTargetProps[];
  /** Types of the events that the service may answer with. @default - none */
  readonly replies?: readonly string[];
  /**
   * What the service answers events with: events, a body that is no event (a page, plain JSON), or nothing. Behind a
   * trigger a body that is no event counts as a failure, and the event comes again.
   * @default - not known
   */
  readonly answers?: 'events' | 'other' | 'none';
}

/**
 * An application that runs while it is asked for: it gets more pods and fewer by load, down to none, keeps its old
 * revisions, and shares traffic out among them.
 *
 * Becomes: one Service of Knative. Its containers run without root and without capabilities unless
 * `securityContext` says otherwise; a feature that a property needs must be on, see `configurePlatform`.
 *
 * Throws: SynthError if a property has no form in the manifest; the other faults of a service (KN codes in
 * docs/rules.md) stop the synthesis, each with the path of the construct.
 * @example
 * const hello = new KnativeService(chart, 'hello', { image: 'example.com/hello:v1', env: { TARGET: 'World' } });
 * hello.bindDomain('hello.example.com');
 */
export class KnativeService extends Resource<ServiceSpec> implements ISink {
  public readonly sinkName: string;
  /** Name of the revision that the service describes; undefined if Knative makes it up. */
  public readonly revisionName: string | undefined;

  public constructor(scope: Construct, id: string, given: KnativeServiceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      ...networkingMetadata(props, lowering),
      spec: {
        template: lowerRevisionTemplate(props, lowering),
        traffic: lowerTraffic(props.traffic, lowering.name, lowering),
      },
      facts: { replies: props.replies, answers: props.answers },
    }));
    this.sinkName = this.name;
    this.revisionName = revisionNameOf(props, this.name);
  }

  /**
   * The service's URL inside the cluster.
   *
   * @throws SynthError KG0005 without a namespace.
   */
  public get address(): string {
    if (this.namespace === undefined) {
      const hint = 'give the chart or the service a namespace';
      throw new SynthError('namespace', this.node.path, 'address', `service "${this.name}" has no namespace`, hint);
    }
    return `http://${this.name}.${this.namespace}.svc.cluster.local`;
  }

  /**
   * The URL under which the cluster serves it, in a program of Pulumi.
   *
   * @throws SynthError KG0009 elsewhere: the URL depends on the cluster's domain. `address` is known everywhere.
   */
  public get url(): string {
    return this.inStatus('status.url', ({ url }) => url);
  }

  /** Gives the service a domain of one's own: a DomainMapping below it. */
  public bindDomain(domain: string, options: DomainOptions = {}): DomainMapping {
    return new DomainMapping(this, domain, { namespace: this.namespace, ...options, ref: this });
  }

  public toDestination(namespace: string | undefined): Destination {
    return { ref: this.referenceFrom(namespace) };
  }
}
