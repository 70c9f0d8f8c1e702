import {
  type ComponentResource,
  type CustomResourceOptions,
  isSecret,
  log,
  type Output,
  type ProviderResource,
  type Resource,
} from '@pulumi/pulumi';
import type { KubeObject } from '../api/meta/v1';
import type { Edge, GraphNode, ResourceGraph } from '../graph/graph';
import { displayRef } from '../graph/object-ref';
import { stagesOf } from '../graph/stages';
import { ConstructTree } from './construct-component';
import { foreignFields } from './foreign-fields';
import { aliasesOf, resourceName } from './identity';
import { type KubernetesResource, kubernetesResource } from './kubernetes-resource';
import { type TextParts, withOutputs } from './late-inputs';
import { usualProvider } from './provider';
import { type GateOptions, StageGates } from './stage-gates';
import { timeoutsOf, type WaitingFor, waitingAnnotations, waitingTimeouts } from './waiting';

/** How a program's objects are deployed. */
export interface DeployOptions {
  /** What to wait for. @default - what is usual of each kind */
  readonly waitFor?: WaitingFor;
  /** How long to wait for each object, in seconds. @default - as Pulumi: 10 minutes; a run of Tekton has its own time */
  readonly timeoutSeconds?: number;
  /** Which objects are in the cluster already and are taken over as they are. @default - none */
  readonly adopt?: boolean | ((object: KubeObject) => boolean);
  /** Names that the program had before. @default - none */
  readonly formerNames?: readonly string[];
  /** Changes the options of single resources. @default - as they are */
  readonly resourceOptions?: (object: KubeObject) => CustomResourceOptions | undefined;
  /** What stands for the values that are known later. `statusOf` is the status of an object that is deployed by now. */
  readonly partsOf: (text: string, resourceOf: (node: GraphNode) => KubernetesResource | undefined) => TextParts;
}

/**
 * Makes a resource of each object of a graph, below a component that stands for the program. What an object refers to
 * comes before it; the namespace it is in takes it along when it goes.
 */
export function deployGraph(
  graph: ResourceGraph,
  program: ComponentResource,
  name: string,
  options: DeployOptions,
): ReadonlyMap<GraphNode, KubernetesResource> {
  const provider = program.getProvider('kubernetes:core/v1:Namespace') ?? usualProvider();
  const tree = new ConstructTree(program, name, graph.nodes);
  const outgoing = graph.outgoing();
  const gates = new StageGates(stagesOf(graph));
  const gateOptions: GateOptions = {
    parent: program,
    provider: provider as ProviderResource,
    customTimeouts: timeoutsOf(options.timeoutSeconds),
    nameOf: (configuration) => resourceName(name, configuration),
  };
  const resources = new Map<GraphNode, KubernetesResource>();
  for (const node of gates.ordered(graph.waves().flat())) {
    // Of objects on a cycle some come first: they wait for those only that are there.
    const needed = outgoing[node.index]!.filter((edge) => resources.has(edge.to) && isNeededFirst(edge));
    const dependsOn = [...new Set([...needed.map(({ to }) => resources.get(to)!), ...gates.before(node)])];
    const { parent, depth } = tree.placeOf(node);
    const partsOf = (text: string) => options.partsOf(text, (other) => resources.get(other));
    const resource = kubernetesResource(
      argsOf(node, usualWaiting(node, gates), options, partsOf),
      resourceName(name, node),
      {
        parent,
        provider: provider as ProviderResource,
        dependsOn,
        aliases: aliasesOf(node, depth, program, formerNamesOf(node, name, options)),
        ...optionsOf(node, namespaceOf(node, needed, resources), options),
      },
    );
    warnOfSecrets(node, resource, partsOf);
    resources.set(node, resource);
    gates.add(node, resource, resources, gateOptions);
  }
  return resources;
}

/** An operator's Services are there before their Pods, for which Pulumi would wait. */
function usualWaiting(node: GraphNode, gates: StageGates): boolean {
  return !(gates.has(node) && node.ref.group === '' && node.ref.kind === 'Service');
}

function argsOf(node: GraphNode, usual: boolean, { waitFor }: DeployOptions, partsOf: (text: string) => TextParts) {
  const object = withOutputs(node, partsOf);
  const metadata = object.metadata as KubeObject['metadata'];
  const annotations = waitingAnnotations(node.object, waitFor, usual);
  if (Object.keys(annotations).length === 0) return object;
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } };
}

function optionsOf(
  { object, ref }: GraphNode,
  namespace: Resource | undefined,
  { adopt = false, resourceOptions, timeoutSeconds }: DeployOptions,
): CustomResourceOptions {
  const isAdopted = typeof adopt === 'function' ? adopt(object) : adopt;
  const ignored = foreignFields(object);
  const customTimeouts = waitingTimeouts(object, timeoutSeconds);
  const usual: CustomResourceOptions = {
    ...(namespace !== undefined && { deletedWith: namespace }),
    ...(ignored.length > 0 && { ignoreChanges: ignored }),
    ...(customTimeouts !== undefined && { customTimeouts }),
    ...(isRun(object) && { replaceOnChanges: ['spec'] }),
    ...(isAdopted && ref.name !== '' && { import: [ref.namespace ?? [], ref.name].flat().join('/') }),
  };
  return { ...usual, ...resourceOptions?.(object) };
}

/** A run of Tekton: it happens once, and what it is to do can't be changed. */
function isRun({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion.startsWith('tekton.dev/') && /Run$/.test(kind);
}

/** A binding has to be there before what it binds starts: it gives the pods what they need. */
function isNeededFirst({ from, type }: Edge): boolean {
  return !(type === 'subject' && /Binding$/.test(from.ref.kind) && from.ref.group.endsWith('.knative.dev'));
}

function namespaceOf(
  node: GraphNode,
  edges: readonly Edge[],
  resources: ReadonlyMap<GraphNode, KubernetesResource>,
): Resource | undefined {
  const edge = edges.find(({ from, type }) => from === node && type === 'namespace');
  return edge && resources.get(edge.to);
}

function formerNamesOf(node: GraphNode, name: string, { formerNames = [] }: DeployOptions): string[] {
  return formerNames.filter((former) => former !== name).map((former) => resourceName(former, node));
}

/** A value that Pulumi keeps secret is for everyone to read once it stands in an object that is no Secret. */
function warnOfSecrets(node: GraphNode, resource: Resource, partsOf: (text: string) => TextParts): void {
  const { object, facts, ref } = node;
  if (ref.group === '' && ref.kind === 'Secret') return;
  for (const { at, text } of facts.late ?? []) {
    for (const part of partsOf(text)) {
      if (typeof part === 'string') continue;
      void isSecret(part as Output<unknown>).then(async (secret) => {
        if (!secret) return;
        const field = at.join('.');
        const advice = 'put it into a Secret and refer to that, as EnvValue.fromSecret does';
        await log.warn(
          `${displayRef({ ...ref, kind: object.kind })} would hold a secret in ${field}: ${advice}`,
          resource,
        );
      });
    }
  }
}
