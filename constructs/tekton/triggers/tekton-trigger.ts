import type { Construct } from 'constructs';
import { TektonTrigger as kind, type TektonTriggerSpec } from '../../../lib/api/triggers/v1beta1/trigger';
import { Resource, type ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import type { TemplateParams } from './template-params';
import {
  type AnyValues,
  type CreatedKind,
  type ITriggerTemplate,
  lowerTrigger,
  type TriggerConditions,
  type TriggerOptions,
} from './trigger-parts';

/** What is made of which requests. */
export type TektonTriggerProps<Params extends TemplateParams> = ResourceProps &
  TriggerOptions<Params> & {
    /** What is made. */
    readonly template: ITriggerTemplate<Params>;
    /** Name of the trigger in labels and logs. @default - the object's */
    readonly triggerName?: string;
  };

/**
 * A trigger as an object of its own, which a listener names or finds by its labels. It is called so because `Trigger` is
 * that of Knative's brokers.
 *
 * Becomes: one Trigger of Tekton. A trigger of one listener only is written out there: `template.trigger(…)`.
 * @example
 * new TektonTrigger(chart, 'push', { template: build, params: { revision: '$(body.after)' }, labels: { team: 'shop' } });
 */
export class TektonTrigger<const Params extends TemplateParams = TemplateParams> extends Resource<TektonTriggerSpec> {
  /** What its template makes; undefined where that is not known. */
  public readonly creates: readonly CreatedKind[] | undefined;
  /** Account that makes the objects; undefined where it is the listener's. */
  public readonly serviceAccountName: string | undefined;

  public constructor(scope: Construct, id: string, given: TektonTriggerProps<Params>) {
    const props = watchedProps<ResourceProps & Parts>(given as ResourceProps & Parts);
    super(scope, id, kind, props, (lowering) => ({
      spec: { name: props.triggerName, ...lowerTrigger(props.template, props, lowering) },
    }));
    this.creates = props.template.creates;
    this.serviceAccountName = props.serviceAccount?.name;
  }
}

type Parts = TriggerConditions & AnyValues & { readonly template: ITriggerTemplate; readonly triggerName?: string };
