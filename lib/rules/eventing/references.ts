import type { KReference } from '../../api/duck/v1/destination';
import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../diagnostic';
import { nearest } from '../nearest';
import type { Platform } from '../platform';
import type { Report } from '../rule';
import { isDns1123Subdomain } from '../syntax/names';

/** Tells which of the fields that a reference needs are missing. */
export function checkReference(ref: KReference, at: FieldPath, report: Report): void {
  if (!ref.name && !ref.kind && !ref.apiVersion && !ref.group) {
    report(at, 'the reference is empty', 'write apiVersion, kind and name of the object');
    return;
  }
  if (!ref.name) report([...at, 'name'], 'the reference has no name', 'write the name of the object');
  if (!ref.kind)
    report([...at, 'kind'], 'the reference has no kind', `write the kind of "${ref.name ?? ''}", such as Service`);
  // Where groups are not taken, that is told of the group.
  if (!ref.apiVersion && !ref.group) {
    report([...at, 'apiVersion'], 'the reference has no apiVersion', apiVersionHint(ref.kind));
  }
}

/** Tells a group that the cluster does not take, or that contradicts the apiVersion. */
export function checkReferenceGroup(ref: KReference, at: FieldPath, report: Report, platform: Platform): void {
  if (ref.address !== undefined) {
    report([...at, 'address'], 'an address is given, which the CRD does not have', 'remove it, or write a uri');
  }
  // The CRD does not have the field: a server that validates strictly refuses even an empty one.
  if (ref.group !== undefined && !platform.isEnabled('kreference-group')) {
    report(
      [...at, 'group'],
      `the group "${ref.group}" needs the feature kreference-group, which is off`,
      ref.apiVersion ? 'remove it' : 'write apiVersion instead',
    );
  } else if (!ref.group) {
    return;
  } else if (ref.apiVersion && !ref.apiVersion.startsWith(ref.group)) {
    report(
      [...at, 'group'],
      `group "${ref.group}" is not that of apiVersion "${ref.apiVersion}"`,
      'leave one of them out',
    );
  }
}

/** Kinds of the groups of Knative and of Kubernetes that have an address. */
const ADDRESSABLE: Readonly<Record<string, readonly string[]>> = {
  v1: ['Service'],
  'serving.knative.dev/v1': ['Service', 'Route'],
  'serving.knative.dev/v1beta1': ['DomainMapping'],
  'eventing.knative.dev/v1': ['Broker'],
  'eventing.knative.dev/v1alpha1': ['KafkaSink', 'RequestReply', 'EventTransform'],
  'messaging.knative.dev/v1': ['Channel', 'InMemoryChannel', 'KafkaChannel'],
  'messaging.knative.dev/v1beta1': ['KafkaChannel'],
  'messaging.knative.dev/v1alpha1': ['NatsJetStreamChannel'],
  'flows.knative.dev/v1': ['Sequence', 'Parallel'],
  'sinks.knative.dev/v1alpha1': ['JobSink', 'IntegrationSink', 'RedisStreamSink'],
};

/** Groups of Kubernetes, none of whose kinds has an address. */
const NOT_ADDRESSABLE = ['apps', 'batch', 'autoscaling', 'networking.k8s.io', 'rbac.authorization.k8s.io', 'policy'];

function apiVersionHint(kind: string | undefined): string {
  const versions = Object.keys(ADDRESSABLE).filter(
    (version) => kind !== undefined && ADDRESSABLE[version]?.includes(kind),
  );
  return versions.length === 0 ? 'write its group and version' : `${kind} is ${versions.reverse().join(' or ')}`;
}

/** Short names that people take for kinds. */
const ABBREVIATIONS: Readonly<Record<string, string>> = { svc: 'Service', ksvc: 'Service', imc: 'InMemoryChannel' };

/** Tells a kind that nothing can be sent to, in the groups whose kinds are known. */
export function checkAddressable({ apiVersion, kind }: KReference, at: FieldPath, report: Report): void {
  if (!apiVersion || !kind) return;
  const known = ADDRESSABLE[apiVersion];
  if (known?.includes(kind)) return;
  const group = groupOf(apiVersion);
  if (known === undefined && !NOT_ADDRESSABLE.includes(group)) return;
  const meant = ABBREVIATIONS[kind.toLowerCase()] ?? nearest(kind, known ?? []);
  const hint =
    known === undefined
      ? 'put a Service before it'
      : meant === undefined
        ? `${apiVersion} has ${known.join(', ')}`
        : `did you mean "${meant}"?`;
  report([...at, 'kind'], `${kind} of ${apiVersion} has no address to send events to`, hint);
}

/** `group/version` or a version alone; a group alone is what people forget the version of. */
const API_VERSION = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?v[0-9]+((alpha|beta)[0-9]+)?$/;

export function checkApiVersion({ apiVersion }: Pick<KReference, 'apiVersion'>, at: FieldPath, report: Report): void {
  if (!apiVersion) return;
  if (API_VERSION.test(apiVersion)) {
    checkKnownGroup(apiVersion, at, report);
  } else {
    const hint = apiVersion.includes('/') ? 'write GROUP/VERSION' : versionHint(apiVersion);
    report([...at, 'apiVersion'], `"${apiVersion}" is no group and version`, hint);
  }
}

/** Groups that people cut short. */
function checkKnownGroup(apiVersion: string, at: FieldPath, report: Report): void {
  const group = groupOf(apiVersion);
  if (group === '') return;
  const full = Object.keys(ADDRESSABLE).find((version) => groupOf(version).startsWith(`${group}.`));
  if (full !== undefined) report([...at, 'apiVersion'], `no API has the group "${group}"`, `write ${full}`);
}

function versionHint(group: string): string {
  const full = Object.keys(ADDRESSABLE).find((version) => groupOf(version) === group);
  return full === undefined ? 'write GROUP/VERSION' : `write ${full}`;
}

/** The name that an object could have instead. */
export function asObjectName(name: string): string | undefined {
  const kept = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return isDns1123Subdomain(kept) ? kept : undefined;
}

export function checkObjectName(name: string | undefined, at: FieldPath, kind: string, report: Report): void {
  if (!name || isDns1123Subdomain(name)) return;
  const meant = asObjectName(name);
  report(
    at,
    `no ${kind} can be named "${name}"`,
    meant === undefined ? 'names are lower-case letters, digits and dashes' : `perhaps ${meant}`,
  );
}
