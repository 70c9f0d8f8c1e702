import type { Construct } from 'constructs';
import type { Destination } from '../../../lib/api/duck/v1/destination';
import type { LabelSelector } from '../../../lib/api/meta/v1';
import {
  type EventListenerSpec,
  type EventListenerTrigger,
  type EventListenerTriggerGroup,
  EventListener as kind,
} from '../../../lib/api/triggers/v1beta1/event-listener';
import { type Lowering, Resource, type ResourceProps } from '../../base/resource';
import { SynthError } from '../../base/synth-error';
import { watchedProps } from '../../base/watched-props';
import type { ISink } from '../../eventing/sink';
import type { IServiceAccount } from '../../kubernetes/service-account';
import type { Interceptor } from './interceptor';
import { makeListenerAccount } from './listener-account';
import { type ListenerResourcesProps, lowerListenerResources, portOf } from './listener-resources';
import type { TektonTrigger } from './tekton-trigger';
import { type CreatedKind, isTemplateTrigger, lowerTrigger, type TemplateTrigger } from './trigger-parts';

/** A trigger of a listener: what `template.trigger(…)` makes, a `TektonTrigger`, or the name of one. */
export type ListenerTrigger = TemplateTrigger | TektonTrigger | string;

/** Which Triggers a listener finds by itself. */
export interface TriggerSelection {
  /** Namespaces of the Triggers; `*` is all of them. @default - with a `labelSelector` that of the listener, else none */
  readonly namespaces?: readonly string[];
  /** Labels of the Triggers. @default - all of the namespaces */
  readonly labelSelector?: LabelSelector;
}

/** Triggers that share what a request must pass first. */
export interface TriggerGroupProps extends TriggerSelection {
  /** Name of the group, in logs. */
  readonly name: string;
  /** What a request must pass, in this order. */
  readonly interceptors: readonly Interceptor[];
}

/** What a listener does with requests, and how it runs. */
export interface EventListenerProps extends ResourceProps, TriggerSelection, ListenerResourcesProps {
  /** What is made of which requests. @default - the Triggers that are selected */
  readonly triggers?: readonly ListenerTrigger[];
  /** Groups of Triggers that share interceptors. @default - none */
  readonly triggerGroups?: readonly TriggerGroupProps[];
  /** Account that the listener acts as. @default - a new one that may do just what these triggers need */
  readonly serviceAccount?: IServiceAccount;
  /** What the triggers make, for the rights of the new account. @default - what the templates of the program make; for others PipelineRuns and TaskRuns */
  readonly creates?: readonly CreatedKind[];
  /** Whether the body of a request must be a JSON object. @default true */
  readonly payloadValidation?: boolean;
  /** URL that CloudEvents of what the triggers do are sent to. @default - none are sent */
  readonly cloudEventURI?: string;
}

/**
 * Listens for HTTP requests, such as webhooks and CloudEvents, and makes objects of those that pass. It is a sink: a
 * `PingSource` or a `Trigger` of a broker can send to it.
 *
 * Becomes: one EventListener; unless `serviceAccount` is given, a ServiceAccount with a Role and a ClusterRole of its own
 * too. These are narrower than the cluster roles that Tekton ships for listeners, of which one may read every Secret of
 * the cluster and the other may act as any account: a listener is reached from outside. The new account reads what
 * Tekton Triggers has in its namespace and in the cluster, without which the listener does not even start, makes what the
 * templates make, and acts as the accounts that the triggers name. Where it is to find Triggers of other namespaces, only
 * these know what is made there: give it a `serviceAccount` then.
 * @example
 * const listener = new EventListener(chart, 'github', {
 *   triggers: [
 *     build.trigger({
 *       name: 'push',
 *       interceptors: [Interceptor.github({ secret: SecretRef.of('github', 'webhook'), eventTypes: ['push'] })],
 *       params: { revision: '$(body.after)' },
 *     }),
 *   ],
 * });
 */
export class EventListener extends Resource<EventListenerSpec> implements ISink {
  public readonly sinkName: string;
  /** Name of the account that the listener acts as. */
  public readonly serviceAccountName: string;
  /** Name of the Service that requests go to, and of the Deployment behind it. */
  public readonly serviceName: string;
  readonly #origin: ListenerOrigin;

  public constructor(scope: Construct, id: string, given: EventListenerProps) {
    const props = watchedProps(given);
    let account: IServiceAccount | undefined;
    super(scope, id, kind, props, (lowering) => {
      account = props.serviceAccount ?? accountFor(props, lowering);
      const { payloadValidation } = props;
      return {
        annotations: {
          'tekton.dev/payload-validation': payloadValidation === undefined ? undefined : String(payloadValidation),
        },
        spec: {
          serviceAccountName: account.name,
          triggers: props.triggers?.map((trigger, i) => lowerListenerTrigger(trigger, i, lowering)),
          triggerGroups: props.triggerGroups?.map(lowerGroup),
          ...lowerSelection(props),
          cloudEventURI: props.cloudEventURI,
          resources: lowerListenerResources(props, lowering),
        },
      };
    });
    this.sinkName = this.name;
    this.serviceAccountName = account?.name ?? '';
    this.serviceName = `el-${this.name}`;
    this.#origin = portOf(props);
  }

  /** URL of the listener inside the cluster. Throws without a namespace. */
  public get address(): string {
    const { name, namespace, serviceName } = this;
    if (namespace === undefined) {
      const hint = 'give the chart or the listener a namespace';
      throw new SynthError('namespace', this.node.path, 'address', `listener "${name}" has no namespace`, hint);
    }
    const { scheme, port } = this.#origin;
    return `${scheme}://${serviceName}.${namespace}.svc.cluster.local${port === undefined ? '' : `:${port}`}`;
  }

  /** Its address: Eventing can't look it up, since Tekton's CRD does not say that it has one. */
  public toDestination(_namespace: string | undefined): Destination {
    return { uri: this.address };
  }
}

type ListenerOrigin = ReturnType<typeof portOf>;

/** The account that a listener brings; only for one whose duties are known. */
function accountFor(props: EventListenerProps, lowering: Lowering): IServiceAccount {
  const { triggers = [], triggerGroups = [], creates } = props;
  const selections: readonly [TriggerSelection, string][] = [
    [props, ''],
    ...triggerGroups.map((group, i): [TriggerSelection, string] => [group, `triggerGroups[${i}].`]),
  ];
  for (const [{ namespaces = [] }, at] of selections) {
    const other = namespaces.find((name) => name !== lowering.namespace);
    if (other !== undefined)
      lowering.refuse(
        'missing',
        'serviceAccount',
        `what Triggers of other namespaces make is not known (${at}namespaces: ${other})`,
        'give an account that has the rights for it',
      );
  }
  const selects = selections.some(([{ namespaces, labelSelector }]) => namespaces ?? labelSelector);
  const duties = triggers.map(dutiesOf);
  const derived = duties.map((duty) => duty.creates);
  return makeListenerAccount(
    {
      creates: creates === undefined ? [...derived, ...(selects ? [undefined] : [])] : [creates],
      actsAs: duties.flatMap(({ actsAs }) => actsAs ?? []),
    },
    lowering,
  );
}

interface Duty {
  readonly creates: readonly CreatedKind[] | undefined;
  readonly actsAs: string | undefined;
}

/** Who has an account of their own makes the objects as that. */
function dutiesOf(trigger: ListenerTrigger): Duty {
  if (typeof trigger === 'string') return { creates: undefined, actsAs: undefined };
  const { creates, actsAs } = isTemplateTrigger(trigger)
    ? { creates: trigger.template.creates, actsAs: trigger.options.serviceAccount?.name }
    : { creates: trigger.creates, actsAs: trigger.serviceAccountName };
  return { creates: actsAs === undefined ? creates : [], actsAs };
}

function lowerListenerTrigger(trigger: ListenerTrigger, i: number, lowering: Lowering): EventListenerTrigger {
  if (typeof trigger === 'string') return { triggerRef: trigger };
  if (isTemplateTrigger(trigger)) {
    const { template, options } = trigger;
    return { name: options.name, ...lowerTrigger(template, options, lowering, `triggers[${i}].`) };
  }
  if (trigger.namespace !== lowering.namespace)
    lowering.refuse(
      'reference',
      `triggers[${i}]`,
      `"${trigger.name}" is in namespace "${trigger.namespace}"`,
      'put both into one namespace, or select it by namespaces',
    );
  return { triggerRef: trigger.name };
}

function lowerGroup({ name, interceptors, ...selection }: TriggerGroupProps): EventListenerTriggerGroup {
  return { name, interceptors: interceptors.map(({ use }) => use), triggerSelector: lowerSelection(selection) };
}

function lowerSelection({ namespaces, labelSelector }: TriggerSelection) {
  return { namespaceSelector: namespaces && { matchNames: namespaces }, labelSelector };
}
