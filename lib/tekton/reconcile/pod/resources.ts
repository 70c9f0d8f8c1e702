import { parseQuantity } from '../../../api/config/quantity';
import { kubernetes } from '../../../api/kubernetes';
import type { View } from '../../../controller/reconciler';

type Amounts = Readonly<Record<string, string | number>>;

export interface Resources {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
}

/** Of a run's resources as a whole, what each of its steps gets: an even share of the requests, and all of the limits. */
export function sharesOf(whole: Resources, own: Resources, steps: number): Resources {
  if (whole.requests === undefined && whole.limits === undefined) return own;
  // Where nobody requests anything, Kubernetes would take the limits for requests, of every step.
  const shared =
    own.requests === undefined && whole.requests === undefined ? (whole.limits ?? {}) : (whole.requests ?? {});
  const requests = Object.fromEntries(
    Object.entries(shared).map(([name, amount]) => [name, shareOf(amount, steps, name !== 'cpu')]),
  );
  return {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(whole.limits === undefined ? {} : { limits: whole.limits }),
  };
}

/** Amounts of one that count more than the same of the other. */
export function mergedResources(common: Resources | undefined, own: Resources | undefined): Resources {
  const merged = (name: keyof Resources) => {
    const amounts = { ...common?.[name], ...own?.[name] };
    return Object.keys(amounts).length === 0 ? {} : { [name]: amounts };
  };
  return { ...common, ...own, ...merged('requests'), ...merged('limits') };
}

interface LimitItem {
  readonly type?: string;
  readonly defaultRequest?: Amounts;
  readonly min?: Amounts;
}

const LIMITED = ['cpu', 'memory', 'ephemeral-storage'] as const;

/**
 * What each step requests at least where the namespace has LimitRanges: its share of the default, and never less than
 * the minimum. Of several ranges the greatest minimum and the least default count.
 */
export function leastRequests(view: View, namespace: string, steps: number): Amounts | undefined {
  const items = view
    .list(kubernetes.LimitRange, { namespace })
    .flatMap(({ spec }) => ((spec ?? {}) as { limits?: readonly LimitItem[] }).limits ?? [])
    .filter(({ type }) => type === 'Container');
  const requests = LIMITED.flatMap((name) => {
    const defaults = amountsOf(items, ({ defaultRequest }) => defaultRequest?.[name]);
    const least = [...defaults].sort((a, b) => amountOf(a) - amountOf(b)).slice(0, 1);
    const shares = least.map((amount) => shareOf(amount, steps, name !== 'cpu'));
    const minimums = amountsOf(items, ({ min }) => min?.[name]);
    const [greatest] = [...shares, ...minimums].sort((a, b) => amountOf(b) - amountOf(a));
    return greatest === undefined || amountOf(greatest) === 0 ? [] : [[name, greatest] as const];
  });
  return requests.length === 0 ? undefined : Object.fromEntries(requests);
}

function amountsOf(items: readonly LimitItem[], pick: (item: LimitItem) => string | number | undefined) {
  return items.map(pick).filter((amount) => amount !== undefined);
}

/** The requests of a container, with at least these. */
export function withLeast(resources: Resources, least: Amounts | undefined): Resources {
  if (least === undefined) return resources;
  if (resources.requests === undefined) return { ...resources, requests: least };
  const missing = Object.entries(least).filter(([name]) => amountOf(resources.requests?.[name] ?? 0) === 0);
  return { ...resources, requests: { ...resources.requests, ...Object.fromEntries(missing) } };
}

/** Whether a request is greater than the limit beside it. */
export function exceeds(request: string | number, limit: string | number): boolean {
  return amountOf(request) > amountOf(limit);
}

const amountOf = (amount: string | number) => parseQuantity(amount) ?? 0;

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY_STEP = 1024;
const DECIMAL_STEP = 1000;
const MILLI = 1000;

/** A part of an amount, to the thousandth, or to the whole; in the form that Kubernetes writes it in. */
function shareOf(amount: string | number, parts: number, isWhole = false): string {
  const isBinary = /i$/.test(String(amount));
  if (isWhole) return written(Math.trunc(Math.ceil(amountOf(amount)) / parts), isBinary);
  const thousandths = Math.trunc(Math.round(amountOf(amount) * MILLI) / parts);
  return thousandths % MILLI === 0 ? written(thousandths / MILLI, isBinary) : `${thousandths}m`;
}

/** A whole number with the greatest unit that it is a multiple of. */
function written(value: number, isBinary: boolean): string {
  const step = isBinary ? BINARY_STEP : DECIMAL_STEP;
  let unit = 0;
  let rest = value;
  while (rest !== 0 && rest % step === 0 && unit < BINARY.length - 1) {
    rest /= step;
    unit += 1;
  }
  return `${rest}${(isBinary ? BINARY : DECIMAL)[unit]}`;
}

/** What containers that ask for nothing get, by their names, or the beginning of these. */
export type ContainerDefaults = Readonly<Record<string, Resources>>;

const DEFAULT = 'default';
const PREFIX = 'prefix-';

/** The resources of a container that asks for none. */
export function defaultResources(defaults: ContainerDefaults, container: string): Resources {
  const prefix = Object.keys(defaults)
    .filter((key) => key.startsWith(PREFIX) && container.startsWith(key.slice(PREFIX.length)))
    .sort((a, b) => b.length - a.length)[0];
  return defaults[container] ?? defaults[prefix ?? ''] ?? defaults[DEFAULT] ?? {};
}

export const asksForNothing = ({ resources }: { readonly resources?: Resources }) =>
  resources?.requests === undefined && resources?.limits === undefined;
