import type { ConfigSettings } from '../../../lib/api/config/key';
import type { KubeObject } from '../../../lib/api/meta/v1';
import type { Choice } from '../cluster-bootstrap';
import { flattened, pipelineFields, resolverFields } from './tekton-config-fields';

const RESOLVERS = 'tekton-pipelines-resolvers';

interface Part {
  /** Fields of the part. */
  readonly fields: Record<string, unknown>;
  /** Texts of ConfigMaps for which there are no fields, by ConfigMap. */
  readonly configMaps: Record<string, ConfigSettings>;
}

/** What tells Tekton's operator to install the same. */
export function tektonConfig({ props, config, by }: Choice): KubeObject {
  const { triggers = true, dashboard = false } = props.tekton ?? {};
  const pipeline: Part = { fields: {}, configMaps: {} };
  const trigger: Part = { fields: {}, configMaps: {} };
  for (const { namespace, name, path, data } of config) {
    if (!namespace.startsWith('tekton-')) continue;
    const part = path.startsWith('tekton.triggers') ? trigger : pipeline;
    const texts = data({});
    if (resolverFields[name] !== undefined) {
      pipeline.fields[resolverFields[name]] = texts;
      continue;
    }
    // The operator puts the resolvers into the namespace of Pipelines, where these names are taken.
    if (namespace === RESOLVERS && ['config-logging', 'config-observability'].includes(name)) {
      by.refuse(
        'operator',
        path,
        `it has no place for ${name} of the resolvers`,
        'leave it out, or install from manifests',
      );
    }
    const rest = flattened.includes(name) ? withoutFields(texts, pipeline.fields) : texts;
    if (Object.keys(rest).length > 0) part.configMaps[name] = { ...part.configMaps[name], ...rest };
  }
  const readonly = dashboard !== 'read-write';
  return {
    apiVersion: 'operator.tekton.dev/v1alpha1',
    kind: 'TektonConfig',
    metadata: { name: 'config' },
    spec: {
      profile: dashboard ? 'all' : triggers ? 'basic' : 'lite',
      targetNamespace: 'tekton-pipelines',
      ...fieldOf('pipeline', pipeline),
      ...triggerField(trigger, Boolean(triggers), Boolean(dashboard)),
      ...(dashboard && { dashboard: { readonly } }),
    },
  };
}

/** The CRD demands `disabled` once there is anything of Triggers. The profile `lite` has none of it. */
function triggerField(part: Part, isWanted: boolean, isInProfile: boolean): Readonly<Record<string, unknown>> {
  const { trigger } = fieldOf('trigger', part) as { readonly trigger?: object };
  if (isWanted) return trigger === undefined ? {} : { trigger: { disabled: false, ...trigger } };
  return isInProfile ? { trigger: { disabled: true } } : {};
}

/** Moves texts to the fields that are called like their keys; gives those that there is no field for. */
function withoutFields(texts: ConfigSettings, fields: Record<string, unknown>): ConfigSettings {
  const types: Readonly<Record<string, 'boolean' | 'integer' | 'string' | undefined>> = pipelineFields;
  const rest: Record<string, string> = {};
  for (const [key, text] of Object.entries(texts)) {
    const type = types[key];
    if (type === undefined) rest[key] = text;
    else fields[key] = type === 'boolean' ? text === 'true' : type === 'integer' ? Number(text) : text;
  }
  return rest;
}

function fieldOf(name: string, { fields, configMaps }: Part): Readonly<Record<string, unknown>> {
  const maps = Object.entries(configMaps).map(([map, data]) => [map, { data }]);
  const options = maps.length === 0 ? {} : { options: { configMaps: Object.fromEntries(maps) } };
  const all = { ...fields, ...options };
  return Object.keys(all).length === 0 ? {} : { [name]: all };
}
