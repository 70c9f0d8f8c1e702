import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { isPlain, isSame } from '../../../lib/controller/json';
import { expand } from '../../../lib/expand';
import {
  asRecorded,
  certain,
  conductOf,
  hasRecordings,
  idOf,
  type Recording,
  readRecordings,
  recordable,
  simplified,
} from './recorded';
import { differencesThatStay } from './recorded-differences';

/** The recorder's cluster had a domain, and a registry whose tags stay as they are. */
const settings = [
  configMap('config-domain', { 'example.com': '' }),
  configMap('config-deployment', {
    'registries-skipping-tag-resolving': 'kind.local,ko.local,dev.local,registry.example.com',
  }),
];

function configMap(name: string, data: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'knative-serving' }, data } as KubeObject;
}

function fieldsThatDiffer(ours: unknown, theirs: unknown, path: string): readonly string[] {
  if (isSame(ours, theirs)) return [];
  if (isPlain(ours) && isPlain(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    return keys.flatMap((key) => fieldsThatDiffer(ours[key], theirs[key], `${path}.${key}`));
  }
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const longer = ours.length > theirs.length ? ours : theirs;
    return longer.flatMap((_, index) => fieldsThatDiffer(ours[index], theirs[index], `${path}.${index}`));
  }
  return [`${path}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`];
}

function differencesOf(recording: Recording): readonly string[] {
  const { input, updates, derived } = recording;
  const written = asRecorded(
    expand([...settings, ...input], { steps: updates.map((update) => ({ update })), conduct: conductOf(recording) }),
  );
  const ours = new Map(recordable(written, recording).map((object) => [idOf(simplified(object)), simplified(object)]));
  const theirs = new Map(derived.map((object) => [idOf(simplified(object)), simplified(object)]));
  const objects = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((id) => {
    if (!ours.has(id)) return [`${id}: is missing`];
    if (!theirs.has(id)) return [`${id}: upstream has none`];
    return fieldsThatDiffer(ours.get(id), theirs.get(id), `${id} `);
  });
  const known = new Set(derived.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  const told = Object.entries(certain(written.events)).filter(
    ([object]) => known.has(object) || object in recording.events,
  );
  return [...objects, ...fieldsThatDiffer(Object.fromEntries(told), certain(recording.events), 'events')];
}

if (!hasRecordings) console.warn('test/lib/expand: skipped: the recordings of upstream’s controllers are not there');

describe.skipIf(!hasRecordings).each(['serving', 'eventing', 'tekton'])('what upstream makes of %s', (domain) => {
  test.each(readRecordings(domain).map((recording) => [recording.name, recording] as const))(
    'an expansion equals the recording %s, object for object and event for event',
    (name, recording) => {
      const stay = differencesThatStay.filter(({ scenario }) => scenario === name).map(({ field }) => field);
      const found = differencesOf(recording);
      expect(found.filter((difference) => !stay.some((field) => difference.startsWith(`${field}:`)))).toEqual([]);
      // A difference that is gone is to be taken out of the table.
      expect(stay.filter((field) => !found.some((difference) => difference.startsWith(`${field}:`)))).toEqual([]);
    },
  );
});
