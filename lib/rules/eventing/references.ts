import type { KReference } from '../../api/duck/v1/destination';
import { RequestReply } from '../../api/eventing/v1alpha1/request-reply';
import { kinds } from '../../api/registry';
import { DomainMapping } from '../../api/serving/v1beta1/domain-mapping';
import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../diagnostic';
import { nearest } from '../nearest';
import type { Report, RuleContext } from '../rule';
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
export function checkReferenceGroup(ref: KReference, at: FieldPath, report: Report, { platform }: RuleContext): void {
  if (ref.group && !platform.isEnabled('kreference-group')) {
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

/** Groups none of whose kinds has an address. */
const NOT_ADDRESSABLE = [
  'apps',
  'batch',
  'autoscaling',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'policy',
  'sources.knative.dev',
  'bindings.knative.dev',
];

/**
 * Kinds that have an address, by apiVersion: those whose CRD says so, and those of which it is known besides.
 * RequestReply lacks upstream's label; a RedisStreamSource has it, though nothing can be sent to a source.
 */
const ADDRESSABLE: Readonly<Record<string, readonly string[]>> = addressableKinds();

function addressableKinds(): Record<string, string[]> {
  const found: Record<string, string[]> = { v1: ['Service'] };
  const add = (apiVersion: string, kind: string) => {
    found[apiVersion] = [...(found[apiVersion] ?? []), kind];
  };
  for (const { group, apiVersion, alsoServed = [], kind, crdLabels } of kinds) {
    if (crdLabels?.['duck.knative.dev/addressable'] !== 'true' || NOT_ADDRESSABLE.includes(group)) continue;
    for (const served of [apiVersion, ...alsoServed.map((version) => `${group}/${version}`)]) add(served, kind);
  }
  add(DomainMapping.apiVersion, DomainMapping.kind);
  add(RequestReply.apiVersion, RequestReply.kind);
  add('sinks.knative.dev/v1alpha1', 'RedisStreamSink');
  return found;
}

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
      ? group.endsWith('.knative.dev')
        ? 'name a Service, a Broker or a channel'
        : 'put a Service before it'
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
