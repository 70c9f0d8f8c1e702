import { groupOf } from '../../graph/object-ref';
import type { FieldPath } from '../../rules/diagnostic';
import type { ImportRule } from '../change';
import { type Fields, fieldsAt, isFields, listAt, take, textAt } from '../draft';
import { specOf } from './common';
import type { Upgrade, Upgrader } from './upgrade-set';

const rules = {
  bare: {
    code: 'KU2101',
    action: 'upgraded',
    why: 'A destination says that it is an object with ref; the bare reference of before Eventing 0.13 is refused.',
  },
  dnsName: {
    code: 'KU2102',
    action: 'upgraded',
    why: 'A destination that is no object is a URI.',
  },
  replyChannel: {
    code: 'KU2103',
    action: 'upgraded',
    why: 'An answer may go anywhere since Eventing 0.12, so the channel is a destination like any other.',
  },
  objectReference: {
    code: 'KU2104',
    action: 'dropped',
    why: 'Only the kind and name of what is meant counts, and the namespace where it is another.',
  },
  capitals: {
    code: 'KU2105',
    action: 'upgraded',
    why: 'Names of fields are spelled with a small letter first; the API server drops others in silence.',
  },
} as const satisfies Record<string, ImportRule>;

/** Fields that hold a destination, wherever a kind of Eventing has them. */
const DESTINATIONS = ['sink', 'subscriber', 'reply', 'deadLetterSink', 'filter'] as const;

const GROUPS = [
  'camel.apache.org',
  ...['eventing', 'messaging', 'flows', 'sources', 'sources.eventing', 'sinks', 'bindings', 'channels'].map(
    (name) => `${name}.knative.dev`,
  ),
];

/** Where events go: written as a destination everywhere. */
export const destinations: Upgrader = {
  applies: ({ apiVersion }) =>
    GROUPS.includes(groupOf(apiVersion)) || /\.eventing\.(?:knative|triggermesh)\.dev$/.test(groupOf(apiVersion)),
  run(upgrade) {
    const spec = specOf(upgrade.draft);
    if (spec === undefined) return;
    destinationsIn(upgrade, spec, ['spec']);
    for (const list of ['steps', 'branches', 'cases']) {
      for (const [i, item] of listAt(spec, list).entries()) {
        if (list === 'steps') destination(upgrade, spec[list] as Fields, i, ['spec', list, i], ['delivery']);
        destinationsIn(upgrade, list === 'steps' ? ((spec[list] as Fields[])[i] ?? {}) : item, ['spec', list, i]);
      }
    }
  },
};

function destinationsIn(upgrade: Upgrade, holder: Fields, at: FieldPath): void {
  for (const name of DESTINATIONS) {
    // The filter of a trigger is none, and the reply of an EventTransform is a transformation.
    if (name === 'filter' && !isBranch(at)) continue;
    if (name === 'reply' && upgrade.draft.kind === 'EventTransform') continue;
    destination(upgrade, holder, name, [...at, name]);
  }
  const delivery = fieldsAt(holder, 'delivery');
  if (delivery !== undefined) destination(upgrade, delivery, 'deadLetterSink', [...at, 'delivery', 'deadLetterSink']);
}

function isBranch(at: FieldPath): boolean {
  return at.includes('branches') || at.includes('cases');
}

const REFERENCE = [
  'apiVersion',
  'kind',
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'fieldPath',
  'address',
  'group',
];

function destination(
  upgrade: Upgrade,
  holder: Fields,
  key: string | number,
  at: FieldPath,
  kept: readonly string[] = [],
): void {
  const given = (holder as Record<string | number, unknown>)[key];
  if (!isFields(given)) return;
  capitals(upgrade, given, at);
  if (isFields(given.channel) && given.ref === undefined) {
    given.ref = take(given, 'channel');
    upgrade.note(rules.replyChannel, [...at, 'channel'], 'channel is written as ref');
  }
  if (given.ref === undefined && typeof given.kind === 'string' && typeof given.name === 'string') {
    const entries = Object.entries(given);
    const ref = Object.fromEntries(entries.filter(([name]) => REFERENCE.includes(name)));
    const rest = entries.filter(([name]) => !REFERENCE.includes(name) || kept.includes(name));
    (holder as Record<string | number, unknown>)[key] = { ref, ...Object.fromEntries(rest) };
    upgrade.note(rules.bare, at, `wrote the reference to the ${given.kind} ${given.name} as ref`);
  }
  const now = (holder as Record<string | number, unknown>)[key] as Fields;
  const dnsName = take(now, 'dnsName');
  if (typeof dnsName === 'string') {
    now.uri ??= `http://${dnsName}`;
    upgrade.note(rules.dnsName, [...at, 'dnsName'], `dnsName ${dnsName} is the uri ${now.uri}`);
  }
  const ref = fieldsAt(now, 'ref');
  if (ref !== undefined) reference(upgrade, ref, [...at, 'ref']);
}

function capitals(upgrade: Upgrade, fields: Fields, at: FieldPath): void {
  for (const name of ['Kind', 'Name', 'ApiVersion', 'Ref', 'Namespace']) {
    if (!Object.hasOwn(fields, name)) continue;
    const small = name.charAt(0).toLowerCase() + name.slice(1);
    fields[small] ??= fields[name];
    delete fields[name];
    upgrade.note(rules.capitals, [...at, name], `${name} is called ${small}`);
  }
}

/** A reference as Knative has it: what a Kubernetes ObjectReference says besides means nothing there. */
export function reference(upgrade: Upgrade, ref: Fields, at: FieldPath): void {
  capitals(upgrade, ref, at);
  const gone = ['uid', 'resourceVersion', 'fieldPath'].filter((name) => Object.hasOwn(ref, name));
  for (const name of gone) delete ref[name];
  const own = textAt(upgrade.draft.metadata, 'namespace');
  // Upstream looks in no namespace for the dead letters of a branch, unless one is named.
  const isBranchDeadLetter = at.includes('branches') && at.includes('deadLetterSink');
  if (own !== undefined && ref.namespace === own && !isBranchDeadLetter) {
    delete ref.namespace;
    gone.push('namespace');
  }
  if (gone.length > 0) upgrade.note(rules.objectReference, at, `left out ${gone.join(', ')}`);
}

export const destinationRules: readonly ImportRule[] = Object.values(rules);
