import { type Fields, fieldsAt, listAt, textAt } from '../draft';
import { specOf } from './common';
import type { Upgrade } from './upgrade-set';

/** A resource that a task or a pipeline declares, as Tekton had them until 0.47. */
export interface DeclaredResource {
  readonly name: string;
  readonly type: string;
  readonly targetPath: string | undefined;
  readonly direction: 'input' | 'output';
}

/** A resource that a run gives, with what its object says as far as it is known. */
export interface GivenResource {
  readonly name: string;
  /** Name of the PipelineResource; undefined where it is written within the run. */
  readonly object: string | undefined;
  /** Undefined if the PipelineResource was not read. */
  readonly type: string | undefined;
  readonly params: Readonly<Record<string, string>>;
}

/** What a task declares, in v1alpha1's words or those of v1beta1. */
export function declaredResources(spec: Fields): DeclaredResource[] {
  const inputs = [...listAt(fieldsAt(spec, 'inputs'), 'resources'), ...listAt(fieldsAt(spec, 'resources'), 'inputs')];
  const outputs = [
    ...listAt(fieldsAt(spec, 'outputs'), 'resources'),
    ...listAt(fieldsAt(spec, 'resources'), 'outputs'),
  ];
  const declared = (direction: DeclaredResource['direction']) => (given: Fields) => ({
    name: String(given.name),
    type: textAt(given, 'type') ?? 'git',
    targetPath: textAt(given, 'targetPath'),
    direction,
  });
  return [...inputs.map(declared('input')), ...outputs.map(declared('output'))];
}

/** What a run gives: a reference to a PipelineResource, or one written in place. */
export function givenResources(upgrade: Upgrade, given: readonly Fields[]): GivenResource[] {
  return given.map((resource) => {
    const name = String(resource.name);
    const object = textAt(fieldsAt(resource, 'resourceRef'), 'name');
    const spec = object === undefined ? fieldsAt(resource, 'resourceSpec') : resourceSpec(upgrade, object);
    const params = listAt(spec, 'params').map((param) => [String(param.name), String(param.value)]);
    return { name, object, type: textAt(spec, 'type'), params: Object.fromEntries(params) };
  });
}

function resourceSpec(upgrade: Upgrade, name: string): Fields | undefined {
  const found = upgrade.original('PipelineResource', name);
  return found === undefined ? undefined : specOf(found);
}

/** Kinds of resources that are files: what they hold lies in a workspace today. */
export function isFiles(type: string): boolean {
  return type !== 'image' && type !== 'cloudEvent';
}

/** What the revision of a git resource is that names none. */
export const DEFAULT_REVISION = 'master';

/** Name of the param that took the place of a variable of a resource, such as `source-url`. */
export function paramOf(resource: string, key: string): string {
  return `${resource}-${key}`;
}

/** Name of the param for an image that a task pushes: the field's own where there is one only. */
export function imageParam(resource: string, declared: readonly DeclaredResource[]): string {
  const images = declared.filter(({ type, direction }) => type === 'image' && direction === 'output');
  const isOutput = images.some(({ name }) => name === resource);
  return isOutput && images.length === 1 ? 'IMAGE' : paramOf(resource, 'url');
}

const VARIABLE = /\$[({](?:(?:inputs|outputs)\.resources|resources\.(?:inputs|outputs))\.([\w-]+)\.([\w-]+)[)}]/g;

/** The variables of a resource that texts of a task read, such as `url`. */
export function variablesRead(value: unknown, resource: string): string[] {
  const found = new Set<string>();
  for (const [, name, key] of JSON.stringify(value ?? null).matchAll(VARIABLE)) {
    if (name === resource && key !== undefined) found.add(key);
  }
  return [...found];
}

/** A text whose variables of resources are those of workspaces and params. */
export function withoutResources(text: string, declared: readonly DeclaredResource[]): string {
  return text.replace(VARIABLE, (whole, name: string, key: string) => {
    const resource = declared.find((one) => one.name === name);
    if (resource === undefined) return whole;
    if (key === 'name') return name;
    if (key === 'type') return resource.type;
    if (resource.type === 'image') {
      return key === 'url' ? `$(params.${imageParam(name, declared)})` : `$(params.${paramOf(name, key)})`;
    }
    return key === 'path' ? `$(workspaces.${name}.path)` : `$(params.${paramOf(name, key)})`;
  });
}

/** The params of a task that take the place of a resource's variables which it reads. */
export function paramsForVariables(spec: Fields, declared: readonly DeclaredResource[]): Fields[] {
  const params = new Map<string, Fields>();
  for (const { name, type, direction } of declared) {
    if (type === 'image') {
      const param = imageParam(name, declared);
      const description = direction === 'output' ? 'Reference of the image that is pushed' : 'Reference of the image';
      params.set(param, { name: param, type: 'string', description });
    }
    for (const key of variablesRead(spec, name)) {
      if (['path', 'name', 'type'].includes(key) || (type === 'image' && key === 'url')) continue;
      const param = paramOf(name, key);
      params.set(param, { name: param, type: 'string', ...(key === 'revision' && { default: DEFAULT_REVISION }) });
    }
  }
  return [...params.values()];
}
