import { type Fields, fieldsAt, isFields, listAt, textAt } from '../../draft';
import { call, given, literal, ours } from '../expression';
import type { KindWriter } from '../scope';
import { namesIn } from '../values';

const RBAC = 'rbac.authorization.k8s.io/v1';

/** The fields of a kind that has no spec. */
function fieldsOf(object: object): Fields {
  return object as Fields;
}

const configMap: KindWriter = (_, { object }) => ({
  of: 'ConfigMap',
  props: { data: given(fieldsAt(fieldsOf(object), 'data')) },
});

const namespace: KindWriter = () => ({ of: 'Namespace', props: {} });

const serviceAccount: KindWriter = (_, { object }) => {
  const { secrets, imagePullSecrets, automountServiceAccountToken } = fieldsOf(object);
  const props = {
    secrets: namesIn(secrets),
    imagePullSecrets: namesIn(imagePullSecrets),
    automountToken: given(automountServiceAccountToken),
  };
  return { of: 'ServiceAccount', props };
};

function role(of: 'Role' | 'ClusterRole'): KindWriter {
  return (_, { object }) => {
    const rules = listAt(fieldsOf(object), 'rules');
    const isWhole =
      rules.length > 0 &&
      rules.every((rule) => ['apiGroups', 'resources', 'verbs'].every((name) => Array.isArray(rule[name])));
    return isWhole ? { of, props: { rules: literal(rules) } } : undefined;
  };
}

function binding(of: 'RoleBinding' | 'ClusterRoleBinding'): KindWriter {
  return (_, scope) => {
    const { subjects } = fieldsOf(scope.object);
    const ref = fieldsAt(fieldsOf(scope.object), 'roleRef');
    const [subject, ...others] = Array.isArray(subjects) ? subjects.filter(isFields) : [];
    const [kind, name] = [textAt(ref, 'kind'), textAt(ref, 'name')];
    if (subject?.kind !== 'ServiceAccount' || others.length > 0 || kind === undefined || name === undefined)
      return undefined;
    const account = scope.constructOf({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      name: String(subject.name),
      namespace: textAt(subject, 'namespace'),
    });
    if (account === undefined) return undefined;
    const known = scope.constructOf({ apiVersion: RBAC, kind, name });
    const named = kind === 'ClusterRole' ? call(ours('ClusterRole.fromName'), literal(name)) : literal({ kind, name });
    return { of, props: { role: known ?? named, account } };
  };
}

export const kubernetesWriters: Readonly<Record<string, KindWriter>> = {
  '/ConfigMap': configMap,
  '/Namespace': namespace,
  '/ServiceAccount': serviceAccount,
  'rbac.authorization.k8s.io/Role': role('Role'),
  'rbac.authorization.k8s.io/ClusterRole': role('ClusterRole'),
  'rbac.authorization.k8s.io/RoleBinding': binding('RoleBinding'),
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding('ClusterRoleBinding'),
};
