import { builtInKinds } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import { findKind, kinds } from '../../api/registry';
import { readManifests } from '../../manifests';
import { structureOf } from '../../rules/structure';
import { type Draft, draftOf } from '../draft';
import { upgradeAll } from '../upgrade';

/** How far a text is from being a manifest; 0 where nothing is wrong with its form. */
export interface FormFaults {
  readonly score: number;
  /** Whether it can be read at all. */
  readonly isReadable: boolean;
  readonly objects: readonly KubeObject[];
}

const UNREADABLE = 10_000;
const NO_OBJECT = 1_000;

/** What is wrong with the form of a text: fields that are nowhere known, and those that are missing. */
export function formFaults(text: string): FormFaults {
  const { objects: read, problems } = readManifests(text, '');
  const objects = read.map(({ object }) => object);
  const unreadable = problems.some(({ code }) => code === 'KG0201' || code === 'KG0204');
  let score = unreadable ? UNREADABLE : 0;
  score += problems.length * 10 + (objects.length === 0 ? NO_OBJECT : 0);
  for (const object of objects) score += faultsOf(object);
  return { score, isReadable: !unreadable, objects };
}

/** The object is judged as it is written today: an old form is no fault. */
function faultsOf(object: KubeObject): number {
  const [upgraded] = upgradeAll([draftOf(object)]);
  const [now] = upgraded?.objects ?? [];
  if (now === undefined) return 0;
  const current = now as unknown as KubeObject;
  const name = current.metadata.name === undefined && current.metadata.generateName === undefined ? 3 : 0;
  const kind = findKind(current.apiVersion, current.kind);
  const known = structureOf(current, kind, {}).diagnostics.length;
  return name + known + (kind === undefined ? unknownAtTop(now) : 0) + emptyParts(now);
}

/** Fields that an object of any kind has. */
const COMMON = ['apiVersion', 'kind', 'metadata', 'spec', 'data', 'status', 'type', 'rules', 'subjects', 'roleRef'];

function unknownAtTop(draft: Draft): number {
  return Object.keys(draft).filter((key) => !COMMON.includes(key)).length;
}

/** A map that lost what it should hold is empty. */
function emptyParts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + (item === null ? 1 : emptyParts(item)), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + (item === null ? 1 : emptyParts(item)), 0);
}

/** The apiVersion that an object without one must have meant, by its kind and its fields. */
export function apiVersionMeant(object: Readonly<Record<string, unknown>>): string | undefined {
  const { kind } = object;
  const candidates = [...kinds, ...builtInKinds].filter((one) => one.kind === kind).map(({ apiVersion }) => apiVersion);
  if (candidates.length < 2) return candidates[0];
  const faults = candidates.map((apiVersion) =>
    faultsOf({ metadata: {}, ...object, apiVersion } as unknown as KubeObject),
  );
  const least = Math.min(...faults);
  return candidates[faults.indexOf(least)];
}
