import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import {
  EventListener,
  type EventListenerSpec,
  type EventListenerStatus,
} from '../../../api/triggers/v1beta1/event-listener';
import type { Condition } from '../../../controller/conditions';
import { apply, remove, targetOf } from '../../../controller/effects';
import { timestampOf } from '../../../controller/moment';
import type { AnyKind, Outcome, Reconciler, Request } from '../../../controller/reconciler';
import { nameOf } from './container';
import { customObjectOf } from './custom';
import { listenerSettingsOf } from './settings';
import { deploymentOf, portOf, serviceOf } from './workload';

type ListenerRequest = Request<EventListenerSpec, EventListenerStatus>;

/** An EventListener is a workload that takes requests and a service before it, or what runs both, as a Knative Service. */
export const eventListener: Reconciler<EventListenerSpec, EventListenerStatus> = {
  name: 'triggers/event-listener',
  kind: EventListener,
  owns: [kubernetes.Deployment, kubernetes.Service],
  reconcile(request: ListenerRequest): Outcome<EventListenerStatus> {
    return request.object.spec?.resources?.customResource === undefined
      ? withDeployment(request)
      : withCustomObject(request);
  },
};

const READY = 'EventListener is ready';

function withDeployment({ object, view, now }: ListenerRequest): Outcome<EventListenerStatus> {
  const { namespace } = object.metadata;
  const name = nameOf(object);
  const deployment = view.get(kubernetes.Deployment, name, namespace);
  const exists = (type: string): Said => ({ type, status: 'True', message: `${type} exists` });
  const said = [exists('Service'), exists('Deployment'), ...conditionsOf(deployment)];
  const order = ['Service', 'Deployment', 'Progressing', 'Available'];
  const lacking = order
    .flatMap((type) => said.find((each) => each.type === type) ?? [])
    .find(({ status }) => status !== 'True');
  const ready: Said =
    lacking === undefined
      ? { type: 'Ready', status: 'True', message: READY }
      : {
          type: 'Ready',
          status: 'False',
          message: `Condition ${lacking.type} has status: ${lacking.status} with message: ${lacking.message ?? ''}`,
        };
  const settings = listenerSettingsOf(view);
  return {
    status: {
      ...statusOf(object, [...said, ready], now),
      address: { url: `http://${name}.${namespace}.svc.cluster.local:${portOf(object)}` },
    },
    effects: [apply(deploymentOf(object, settings)), apply(serviceOf(object, settings))],
  };
}

/** The listener is ready when the object is that runs it, and has its address. */
function withCustomObject({ object, view, now }: ListenerRequest): Outcome<EventListenerStatus> {
  const wanted = customObjectOf(object, listenerSettingsOf(view));
  const kind = { apiVersion: wanted.apiVersion, kind: wanted.kind, scope: 'Namespaced' } as AnyKind;
  const found = view.get(kind, wanted.metadata.name ?? '', wanted.metadata.namespace);
  const { namespace } = object.metadata;
  const deployment = view.get(kubernetes.Deployment, nameOf(object), namespace);
  const service = view.get(kubernetes.Service, nameOf(object), namespace);
  const effects = [
    apply(wanted),
    // What ran it before, it no longer needs.
    ...(deployment === undefined ? [] : [deployment, ...(service === undefined ? [] : [service])]).map((each) =>
      remove(targetOf(each)),
    ),
  ];
  const initially: readonly Said[] = ['Service', 'Deployment', 'Ready'].map((type) => ({ type, status: 'False' }));
  const conditions = conditionsOf(found);
  const unready = conditions.find(({ type, status }) => type === 'Ready' && status !== 'True');
  if (conditions.length === 0 || unready !== undefined) {
    const status = statusOf(object, initially, now);
    const fault = `custom object is not yet ready because ${unready?.message ?? ''}`;
    return { status, effects, ...(unready === undefined ? {} : { failure: fault }) };
  }
  const said = [
    ...initially.filter(({ type }) => type !== 'Ready'),
    ...conditions.filter(({ type }) => type !== 'Ready'),
  ];
  const { url } = (found?.status ?? {}) as { readonly url?: string };
  return {
    status: {
      ...statusOf(object, [...said, { type: 'Ready', status: 'True', message: READY }], now),
      ...(url === undefined ? {} : { address: { url: url.replace(/^https:/, 'http:') } }),
    },
    effects,
  };
}

interface Said {
  readonly type: string;
  readonly status: Condition['status'];
  readonly reason?: string;
  readonly message?: string;
}

function conditionsOf(object: KubeObject | undefined): readonly Said[] {
  const { conditions = [] } = (object?.status ?? {}) as { readonly conditions?: readonly Said[] };
  return conditions.map(({ type, status, reason, message }) => ({
    type,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  }));
}

/** Conditions in the order of their types; what says the same keeps its time. */
function statusOf(object: ListenerRequest['object'], said: readonly Said[], now: Date): EventListenerStatus {
  const { conditions: known, ...status } = object.status ?? {};
  const before = (known ?? []) as readonly Condition[];
  const conditions = said
    .map((each): Condition => {
      const old = before.find(({ type }) => type === each.type);
      const isSame = old?.status === each.status && old.reason === each.reason && old.message === each.message;
      return isSame ? old : { ...each, lastTransitionTime: timestampOf(now) };
    })
    .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
  return {
    ...status,
    conditions,
    observedGeneration: object.metadata.generation,
    configuration: { generatedName: nameOf(object) },
  } as EventListenerStatus;
}
