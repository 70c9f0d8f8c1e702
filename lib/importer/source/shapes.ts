import { findKind } from '../../api/registry';
import { definition, type JsonSchema, schemaOf } from '../../api/schema';
import { topLevelFields } from '../../rules/top-level-fields';
import { currentType } from '../upgrade/versions';

/** What may stand at a place of an object, as far as it helps to find the place of a line. */
export interface Shape {
  /** Fields that are known here. */
  readonly fields: Readonly<Record<string, () => Shape>>;
  /** What other fields hold, where any name goes. */
  readonly others?: () => Shape;
  /** What the items of a list are; absent where there is no list. */
  readonly item?: () => Shape;
  /** Fields that must be there. */
  readonly required: readonly string[];
  /** Whether it is a value without fields and items. */
  readonly isPlain: boolean;
  /** Whether nothing is known, and anything goes. */
  readonly isFree: boolean;
}

const plain: Shape = { fields: {}, required: [], isPlain: true, isFree: false };
const free: Shape = { fields: {}, required: [], isPlain: false, isFree: true };

function map(fields: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  const lazy = Object.entries(fields).map(([name, shape]) => [name, () => shape] as const);
  return { fields: Object.fromEntries(lazy), required, isPlain: false, isFree: false };
}

function list(item: Shape): Shape {
  return { fields: {}, required: [], isPlain: false, isFree: false, item: () => item };
}

const texts: Shape = { fields: {}, required: [], isPlain: false, isFree: false, others: () => plain };

const metadata: Shape = map(
  {
    ...Object.fromEntries(['name', 'generateName', 'namespace', 'uid', 'resourceVersion'].map((name) => [name, plain])),
    ...Object.fromEntries(['generation', 'creationTimestamp', 'selfLink'].map((name) => [name, plain])),
    labels: texts,
    annotations: texts,
    ownerReferences: list(map(named('apiVersion', 'kind', 'name', 'uid', 'controller', 'blockOwnerDeletion'))),
    finalizers: list(plain),
  },
  ['name'],
);

function named(...names: readonly string[]): Record<string, Shape> {
  return Object.fromEntries(names.map((name) => [name, plain]));
}

const params = list(map({ ...named('name', 'value', 'type', 'description', 'default') }, ['name']));
const resource = map({ ...named('name', 'type', 'targetPath', 'resource', 'optional'), from: list(plain) }, ['name']);
const given = map(
  { ...named('name'), resourceRef: map(named('name')), resourceSpec: map({ ...named('type'), params }) },
  ['name'],
);
const reference = map(named('apiVersion', 'kind', 'name', 'namespace'), ['name']);
const template = map({ ...named('apiVersion', 'kind'), spec: free, provisioner: reference });

/** Fields that a kind had once, by `Kind` and path; those of today come from its schema. */
const OLD: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Shape>>>>>> = {
  Task: {
    spec: {
      inputs: map({ params, resources: list(resource) }),
      outputs: map({ params, resources: list(resource) }),
      resources: map({ inputs: list(resource), outputs: list(resource) }),
    },
  },
  TaskRun: {
    spec: {
      inputs: map({ params, resources: list(given) }),
      outputs: map({ params, resources: list(given) }),
      resources: map({ inputs: list(given), outputs: list(given) }),
      trigger: map(named('type', 'name')),
      serviceAccount: plain,
    },
  },
  Pipeline: {
    spec: { resources: list(resource) },
    'spec.tasks': {
      resources: map({ inputs: list(resource), outputs: list(resource) }),
      conditions: list(map({ ...named('conditionRef'), params })),
    },
  },
  PipelineRun: {
    spec: {
      resources: list(given),
      trigger: map(named('type', 'name')),
      ...named('serviceAccount', 'serviceAccountName', 'timeout'),
    },
  },
  Broker: { spec: { channelTemplate: template, channelTemplateSpec: template } },
  Channel: { spec: { provisioner: reference, arguments: free } },
  Trigger: { 'spec.filter': { sourceAndType: map(named('type', 'source')) } },
  EventType: { spec: named('type', 'source', 'schema', 'broker') },
  ContainerSource: { spec: { ...named('image', 'serviceAccountName'), args: list(plain), env: params } },
  PingSource: { spec: { ...named('serviceAccountName', 'jsonData'), resources: free } },
  ApiServerSource: { 'spec.resources': { ...named('controller'), labelSelector: free, controllerSelector: reference } },
};

/** Fields that hold a destination, which was a bare reference once. */
const DESTINATIONS = ['sink', 'subscriber', 'reply', 'filter', 'steps'];

const KUBERNETES: Readonly<Record<string, Shape>> = {
  data: texts,
  stringData: texts,
  type: plain,
  roleRef: map(named('apiGroup', 'kind', 'name'), ['name']),
  subjects: list(map(named('kind', 'name', 'namespace', 'apiGroup'), ['kind', 'name'])),
  rules: list(map({ apiGroups: list(plain), resources: list(plain), verbs: list(plain), resourceNames: list(plain) })),
  secrets: list(map(named('name'))),
  imagePullSecrets: list(map(named('name'))),
};

/** Kinds of Kubernetes with pods, whose fields are those of our own kinds that have pods. */
const podSpecs: Readonly<Record<string, () => Shape>> = {
  Pod: () => ofSchema(definition('#/definitions/KubePodSpec'), 'Pod', 'spec'),
  ...Object.fromEntries(['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].map((kind) => [kind, workload])),
};

function workload(): Shape {
  const pod = ofSchema(definition('#/definitions/PodTemplateSpec'), 'Deployment', 'spec.template');
  const selector = map({ matchLabels: texts, matchExpressions: list(free) });
  return map({
    ...named('replicas', 'serviceName', 'completions', 'backoffLimit'),
    selector,
    template: pod,
    strategy: free,
  });
}

const pipelineResource = map({ ...named('type'), params, secrets: list(free) });

/** The shape of an object of this kind, whatever its version. */
export function shapeOfKind(apiVersion: string, kind: string): Shape {
  if (kind === 'PipelineResource') return root({ spec: pipelineResource });
  const now = currentType(apiVersion, kind);
  const found = findKind(now.apiVersion, now.kind);
  if (found === undefined) return root({ spec: free, data: texts });
  if (found.builtIn) {
    const fields = topLevelFields(found).filter((name) => !['apiVersion', 'kind', 'metadata'].includes(name));
    const spec = podSpecs[kind]?.();
    return root(
      Object.fromEntries(fields.map((name) => [name, (name === 'spec' && spec) || (KUBERNETES[name] ?? free)])),
    );
  }
  const { properties = {} } = schemaOf(found);
  const spec = properties.spec === undefined ? free : ofSchema(properties.spec, now.kind, 'spec');
  return root({ spec });
}

function root(fields: Readonly<Record<string, Shape>>): Shape {
  return map({ ...named('apiVersion', 'kind'), metadata, ...fields }, ['apiVersion', 'kind', 'metadata']);
}

function ofSchema(given: JsonSchema, kind: string, path: string): Shape {
  const node = given.$ref === undefined ? given : definition(given.$ref);
  if (node.type === 'array') {
    const { items } = node;
    return { ...list(free), item: () => (items === undefined ? free : ofSchema(items, kind, path)) };
  }
  if (path.split('.').at(-1) === 'metadata') return metadata;
  if (node.type !== 'object') {
    return node.type === undefined && !node['x-int-or-string'] ? free : plain;
  }
  // Params of a reference belong to resolvers, which no old document has; those of its task stand beside it.
  const properties = Object.entries(node.properties ?? {}).filter(([name]) => name !== 'params' || !/Ref$/.test(path));
  const own = properties.map(([name, schema]) => {
    return [name, () => ofSchema(schema, kind, `${path}.${name}`)] as const;
  });
  const step = path.split('.').at(-1) ?? '';
  const old = Object.entries(OLD[kind]?.[path] ?? {}).map(([name, shape]) => [name, () => shape] as const);
  const isDestination = DESTINATIONS.includes(step) && node.properties?.uri !== undefined;
  const bare = isDestination ? Object.entries(reference.fields) : [];
  const fields = Object.fromEntries([...bare, ...old, ...own]);
  const { additionalProperties } = node;
  if (own.length === 0 && additionalProperties === undefined) return free;
  return {
    fields,
    required: node.required ?? [],
    isPlain: false,
    isFree: node['x-opaque'] === true && own.length === 0,
    ...(additionalProperties !== undefined && { others: () => ofSchema(additionalProperties, kind, `${path}.*`) }),
  };
}
