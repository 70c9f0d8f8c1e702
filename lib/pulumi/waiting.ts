import type { CustomTimeouts } from '@pulumi/pulumi';
import type { KubeObject } from '../api/meta/v1';
import { readyConditionOf } from '../api/readiness';
import { groupOf } from '../graph/object-ref';

/**
 * What a deployment waits for after an object was created or changed: conditions such as `condition=Ready`, which must
 * all hold; false for nothing; true for what is usual of the kind.
 */
export type Waiting = boolean | string | readonly string[];

/** Says what to wait for, for each object. */
export type WaitingFor = Waiting | ((object: KubeObject) => Waiting | undefined);

const WAIT_FOR = 'pulumi.com/waitFor';
const SKIP = 'pulumi.com/skipAwait';

/** What is usual of a kind: the condition by which it says that all is done; undefined where it has none. */
function usualCondition({ apiVersion, kind }: KubeObject): string | undefined {
  const condition = readyConditionOf(apiVersion, kind);
  return condition && `condition=${condition}`;
}

/**
 * The annotations by which Pulumi's provider is told what to wait for. An object's own go before them; `usual` is what
 * holds where nobody says anything of it.
 */
export function waitingAnnotations(
  object: KubeObject,
  waitingFor: WaitingFor | undefined,
  usual: Waiting = true,
): Record<string, string> {
  const own = object.metadata.annotations ?? {};
  if (WAIT_FOR in own || SKIP in own) return {};
  return conditionAnnotation(object, (typeof waitingFor === 'function' ? waitingFor(object) : waitingFor) ?? usual);
}

/** How long to wait until an object is there; undefined for Pulumi's own ten minutes. To be gone has its own time. */
export function waitingTimeouts(object: KubeObject, timeoutSeconds: number | undefined): CustomTimeouts | undefined {
  return timeoutsOf(timeoutSeconds ?? usualTimeout(object));
}

/** So many seconds until an object is there. */
export function timeoutsOf(seconds: number | undefined): CustomTimeouts | undefined {
  return seconds === undefined ? undefined : { create: `${seconds}s`, update: `${seconds}s` };
}

function conditionAnnotation(object: KubeObject, waiting: Waiting): Record<string, string> {
  if (waiting === false) return { [SKIP]: 'true' };
  const conditions = waiting === true ? [usualCondition(object) ?? []].flat() : [waiting].flat();
  if (conditions.length === 0) return {};
  return { [WAIT_FOR]: conditions.length === 1 ? conditions[0]! : JSON.stringify(conditions) };
}

/** Longer than Pulumi waits by itself, which is ten minutes, for runs, which may take an hour. */
function usualTimeout({ apiVersion, kind, spec }: KubeObject): number | undefined {
  if (groupOf(apiVersion) !== 'tekton.dev' || !/Run$/.test(kind)) return undefined;
  const { timeout, timeouts } = (spec ?? {}) as { timeout?: string; timeouts?: { pipeline?: string } };
  return secondsOf(timeouts?.pipeline ?? timeout) ?? TEKTON_DEFAULT;
}

/** As Tekton's config-defaults say. */
const TEKTON_DEFAULT = 3600;

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** The seconds of a duration as Go writes it; undefined for none, and for 0, which sets no limit. */
function secondsOf(duration: string | undefined): number | undefined {
  const parts = Array.from(duration?.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g) ?? []);
  const seconds = parts.reduce((sum, [, amount, unit = 's']) => sum + Number(amount) * UNITS[unit]!, 0);
  return seconds === 0 ? undefined : Math.ceil(seconds);
}
