import type { Kind } from '../api/kind';
import type { KubeObject } from '../api/meta/v1';
import { findAlsoServed, kinds, kindsOfGroup, servedElsewhere } from '../api/registry';
import type { Origin } from '../graph/graph';
import { groupOf, refOf } from '../graph/object-ref';
import { type Diagnostic, type FieldPath, formatPath } from './diagnostic';
import { nearest } from './nearest';
import type { RuleText } from './rule';

/** The codes of what an object says it is. */
export const identityRules = {
  kind: {
    code: 'KG0111',
    title: 'a group of Knative has the kind',
    why: 'No API server with Knative serves another kind of this group.',
    source: 'the CRDs of Knative 1.23',
  },
  version: {
    code: 'KG0112',
    title: 'the kind is served in the version',
    why: 'The API server knows the kind in other versions only.',
    source: 'the CRDs of Knative 1.23',
  },
  group: {
    code: 'KG0113',
    title: 'apiVersion names a group that there is, and a version of it',
    why: 'No API server serves a core group in another version than v1, or a group of Knative that Knative lacks.',
    source: 'the Kubernetes API; the CRDs of Knative 1.23',
  },
} as const satisfies Record<string, RuleText>;

/** Groups of Knative and of its extensions. */
const KNATIVE_GROUPS: readonly string[] = [
  ...['autoscaling.internal', 'bindings', 'caching.internal', 'client', 'eventing', 'flows', 'functions'],
  ...['internal.kafka.eventing', 'messaging', 'networking.internal', 'operator', 'rabbitmq', 'samples', 'serving'],
  ...['sinks', 'sources', 'sugar', 'test'],
].map((name) => `${name}.knative.dev`);

/**
 * Tells a group, version or kind that no API server with Knative serves. Kinds of foreign groups pass, and versions that
 * are served besides the one that is modelled.
 */
export function identityDiagnostics(object: KubeObject, kind: Kind | undefined, origin: Origin): Diagnostic[] {
  if (kind !== undefined || findAlsoServed(object.apiVersion, object.kind) !== undefined) return [];
  const add = (rule: RuleText, at: FieldPath, message: string, hint?: string): Diagnostic[] => [
    { code: rule.code, severity: 'error', message, path: formatPath(at), at, object: refOf(object), origin, hint },
  ];
  const { apiVersion } = object;
  const group = groupOf(apiVersion);
  if (group === '' && apiVersion !== 'v1') {
    const hint = apiVersion.includes('.') ? `write ${apiVersion}/v1` : 'write v1, or the group before a slash';
    return add(identityRules.group, ['apiVersion'], `"${apiVersion}" names no group and version`, hint);
  }
  const modelled = kindsOfGroup(group);
  if (modelled.length === 0) {
    const meant = groupMeant(group, object.kind);
    if (meant === undefined) return [];
    return add(identityRules.group, ['apiVersion'], `there is no group "${group}"`, `did you mean "${meant}"?`);
  }

  const others = servedElsewhere.filter((other) => other.group === group);
  const other = others.find((candidate) => candidate.kind === object.kind);
  const version = object.apiVersion.slice(group.length + 1);
  if (other?.versions.includes(version)) return [];
  const versions = other?.versions ?? modelled.filter((k) => k.kind === object.kind).map((k) => k.version);
  if (versions.length > 0) {
    const right = `write ${group}/${versions[0]}`;
    return add(identityRules.version, ['apiVersion'], `${object.kind} is not served as ${object.apiVersion}`, right);
  }
  const known = [...modelled, ...others].map((k) => k.kind);
  const meant = nearest(object.kind, known);
  const hint = meant === undefined ? `it has ${known.join(', ')}` : `did you mean "${meant}"?`;
  return add(identityRules.kind, ['kind'], `${group} has no kind "${object.kind}"`, hint);
}

/** The group of Knative that an unknown group is a slip of; undefined for groups of others. */
function groupMeant(group: string, kind: string): string | undefined {
  if (KNATIVE_GROUPS.includes(group)) return undefined;
  const lower = group.toLowerCase();
  if (KNATIVE_GROUPS.includes(lower)) return lower;
  if (lower === 'knative.dev')
    return kinds.find((one) => one.kind === kind && !one.builtIn)?.group ?? 'serving.knative.dev';
  // Of other domains only what is very near: most of them are those of others.
  return nearest(lower, KNATIVE_GROUPS, /(?:^|\.)knative\.\w+$/.test(lower) ? undefined : 2);
}
