import type { KubeObject } from '../api/meta/v1';
import type { EdgeType } from './graph';
import { groupOf, type ObjectRef } from './object-ref';
import { addressedObjects } from './url';

/** A reference that a field holds. */
export interface Reference {
  readonly to: ObjectRef;
  readonly type: EdgeType;
  /** Path of the field, such as `spec.subscriber.ref`. */
  readonly path: string;
  /** Whether the field may as well name something that is no object of a program, such as a host elsewhere. */
  readonly optional?: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
type Collect = (to: ObjectRef, type: EdgeType, path: string, optional?: boolean) => void;
type Finder = (object: KubeObject, collect: Collect) => void;

const SERVING = 'serving.knative.dev';
const EVENTING = 'eventing.knative.dev';
const RBAC = 'rbac.authorization.k8s.io';

/** The references in an object's own fields, in the order of its kind's fields. */
export function referencesOf(object: KubeObject): readonly Reference[] {
  const find = FINDERS[`${groupOf(object.apiVersion)}/${object.kind}`];
  if (find === undefined) return [];
  const references: Reference[] = [];
  find(object, (to, type, path, optional) => {
    if (to.name !== '') references.push({ to, type, path, optional });
  });
  return references;
}

/** For each kind, where its objects refer to others. */
const FINDERS: Readonly<Record<string, Finder>> = {
  [`${SERVING}/Service`]: inTemplate,
  [`${SERVING}/Configuration`]: inTemplate,
  [`${SERVING}/Revision`]: (object, collect) => inPod(fields(object.spec), 'spec', namespaceOf(object), collect),
  [`${SERVING}/Route`]: inRoute,
  [`${SERVING}/DomainMapping`]: inDomainMapping,
  [`${EVENTING}/Broker`]: inBroker,
  [`${EVENTING}/Trigger`]: inTrigger,
  'sources.knative.dev/PingSource': inSource,
  'sources.knative.dev/ApiServerSource': inSource,
  'apps/Deployment': inTemplate,
  'apps/StatefulSet': inTemplate,
  'apps/DaemonSet': inTemplate,
  'batch/Job': inTemplate,
  '/Pod': (object, collect) => inPod(fields(object.spec), 'spec', namespaceOf(object), collect),
  [`${RBAC}/RoleBinding`]: inBinding,
  [`${RBAC}/ClusterRoleBinding`]: inBinding,
};

function inTemplate(object: KubeObject, collect: Collect): void {
  const template = fields(fields(object.spec).template);
  inPod(fields(template.spec), 'spec.template.spec', namespaceOf(object), collect);
}

function inPod(pod: Fields, path: string, namespace: string | undefined, collect: Collect): void {
  const core = (kind: string, name: unknown): ObjectRef => ({ group: '', kind, name: text(name), namespace });
  const config = (source: Fields, at: string) => {
    collect(
      core('ConfigMap', fields(source.configMapKeyRef ?? source.configMapRef ?? source.configMap).name),
      'configMap',
      at,
    );
    const secret = fields(source.secretKeyRef ?? source.secretRef ?? source.secret);
    collect(core('Secret', secret.name ?? secret.secretName), 'secret', at);
  };

  collect(core('ServiceAccount', pod.serviceAccountName), 'serviceAccount', `${path}.serviceAccountName`);
  items(pod.imagePullSecrets).forEach((secret, i) => {
    collect(core('Secret', secret.name), 'secret', `${path}.imagePullSecrets[${i}]`);
  });
  for (const list of ['initContainers', 'containers']) {
    items(pod[list]).forEach((container, c) => {
      const at = `${path}.${list}[${c}]`;
      items(container.env).forEach((variable, i) => {
        config(fields(variable.valueFrom), `${at}.env[${i}].valueFrom`);
        inUrl(variable.value, `${at}.env[${i}].value`, collect);
      });
      items(container.envFrom).forEach((source, i) => {
        config(source, `${at}.envFrom[${i}]`);
      });
    });
  }
  items(pod.volumes).forEach((volume, i) => {
    const at = `${path}.volumes[${i}]`;
    config(volume, at);
    collect(core('PersistentVolumeClaim', fields(volume.persistentVolumeClaim).claimName), 'claim', at);
    items(fields(volume.projected).sources).forEach((source, s) => {
      config(source, `${at}.projected.sources[${s}]`);
    });
  });
}

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
  const spec = fields(object.spec);
  const namespace = namespaceOf(object);
  inReference(spec.ref, 'target', 'spec.ref', namespace, collect);
  const secret = text(fields(spec.tls).secretName);
  collect({ group: '', kind: 'Secret', name: secret, namespace }, 'secret', 'spec.tls.secretName');
  const claim = {
    group: 'networking.internal.knative.dev',
    kind: 'ClusterDomainClaim',
    name: text(object.metadata.name),
  };
  collect(claim, 'claim', 'metadata.name', true);
}

function inBroker(object: KubeObject, collect: Collect): void {
  const spec = fields(object.spec);
  inReference(spec.config, 'config', 'spec.config', namespaceOf(object), collect);
  inDelivery(spec.delivery, namespaceOf(object), collect);
}

function inTrigger(object: KubeObject, collect: Collect): void {
  const spec = fields(object.spec);
  const namespace = namespaceOf(object);
  collect({ group: EVENTING, kind: 'Broker', name: text(spec.broker), namespace }, 'broker', 'spec.broker');
  inReference(spec.brokerRef, 'broker', 'spec.brokerRef', namespace, collect);
  inDestination(spec.subscriber, 'subscriber', 'spec.subscriber', namespace, collect);
  inDelivery(spec.delivery, namespace, collect);
}

function inSource(object: KubeObject, collect: Collect): void {
  const spec = fields(object.spec);
  const namespace = namespaceOf(object);
  inDestination(spec.sink, 'sink', 'spec.sink', namespace, collect);
  const account = { group: '', kind: 'ServiceAccount', name: text(spec.serviceAccountName), namespace };
  collect(account, 'serviceAccount', 'spec.serviceAccountName');
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

function inDelivery(delivery: unknown, namespace: string | undefined, collect: Collect): void {
  inDestination(fields(delivery).deadLetterSink, 'deadLetterSink', 'spec.delivery.deadLetterSink', namespace, collect);
}

function inDestination(value: unknown, type: EdgeType, path: string, namespace: string | undefined, collect: Collect) {
  const { ref, uri } = fields(value);
  if (ref === undefined) inUrl(uri, `${path}.uri`, collect, type);
  else inReference(ref, type, `${path}.ref`, namespace, collect);
}

function inReference(value: unknown, type: EdgeType, path: string, namespace: string | undefined, collect: Collect) {
  const ref = fields(value);
  const group = text(ref.group) || groupOf(text(ref.apiVersion));
  collect(
    { group, kind: text(ref.kind), name: text(ref.name), namespace: text(ref.namespace) || namespace },
    type,
    path,
  );
}

function inUrl(value: unknown, path: string, collect: Collect, type: EdgeType = 'uses'): void {
  for (const ref of addressedObjects(text(value))) collect(ref, type, path, true);
}

function namespaceOf(object: KubeObject): string | undefined {
  return object.metadata.namespace;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function items(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
