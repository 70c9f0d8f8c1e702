/** The modules that a program imports from. */
export type ModuleName = 'cdk8s' | 'cdk8s-knative';

/** An expression of a program, as data: it can be printed, and tried in process. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'import'; readonly from: ModuleName; readonly name: string }
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  /** A text with values in it. */
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Expression[] }
  | { readonly kind: 'new'; readonly callee: Expression; readonly args: readonly Expression[] };

/** A constant of the program; its name is chosen when all of them are known. */
export interface Variable {
  /** What the name is made of, in words such as `shop` or `order-events`. */
  readonly words: string;
  /** A word for its kind, for when another constant has the same name. */
  readonly kind: string;
  /** What it belongs to, in words: its name begins with them if several constants of the program have the same words. */
  readonly owner?: string;
}

/** Entries of a map that may be absent. */
export type Entries = Readonly<Record<string, Expression | undefined>>;

/** The data as an expression; maps keep their order. */
export function literal(value: unknown): Expression {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(literal) };
  if (typeof value === 'object' && value !== null) {
    return {
      kind: 'map',
      entries: Object.entries(value).flatMap(([key, item]) =>
        item === undefined ? [] : [[key, literal(item)] as const],
      ),
    };
  }
  return { kind: 'literal', value: value as string | number | boolean | null };
}

/** The same, for a field that may be absent. */
export function given(value: unknown): Expression | undefined {
  return value === undefined ? undefined : literal(value);
}

export function list(items: readonly Expression[]): Expression {
  return { kind: 'list', items };
}

/** A map of what is there. */
export function map(entries: Entries): Expression {
  const present = Object.entries(entries).filter((entry): entry is [string, Expression] => entry[1] !== undefined);
  return { kind: 'map', entries: present };
}

/** The same, or nothing if nothing is there. */
export function mapOrNone(entries: Entries): Expression | undefined {
  return Object.values(entries).every((entry) => entry === undefined) ? undefined : map(entries);
}

/** Something of our package, such as `Sink.service`. */
export function ours(path: string): Expression {
  return imported('cdk8s-knative', path);
}

/** Something of cdk8s, such as `Duration.seconds`. */
export function cdk8s(path: string): Expression {
  return imported('cdk8s', path);
}

function imported(from: ModuleName, path: string): Expression {
  const [name = '', ...members] = path.split('.');
  return members.reduce<Expression>((of, member) => ({ kind: 'member', of, name: member }), {
    kind: 'import',
    from,
    name,
  });
}

/** A text that is made of texts and of values. */
export function template(parts: readonly (string | Expression)[]): Expression {
  return { kind: 'template', parts };
}

/** A call; arguments that are not given at its end are left out. */
export function call(callee: Expression, ...args: readonly (Expression | undefined)[]): Expression {
  return { kind: 'call', callee, args: args.filter((arg): arg is Expression => arg !== undefined) };
}

export function construct(callee: Expression, ...args: readonly (Expression | undefined)[]): Expression {
  return { kind: 'new', callee, args: args.filter((arg): arg is Expression => arg !== undefined) };
}

export function use(variable: Variable): Expression {
  return { kind: 'variable', variable };
}

export function member(of: Expression, name: string): Expression {
  return { kind: 'member', of, name };
}
