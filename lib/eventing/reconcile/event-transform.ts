import { createHash } from 'node:crypto';
import {
  EventTransform,
  type EventTransformSpec,
  type EventTransformStatus,
} from '../../api/eventing/v1alpha1/event-transform';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import { SinkBinding, type SinkBindingSpec } from '../../api/sources/v1/sink-binding';
import { type Conditions, conditionOf, isReady, living } from '../../controller/conditions';
import { apply, controllerReference, normal } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { LOCAL_DOMAIN } from '../keys';
import { adapterSettings, settingsOf } from '../settings';
import { addressesOf } from './addresses';
import { applyPolicies } from './authorization';
import { type Draft, defined } from './common';
import { RESTRICTED } from './deployments';

type Transform = KubeObject<EventTransformSpec, EventTransformStatus>;

const EXPRESSION_HASH = 'eventing.knative.dev/event-transform-jsonata-expression-hash';
const NAME = 'eventing.knative.dev/event-transform-name';
const EXPRESSION = 'jsonata-expression';
const REPLY_EXPRESSION = 'jsonata-expression-reply';
const FOLDER = '/etc/jsonata';

/** An EventTransform is a service that runs its expression, and, where it has a sink, sends the result on. */
export const eventTransform = livingReconciler<EventTransformSpec, EventTransformStatus>({
  name: 'eventing/event-transform',
  kind: EventTransform,
  owns: [kubernetes.ConfigMap, kubernetes.Deployment, kubernetes.Service, SinkBinding],
  // What the transformation is made of counts as well as the transformation itself.
  conditionSet: {
    ...living('TransformationReady', 'Addressable', 'EventPoliciesReady'),
    parts: [
      'JsonataDeploymentReady',
      'JsonataSinkBindingReady',
      'TransformationReady',
      'Addressable',
      'EventPoliciesReady',
    ],
  },
  reconcile({ object, view, conditions }) {
    const { name = '', namespace = '' } = object.metadata;
    const child = childName(name, '-jsonata');
    const deployment = view.get(kubernetes.Deployment, child, namespace);
    const binding = view.get(SinkBinding, child, namespace);
    const told = (reason: string) => ({ created: normal(reason, child) });
    const effects = [
      apply(configMapOf(object, child), told('JsonataConfigMapCreated')),
      apply(serviceOf(object, child), told('JsonataServiceCreated')),
      ...(object.spec?.sink === undefined ? [] : [apply(bindingOf(object, child), told('JsonataSinkBindingCreated'))]),
      apply(deploymentOf(object, child, view), told('JsonataDeploymentCreated')),
    ];
    const status: Draft<EventTransformStatus> = {};
    markDeployed(conditions, status, deployment);
    if (object.spec?.sink === undefined) conditions.markTrue('JsonataSinkBindingReady');
    else {
      const ready = conditionOf(binding, 'Ready');
      if (ready === undefined) conditions.markUnknown('JsonataSinkBindingReady');
      else conditions.mirror('JsonataSinkBindingReady', ready);
      const { sinkUri, sinkCACerts, sinkAudience, auth } = binding?.status ?? {};
      Object.assign(status, defined({ sinkUri, sinkCACerts, sinkAudience, auth }));
    }
    const worst = (['JsonataDeploymentReady', 'JsonataSinkBindingReady'] as const).find(
      (type) => !conditions.is(type, 'True'),
    );
    if (worst === undefined) conditions.markTrue('TransformationReady');
    else conditions.mirror('TransformationReady', conditions.get(worst));
    // Whoever waits for the sink has no address yet, and looks at no policies.
    if (object.spec?.sink !== undefined && (binding === undefined || !isReady(binding))) return { status, effects };
    if (conditions.is('TransformationReady', 'True')) {
      const host = `${child}.${namespace}.${LOCAL_DOMAIN}`;
      const called = { http: `http://${host}`, https: `https://${host}`, secret: child, secretNamespace: namespace };
      const { address, addresses = [address] } = addressesOf(object, called, view);
      Object.assign(status, { address, addresses });
      conditions.markTrue('Addressable');
    }
    Object.assign(status, applyPolicies(object, view, conditions));
    return { status, effects };
  },
});

/** What the Deployment says of itself is said here too. */
function markDeployed(
  conditions: Conditions,
  status: Draft<EventTransformStatus>,
  deployment: KubeObject | undefined,
): void {
  const { terminatingReplicas: _terminating, ...kept } = (deployment?.status ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (deployment !== undefined) status.jsonata = { deployment: kept } as EventTransformStatus['jsonata'];
  const { replicas = 0, availableReplicas = 0 } = kept as { replicas?: number; availableReplicas?: number };
  if (replicas > 0 && replicas === availableReplicas) conditions.markTrue('JsonataDeploymentReady');
  else {
    const message = `Expected replicas: ${replicas}, available: ${availableReplicas}`;
    conditions.markFalse('JsonataDeploymentReady', 'JsonataDeploymentUnavailable', message);
  }
}

function labelsOf({ metadata }: Transform): Record<string, string> {
  return { 'eventing.knative.dev/event-transform-jsonata': 'true', [NAME]: metadata.name ?? '' };
}

function metadataOf(object: Transform, name: string) {
  const { namespace } = object.metadata;
  return { name, namespace, labels: labelsOf(object), ownerReferences: [controllerReference(object)] };
}

interface Expressions {
  readonly jsonata?: { readonly expression?: string };
  readonly reply?: { readonly jsonata?: { readonly expression?: string }; readonly discard?: boolean };
}

function configMapOf(object: Transform, name: string): KubeObject {
  const { jsonata, reply } = object.spec as Expressions;
  const data = defined({ [EXPRESSION]: jsonata?.expression, [REPLY_EXPRESSION]: reply?.jsonata?.expression });
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(object, name), data } as KubeObject;
}

function serviceOf(object: Transform, name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(object, name),
    spec: { selector: labelsOf(object), ports: [{ name: 'http', appProtocol: 'http', port: 80, targetPort: 8080 }] },
  } as KubeObject;
}

function bindingOf(object: Transform, name: string): KubeObject<SinkBindingSpec> {
  const { namespace } = object.metadata;
  const { sink } = object.spec!;
  return {
    apiVersion: SinkBinding.apiVersion,
    kind: SinkBinding.kind,
    metadata: metadataOf(object, name),
    spec: { sink: sink!, subject: { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace } },
  };
}

function deploymentOf(object: Transform, name: string, view: View): KubeObject {
  const labels = labelsOf(object);
  const { jsonata, reply } = object.spec as Expressions;
  const hash = createHash('sha256')
    .update(`${jsonata?.expression ?? ''}${reply?.jsonata?.expression ?? ''}`)
    .digest('base64');
  const near = (topologyKey: string, weight: number) => ({
    weight,
    podAffinityTerm: { labelSelector: { matchLabels: labels }, topologyKey },
  });
  return {
    apiVersion: kubernetes.Deployment.apiVersion,
    kind: kubernetes.Deployment.kind,
    metadata: metadataOf(object, name),
    spec: {
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
      template: {
        metadata: { labels, annotations: { [EXPRESSION_HASH]: hash } },
        spec: {
          volumes: [{ name, configMap: { name, optional: false } }],
          affinity: {
            podAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                near('topology.kubernetes.io/zone', 100),
                near('kubernetes.io/hostname', 90),
              ],
            },
          },
          containers: [
            {
              name: 'jsonata-event-transform',
              image: settingsOf(view, 'eventing-transformations-images')['transform-jsonata'] ?? '',
              env: [
                { name: 'JSONATA_TRANSFORM_FILE_NAME', value: `${FOLDER}/${EXPRESSION}` },
                ...adapterSettings(view),
                ...replyEnv(reply),
              ],
              volumeMounts: [{ name, readOnly: true, mountPath: FOLDER }],
              livenessProbe: probe('/healthz', { failureThreshold: 3, terminationGracePeriodSeconds: 120 }),
              readinessProbe: probe('/readyz', { failureThreshold: 10 }),
              securityContext: RESTRICTED,
            },
          ],
        },
      },
    },
  };
}

function replyEnv(reply: Expressions['reply']): readonly object[] {
  if (reply === undefined) return [];
  return [
    { name: 'JSONATA_DISCARD_RESPONSE_BODY', value: String(reply.discard ?? false) },
    ...(reply.jsonata === undefined
      ? []
      : [{ name: 'JSONATA_RESPONSE_TRANSFORM_FILE_NAME', value: `${FOLDER}/${REPLY_EXPRESSION}` }]),
  ];
}

const probe = (path: string, more: object) => ({
  httpGet: { path, port: 8080 },
  initialDelaySeconds: 5,
  timeoutSeconds: 10,
  periodSeconds: 5,
  ...more,
});
