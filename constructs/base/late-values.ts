import { SynthError } from './synth-error';

/**
 * Values that are not known while a program runs: what Pulumi calls an Output, and fields that only the cluster fills in.
 * A text stands for each of them. Constructs pass it on as any other text, alone or within a longer one, and whoever
 * deploys the program puts the value back in its place. ADR 007 tells why.
 */
const PLACEHOLDER = /cdk8s-knative-late-(\d+)-value/g;

/** Anything that stands for a value; what it is, only the one knows who deploys the program. */
type Source = object;

interface LateValue {
  readonly source: Source;
  /** What rules and references take it for; in a manifest it stands for the value all the same. */
  readonly standIn?: string;
}

const values: LateValue[] = [];
const texts = new WeakMap<Source, string>();
const isLateByKind: ((value: object) => boolean)[] = [];
const changes: (<T>(source: Source, change: (value: T) => T) => Source | undefined)[] = [];
let running = 0;

/** A kind of values that are known later. */
export interface LateKind {
  /** Whether a value is of this kind. */
  is(value: object): boolean;
  /** What a change makes of such a value; undefined if it is not of this kind. */
  map<T>(value: object, change: (value: T) => T): object | undefined;
}

/** Has values of a kind be known as such wherever late values are let in. */
export function addLateKind(kind: LateKind): void {
  isLateByKind.push((value) => kind.is(value));
  changes.push((source, change) => kind.map(source, change));
}

/** Runs a part of a program that may hold late values; elsewhere they are refused as what is no plain data. */
export function withLateValues<T>(body: () => T): T {
  running += 1;
  try {
    return body();
  } finally {
    running -= 1;
  }
}

/** Whether late values are let in now. */
export function areLateValuesLetIn(): boolean {
  return running > 0;
}

/** Whether a value is known later, and may be here. */
export function isLateValue(value: unknown): boolean {
  return running > 0 && typeof value === 'object' && value !== null && isLateByKind.some((is) => is(value));
}

/** The text that stands for a late value. */
export function lateText(given: unknown, standIn?: string): string {
  const source = given as Source;
  const known = texts.get(source);
  if (known !== undefined) return known;
  const text = `cdk8s-knative-late-${values.length}-value`;
  values.push({ source, standIn });
  texts.set(source, text);
  return text;
}

/** Plain data with texts in place of the late values in it. */
export function withLateTexts<T>(data: T): T {
  return (running === 0 ? data : replaced(data)) as T;
}

function replaced(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isLateValue(value)) return lateText(value);
  if (Array.isArray(value)) return value.map(replaced);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
}

/** What becomes of a number, now or, if it is known later, then. */
export function mapNumber(value: number, change: (value: number) => number): number {
  const given: unknown = value;
  const source = isLateValue(given) ? (given as Source) : typeof given === 'string' ? onlySource(given) : undefined;
  if (source === undefined) return change(value);
  for (const changed of changes) {
    const result = changed(source, change);
    if (result !== undefined) return lateText(result) as unknown as number;
  }
  throw new Error('a value that is known later can not be changed');
}

/** Whether a text is, or holds, what stands for a late value. */
export function holdsLateText(value: unknown): value is string {
  return values.length > 0 && typeof value === 'string' && value.search(PLACEHOLDER) >= 0;
}

/** What is known of a late value by its text. */
export function onlySource(text: string): Source | undefined {
  const [part, ...others] = lateParts(text);
  return others.length === 0 && typeof part === 'object' ? part : undefined;
}

/** A text in its parts: what is known of it as texts, what is known later as what it stands for. */
export function lateParts(text: string): readonly (string | Source)[] {
  const parts: (string | Source)[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(values[Number(match[1])]?.source ?? match[0]);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** A text with what rules take late values for. Of those without a stand-in the text stays. */
export function withStandIns(text: string): string {
  return text.replace(PLACEHOLDER, (placeholder, i: string) => values[Number(i)]?.standIn ?? placeholder);
}

/** Refuses a name that is known later. */
export function assertNameIsKnown(name: unknown, construct: string, path: string): void {
  if (!isLateValue(name) && !holdsLateText(name)) return;
  throw new SynthError(
    'late',
    construct,
    path,
    'the name would be known only when the program is deployed',
    'give a text: an object is known by its name, to others and to rules',
  );
}
