import { kubernetes } from '../api/kubernetes';
import type { KubeObject } from '../api/meta/v1';
import type { View } from '../controller/reconciler';

/** What somebody wants to do. */
export interface Access {
  readonly user: string;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Empty for all namespaces. */
  readonly namespace: string;
}

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs?: readonly string[];
}

interface Binding {
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

/** Whether the roles that are bound to somebody allow something, as the API server's authorizer sees it. */
export function isAllowed(access: Access, view: View): boolean {
  const wide = view.list(kubernetes.ClusterRoleBinding) as unknown as readonly (KubeObject & Binding)[];
  if (wide.some((binding) => binds(binding, access.user) && grants(roleOf(binding, undefined, view), access)))
    return true;
  if (access.namespace === '') return false;
  const local = view.list(kubernetes.RoleBinding, { namespace: access.namespace }) as unknown as readonly (KubeObject &
    Binding)[];
  return local.some(
    (binding) => binds(binding, access.user) && grants(roleOf(binding, access.namespace, view), access),
  );
}

function binds({ subjects, metadata }: KubeObject & Binding, user: string): boolean {
  const [, , ofNamespace = '', name = ''] = user.split(':');
  return (subjects ?? []).some((subject) => {
    if (subject.kind === 'ServiceAccount') {
      return subject.name === name && (subject.namespace ?? metadata.namespace) === ofNamespace;
    }
    if (subject.kind === 'Group') {
      return subject.name === 'system:serviceaccounts' || subject.name === `system:serviceaccounts:${ofNamespace}`;
    }
    return subject.name === user;
  });
}

function roleOf({ roleRef }: Binding, namespace: string | undefined, view: View): readonly Rule[] {
  const name = roleRef?.name ?? '';
  const role =
    roleRef?.kind === 'Role' ? view.get(kubernetes.Role, name, namespace) : view.get(kubernetes.ClusterRole, name);
  return (role as unknown as { readonly rules?: readonly Rule[] } | undefined)?.rules ?? [];
}

function grants(rules: readonly Rule[], { verb, group, resource }: Access): boolean {
  const has = (values: readonly string[] | undefined, value: string) =>
    values?.some((each) => each === '*' || each === value) ?? false;
  return rules.some((rule) => has(rule.verbs, verb) && has(rule.apiGroups, group) && has(rule.resources, resource));
}
