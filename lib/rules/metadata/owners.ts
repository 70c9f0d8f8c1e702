import type { KubeObject, ObjectMeta } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import type { Rule } from '../rule';
import { isQualifiedName } from '../syntax/names';

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];
const TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid: '1' };

export const ownerRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KG0129',
    title: 'the name of a finalizer is a qualified name',
    why: 'The API server refuses others; on kinds of its own also those without a DNS name before a slash.',
    source: 'apimachinery, ValidateFinalizerName; kubernetes, ValidateObjectMeta',
    check: ({ finalizers }, report, { object }) => {
      for (const [i, name] of (finalizers ?? []).entries()) {
        if (isQualifiedName(name) && (isComplete(name) || !isBuiltIn(object))) continue;
        report(['finalizers', i], `no finalizer can be named "${name}"`, 'name it as "example.com/cleanup"');
      }
    },
    good: { metadata: { finalizers: ['example.com/cleanup', 'foregroundDeletion'] } },
    bad: [{ metadata: { finalizers: ['clean up'] } }, { metadata: { finalizers: ['cleanup'] } }],
  },
  {
    code: 'KG0130',
    title: 'deletion either waits for dependents or leaves them',
    why: 'The two finalizers contradict each other: the API server refuses both together.',
    source: 'apimachinery, ValidateFinalizers',
    check: ({ finalizers }, report) => {
      if (!finalizers?.includes('orphan') || !finalizers.includes('foregroundDeletion')) return;
      report(['finalizers'], 'both orphan and foregroundDeletion are there', 'keep one of them');
    },
    good: { metadata: { finalizers: ['orphan'] } },
    bad: { metadata: { finalizers: ['orphan', 'foregroundDeletion'] } },
  },
  {
    code: 'KG0131',
    title: 'an owner is named completely',
    why: 'The API server refuses an owner without version, kind, name or uid: the garbage collector goes by all four.',
    source: 'apimachinery, ValidateOwnerReferences',
    check: ({ ownerReferences }, report) => {
      for (const [i, reference] of (ownerReferences ?? []).entries()) {
        if (!/^(?:[^/]+\/)?[^/]+$/.test(reference.apiVersion ?? '')) {
          const hint = 'write group/version, or v1 for the core group';
          report(['ownerReferences', i, 'apiVersion'], `no version is named by "${reference.apiVersion ?? ''}"`, hint);
        }
        for (const field of ['kind', 'name', 'uid'] as const) {
          if (!reference[field]) report(['ownerReferences', i, field], 'is missing', `give the owner's ${field}`);
        }
        if (reference.apiVersion === 'v1' && reference.kind === 'Event') {
          report(['ownerReferences', i], 'an Event owns nothing', 'remove the owner');
        }
      }
    },
    good: { metadata: { ownerReferences: [owner] } },
    bad: [
      { metadata: { ownerReferences: [{ ...owner, uid: '' }] } },
      { metadata: { ownerReferences: [{ ...owner, apiVersion: 'apps/' }] } },
      { metadata: { ownerReferences: [{ ...owner, kind: 'Event' }] } },
    ],
  },
  {
    code: 'KG0132',
    title: 'at most one owner is the controller',
    why: 'Two controllers would undo each other’s work: the API server refuses it.',
    source: 'apimachinery, ValidateOwnerReferences',
    check: ({ ownerReferences }, report) => {
      const [first, second] = (ownerReferences ?? []).flatMap(({ controller }, i) => (controller ? [i] : []));
      if (first === undefined || second === undefined) return;
      const hint = `owner ${first} already is: leave one`;
      report(['ownerReferences', second, 'controller'], 'a second owner is the controller', hint);
    },
    good: {
      metadata: {
        ownerReferences: [
          { ...owner, controller: true },
          { ...owner, uid: '2' },
        ],
      },
    },
    bad: {
      metadata: {
        ownerReferences: [
          { ...owner, controller: true },
          { ...owner, uid: '2', controller: true },
        ],
      },
    },
  },
  {
    code: 'KG0133',
    title: 'a time is written as RFC 3339 says',
    why: 'The API server can’t decode others.',
    source: 'apimachinery, Time.UnmarshalJSON',
    check: (metadata, report) => {
      for (const field of ['creationTimestamp', 'deletionTimestamp'] as const) {
        const text = metadata[field];
        if (typeof text !== 'string' || TIME.test(text)) continue;
        report([field], `"${text}" is no time`, 'leave it to the API server, or write 2026-07-01T12:00:00Z');
      }
    },
    good: { metadata: { creationTimestamp: '2026-07-01T12:00:00Z' } },
    bad: { metadata: { creationTimestamp: 'yesterday' } },
  },
  {
    code: 'KG0157',
    severity: 'warning',
    title: 'an owner is named once',
    why: 'The API server drops the second one and warns; it may refuse it one day.',
    source: 'apiserver, duplicate owner references',
    check: ({ ownerReferences }, report) => {
      const uids = (ownerReferences ?? []).map(({ uid }) => uid);
      for (const [i, uid] of uids.entries()) {
        if (uid && uids.indexOf(uid) < i) report(['ownerReferences', i], `the uid ${uid} is there before`, 'remove it');
      }
    },
    good: { metadata: { ownerReferences: [owner, { ...owner, uid: '2' }] } },
    bad: { metadata: { ownerReferences: [owner, owner] } },
  },
];

/** What the API server warns of on kinds that it doesn't bring itself. */
export const customOwnerRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KG0156',
    severity: 'warning',
    title: 'a finalizer names its owner’s domain',
    why: 'Two programs may choose the same short name and take away each other’s finalizer: the API server warns.',
    source: 'apiextensions-apiserver, finalizer warnings',
    check: ({ finalizers }, report, { object }) => {
      if (isBuiltIn(object)) return;
      for (const [i, name] of (finalizers ?? []).entries()) {
        if (isComplete(name) || !isQualifiedName(name)) continue;
        report(['finalizers', i], `"${name}" names no domain`, `write example.com/${name}`);
      }
    },
    good: { metadata: { finalizers: ['example.com/cleanup'] } },
    bad: { metadata: { finalizers: ['cleanup'] } },
  },
];

function isBuiltIn({ apiVersion, kind }: KubeObject): boolean {
  return findKind(apiVersion, kind)?.builtIn ?? false;
}

function isComplete(finalizer: string): boolean {
  return finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer);
}
