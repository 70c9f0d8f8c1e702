import type { ObjectMeta } from '../../api/meta/v1';
import type { Rule } from '../rule';
import { isQualifiedName } from '../syntax/names';

const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const LONGEST_VALUE = 63;
const LONGEST_ANNOTATIONS = 256 * 1024;
const KEY = 'use letters, digits, dashes, underscores and dots, at most 63, if need be after a DNS name and a slash';

export const labelRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KG0125',
    title: 'the key of a label is a qualified name',
    why: 'The API server refuses others.',
    source: 'apimachinery, ValidateLabels',
    check: ({ labels }, report) => {
      for (const key in labels) {
        if (!isQualifiedName(key)) report(['labels', key], `no label can have the key "${key}"`, KEY);
      }
    },
    good: { metadata: { labels: { app: 'shop', 'example.com/Part_1': 'x' } } },
    bad: [{ metadata: { labels: { 'my app': 'shop' } } }, { metadata: { labels: { 'Example.com/part': 'x' } } }],
  },
  {
    code: 'KG0126',
    title: 'the value of a label is short and plain',
    why: 'The API server refuses others: labels are there to select by. Annotations hold any text.',
    source: 'apimachinery, ValidateLabels',
    check: ({ labels }, report) => {
      for (const [key, value] of Object.entries(labels ?? {})) {
        if (typeof value !== 'string' || (value.length <= LONGEST_VALUE && LABEL_VALUE.test(value))) continue;
        const hint = 'use letters, digits, dashes, underscores and dots, at most 63, or make it an annotation';
        report(['labels', key], `no label can have the value "${value}"`, hint);
      }
    },
    good: { metadata: { labels: { app: '', version: 'v1.2_x' } } },
    bad: [{ metadata: { labels: { team: 'the shop' } } }, { metadata: { labels: { team: 'x'.repeat(64) } } }],
  },
  {
    code: 'KG0127',
    title: 'the key of an annotation is a qualified name',
    why: 'The API server refuses others.',
    source: 'apimachinery, ValidateAnnotations',
    check: ({ annotations }, report) => {
      for (const key in annotations) {
        // Upper case is no fault here, not even in the DNS name.
        if (!isQualifiedName(key.toLowerCase())) {
          report(['annotations', key], `no annotation can have the key "${key}"`, KEY);
        }
      }
    },
    good: { metadata: { annotations: { 'Example.com/Note': 'any text' } } },
    bad: { metadata: { annotations: { 'example.com/a/b': 'x' } } },
  },
  {
    code: 'KG0128',
    title: 'annotations take up 256 KiB at most',
    why: 'The API server refuses more: keys and values count together.',
    source: 'apimachinery, ValidateAnnotationsSize',
    check: ({ annotations = {} }, report) => {
      let size = 0;
      for (const [key, value] of Object.entries(annotations ?? {})) size += bytes(key) + bytes(value);
      if (size <= LONGEST_ANNOTATIONS) return;
      report(['annotations'], `they take up ${size} bytes`, `shorten them to ${LONGEST_ANNOTATIONS} in all`);
    },
    // An example of this size is no use to a reader: the rule has a test of its own.
    good: [],
    bad: [],
  },
];

function bytes(text: unknown): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : 0;
}
