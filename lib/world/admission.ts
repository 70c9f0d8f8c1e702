import { formatGoDuration, parseGoDuration } from '../api/config/duration';
import { Broker } from '../api/eventing/v1/broker';
import { EventType } from '../api/eventing/v1beta3/event-type';
import type { KubeObject } from '../api/meta/v1';
import { findAlsoServed, findKind } from '../api/registry';
import { withSchemaDefaults } from '../api/schema';
import type { Admission, Find } from '../controller/engine/api-server';
import { isPlain } from '../controller/json';
import { withDefaults } from '../rules/defaults';
import { Platform, type PlatformOptions, platformConfigMaps, withConfigMaps } from '../rules/platform';
import { withKubernetesDefaults } from './kubernetes-defaults';

/**
 * What Serving makes for itself is stored as it writes it. An EventType is stored in its older version, whose webhook
 * leaves the reference as it is.
 */
const UNDEFAULTED: readonly string[] = [
  'PodAutoscaler',
  'Metric',
  'Ingress',
  'ServerlessService',
  'Image',
  'EventType',
];

/**
 * What becomes of an object on its way into the cluster: webhooks fill in their defaults, the API server its own. What the
 * cluster's ConfigMaps say counts from then on.
 */
export function admission(platformAt: (find: Find) => Platform): Admission {
  return (given, before, find) => {
    const object = stored(given);
    if (UNDEFAULTED.includes(object.kind)) return object;
    const kind = findKind(object.apiVersion, object.kind);
    // What was filled in once stays filled in.
    if (kind?.builtIn === true && before !== undefined && object.spec === before.spec) return object;
    const defaulted = withDefaults(object, platformAt(find), before);
    if (kind?.builtIn === true) return withKubernetesDefaults(defaulted);
    const written = asGoWrites(defaulted);
    return kind === undefined ? written : withSchemaDefaults(kind, written);
  };
}

/** Reads the platform anew whenever one of its ConfigMaps has become another. */
export function platformReader(options: PlatformOptions): (find: Find) => Platform {
  let known: readonly (KubeObject | undefined)[] = [];
  let platform: Platform | undefined;
  return (find) => {
    const maps = SETTINGS.map(find);
    if (platform === undefined || maps.some((map, index) => map !== known[index])) {
      platform = new Platform(
        withConfigMaps(
          options,
          maps.filter((map) => map !== undefined),
        ),
      );
      known = maps;
    }
    return platform;
  };
}

const SETTINGS = platformConfigMaps.map((place) => {
  const [namespace = '', name = ''] = place.split('/');
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name };
});

/** Old versions of a kind are stored as the current one. */
function stored(object: KubeObject): KubeObject {
  return object.kind === EventType.kind && findAlsoServed(object.apiVersion, object.kind) === EventType
    ? currentEventType(object)
    : object;
}

interface OldEventType {
  readonly type?: string;
  readonly source?: string;
  readonly schema?: string;
  readonly description?: string;
  readonly broker?: string;
  readonly reference?: object;
}

/** What an event's attributes are was once a field each. */
function currentEventType({ metadata, spec }: KubeObject): KubeObject {
  const { type = '', source, schema, description, broker, reference } = spec as OldEventType;
  const referenced =
    reference ??
    (broker === undefined ? undefined : { apiVersion: Broker.apiVersion, kind: Broker.kind, name: broker });
  return {
    apiVersion: EventType.apiVersion,
    kind: EventType.kind,
    metadata,
    spec: {
      ...(referenced === undefined ? {} : { reference: referenced }),
      ...(description === undefined ? {} : { description }),
      attributes: [
        { name: 'specversion', required: true },
        { name: 'id', required: true },
        { name: 'type', required: true, value: type },
        ...(source === undefined ? [] : [{ name: 'source', required: true, value: source }]),
        ...(schema === undefined ? [] : [{ name: 'schemadata', value: schema }]),
      ],
    },
  };
}

interface Template {
  readonly metadata?: object;
  readonly spec: { readonly containers?: readonly object[] };
}

/** Webhooks answer in Go's terms: what is a struct there is written, if only as an empty one. */
function asGoWrites(object: KubeObject): KubeObject {
  const [group = ''] = object.apiVersion.split('/');
  const fill = fills[group];
  return fill === undefined || typeof object.spec !== 'object'
    ? object
    : { ...object, spec: fill(object.spec as Spec, object.kind) };
}

interface Spec {
  readonly template?: Template;
  readonly containers?: readonly object[];
  readonly job?: { readonly spec?: { readonly template?: Template } };
  readonly timer?: object;
}

const fills: Readonly<Record<string, (spec: Spec, kind: string) => object>> = {
  'serving.knative.dev': ({ template, containers, ...spec }) => ({
    ...spec,
    ...(template === undefined
      ? {}
      : { template: { metadata: {}, ...template, spec: asPod(template.spec, asServed) } }),
    ...(containers === undefined ? {} : { containers: containers.map(asServed) }),
  }),
  'sources.knative.dev': ({ template, timer, ...spec }, kind) => ({
    ...spec,
    ...(timer === undefined ? {} : { timer: { contentType: '', ...timer } }),
    ...(template === undefined || kind !== 'ContainerSource'
      ? { ...(template === undefined ? {} : { template }) }
      : { template: { metadata: {}, ...template, spec: asPod(template.spec, withResources) } }),
  }),
  'tekton.dev': (spec, kind) => withParamTexts(asTektonWrites(spec as TektonSpec, kind)) as object,
  'sinks.knative.dev': ({ job, ...spec }) => ({
    ...spec,
    ...(job === undefined ? {} : { job: asJob(job) }),
  }),
};

interface TektonContainer {
  readonly timeout?: string;
  readonly computeResources?: object;
}

interface TektonTask {
  readonly steps?: readonly TektonContainer[];
  readonly sidecars?: readonly TektonContainer[];
  readonly stepTemplate?: TektonContainer;
}

interface TektonPipeline {
  readonly tasks?: readonly TektonPipelineTask[];
  readonly finally?: readonly TektonPipelineTask[];
  readonly results?: readonly object[];
}

interface TektonPipelineTask {
  readonly timeout?: string;
  readonly taskSpec?: TektonTask;
  readonly pipelineSpec?: TektonPipeline;
}

interface TektonSpec extends TektonTask, TektonPipeline {
  readonly taskSpec?: TektonTask;
  readonly pipelineSpec?: TektonPipeline;
  readonly workspaces?: readonly { readonly volumeClaimTemplate?: object }[];
  readonly timeout?: string;
  readonly timeouts?: Readonly<Record<string, string>>;
  readonly taskRunSpecs?: readonly { readonly timeout?: string }[];
}

/** Steps and sidecars have names, though they may be empty. */
const withCompute = (container: TektonContainer) => ({ computeResources: {}, ...container, ...timed(container) });
const named = (container: TektonContainer) => ({ name: '', ...withCompute(container) });

/** What is no text, no list of texts and no map of texts is the text of its JSON where it stands for a param. */
function asParamValue(value: unknown): unknown {
  const isText = (each: unknown) => typeof each === 'string';
  if (value === undefined || isText(value)) return value;
  const parts = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [undefined];
  return parts.every(isText) ? value : JSON.stringify(value);
}

function withParamTexts(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withParamTexts(item, key));
  if (!isPlain(value)) return value;
  const isParam = key === 'params';
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isParam && (name === 'value' || name === 'default')
        ? asParamValue(inner)
        : // What a custom controller has to know is its own.
          name === 'spec'
          ? inner
          : withParamTexts(inner, name),
    ]),
  );
}

/** A duration as Go writes it: `10m` becomes `10m0s`. */
function timed({ timeout }: { readonly timeout?: string }): { readonly timeout?: string } {
  const nanoseconds = timeout === undefined ? undefined : parseGoDuration(timeout);
  return nanoseconds === undefined ? {} : { timeout: formatGoDuration(nanoseconds / NANOSECONDS) };
}

const NANOSECONDS = 1e9;

function asTask<Spec extends TektonTask>(spec: Spec): Spec {
  const { steps, sidecars, stepTemplate } = spec;
  return {
    ...spec,
    ...(steps === undefined ? {} : { steps: steps.map(named) }),
    ...(sidecars === undefined ? {} : { sidecars: sidecars.map(named) }),
    ...(stepTemplate === undefined ? {} : { stepTemplate: withCompute(stepTemplate) }),
  };
}

function asPipeline(spec: TektonPipeline): object {
  const asEmbedded = ({ taskSpec, pipelineSpec, ...task }: TektonPipelineTask): object => ({
    ...task,
    ...timed(task),
    ...(pipelineSpec === undefined ? {} : { pipelineSpec: asPipeline(pipelineSpec) }),
    ...(taskSpec === undefined ? {} : { taskSpec: { metadata: {}, spec: null, ...asTask(taskSpec) } }),
  });
  return {
    ...spec,
    ...(spec.tasks === undefined ? {} : { tasks: spec.tasks.map(asEmbedded) }),
    ...(spec.finally === undefined ? {} : { finally: spec.finally.map(asEmbedded) }),
    ...(spec.results === undefined ? {} : { results: spec.results.map((result) => ({ description: '', ...result })) }),
  };
}

const asClaimed = (binding: { readonly volumeClaimTemplate?: object }) =>
  binding.volumeClaimTemplate === undefined
    ? binding
    : { ...binding, volumeClaimTemplate: { metadata: {}, status: {}, ...binding.volumeClaimTemplate } };

function asTektonWrites(spec: TektonSpec, kind: string): object {
  if (kind === 'Task') return asTask(spec);
  if (kind === 'Pipeline') return asPipeline(spec);
  const { taskSpec, pipelineSpec, workspaces, timeouts, taskRunSpecs } = spec;
  const limits = Object.entries(timeouts ?? {}).map(([name, timeout]) => [name, timed({ timeout }).timeout ?? timeout]);
  return {
    ...spec,
    ...timed(spec),
    ...(timeouts === undefined ? {} : { timeouts: Object.fromEntries(limits) }),
    ...(taskRunSpecs === undefined ? {} : { taskRunSpecs: taskRunSpecs.map((each) => ({ ...each, ...timed(each) })) }),
    ...(taskSpec === undefined ? {} : { taskSpec: asTask(taskSpec) }),
    ...(pipelineSpec === undefined ? {} : { pipelineSpec: asPipeline(pipelineSpec) }),
    ...(workspaces === undefined ? {} : { workspaces: workspaces.map(asClaimed) }),
  };
}

function asJob({ spec, ...job }: NonNullable<Spec['job']>): object {
  const template = spec?.template;
  return {
    metadata: {},
    ...job,
    spec:
      template === undefined
        ? spec
        : { ...spec, template: { metadata: {}, ...template, spec: asPod(template.spec, withResources) } },
    status: {},
  };
}

function asPod(spec: Template['spec'], fill: (container: object) => object): object {
  return spec.containers === undefined ? spec : { ...spec, containers: spec.containers.map(fill) };
}

const withResources = (container: object) => ({ resources: {}, ...container });

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

interface Container {
  readonly ports?: readonly object[];
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly startupProbe?: object;
}

function asServed(container: Container): object {
  const probes = PROBES.flatMap((name) => (container[name] === undefined ? [] : [[name, asProbe(container[name])]]));
  return {
    resources: {},
    ...container,
    // The schema has a default for it, since it is a key of the list.
    ...(container.ports === undefined ? {} : { ports: container.ports.map((port) => ({ protocol: 'TCP', ...port })) }),
    ...Object.fromEntries(probes),
  };
}

/** A port that is not given is 0. */
function asProbe(probe: { readonly httpGet?: object; readonly tcpSocket?: object }): object {
  const { httpGet, tcpSocket } = probe;
  return {
    ...probe,
    ...(httpGet === undefined ? {} : { httpGet: { port: 0, ...httpGet } }),
    ...(tcpSocket === undefined ? {} : { tcpSocket: { port: 0, ...tcpSocket } }),
  };
}
