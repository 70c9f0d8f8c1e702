import type { Variable as TektonVariable } from '../../../api/tekton/variables';
import { type Fields, isFields, listAt } from '../../draft';
import {
  call,
  type Expression,
  given,
  list,
  literal,
  map,
  mapOrNone,
  member,
  ours,
  use,
  type Variable,
} from '../expression';
import type { Scope } from '../scope';
import { contextVariable, partOf, type TypedVariable, type ValueType } from './tekton-variables';

/** A param or a workspace: a constant if something refers to it, else written where it is declared. */
interface Declared {
  readonly type: ValueType;
  readonly variable: Variable;
  readonly value: Expression | undefined;
  isUsed: boolean;
}

/** The params and workspaces that an object declares. */
export class Declarations {
  readonly #params: ReadonlyMap<string, Declared>;
  readonly #workspaces: ReadonlyMap<string, Declared>;

  /** `owner` is a word for what declares them, for the names of the constants. */
  public constructor(spec: Fields, owner: string, workspaceOptions?: readonly string[]) {
    const declared = (kind: 'param' | 'workspace', of: Fields, value: Expression | undefined): [string, Declared] => {
      const words = String(of.name);
      return [words, { variable: { words, kind, owner }, value, isUsed: false, type: declaredType(of) }];
    };
    this.#params = new Map(listAt(spec, 'params').map((param) => declared('param', param, paramOf(param))));
    this.#workspaces = new Map(
      listAt(spec, 'workspaces').map((workspace) =>
        declared(
          'workspace',
          workspace,
          workspaceOf(workspaceOptions ? picked(workspace, workspaceOptions) : workspace),
        ),
      ),
    );
  }

  /** Whether a param has a type that nobody knows. */
  public get isUnsaid(): boolean {
    return [...this.#params.values()].some(({ value }) => value === undefined);
  }

  public find(variable: TektonVariable): TypedVariable | undefined {
    switch (variable.kind) {
      case 'context':
        return contextVariable(variable);
      case 'param': {
        const param = this.#params.get(variable.name);
        const part = param && partOf({ ...param.type, expression: use(param.variable) }, variable);
        if (param !== undefined && part !== undefined) param.isUsed = true;
        return part;
      }
      case 'workspace': {
        const expression = this.workspace(variable.name);
        return expression && { type: 'string', expression: member(expression, variable.field) };
      }
      default:
        return undefined;
    }
  }

  /** A workspace by its name. */
  public workspace(name: string): Expression | undefined {
    const workspace = this.#workspaces.get(name);
    if (workspace === undefined) return undefined;
    workspace.isUsed = true;
    return use(workspace.variable);
  }

  /** The properties, once it is known what is used: constants for that come before the construct. */
  public props(scope: Scope): { readonly params: Expression | undefined; readonly workspaces: Expression | undefined } {
    return { params: declare(this.#params, scope), workspaces: declare(this.#workspaces, scope) };
  }
}

function declare(declared: ReadonlyMap<string, Declared>, scope: Scope): Expression | undefined {
  if (declared.size === 0) return undefined;
  return list(
    [...declared.values()].flatMap(({ variable, value, isUsed }) => {
      if (value === undefined) return [];
      if (!isUsed) return [value];
      scope.declare(variable, value);
      return [use(variable)];
    }),
  );
}

function picked(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** The type that a param or a result is declared with. */
export function declaredType({ type, properties }: Fields): ValueType {
  if (type === 'object') return { type, keys: isFields(properties) ? Object.keys(properties) : [] };
  return { type: type === 'array' ? 'array' : 'string' };
}

function paramOf(param: Fields): Expression | undefined {
  const { name, type, description, default: value, enum: values, properties } = param;
  if (typeof name !== 'string') return undefined;
  const options = { description: given(description), default: given(value) };
  if (type === 'string')
    return call(ours('Param.string'), literal(name), mapOrNone({ ...options, enum: given(values) }));
  if (type === 'array') return call(ours('Param.array'), literal(name), mapOrNone(options));
  if (type !== 'object' || !isFields(properties)) return undefined;
  return call(ours('Param.object'), literal(name), map({ properties: literal(Object.keys(properties)), ...options }));
}

/** A result; undefined if the constructs cannot say it. `value` is the result of a step that it takes over. */
export function resultOf(result: Fields, value?: Expression): Expression | undefined {
  const { name, type, description, properties } = result;
  if (typeof name !== 'string' || name.includes('.') || (result.value !== undefined && value === undefined))
    return undefined;
  const options = { description: given(description), value };
  if (type === 'string' || type === 'array') {
    return call(ours(`Result.${type}`), literal(name), mapOrNone(options));
  }
  if (type !== 'object' || !isFields(properties)) return undefined;
  return call(ours('Result.object'), literal(name), map({ properties: literal(Object.keys(properties)), ...options }));
}

export function workspaceOf({ name, description, mountPath, readOnly, optional }: Fields): Expression {
  const options = {
    description: given(description),
    mountPath: given(mountPath),
    readOnly: given(readOnly),
    optional: given(optional),
  };
  return call(ours('Workspace.of'), given(name), mapOrNone(options));
}
