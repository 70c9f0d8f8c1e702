import { findKind } from '../../api/registry';
import { groupOf } from '../../graph/object-ref';
import type { ImportRule } from '../change';
import { type Draft, eachMap, type Fields, fieldsAt, isFields } from '../draft';
import type { Upgrade, Upgrader } from './upgrade-set';
import { currentType } from './versions';

const rules = {
  version: {
    code: 'KU1001',
    action: 'upgraded',
    why: 'No API server serves the old version or group any more, or it will not for long.',
  },
  reference: {
    code: 'KU1002',
    action: 'upgraded',
    why: 'A reference names the version of the object that it means; in the old one there is none.',
  },
  server: {
    code: 'KU1003',
    action: 'dropped',
    why: 'The API server or a controller writes it; in a manifest it means nothing or stops the apply.',
  },
  text: {
    code: 'KU1004',
    action: 'upgraded',
    why: 'Labels and annotations are texts: the API server refuses numbers and booleans there.',
  },
  crd: {
    code: 'KU1005',
    action: 'decide',
    why: 'apiextensions.k8s.io/v1 wants a structural schema for each version, which the old form need not have.',
  },
  ingress: {
    code: 'KU1006',
    action: 'decide',
    why: 'networking.k8s.io/v1 names backends and path types in other words, and what the old rules meant depends on the controller.',
  },
  selector: {
    code: 'KU1007',
    action: 'upgraded',
    why: 'apps/v1 needs a selector; the old version took the labels of the template.',
  },
  secret: {
    code: 'KU1008',
    action: 'decide',
    why: 'Whoever reads the file reads the values: leave the Secret out, and let the cluster have it from where you keep secrets.',
  },
} as const satisfies Record<string, ImportRule>;

const SERVER_METADATA = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
  'clusterName',
  'initializers',
];

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What every object may need, before its own kind is looked at: status and server-side metadata go. */
export const fromServer: Upgrader = {
  applies: () => true,
  run(upgrade) {
    const { draft } = upgrade;
    if (draft.status !== undefined && draft.kind !== 'CustomResourceDefinition') {
      delete draft.status;
      upgrade.note(rules.server, ['status'], 'left out status');
    }
    const gone = Object.keys(draft.metadata).filter(
      (name) => SERVER_METADATA.includes(name) || draft.metadata[name] === null,
    );
    for (const name of gone) delete draft.metadata[name];
    const annotations = fieldsAt(draft.metadata, 'annotations');
    if (annotations?.[LAST_APPLIED] !== undefined) {
      delete annotations[LAST_APPLIED];
      if (Object.keys(annotations).length === 0) delete draft.metadata.annotations;
      gone.push(LAST_APPLIED);
    }
    if (gone.length > 0) upgrade.note(rules.server, ['metadata'], `left out ${gone.join(', ')} of the metadata`);
    textsOf(upgrade);
    const holds = ['data', 'stringData'].some((name) => Object.keys(fieldsAt(draft, name) ?? {}).length > 0);
    if (draft.apiVersion === 'v1' && draft.kind === 'Secret' && holds) {
      upgrade.note(rules.secret, [], `the Secret ${draft.metadata.name} is written with its values`);
    }
  },
};

function textsOf(upgrade: Upgrade): void {
  eachMap(upgrade.draft, (fields, path) => {
    if (path.at(-1) !== 'metadata') return;
    for (const part of ['labels', 'annotations']) {
      const texts = fieldsAt(fields, part);
      for (const [key, value] of Object.entries(texts ?? {})) {
        if (typeof value !== 'number' && typeof value !== 'boolean') continue;
        (texts as Fields)[key] = String(value);
        upgrade.note(rules.text, [...path, part, key], `made a text of the ${typeof value} ${value}`);
      }
    }
  });
}

/** The versions of the object itself and of all that it refers to; the last of all, since others look at the old ones. */
export const toCurrentVersion: Upgrader = {
  applies: () => true,
  run(upgrade) {
    const { draft } = upgrade;
    const { apiVersion, kind } = draft;
    const now = currentType(apiVersion, kind);
    if (now.apiVersion !== apiVersion || now.kind !== kind) {
      Object.assign(draft, now);
      const to = now.kind === kind ? now.apiVersion : `${now.kind} of ${now.apiVersion}`;
      upgrade.note(rules.version, ['apiVersion'], `${kind} of ${apiVersion} became ${to}`);
      selectorOf(upgrade);
    }
    if (kind === 'CustomResourceDefinition' && apiVersion === 'apiextensions.k8s.io/v1beta1') {
      upgrade.note(rules.crd, ['apiVersion'], 'the CustomResourceDefinition is written for v1beta1, which is gone');
    }
    if (kind === 'Ingress' && ['extensions/v1beta1', 'networking.k8s.io/v1beta1'].includes(apiVersion)) {
      upgrade.note(rules.ingress, ['apiVersion'], `the Ingress is written for ${apiVersion}, which is gone`);
    }
    eachMap(draft, (fields, path) => {
      if (path.length === 0) return;
      const { apiVersion: version, kind: of } = fields;
      if (typeof version !== 'string' || typeof of !== 'string') return;
      const current = currentType(version, of);
      if (current.apiVersion === version && current.kind === of) return;
      fields.apiVersion = current.apiVersion;
      fields.kind = current.kind;
      upgrade.note(rules.reference, path, `refers to ${current.kind} of ${current.apiVersion} in place of ${version}`);
    });
    if (findKind(draft.apiVersion, draft.kind)?.scope === 'Cluster') delete draft.metadata.namespace;
  },
};

function selectorOf(upgrade: Upgrade): void {
  const spec = fieldsAt(upgrade.draft, 'spec');
  if (!upgrade.draft.apiVersion.startsWith('apps/') || spec === undefined || spec.selector !== undefined) return;
  const labels = fieldsAt(fieldsAt(fieldsAt(spec, 'template'), 'metadata'), 'labels');
  if (labels === undefined) return;
  spec.selector = { matchLabels: { ...labels } };
  upgrade.note(rules.selector, ['spec', 'selector'], 'added the selector that the labels of the template mean');
}

/** The draft's spec, if it has one. */
export function specOf(draft: Draft): Fields | undefined {
  return isFields(draft.spec) ? draft.spec : undefined;
}

export const commonRules: readonly ImportRule[] = Object.values(rules);

/** Whether an object is of one of these kinds, in one of these groups. */
export function isOf(draft: Draft, groups: readonly string[], names: readonly string[]): boolean {
  return groups.includes(groupOf(draft.apiVersion)) && names.includes(draft.kind);
}
