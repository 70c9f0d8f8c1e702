import { IssuedCertificate, type IssuedCertificateObject } from '../api/cert-manager';
import { kubernetes } from '../api/kubernetes';
import type { KubeObject } from '../api/meta/v1';
import { living } from '../controller/conditions';
import { create } from '../controller/effects';
import { livingReconciler } from '../controller/living';
import type { AnyReconciler } from '../controller/reconciler';
import type { Conduct } from './conduct';

/** cert-manager: issues each certificate at once, into the secret that it names; or not at all. */
export function certificates(conduct: Conduct): AnyReconciler {
  return livingReconciler({
    name: 'world/certificates',
    kind: IssuedCertificate,
    owns: [kubernetes.Secret],
    conditionSet: living(),
    reconcile({ object, conditions }) {
      const way = conduct.of(object);
      if (way === 'waits') {
        conditions.markSum('False', 'InProgress', 'Issuing certificate as Secret does not exist');
        return {};
      }
      if (way === 'fails') {
        conditions.markSum('False', 'Failed', 'The certificate request has failed to complete and will be retried');
        return {};
      }
      conditions.markSum('True', 'Ready', 'Certificate is up to date and has not expired');
      return { effects: [create(secretOf(object))] };
    },
  });
}

/** Contents that nobody could take for a key: they only say whose they would be. */
function secretOf({ metadata, spec }: IssuedCertificateObject): KubeObject {
  const name = spec?.secretName ?? '';
  const data = Object.fromEntries(
    ['ca.crt', 'tls.crt', 'tls.key'].map((key) => [key, Buffer.from(`${key} of ${metadata.name}`).toString('base64')]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: metadata.namespace },
    type: 'kubernetes.io/tls',
    data,
  } as KubeObject;
}
