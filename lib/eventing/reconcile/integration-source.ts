import type { KubeObject } from '../../api/meta/v1';
import { ContainerSource, type ContainerSourceSpec } from '../../api/sources/v1/container-source';
import {
  IntegrationSource,
  type IntegrationSourceSpec,
  type IntegrationSourceStatus,
} from '../../api/sources/v1alpha1/integration-source';
import { type Conditions, conditionOf, living } from '../../controller/conditions';
import { apply, controllerReference, normal, tell } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { settingsOf } from '../settings';
import { defined } from './common';
import { environmentOf, type Kamelet, kameletOf, kameletProbes, trustedCertificates } from './kamelet';

type Source = KubeObject<IntegrationSourceSpec, IntegrationSourceStatus>;

/** An IntegrationSource is a ContainerSource of one of Camel's connectors. */
export const integrationSource = livingReconciler<IntegrationSourceSpec, IntegrationSourceStatus>({
  name: 'eventing/integration-source',
  kind: IntegrationSource,
  owns: [ContainerSource],
  conditionSet: living('ContainerSourceReady'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const kamelet = kameletOf(object, 'source');
    if (kamelet === undefined) return { failure: 'the IntegrationSource names no connector' };
    const childOf = childName(name, '-containersource');
    const container = view.get(ContainerSource, childOf, namespace);
    mirrorAll(conditions, container);
    const { sinkUri, sinkCACerts, sinkAudience } = container?.status ?? {};
    return {
      status: defined({ sinkUri, sinkCACerts, sinkAudience }),
      effects: [
        apply(containerSourceOf(object, childOf, kamelet, view), {
          created: normal('ContainerSourceCreated', `ContainerSource created "${childOf}"`),
        }),
        tell(normal('IntegrationSourceReconciled', `IntegrationSource reconciled: "${namespace}/${name}"`)),
      ],
    };
  },
});

/** The source says of itself what its ContainerSource says, part by part. */
function mirrorAll(conditions: Conditions, container: KubeObject | undefined): void {
  const ready = conditionOf(container, 'Ready');
  if (ready === undefined) {
    conditions.markUnknown('ContainerSourceReady', 'Unknown', 'The ContainerSource has not been reconciled yet.');
    return;
  }
  for (const part of ['SinkBindingReady', 'ReceiveAdapterReady']) conditions.report(part, conditionOf(container, part));
  conditions.mirror('ContainerSourceReady', ready);
}

function containerSourceOf(
  object: Source,
  name: string,
  kamelet: Kamelet,
  view: View,
): KubeObject<ContainerSourceSpec> {
  const { namespace, name: own = '' } = object.metadata;
  const { sink, ceOverrides, template } = object.spec!;
  const labels = { 'app.kubernetes.io/name': own };
  const images = settingsOf(view, 'eventing-integrations-images');
  return {
    apiVersion: ContainerSource.apiVersion,
    kind: ContainerSource.kind,
    metadata: { name, namespace, labels, ownerReferences: [controllerReference(object)] },
    spec: {
      sink,
      ...defined({ ceOverrides }),
      template: {
        ...template,
        metadata: { ...template?.metadata, labels },
        spec: {
          ...template?.spec,
          ...defined({ serviceAccountName: kamelet.auth?.serviceAccountName }),
          containers: [
            {
              name: 'source',
              image: images[kamelet.image] ?? '',
              imagePullPolicy: 'IfNotPresent',
              env: [...trustedCertificates, ...environmentOf(kamelet)],
              ...kameletProbes,
            },
          ],
        },
      },
    } as unknown as ContainerSourceSpec,
  };
}
