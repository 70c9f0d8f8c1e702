import type { Construct } from 'constructs';
import { autoscalerConfigMap } from '../../../lib/api/config/autoscaler';
import { kubernetes } from '../../../lib/api/kubernetes';
import { Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import type { AutoscalerSettings } from '../../config/generated/settings';
import { settingsData } from '../../config/settings-data';
import { type SystemConfigProps, systemLabels, systemProps } from './system-config';

/** How revisions scale that do not say it themselves, and what bounds all of them have. */
export interface AutoscalerConfigProps extends SystemConfigProps, AutoscalerSettings {}

/**
 * Settings of the autoscaler for the whole cluster. What is not given stays as Knative ships it.
 * The rules of the program take them into account.
 *
 * Becomes: the ConfigMap `config-autoscaler` in `knative-serving`.
 * @example
 * new AutoscalerConfig(chart, 'autoscaler', { stableWindow: Duration.minutes(2), maxScale: 50 });
 */
export class AutoscalerConfig extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: AutoscalerConfigProps = {}) {
    const props = watchedProps(systemProps(given, 'config-autoscaler'));
    super(scope, id, kubernetes.ConfigMap, props, (lowering) => ({
      labels: systemLabels('autoscaler'),
      fields: { data: settingsData(autoscalerConfigMap, props, '', lowering) },
    }));
  }
}
