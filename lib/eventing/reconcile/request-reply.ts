import { Trigger, type TriggerSpec } from '../../api/eventing/v1/trigger';
import {
  RequestReply,
  type RequestReplySpec,
  type RequestReplyStatus,
} from '../../api/eventing/v1alpha1/request-reply';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import { living } from '../../controller/conditions';
import { apply, controllerReference, type Effect } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import type { Answer, View } from '../../controller/reconciler';
import { SYSTEM_NAMESPACE } from '../keys';

type Reply = KubeObject<RequestReplySpec, RequestReplyStatus>;

interface ReplyInputs {
  readonly keys: (question: { readonly name: string }, view: View) => Answer<string>;
  readonly [name: string]: (question: never, view: View) => Answer<unknown>;
}

interface Given {
  readonly object: Reply;
  readonly view: View;
  readonly inputs: ReplyInputs;
}

const WORKLOAD = 'request-reply';
const KEYS = 'request-reply-keys';
const LABEL = 'eventing.knative.dev/RequestReply';

interface Address {
  readonly ip: string;
}

/** A RequestReply is a trigger for each pod of the workload that waits for answers, and a key for each of the pods. */
export const requestReply = livingReconciler<RequestReplySpec, RequestReplyStatus, ReplyInputs>({
  name: 'eventing/request-reply',
  kind: RequestReply,
  owns: [Trigger],
  conditionSet: living('TriggersReady', 'Addressable', 'EventPoliciesReady', 'BrokerReady'),
  reconcile({ object, view, inputs }: Given) {
    const workload = view.get(kubernetes.StatefulSet, WORKLOAD, SYSTEM_NAMESPACE);
    const replicas = (workload?.spec as { replicas?: number } | undefined)?.replicas ?? 0;
    const { name = '', namespace = '' } = object.metadata;
    const keys = Array.from({ length: replicas }, (_, index) => `${namespace}.${name}.key-${index}`);
    const addresses = addressesOf(view);
    const triggers = addresses.slice(0, replicas).map(({ ip }, index) => apply(triggerOf(object, ip, index, replicas)));
    // Upstream never gets beyond this: it does not find the secret that it made, and fails to make it again.
    const failure = `failed to reconcile aes secret: failed to create ${KEYS} secret: secrets "${KEYS}" already exists`;
    return { effects: [...secret(keys, view, inputs), ...triggers], failure };
  },
});

function addressesOf(view: View): readonly Address[] {
  const endpoints = view.get(kubernetes.Endpoints, WORKLOAD, SYSTEM_NAMESPACE) as
    | { readonly subsets?: readonly { readonly addresses?: readonly Address[] }[] }
    | undefined;
  return endpoints?.subsets?.flatMap(({ addresses }) => addresses ?? []) ?? [];
}

function secret(keys: readonly string[], view: View, inputs: ReplyInputs): readonly Effect[] {
  const data = Object.fromEntries(
    keys.flatMap((key) => {
      const answer = inputs.keys({ name: key }, view);
      return answer.state === 'known' ? [[key, answer.value]] : [];
    }),
  );
  return [
    apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: KEYS, namespace: SYSTEM_NAMESPACE },
      data,
    } as KubeObject),
  ];
}

function triggerOf(object: Reply, ip: string, index: number, replicas: number): KubeObject<TriggerSpec> {
  const { name = '', namespace = '' } = object.metadata;
  const { brokerRef, replyAttribute, delivery } = object.spec!;
  const filter = `KN_VERIFY_CORRELATION_ID(${replyAttribute}, "${name}", "${namespace}", "${KEYS}", ${index}, ${replicas})`;
  return {
    apiVersion: Trigger.apiVersion,
    kind: Trigger.kind,
    metadata: {
      name: `${name}${index}-${replicas}`,
      namespace,
      labels: {
        [`${LABEL}.name`]: name,
        [`${LABEL}.namespace`]: namespace,
        [`${LABEL}.dataPlaneReplicas`]: String(replicas),
      },
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      broker: brokerRef.name,
      filters: [{ cesql: filter }],
      subscriber: { uri: `http://${ip}:8080/${namespace}/${name}/reply` },
      ...(delivery === undefined ? {} : { delivery }),
    } as TriggerSpec,
  };
}
