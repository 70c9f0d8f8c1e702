import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import {
  IntegrationSink,
  type IntegrationSinkSpec,
  type IntegrationSinkStatus,
} from '../../api/sinks/v1alpha1/integration-sink';
import { living } from '../../controller/conditions';
import { apply, controllerReference, normal, tell } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { LOCAL_DOMAIN } from '../keys';
import { settingsOf } from '../settings';
import { addressesOf } from './addresses';
import { applyPolicies } from './authorization';
import { defined } from './common';
import { markAvailable } from './deployments';
import { environmentOf, type Kamelet, kameletOf, kameletProbes } from './kamelet';

type Sink = KubeObject<IntegrationSinkSpec, IntegrationSinkStatus>;

/** An IntegrationSink is one of Camel's connectors behind a service. */
export const integrationSink = livingReconciler<IntegrationSinkSpec, IntegrationSinkStatus>({
  name: 'eventing/integration-sink',
  kind: IntegrationSink,
  owns: [kubernetes.Deployment, kubernetes.Service],
  conditionSet: living('Addressable', 'DeploymentReady', 'EventPoliciesReady', 'TrustBundlePropagated'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const kamelet = kameletOf(object, 'sink');
    if (kamelet === undefined) return { failure: 'the IntegrationSink names no connector' };
    const child = childName(name, '-deployment');
    markAvailable(conditions, 'DeploymentReady', view.get(kubernetes.Deployment, child, namespace));
    conditions.markTrue('TrustBundlePropagated');
    conditions.markTrue('Addressable');
    const host = `${child}.${namespace}.${LOCAL_DOMAIN}`;
    const secret = `${name}-server-tls`;
    const called = { http: `http://${host}`, https: `https://${host}`, secret, secretNamespace: namespace };
    const { address, addresses = [address!] } = addressesOf(object, called, view);
    return {
      status: { address, addresses, ...applyPolicies(object, view, conditions) },
      effects: [
        apply(deploymentOf(object, child, kamelet, view), {
          created: normal('DeploymentCreated', `Deployment created "${child}"`),
        }),
        apply(serviceOf(object, child), { created: normal('ServiceCreated', `Service created "${child}"`) }),
        tell(normal('IntegrationSinkReconciled', `IntegrationSink reconciled: "${namespace}/${name}"`)),
      ],
    };
  },
});

const labelsOf = ({ metadata }: Sink) => ({ 'app.kubernetes.io/name': metadata.name ?? '' });

function deploymentOf(object: Sink, name: string, kamelet: Kamelet, view: View): KubeObject {
  const { namespace, name: own = '' } = object.metadata;
  const labels = labelsOf(object);
  const certificate = `${own}-server-tls`;
  return {
    apiVersion: kubernetes.Deployment.apiVersion,
    kind: kubernetes.Deployment.kind,
    metadata: { name, namespace, labels, ownerReferences: [controllerReference(object)] },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...defined({ serviceAccountName: kamelet.auth?.serviceAccountName }),
          volumes: [{ name: certificate, secret: { secretName: certificate, optional: true } }],
          containers: [
            {
              name: 'sink',
              image: settingsOf(view, 'eventing-integrations-images')[kamelet.image] ?? '',
              imagePullPolicy: 'IfNotPresent',
              ports: [
                { name: 'http', containerPort: 8080 },
                { name: 'https', containerPort: 8443 },
              ],
              env: environmentOf(kamelet),
              volumeMounts: [{ name: certificate, mountPath: `/etc/${certificate}`, readOnly: true }],
              ...kameletProbes,
            },
          ],
        },
      },
    },
  };
}

function serviceOf(object: Sink, name: string): KubeObject {
  const labels = labelsOf(object);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: object.metadata.namespace, labels, ownerReferences: [controllerReference(object)] },
    spec: {
      selector: labels,
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'https', port: 443, targetPort: 'https' },
      ],
    },
  } as KubeObject;
}
