import type { Construct } from 'constructs';
import { type IntegrationSpec, Integration as kind } from '../../../lib/api/camel/v1/integration';
import { Resource, type ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type INamed, nameOf } from '../../kubernetes/named';
import type { DeclaringProps } from './source';

/** Routes of Camel, and what they run with. */
export interface CamelIntegrationProps
  extends ResourceProps,
    DeclaringProps,
    Omit<IntegrationSpec, 'serviceAccountName'> {
  /** Account of the pods. @default - the account `default` of the namespace */
  readonly serviceAccount?: string | INamed;
}

/**
 * Runs routes of Camel, written in one of Camel's languages. A route sends to a broker by the URI
 * `knative:event/TYPE?name=BROKER`. Needs the operator of Camel K.
 *
 * Becomes: one Integration of Camel K.
 * @example
 * new CamelIntegration(chart, 'tick', {
 *   flows: [{ from: { uri: 'timer:tick', steps: [{ to: 'knative:event/tick?name=default' }] } }],
 * });
 */
export class CamelIntegration extends Resource<IntegrationSpec> {
  public constructor(scope: Construct, id: string, given: CamelIntegrationProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => ({
      spec: {
        flows: props.flows,
        sources: props.sources,
        replicas: props.replicas,
        serviceAccountName: props.serviceAccount && nameOf(props.serviceAccount),
        traits: props.traits,
        dependencies: props.dependencies,
        repositories: props.repositories,
        profile: props.profile,
        integrationKit: props.integrationKit,
        template: props.template,
        configuration: props.configuration,
      },
      facts: { sends: props.sends },
    }));
  }
}
