import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../lib/api/meta/v1';
import type { Expansion } from '../../../lib/expand/expand';
import type { Way } from '../../../lib/world/conduct';

/** Where the recordings of upstream's controllers are. */
export const recordings = resolve(__dirname, '../../../../shared/upstream/derived');
export const hasRecordings = existsSync(recordings);

export interface Recording {
  readonly name: string;
  readonly input: readonly KubeObject[];
  readonly updates: readonly (readonly KubeObject[])[];
  readonly derived: readonly KubeObject[];
  /** By object, what was told of it in order: `type reason message`. */
  readonly events: Readonly<Record<string, readonly string[]>>;
}

export function readRecordings(domain: string): readonly Recording[] {
  if (!hasRecordings) return [];
  return readdirSync(join(recordings, domain))
    .sort()
    .map((scenario) => readRecording(domain, scenario));
}

function readRecording(domain: string, scenario: string): Recording {
  const folder = join(recordings, domain, scenario);
  const read = (file: string) => documents(readFileSync(join(folder, file), 'utf8'));
  const later = readdirSync(folder)
    .filter((file) => /^input-\d+\.yaml$/.test(file))
    .sort();
  return {
    name: `${domain}/${scenario}`,
    input: read('input.yaml'),
    updates: later.map(read),
    derived: read('derived.yaml'),
    events: eventsOf(readFileSync(join(folder, 'events.txt'), 'utf8')),
  };
}

function documents(text: string): readonly KubeObject[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object): object is KubeObject => object !== null);
}

function eventsOf(text: string): Readonly<Record<string, readonly string[]>> {
  const events: Record<string, string[]> = {};
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [object = '', ...rest] = line.split('\t');
    events[object] = [...(events[object] ?? []), rest.join('\t')];
  }
  return events;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const CLUSTER_IP = '10.96.0.1';
const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const HASH_LABEL = 'serving.knative.dev/deployment-hash';
/** Fields that the API server keeps for itself. */
const OWN_FIELDS: readonly string[] = ['resourceVersion', 'creationTimestamp', 'managedFields'];

/** An expansion as the recordings are written: identities, times and addresses stand as what they are of. */
export interface Written {
  readonly objects: readonly KubeObject[];
  readonly events: Readonly<Record<string, readonly string[]>>;
}

export function asRecorded({ objects, events }: Expansion): Written {
  const names = new Map(
    objects.map(({ kind, metadata }) => [
      metadata.uid ?? '',
      `uid:${kind}/${(metadata.name ?? '').replace(UID, 'UID')}`,
    ]),
  );
  const told: Record<string, string[]> = {};
  for (const { object, type, reason, message } of events) {
    const key = text(`${object.kind}/${object.name}`, names);
    told[key] = [...(told[key] ?? []), `${type}\t${reason}\t${text(message, names)}`];
  }
  return { objects: objects.map((object) => written(object, names) as KubeObject), events: told };
}

function written(value: unknown, names: ReadonlyMap<string, string>, key = ''): unknown {
  if (typeof value === 'string') return text(value, names, key);
  if (Array.isArray(value)) return value.map((item) => written(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, inner]) => inner !== undefined && !(OWN_FIELDS.includes(field) && key === 'metadata'))
      .map(([field, inner]) => [field, written(inner, names, field)]),
  );
}

function text(value: string, names: ReadonlyMap<string, string>, key = ''): string {
  if (TIME.test(value)) return 'TIME';
  if (value === CLUSTER_IP) return 'CLUSTERIP';
  if (['ip', 'podIP', 'hostIP'].includes(key)) return 'PODIP';
  if (key === HASH_LABEL) return 'HASH';
  if (value.includes('"starttime"')) return value.replace(/("(?:starttime|nextStepTime)":)\d+/g, '$10');
  return value
    .replace(UID, (uid) => names.get(uid) ?? uid)
    .replaceAll('https://10.96.0.1:443', 'https://APISERVER')
    .replace(/http:\/\/10(\.\d+){3}:/g, 'http://PODIP:');
}

/**
 * What differs from one run of upstream to the next, taken out on both sides: suffixes of pods and replica sets, names that
 * are hashes of identities, bytes of keys.
 */
export function simplified(object: KubeObject): KubeObject {
  const plain = JSON.parse(
    JSON.stringify(object)
      .replace(/(ReplicaSet \\"[\w.:/-]+?)-[0-9a-z]+(\\")/g, '$1-SUFFIX$2')
      .replace(/(kube-api-access|tekton\/scripts\/(?:sidecar-)?script-\d+|"pvc)-[0-9a-z]+/g, '$1-SUFFIX')
      .replace(/uid:PersistentVolumeClaim\/pvc-[0-9a-f]+/g, 'uid:PersistentVolumeClaim/pvc-SUFFIX')
      .replace(/("key\\":\\"StartedAt\\",\\"value\\":\\")[^"\\]*/g, '$1TIME')
      .replace(/"((?:current|update)Revision)":"([\w-]+)-[0-9a-z]+"/g, '"$1":"$2-SUFFIX"')
      .replace(
        /"targetRef":\{("kind":"Pod"),("namespace":"[^"]*"),"name":"([\w.-]+?)-[0-9a-z]+-[0-9a-z]+"(,"uid":"[^"]*")?\}/g,
        '"targetRef":{$1,$2,"name":"$3"}',
      ),
  ) as KubeObject & { data?: Record<string, string> };
  if (plain.kind === 'EventType' && /^[0-9a-f]{32}$/.test(plain.metadata.name ?? '')) {
    const {
      attributes,
      description: _ours,
      ...spec
    } = plain.spec as { attributes: { name: string; value?: string }[]; description?: string };
    const type = attributes.find(({ name }) => name === 'type')?.value ?? '';
    const { uid: _uid, ...metadata } = plain.metadata;
    // What a type is about is said in our own words.
    return { ...plain, metadata: { ...metadata, name: `md5 of ${type}` }, spec: { ...spec, attributes } };
  }
  if (plain.kind === 'InMemoryChannel' && ((plain.spec as { subscribers?: unknown[] }).subscribers ?? []).length > 1) {
    // Subscriptions that come at once overwrite each other, and repair it: how often is a matter of luck.
    const { generation: _generation, ...metadata } = plain.metadata;
    const { observedGeneration: _observed, ...status } = plain.status as { observedGeneration?: number };
    return { ...plain, metadata, status };
  }
  if (plain.kind === 'Pod') {
    const { conditions = [] } = plain.status as { conditions?: readonly { type: string }[] };
    const sorted = [...conditions].sort((a, b) => (a.type < b.type ? -1 : 1));
    return { ...plain, status: { ...(plain.status as object), conditions: sorted } };
  }
  if (plain.kind === 'Secret') {
    return {
      ...plain,
      data: Object.fromEntries(Object.keys(plain.data ?? {}).map((key) => [key, 'BYTES'])),
    } as KubeObject;
  }
  return plain;
}

/** Kinds that the recordings have only where a controller made the object. */
const CORE: readonly string[] = [
  'Secret',
  'ConfigMap',
  'Service',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
];
const NEVER: readonly string[] = ['ReplicaSet', 'EndpointSlice', 'Namespace'];

/** What of an expansion the recordings have. */
export function recordable({ objects }: Written, { name, input, derived }: Recording): readonly KubeObject[] {
  const namespace = name.split('/')[1];
  // The recorder took a service for given that has the name of a given one, of whatever group.
  const given = new Set(input.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  const recorded = new Set(derived.map(idOf));
  return objects.filter((object) => {
    const { apiVersion, kind, metadata } = object;
    if (NEVER.includes(kind)) return false;
    if (metadata.namespace !== namespace && metadata.namespace !== undefined) return recorded.has(idOf(object));
    if (kind === 'Endpoints') return metadata.labels?.['networking.internal.knative.dev/serviceType'] === 'Public';
    const isCore = CORE.includes(kind) && (apiVersion === 'v1' || apiVersion.startsWith('rbac.'));
    return !(isCore && given.has(`${kind}/${metadata.name}`));
  });
}

export const idOf = ({ apiVersion, kind, metadata }: KubeObject) =>
  `${apiVersion}/${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** Warnings that depend on who was faster: they may or may not be there. */
const RACES = [
  /^Warning\tSubscriptionNotMarkedReadyByChannel\t/,
  /^Warning\tUpdateFailed\t/,
  /^Warning\tInternalError\t.*(already exists|not found|address not set for .*)$/,
];

/** The events that any run has. */
export function certain(
  events: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(events)
      .map(([object, told]) => [object, told.filter((event) => !RACES.some((race) => race.test(event)))] as const)
      .filter(([, told]) => told.length > 0),
  );
}

/** How the recorder's kubelet was told to behave, as the world is told here. */
export function conductOf({ input }: Recording): Readonly<Record<string, Way>> {
  return Object.fromEntries(
    input.flatMap(({ metadata }): [string, Way][] => {
      const { 'fake/fail': fail, 'fake/hold': hold } = metadata.annotations ?? {};
      const [task, times = '0'] = fail?.split('=') ?? [];
      const attempts = Array.from({ length: Number(times) }, (_, index) => (index === 0 ? '' : `-retry${index}`));
      return [
        ...attempts.map((attempt): [string, Way] => [`pod/${metadata.name}-${task}-pod${attempt}`, 'fails']),
        ...(hold === undefined ? [] : [[`pod/${metadata.name}-*`, 'waits'] as [string, Way]]),
      ];
    }),
  );
}
