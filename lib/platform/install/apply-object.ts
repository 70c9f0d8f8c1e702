import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../api/meta/v1';
import { type ApiClient, ApiError, nameOf } from '../../controller/client';
import { namesOf, stepsOf, without } from './field-conflict';

/** What applying an object came to, or would come to. */
export type Outcome = 'created' | 'changed' | 'unchanged' | 'replaced';

export interface Applied {
  readonly outcome: Outcome;
  /** The object as the server keeps it, or would. */
  readonly object: KubeObject;
  /** Paths of the fields that differ from before, of a dry run. */
  readonly differences?: readonly string[];
}

export interface ApplyObjectOptions {
  /** Whether the field at a path is written at run time, by others than us. Items of lists go by any name. */
  readonly isWrittenAtRunTime: (object: KubeObject, path: readonly string[]) => boolean;
  /** Whether to take over other fields that somebody else wrote. */
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly signal?: AbortSignal;
}

/** Somebody else wrote fields of an object, with other values. */
export class OwnershipError extends Error {
  public constructor(
    /** The fields as the server names them, and who wrote each. */
    public readonly conflicts: readonly { readonly field: string; readonly owner: string }[],
  ) {
    super(conflicts.map(({ field, owner }) => `${field.replace(/^\./, '')} is ${owner}'s`).join(', '));
    this.name = 'OwnershipError';
  }
}

/** An object of this name is on its way out. */
export class TerminatingError extends Error {
  public constructor(finalizers: readonly string[]) {
    const by = finalizers.length === 0 ? '' : `, held by ${finalizers.join(', ')}`;
    super(`one of this name is still being deleted${by}`);
    this.name = 'TerminatingError';
  }
}

/**
 * Brings one object to what is given, by server-side apply. Fields that run time wrote stay as they are. A Job whose
 * template changed is replaced: no part of it can be changed.
 *
 * @throws ApiError, OwnershipError, TerminatingError
 */
export async function applyObject(
  client: ApiClient,
  object: KubeObject,
  options: ApplyObjectOptions,
): Promise<Applied> {
  const { dryRun, signal } = options;
  const before = await client.get(nameOf(object), { signal });
  const { deletionTimestamp, finalizers = [] } = before?.metadata ?? {};
  if (deletionTimestamp !== undefined) throw new TerminatingError(finalizers);
  try {
    const after = await applied(client, object, options);
    if (before === undefined) return { outcome: 'created', object: after };
    // Not by resourceVersion: controllers write the status at any time, also between these two answers.
    const differences = differencesOf(comparable(before), comparable(after));
    return { outcome: differences.length === 0 ? 'unchanged' : 'changed', object: after, differences };
  } catch (error) {
    if (before === undefined || !isFixedJob(object, error)) throw error;
    if (dryRun) return { outcome: 'replaced', object, differences: ['spec.template'] };
    await client.delete(nameOf(object), { signal });
    // Gone it is after its Pods: the caller tries again until then.
    const rest = await client.get(nameOf(object), { signal });
    if (rest !== undefined) throw new TerminatingError(rest.metadata.finalizers ?? []);
    return { outcome: 'replaced', object: await applied(client, object, options) };
  }
}

async function applied(client: ApiClient, object: KubeObject, options: ApplyObjectOptions): Promise<KubeObject> {
  const { force, dryRun, signal } = options;
  try {
    return await client.apply(object, { dryRun, signal });
  } catch (error) {
    const conflicts = conflictsIn(error);
    if (conflicts.length === 0) throw error;
    const yielded = conflicts.filter(({ field }) => isRunTimes(object, field, options));
    if (yielded.length < conflicts.length && !force) {
      throw new OwnershipError(conflicts.filter((conflict) => !yielded.includes(conflict)));
    }
    const rest = yielded.reduce((given, { field }) => without(given, stepsOf(field) ?? []), object);
    return client.apply(rest, { force, dryRun, signal });
  }
}

function isRunTimes(object: KubeObject, field: string, { isWrittenAtRunTime }: ApplyObjectOptions): boolean {
  const steps = stepsOf(field);
  return steps !== undefined && isWrittenAtRunTime(object, namesOf(steps));
}

function conflictsIn(error: unknown): { field: string; owner: string }[] {
  if (!(error instanceof ApiError) || error.status !== 409) return [];
  const causes = error.causes.filter(({ reason }) => reason === 'FieldManagerConflict');
  return causes.map(({ field, message }) => ({
    field,
    owner: /conflict with "([^"]+)"/.exec(message)?.[1] ?? message,
  }));
}

function isFixedJob({ apiVersion, kind }: KubeObject, error: unknown): boolean {
  return (
    apiVersion === 'batch/v1' &&
    kind === 'Job' &&
    error instanceof ApiError &&
    error.status === 422 &&
    error.causes.some(({ message }) => message.includes('field is immutable'))
  );
}

/** What the server changes at every write, whatever is written. */
const BOOKKEEPING: readonly string[] = ['managedFields', 'resourceVersion', 'generation'];

/** An object without that, and without what controllers say of it. */
function comparable({ metadata, ...rest }: KubeObject): object {
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'status')),
    metadata: Object.fromEntries(Object.entries(metadata).filter(([name]) => !BOOKKEEPING.includes(name))),
  };
}

/** Paths of what differs, each as far down as both sides have it. */
function differencesOf(before: unknown, after: unknown, path = ''): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((item, i) => differencesOf(before[i], item, `${path}[${i}]`));
  }
  if (!isFields(before) || !isFields(after)) return [path];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].sort().flatMap((name) => {
    return differencesOf(before[name], after[name], path === '' ? name : `${path}.${name}`);
  });
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
