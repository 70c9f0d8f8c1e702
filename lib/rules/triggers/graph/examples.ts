import type { KubeObject } from '../../../api/meta/v1';

/** Objects of which the examples of graph rules are made, all in one namespace. */
const namespace = 'shop';
const triggers = 'triggers.tekton.dev/v1beta1';

/** A listener `github` with one trigger of these bindings and the template `build`. */
export function listener(...bindings: readonly object[]): KubeObject {
  return {
    apiVersion: triggers,
    kind: 'EventListener',
    metadata: { name: 'github', namespace },
    spec: { serviceAccountName: 'github', triggers: [{ name: 'push', bindings, template: { ref: 'build' } }] },
  };
}

export function binding(name: string, ...params: readonly string[]): KubeObject {
  return {
    apiVersion: triggers,
    kind: 'TriggerBinding',
    metadata: { name, namespace },
    spec: { params: params.map((param) => ({ name: param, value: `$(body.${param})` })) },
  };
}

/** The template `build`, which uses all of its params. */
export function template(...params: readonly { name: string; default?: string }[]): KubeObject {
  const data = Object.fromEntries(params.map(({ name }) => [name, `$(tt.params.${name})`]));
  return {
    apiVersion: triggers,
    kind: 'TriggerTemplate',
    metadata: { name: 'build', namespace },
    spec: {
      params,
      resourcetemplates: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'build-' }, data }],
    },
  };
}

/** The account of the listener. */
export const account: KubeObject = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'github', namespace },
};

/** What lets the listener's account read what is not in a namespace. */
export const clusterRoleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'github' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'tekton-triggers-eventlistener-clusterroles',
  },
  subjects: [{ kind: 'ServiceAccount', name: 'github', namespace }],
} as KubeObject;
