import { type Fields, listAt, textAt } from '../../draft';
import { call, type Expression, list, literal, map, mapOrNone, ours } from '../expression';
import { declaredType, workspaceOf } from './tekton-declarations';
import type { ValueType, Variables } from './tekton-variables';

/** A param that is given. */
export interface Argument extends ValueType {
  readonly name: string;
  readonly value: unknown;
}

/** The params that are given in a list; texts that refer to `variables` are of their types. */
export function argumentsIn(holder: Fields, variables: Variables, key = 'params'): Argument[] {
  return listAt(holder, key).map(({ name, value }) => ({ name: String(name), value, ...variables.typeOf(value) }));
}

/** A result that is asked for. */
export interface ResultUse extends ValueType {
  readonly name: string;
}

/** What is asked of a task, a pipeline or a step action by those who use it. */
export interface TaskUse {
  readonly params: readonly Argument[];
  /** Names of params that a matrix gives. */
  readonly matrix: readonly string[];
  readonly workspaces: readonly string[];
  /** Results that others read. */
  readonly results: readonly ResultUse[];
}

/** A signature that fits a use, for tasks that are not in the program. */
export function signatureOf({ params, matrix, workspaces, results }: TaskUse): Expression | undefined {
  const typed = (of: 'Param' | 'Result', { name, type, keys }: ResultUse) =>
    call(
      ours(`${of}.${type}`),
      literal(name),
      type === 'object' ? map({ properties: literal(keys ?? []) }) : undefined,
    );
  const declared = [
    ...params.map((param) => typed('Param', param)),
    ...matrix.map((name) => typed('Param', { name, type: 'string' })),
  ];
  return mapOrNone({
    params: declared.length === 0 ? undefined : list(declared),
    workspaces:
      workspaces.length === 0 ? undefined : list(workspaces.map((name) => workspaceOf({ name, optional: true }))),
    results: results.length === 0 ? undefined : list(results.map((result) => typed('Result', result))),
  });
}

/** Whether a use gives what is declared, as the compiler will ask: all that it must, and nothing else. */
export function fits(spec: Fields, { params, workspaces, matrix }: TaskUse): boolean {
  const declared = listAt(spec, 'params');
  const named = new Map(params.map((param) => [param.name, param]));
  const needed = declared.filter((param) => param.default === undefined && !matrix.includes(String(param.name)));
  if (needed.some(({ name }) => !named.has(String(name)))) return false;
  const isIn = (name: string) => declared.some((param) => param.name === name && declaredType(param).type !== 'array');
  if (!matrix.every((name) => isIn(name) && !named.has(name))) return false;
  for (const [name, { type, keys }] of named) {
    const param = declared.find((one) => one.name === name);
    if (param === undefined || Array.isArray(param.enum)) return false;
    const wanted = declaredType(param);
    if (wanted.type !== type || (type === 'object' && !sameNames(keys, wanted.keys))) return false;
  }
  const names = listAt(spec, 'workspaces').map(({ name }) => String(name));
  const must = listAt(spec, 'workspaces').filter(({ optional }) => optional !== true);
  return (
    workspaces.every((name) => names.includes(name)) && must.every(({ name }) => workspaces.includes(String(name)))
  );
}

function sameNames(some: readonly string[] = [], others: readonly string[] = []): boolean {
  return [...some].sort().join() === [...others].sort().join();
}

/** The values of params by name. */
export function valuesOf(params: readonly Argument[], variables: Variables): Expression | undefined {
  if (params.length === 0) return undefined;
  return map(Object.fromEntries(params.map(({ name, value }) => [name, variables.value(value)])));
}

/** The resolvers with factories of their own: params in the order in which those write them, and their properties. */
const RESOLVERS: Readonly<
  Record<
    string,
    { readonly of: string; readonly must: readonly string[]; readonly params: readonly (readonly [string, string])[] }
  >
> = {
  git: {
    of: 'git',
    must: ['pathInRepo'],
    params: [
      ...same('url', 'repo', 'org', 'revision', 'pathInRepo', 'token', 'tokenKey'),
      ['serverURL', 'serverUrl'],
      ...same('scmType', 'cache'),
    ],
  },
  hub: { of: 'hub', must: ['name', 'version'], params: same('catalog', 'type', 'kind', 'name', 'version', 'url') },
  cluster: { of: 'cluster', must: ['name'], params: same('kind', 'name', 'namespace', 'cache') },
  bundles: { of: 'bundle', must: ['bundle', 'name'], params: same('bundle', 'name', 'kind', 'secret', 'cache') },
  http: {
    of: 'http',
    must: ['url'],
    params: [
      ['url', 'url'],
      ['http-username', 'username'],
      ['http-password-secret', 'password'],
      ['http-password-secret-key', 'passwordKey'],
      ['digest', 'digest'],
    ],
  },
};

function same(...names: string[]): [string, string][] {
  return names.map((name) => [name, name]);
}

/** The resolver of a reference. */
export function resolverOf(ref: Fields): Expression | undefined {
  const resolver = textAt(ref, 'resolver');
  if (resolver === undefined || (ref.params !== undefined && !Array.isArray(ref.params))) return undefined;
  const params = listAt(ref, 'params').map(({ name, value }) => ({ name: String(name), value }));
  const known = Object.hasOwn(RESOLVERS, resolver) ? RESOLVERS[resolver] : undefined;
  const places = params.map(({ name }) => known?.params.findIndex(([param]) => param === name) ?? -1);
  const isInOrder = places.every((place, i) => place >= 0 && place > (places[i - 1] ?? -1));
  const isText = params.every(({ value }) => typeof value === 'string');
  if (
    known !== undefined &&
    isInOrder &&
    isText &&
    known.must.every((name) => params.some((one) => one.name === name))
  ) {
    const options = params.map(({ value }, i) => [known.params[places[i] as number]?.[1], value] as const);
    return call(ours(`Resolver.${known.of}`), literal(Object.fromEntries(options)));
  }
  const options = Object.fromEntries(params.map(({ name, value }) => [name, value]));
  return call(ours('Resolver.custom'), literal(resolver), params.length === 0 ? undefined : literal(options));
}
