import { isLateValue, lateText } from './late-values';

/** What is known of one object of a construct's properties: who it is, and what the construct read of it. */
interface Watch {
  readonly given: object;
  readonly seen: object;
  readonly read: Set<string>;
  readonly children: Map<string, Watch>;
  /** Whether the object's names were listed: it is a map or a list, whose names the construct does not know. */
  listed: boolean;
}

/** A property that nobody read. */
export interface UnknownProp {
  readonly path: readonly (string | number)[];
  /** The names that its construct knows in its place. */
  readonly known: readonly string[];
}

/** By this name watched properties tell their watch. A WeakMap of them all would cost more than everything else here. */
const WATCH = Symbol('watch');

function watchOf(props: object): Watch | undefined {
  return (props as { readonly [WATCH]?: Watch })[WATCH];
}

/**
 * The same properties, watched: `unknownProp` later tells one that the construct never asked for, which is
 * misspelt. Objects within are watched too; one whose names are listed counts as a map and may hold any name.
 * A construct therefore reads each property that it has, whatever the others are. Null counts as absent; of a value that
 * is known later it reads the text that stands for it. No properties at all are taken for none that are given.
 */
export function watchedProps<Props extends object>(given: Props): Props {
  return watch(given ?? {}).seen as Props;
}

/** The properties that were given to `watchedProps`; others as they are. */
export function givenProps<Props extends object>(props: Props): Props {
  return (watchOf(props)?.given ?? props) as Props;
}

/** The first property that was given, but never read. */
export function unknownProp(props: object): UnknownProp | undefined {
  const root = watchOf(props);
  return root && unknownIn(root);
}

function unknownIn({ given, read, children, listed }: Watch): UnknownProp | undefined {
  if (!listed) {
    for (const [name, value] of Object.entries(given)) {
      if (value !== undefined && value !== null && !read.has(name)) return { path: [name], known: [...read] };
    }
  }
  for (const [name, child] of children) {
    const unknown = unknownIn(child);
    if (unknown !== undefined)
      return { ...unknown, path: [Array.isArray(given) ? Number(name) : name, ...unknown.path] };
  }
  return undefined;
}

function watch(given: object): Watch {
  // A copy, since a proxy of a frozen object may not answer with other objects than the frozen one holds.
  const copy = Array.isArray(given) ? [...given] : Object.assign(Object.create(Object.getPrototypeOf(given)), given);
  const read = new Set<string>();
  const children = new Map<string, Watch>();
  const seen: object = new Proxy(copy, {
    get(target, name, receiver) {
      if (name === WATCH) return result;
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof name === 'symbol') return value;
      if (!Array.isArray(target)) read.add(name);
      if (value === null) return undefined;
      if (isLateValue(value)) return lateText(value);
      if (!isData(value)) return value;
      const child = children.get(name) ?? watch(value);
      children.set(name, child);
      return child.seen;
    },
    has(target, name) {
      if (typeof name === 'string') read.add(name);
      return Reflect.has(target, name);
    },
    ownKeys(target) {
      result.listed = true;
      return Reflect.ownKeys(target);
    },
  });
  const result: Watch = { given, seen, read, children, listed: Array.isArray(given) };
  return result;
}

/** Lists and plain objects; instances of classes, and sinks and the like that users write as objects, are left alone. */
function isData(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || watchOf(value) !== undefined) return false;
  if (Array.isArray(value)) return true;
  if ('toDestination' in value || 'referenceFrom' in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
