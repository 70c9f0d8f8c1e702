import type { KubeObject } from '../../../api/meta/v1';
import type { ParamSpec, ParamType } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineRunSpec } from '../../../api/tekton/v1/pipeline-run';
import { mergedParams } from '../merged-params';
import { specOfValue, typeOfValue } from '../param-types';

/** What is known of a param that the tasks of a pipeline can read. */
export interface KnownParam {
  /** Its type; two where a run gives another one than the pipeline declares. */
  readonly types: ReadonlySet<ParamType>;
  /** The keys of an object; undefined where nothing says them. */
  readonly keys?: ReadonlySet<string>;
}

/** The params that the tasks of a pipeline can read: those it declares, and those of the run that it stands in. */
export function knownParams({ params = [] }: PipelineSpec, object: KubeObject): ReadonlyMap<string, KnownParam> {
  const known = new Map<string, KnownParam>();
  for (const param of [...params, ...paramsOfRun(object)]) {
    const { types, keys } = known.get(param.name) ?? {};
    // The keys that the pipeline declares are those of a run's object too.
    known.set(param.name, { types: new Set([...(types ?? []), typeOf(param)]), keys: keys ?? keysOf(param) });
  }
  return known;
}

/** The params that the webhook reckons with in the tasks of a pipeline: of a run, those of its tasks as well. */
export function webhookParams(spec: PipelineSpec, object: KubeObject): ReadonlyMap<string, KnownParam> {
  const merged = object.kind === 'PipelineRun' ? mergedParams(object) : undefined;
  if (merged === undefined) return knownParams(spec, object);
  return new Map([...merged.params].map(([name, { spec: param }]) => [name, asKnown(param)]));
}

function asKnown(param: ParamSpec): KnownParam {
  return { types: new Set([typeOf(param)]), keys: keysOf(param) };
}

/** The type that a param has: the one it names, or the one that its properties or its default have. */
export function typeOf({ type, properties, default: value }: ParamSpec): ParamType {
  if (type) return type;
  if (properties !== undefined) return 'object';
  return value === undefined ? 'string' : typeOfValue(value);
}

function keysOf({ properties }: ParamSpec): ReadonlySet<string> | undefined {
  return properties && new Set(Object.keys(properties));
}

function paramsOfRun({ kind, spec }: KubeObject): ParamSpec[] {
  if (kind !== 'PipelineRun') return [];
  const { params = [] } = (spec ?? {}) as PipelineRunSpec;
  return params.map(({ name, value }) => specOfValue(name, value));
}
