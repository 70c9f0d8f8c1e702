import type { KubeObject } from '../api/meta/v1';
import { findKind } from '../api/registry';
import { eventingFinders } from './eventing-references';
import type { EdgeType } from './graph';
import { istioFinders } from './istio-references';
import { groupOf, type ObjectRef } from './object-ref';
import { inPod, inTemplate } from './pod-references';
import {
  type Collect,
  type Fields,
  type Finder,
  fields,
  inReference,
  inSecretName,
  items,
  namespaceOf,
  specOf,
  text,
  within,
} from './reference-fields';
import { tektonFinders } from './tekton-references';
import { triggersFinders } from './triggers-references';
import { inUnmodelled } from './unmodelled-references';

/** A reference that a field holds. */
export interface Reference {
  readonly to: ObjectRef;
  readonly type: EdgeType;
  /** Path of the field, such as `spec.subscriber.ref`. */
  readonly path: string;
  /** Whether the field may as well name something that is no object of a program, such as a host elsewhere. */
  readonly optional?: boolean;
}

const SERVING = 'serving.knative.dev';
const RBAC = 'rbac.authorization.k8s.io';

/** The references in an object's own fields, in the order of its kind's fields. */
export function referencesOf(object: KubeObject): readonly Reference[] {
  const references: Reference[] = [];
  inAny(object, (to, type, path, optional) => {
    if (to.name !== '') references.push({ to, type, path, optional });
  });
  return references;
}

/** The references of an object of any kind. */
function inAny(object: KubeObject, collect: Collect): void {
  const isModelled = findKind(object.apiVersion, object.kind) !== undefined;
  const find = FINDERS[`${groupOf(object.apiVersion)}/${object.kind}`] ?? (isModelled ? undefined : inUnmodelled);
  find?.(object, collect);
}

/** For each kind, where its objects refer to others. */
const FINDERS: Readonly<Record<string, Finder>> = {
  [`${SERVING}/Service`]: inTemplate,
  [`${SERVING}/Configuration`]: inTemplate,
  [`${SERVING}/Revision`]: (object, collect) => inPod(specOf(object), collect),
  [`${SERVING}/Route`]: inRoute,
  [`${SERVING}/DomainMapping`]: inDomainMapping,
  ...eventingFinders,
  ...tektonFinders,
  ...triggersFinders(inAny),
  ...istioFinders,
  'apps/Deployment': inTemplate,
  'apps/StatefulSet': inTemplate,
  'apps/DaemonSet': inTemplate,
  'batch/Job': inTemplate,
  '/Pod': (object, collect) => inPod(specOf(object), collect),
  [`${RBAC}/RoleBinding`]: inBinding,
  [`${RBAC}/ClusterRoleBinding`]: inBinding,
};

function inRoute(object: KubeObject, collect: Collect): void {
  const namespace = namespaceOf(object);
  items(fields(object.spec).traffic).forEach((target, i) => {
    const at = `spec.traffic[${i}]`;
    const part = (kind: string, name: unknown) => ({ group: SERVING, kind, name: text(name), namespace });
    collect(part('Configuration', target.configurationName), 'configuration', `${at}.configurationName`);
    collect(part('Revision', target.revisionName), 'revision', `${at}.revisionName`);
  });
}

function inDomainMapping(object: KubeObject, collect: Collect): void {
  const spec = specOf(object);
  inReference(within(spec, 'ref'), 'target', collect);
  inSecretName(within(spec, 'tls.secretName'), collect);
  const claim = {
    group: 'networking.internal.knative.dev',
    kind: 'ClusterDomainClaim',
    name: text(object.metadata.name),
  };
  collect(claim, 'claim', 'metadata.name', true);
}

function inBinding(object: KubeObject, collect: Collect): void {
  const { roleRef, subjects } = object as unknown as Fields;
  const role = fields(roleRef);
  const namespace = role.kind === 'Role' ? namespaceOf(object) : undefined;
  collect({ group: RBAC, kind: text(role.kind), name: text(role.name), namespace }, 'role', 'roleRef');
  items(subjects).forEach((subject, i) => {
    if (subject.kind !== 'ServiceAccount') return;
    const account = { name: text(subject.name), namespace: text(subject.namespace) || namespaceOf(object) };
    collect({ group: '', kind: 'ServiceAccount', ...account }, 'subject', `subjects[${i}]`);
  });
}
