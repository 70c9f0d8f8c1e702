import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import type { Conditions } from '../../controller/conditions';
import { controllerReference, create, type Effect, isControlledBy } from '../../controller/effects';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { featuresOf } from '../features';

/** Who an object says that it is, when it sends. */
export interface Identity {
  readonly status: { readonly auth?: { readonly serviceAccountName: string } };
  readonly effects: readonly Effect[];
  readonly failure?: string;
}

const NOBODY: Identity = { status: {}, effects: [] };

/** Gives an object that sends a service account of its own, where senders have to say who they are. */
export function identify(
  object: KubeObject,
  view: View,
  conditions: Conditions,
  type = 'OIDCIdentityCreated',
): Identity {
  if (!featuresOf(view).checksIdentity) {
    conditions.markTrue(type, { reason: 'authentication-oidc feature disabled' });
    return NOBODY;
  }
  const name = accountName(object);
  const { namespace } = object.metadata;
  const found = view.get(kubernetes.ServiceAccount, name, namespace);
  const status = { auth: { serviceAccountName: name } };
  if (found !== undefined && !isControlledBy(found, object)) {
    const failure = `service account ${name} not owned by ${object.kind} ${object.metadata.name}`;
    conditions.markFalse(type, 'Unable to resolve service account for OIDC authentication', failure);
    return { status, effects: [], failure };
  }
  conditions.markTrue(type);
  return { status, effects: [create(accountOf(object, name))] };
}

function accountName({ apiVersion, kind, metadata }: KubeObject): string {
  const [group] = apiVersion.split('/');
  return childName(metadata.name ?? '', `-oidc-${group}-${kind}`).toLowerCase();
}

function accountOf(object: KubeObject, name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace: object.metadata.namespace,
      labels: { 'eventing.knative.dev/oidc': 'enabled' },
      annotations: {
        description: `Service Account for OIDC Authentication for ${object.kind} "${object.metadata.name}"`,
      },
      ownerReferences: [{ ...controllerReference(object), blockOwnerDeletion: false }],
    },
  };
}

/** By what name an object is called in tokens that are for it. */
export function audienceOf({ apiVersion, kind, metadata }: KubeObject): string {
  return `${apiVersion.split('/')[0]}/${kind}/${metadata.namespace}/${metadata.name}`.toLowerCase();
}
