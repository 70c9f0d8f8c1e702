import { EventPolicy, type EventPolicySpec, type EventPolicyStatus } from '../../api/eventing/v1alpha1/event-policy';
import { living } from '../../controller/conditions';
import { livingReconciler } from '../../controller/living';
import { settingsOf } from '../settings';
import { kindOf } from './common';

/** An EventPolicy says who may send; it holds once identities are checked. */
export const eventPolicy = livingReconciler<EventPolicySpec, EventPolicyStatus>({
  name: 'eventing/event-policy',
  kind: EventPolicy,
  conditionSet: living('AuthenticationEnabled', 'SubjectsResolved'),
  reconcile({ object, view, conditions }) {
    if (settingsOf(view, 'config-features')['authentication-oidc']?.toLowerCase() !== 'enabled') {
      conditions.markFalse(
        'AuthenticationEnabled',
        'OIDCAuthenticationDisabled',
        'Feature "authentication-oidc" must be enabled to support Authorization',
      );
      return { status: { from: [] } as never };
    }
    conditions.markTrue('AuthenticationEnabled');
    const subjects: string[] = [];
    for (const { ref, sub } of (object.spec?.from ?? []) as readonly From[]) {
      if (sub !== undefined) subjects.push(sub);
      if (ref === undefined) continue;
      const namespace = ref.namespace ?? object.metadata.namespace ?? '';
      const found = view.get(kindOf(ref), ref.name, namespace);
      const account = (found?.status as { auth?: { serviceAccountName?: string } } | undefined)?.auth
        ?.serviceAccountName;
      if (account === undefined) {
        const fault = `could not resolve auth in "${ref.kind}" "${ref.name}"`;
        conditions.markFalse('SubjectsResolved', 'SubjectsNotResolved', fault);
        return { failure: fault };
      }
      subjects.push(`system:serviceaccount:${namespace}:${account}`);
    }
    conditions.markTrue('SubjectsResolved');
    return { status: { from: subjects } };
  },
});

interface From {
  readonly sub?: string;
  readonly ref?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
}
