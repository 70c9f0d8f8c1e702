import type { Construct } from 'constructs';
import { type ConfigurationSpec, Configuration as kind } from '../../lib/api/serving/v1/configuration';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { lowerRevisionTemplate, type RevisionTemplateProps, revisionNameOf } from './revision-template';

/** What the revisions of a configuration are. */
export interface ConfigurationProps extends ResourceProps, RevisionTemplateProps {}

/**
 * Makes a new revision with each change, without a route to it. A `KnativeService` has one of its own.
 *
 * Becomes: one Configuration.
 * @example
 * const login = new Configuration(chart, 'login', { image: 'example.com/login:v1' });
 */
export class Configuration extends Resource<ConfigurationSpec> {
  /** Name of the revision that the configuration describes; undefined if Knative makes it up. */
  public readonly revisionName: string | undefined;

  public constructor(scope: Construct, id: string, given: ConfigurationProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({ spec: { template: lowerRevisionTemplate(props, lowering) } }));
    this.revisionName = revisionNameOf(props, this.name);
  }
}
