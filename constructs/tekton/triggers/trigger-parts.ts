import type { TektonTriggerSpec, TriggerSpecBinding } from '../../../lib/api/triggers/v1beta1/trigger';
import { brand, hasBrand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import type { Lowering } from '../../base/resource';
import type { IServiceAccount } from '../../kubernetes/service-account';
import type { Interceptor } from './interceptor';
import { assertJsonText, type TemplateParams, type TemplateValues } from './template-params';

/** A kind of objects that are made. */
export interface CreatedKind {
  /** The kind's `group/version`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** The kind's name in URLs, for the rights to make such objects. @default - known for Kubernetes', Knative's and Tekton's own kinds */
  readonly plural?: string;
  /** The namespace that such objects are made in. @default - that of the trigger */
  readonly namespace?: string;
}

/** A template, of this program or not. */
export interface ITriggerTemplate<Params extends TemplateParams = TemplateParams> {
  readonly name: string;
  /** Its namespace; undefined where it is that of whoever uses it. */
  readonly namespace: string | undefined;
  /** Its params; undefined where they are not known. */
  readonly params: Params | undefined;
  /** What it makes; undefined where that is not known. */
  readonly creates: readonly CreatedKind[] | undefined;
}

/** A TriggerBinding or a ClusterTriggerBinding, of this program or not. */
export interface ITriggerBinding {
  readonly name: string;
  readonly kind: string;
  /** Its namespace; undefined where it has none, or that of whoever uses it. */
  readonly namespace: string | undefined;
}

/** Where the values of a template's params come from: all of them from the trigger itself, or some of them from bindings. */
export type TriggerValues<Params extends TemplateParams> = BoundValues<Params> | OwnValues<Params>;

interface BoundValues<Params extends TemplateParams> {
  /** Bindings that give params: a `TriggerBinding`, a `ClusterTriggerBinding`, or the name of a TriggerBinding. */
  readonly bindings: readonly (string | ITriggerBinding)[];
  /** Values of further params, in which `$(body.x)`, `$(header.X)` and the like stand for parts of the request. @default - none */
  readonly params?: Partial<TemplateValues<Params>>;
}

type OwnValues<Params extends TemplateParams> = { readonly bindings?: undefined } & (Record<
  never,
  never
> extends TemplateValues<Params>
  ? { readonly params?: TemplateValues<Params> }
  : {
      /** Values of the params, in which `$(body.x)`, `$(header.X)` and the like stand for parts of the request. */
      readonly params: TemplateValues<Params>;
    });

/** Which requests a trigger is for, and as whom it acts. */
export interface TriggerConditions {
  /** What a request must pass, in this order. @default - every request passes */
  readonly interceptors?: readonly Interceptor[];
  /** Account of the trigger's namespace that makes the objects. @default - the listener's */
  readonly serviceAccount?: IServiceAccount;
}

/** What a template makes of which requests. */
export type TriggerOptions<Params extends TemplateParams = TemplateParams> = TriggerConditions & TriggerValues<Params>;

/** A trigger that is written out in its listener; made by `template.trigger(…)`. */
export class TemplateTrigger {
  /** What is made of which requests, with which values. */
  public static of(template: ITriggerTemplate, options: NamedOptions): TemplateTrigger {
    return fromOptions(`a trigger of ${template.name}`, options, (given) => {
      const { name, interceptors, params, bindings, serviceAccount } = given;
      return new TemplateTrigger(template, {
        name,
        interceptors: interceptors && [...interceptors],
        params: params && { ...params },
        bindings: bindings?.map((binding) => (typeof binding === 'string' ? binding : bindingOf(binding))),
        serviceAccount: serviceAccount && { name: serviceAccount.name },
      });
    });
  }

  private constructor(
    public readonly template: ITriggerTemplate,
    public readonly options: NamedOptions,
  ) {
    brand(this, 'Value');
    brand(this, BRAND);
  }
}

const BRAND = 'TemplateTrigger';

export function isTemplateTrigger(trigger: unknown): trigger is TemplateTrigger {
  return hasBrand(trigger, BRAND);
}

type NamedOptions = { readonly name?: string } & TriggerConditions & AnyValues;

function bindingOf({ name, kind, namespace }: ITriggerBinding): ITriggerBinding {
  return { name, kind, namespace };
}

/** Values as they are when the types have done their work. */
export interface AnyValues {
  readonly bindings?: readonly (string | ITriggerBinding)[];
  readonly params?: Readonly<Record<string, string | undefined>>;
}

/** The spec of a trigger; `at` is the path of its properties. */
export function lowerTrigger(
  template: ITriggerTemplate,
  { bindings = [], params = {}, interceptors, serviceAccount }: TriggerConditions & AnyValues,
  lowering: Lowering,
  at = '',
): TektonTriggerSpec {
  assertNear(template, `${at}template`, lowering);
  const values = Object.entries(params).flatMap(([name, value]): TriggerSpecBinding[] => {
    if (value === undefined) return [];
    assertJsonText(value, `${at}params.${name}`, lowering);
    return [{ name, value }];
  });
  const all = [...bindings.map((binding, i) => lowerBinding(binding, `${at}bindings[${i}]`, lowering)), ...values];
  return {
    bindings: all.length === 0 ? undefined : all,
    template: { ref: template.name },
    interceptors: interceptors?.map(({ use }) => use),
    serviceAccountName: serviceAccount?.name,
  };
}

function lowerBinding(binding: string | ITriggerBinding, at: string, lowering: Lowering): TriggerSpecBinding {
  if (typeof binding === 'string') return { ref: binding };
  if (binding.kind === 'ClusterTriggerBinding') return { ref: binding.name, kind: 'ClusterTriggerBinding' };
  assertNear(binding, at, lowering);
  return { ref: binding.name };
}

/** A trigger names what it uses without a namespace. */
function assertNear(
  { name, namespace }: { readonly name: string; readonly namespace: string | undefined },
  at: string,
  lowering: Lowering,
): void {
  if (namespace === undefined || namespace === lowering.namespace) return;
  lowering.refuse('reference', at, `"${name}" is in namespace "${namespace}"`, 'put both into one namespace');
}
