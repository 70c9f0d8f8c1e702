import type { Construct } from 'constructs';
import { kubernetes } from '../../lib/api/kubernetes';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { type INamed, namedRef } from './named';
import { ClusterRole, ClusterRoleBinding, type PolicyRule, Role, RoleBinding } from './role';

/** An account's own settings. */
export interface ServiceAccountProps extends ResourceProps {
  /** Secrets of the account. Steps of Tekton that run as it log in with those that say where they are for. @default - none */
  readonly secrets?: readonly (string | INamed)[];
  /** Secrets that images of its pods are pulled with. @default - none */
  readonly imagePullSecrets?: readonly (string | INamed)[];
  /** Whether pods of the account get its token mounted. @default - Kubernetes' default: they do */
  readonly automountToken?: boolean;
}

/** An account that pods run as, of this program or not. */
export interface IServiceAccount {
  readonly name: string;
}

/**
 * An account that pods run as.
 *
 * Becomes: one ServiceAccount; each grant adds a role and its binding.
 * @example
 * new ServiceAccount(chart, 'watcher').grant([{ apiGroups: [''], resources: ['events'], verbs: ['get', 'list', 'watch'] }]);
 */
export class ServiceAccount extends Resource<unknown> implements IServiceAccount {
  public constructor(scope: Construct, id: string, given: ServiceAccountProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.ServiceAccount, props, () => ({
      fields: {
        secrets: namedRefs(props.secrets),
        imagePullSecrets: namedRefs(props.imagePullSecrets),
        automountServiceAccountToken: props.automountToken,
      },
    }));
  }

  /** Lets the account do these things in its own namespace. */
  public grant(rules: readonly PolicyRule[]): Role {
    const { name, namespace } = this;
    const role = new Role(this, 'role', { name, namespace, rules });
    new RoleBinding(this, 'role-binding', { name, namespace, role, account: this });
    return role;
  }

  /** Lets the account do these things in every namespace. */
  public grantEverywhere(rules: readonly PolicyRule[]): ClusterRole {
    // Cluster-scoped names are shared by all namespaces.
    const name = this.namespace === undefined ? this.name : `${this.namespace}-${this.name}`;
    const role = new ClusterRole(this, 'cluster-role', { name, rules });
    new ClusterRoleBinding(this, 'cluster-role-binding', { name, role, account: this });
    return role;
  }
}

/** References to objects by their names; undefined if there are none. */
function namedRefs(objects: readonly (string | INamed)[] = []) {
  return objects.length === 0 ? undefined : objects.map(namedRef);
}
