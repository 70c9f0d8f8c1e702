import type { Construct } from 'constructs';
import type { Kind } from '../../lib/api/kind';
import { kubernetes } from '../../lib/api/kubernetes';
import { type Manifest, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** What may be done to which resources. */
export interface PolicyRule {
  /** API groups; an empty text is the core group. */
  readonly apiGroups: readonly string[];
  /** Resources by their plural. */
  readonly resources: readonly string[];
  /** Only objects of these names. @default - all */
  readonly resourceNames?: readonly string[];
  /** What may be done, such as `get`, `list` and `watch`. */
  readonly verbs: readonly string[];
}

/** What a role allows. */
export interface RoleProps extends ResourceProps {
  readonly rules: readonly PolicyRule[];
}

/** A role, of this program or not. */
export interface IRole {
  readonly kind: string;
  readonly name: string;
}

/** Who gets which role. */
export interface RoleBindingProps extends ResourceProps {
  /** A `Role`, a `ClusterRole`, or what `ClusterRole.fromName` gives. */
  readonly role: IRole;
  /** The account that gets it. */
  readonly account: Resource<unknown>;
}

/** Rights in one namespace. Becomes: one Role. */
export class Role extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: RoleProps) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.Role, props, () => ({ fields: { rules: props.rules } }));
  }
}

/** Rights in all namespaces. Becomes: one ClusterRole. */
export class ClusterRole extends Resource<unknown> {
  /** A cluster role that exists without this program. */
  public static fromName(name: string): IRole {
    return { kind: kubernetes.ClusterRole.kind, name };
  }

  public constructor(scope: Construct, id: string, given: RoleProps) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.ClusterRole, props, () => ({ fields: { rules: props.rules } }));
  }
}

/** Gives an account the rights of a role, or of a cluster role, in one namespace. Becomes: one RoleBinding. */
export class RoleBinding extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: RoleBindingProps) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.RoleBinding, props, () => bindingOf(props));
  }
}

/** Gives an account the rights of a cluster role in all namespaces. Becomes: one ClusterRoleBinding. */
export class ClusterRoleBinding extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: RoleBindingProps) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.ClusterRoleBinding, props, () => bindingOf(props));
  }
}

function bindingOf({ role, account }: RoleBindingProps): Manifest<unknown> {
  const rbac: Kind = kubernetes.Role;
  return {
    fields: {
      roleRef: { apiGroup: rbac.group, kind: role.kind, name: role.name },
      subjects: [{ kind: account.kind, name: account.name, namespace: account.namespace }],
    },
  };
}
