import type { Construct } from 'constructs';
import { TriggerTemplate as kind, type TriggerTemplateSpec } from '../../../lib/api/triggers/v1beta1/trigger-template';
import { brand } from '../../base/brand';
import { type Lowering, Resource, type ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { isRunTemplate, type RunTemplate, type TemplateObject } from '../run-template';
import { lowerParams, type TemplateParams, type TemplateParamUses, usesOf } from './template-params';
import {
  type AnyValues,
  type CreatedKind,
  type ITriggerTemplate,
  TemplateTrigger,
  type TriggerConditions,
  type TriggerOptions,
} from './trigger-parts';

/** What is made of an event. */
export interface TriggerTemplateProps<Params extends TemplateParams> extends ResourceProps {
  /** The params that the objects use, by name. @default - none */
  readonly params?: Params;
  /**
   * The objects, `PipelineRun.template` and `TaskRun.template` among them; a function is given the texts that stand for the
   * params, such as `$(tt.params.revision)`.
   */
  readonly resourcetemplates: ResourceTemplates | ((params: TemplateParamUses<Params>) => ResourceTemplates);
}

/** What a template makes. */
export type ResourceTemplates = readonly (TemplateObject | RunTemplate)[];

/**
 * Objects that are made for each event, mostly a PipelineRun.
 *
 * Becomes: one TriggerTemplate. Who uses a param that is not declared gets an error of the compiler; a default that would
 * break the JSON of the objects (a quote, a line break) is refused.
 * @example
 * const build = new TriggerTemplate(chart, 'build', {
 *   params: { revision: {}, branch: { default: 'main' } },
 *   resourcetemplates: ({ revision }) => [
 *     PipelineRun.template({ pipeline, generateName: 'build-', params: { revision } }),
 *   ],
 * });
 */
export class TriggerTemplate<const Params extends TemplateParams = TemplateParams>
  extends Resource<TriggerTemplateSpec>
  implements ITriggerTemplate<Params>
{
  /** A template that exists without this program. */
  public static fromName(name: string): NamedTriggerTemplate {
    return new NamedTriggerTemplate(name);
  }

  /** The params that are declared. */
  public readonly params: Params;
  /** The kinds of the objects. */
  public readonly creates: readonly CreatedKind[];

  public constructor(scope: Construct, id: string, given: TriggerTemplateProps<Params>) {
    // A function is no data, which the properties are looked at for.
    const { resourcetemplates, ...data } = given;
    const props = watchedProps<Omit<TriggerTemplateProps<Params>, 'resourcetemplates'>>(data);
    const params = given.params ?? ({} as Params);
    let objects: readonly TemplateObject[] = [];
    super(scope, id, kind, props, (lowering) => {
      const declared = lowerParams(props.params ?? {}, lowering);
      objects = objectsOf(resourcetemplates, params, lowering);
      return { spec: { params: declared.length === 0 ? undefined : declared, resourcetemplates: objects } };
    });
    this.params = params;
    this.creates = objects.map(({ apiVersion, kind: created, metadata }) => ({
      apiVersion,
      kind: created,
      namespace: metadata?.namespace,
    }));
  }

  /**
   * A trigger that makes these objects, for the `triggers` of an `EventListener`.
   *
   * @example
   * build.trigger({ name: 'push', params: { revision: '$(body.after)' } })
   */
  public trigger(options: { readonly name?: string } & TriggerOptions<Params>): TemplateTrigger {
    return TemplateTrigger.of(this, options);
  }
}

/** A template that exists without the program. */
export class NamedTriggerTemplate implements ITriggerTemplate {
  public readonly namespace = undefined;
  public readonly params = undefined;
  public readonly creates = undefined;

  public constructor(public readonly name: string) {
    brand(this, 'Value');
  }

  /** A trigger that makes the objects of this template, for the `triggers` of an `EventListener`. */
  public trigger(options: { readonly name?: string } & TriggerConditions & AnyValues): TemplateTrigger {
    return TemplateTrigger.of(this, options);
  }
}

function objectsOf<Params extends TemplateParams>(
  given: TriggerTemplateProps<Params>['resourcetemplates'],
  params: Params,
  lowering: Lowering,
): readonly TemplateObject[] {
  const objects: unknown = typeof given === 'function' ? given(usesOf(params)) : given;
  if (Array.isArray(objects)) {
    return (objects as ResourceTemplates).map((object) => (isRunTemplate(object) ? object.toObject(lowering) : object));
  }
  return lowering.refuse(
    'missing',
    'resourcetemplates',
    'there is no list of objects',
    'give a list, or a function that makes one of the params',
  );
}
