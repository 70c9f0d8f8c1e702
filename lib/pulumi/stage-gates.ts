import * as kubernetes from '@pulumi/kubernetes';
import type { CustomResourceOptions, Resource } from '@pulumi/pulumi';
import type { KubeObject } from '../api/meta/v1';
import type { GraphNode } from '../graph/graph';
import type { LayerName } from '../graph/layer-kinds';
import type { Stage } from '../graph/stages';
import { admissionWebhooksOf, rulesComeWithUse, turnsStrict } from '../graph/webhooks';

/** What is installed before anything can be of its kinds, or be judged by its webhooks. */
const INSTALLED: readonly LayerName[] = ['namespaces', 'crds', 'operators'];

/**
 * The stages of an installation as resources that wait for each other: of each stage one comes after all others, and the
 * next stage comes after that one, and once the webhooks of the stage answer. So there are two dependencies for a
 * resource, however many a stage has. Where no operator is installed there is nothing to keep: references suffice.
 */
export class StageGates {
  readonly #stages: readonly Stage[];
  readonly #numbers = new Map<GraphNode, number>();
  /** Resources of each stage, as they are made. */
  readonly #made: Resource[][];
  /** What is waited for at the end of each stage. */
  readonly #gates: Resource[][];

  public constructor(stages: readonly Stage[]) {
    const installed = stages.filter(({ layer }) => INSTALLED.includes(layer));
    this.#stages = installed.some(({ layer }) => layer === 'operators') ? installed : [];
    for (const [i, { nodes }] of this.#stages.entries()) for (const node of nodes) this.#numbers.set(node, i);
    this.#made = this.#stages.map(() => []);
    this.#gates = this.#stages.map(() => []);
  }

  /** Nodes stage by stage, and within a stage as they are given; after these all that is in no stage. */
  public ordered(nodes: readonly GraphNode[]): GraphNode[] {
    const numberOf = (node: GraphNode) => this.#numbers.get(node) ?? this.#stages.length;
    return [...nodes].sort((a, b) => numberOf(a) - numberOf(b));
  }

  /** Whether an object is part of the installation. */
  public has(node: GraphNode): boolean {
    return this.#numbers.has(node);
  }

  /** What an object comes after, besides what it refers to. */
  public before(node: GraphNode): readonly Resource[] {
    const number = this.#numbers.get(node) ?? this.#stages.length;
    const earlier = this.#gates[number - 1] ?? [];
    return this.#isLast(number) ? [...earlier, ...this.#made[number]!] : earlier;
  }

  /** Notes the resource of an object, and makes what waits for webhooks once all of its stage are there. */
  public add(node: GraphNode, resource: Resource, resources: ReadonlyMap<GraphNode, Resource>, options: GateOptions) {
    const number = this.#numbers.get(node);
    if (number === undefined) return;
    const isLast = this.#isLast(number);
    this.#made[number]!.push(resource);
    if (!isLast) return;
    const waiting = this.#stages[number]!.webhooks.flatMap((configuration) => {
      const configured = resources.get(configuration);
      const conditions = answering(configuration.object);
      if (configured === undefined || conditions.length === 0) return [];
      return [webhookGate(configuration, conditions, [resource, configured], options)];
    });
    this.#gates[number] = waiting.length === 0 ? [resource] : waiting;
  }

  /** Whether the next resource of a stage is its last. */
  #isLast(number: number): boolean {
    const stage = this.#stages[number];
    return stage !== undefined && this.#made[number]!.length === stage.nodes.length - 1;
  }
}

export interface GateOptions extends Pick<CustomResourceOptions, 'parent' | 'provider' | 'customTimeouts'> {
  /** Name of the webhook configuration's resource. */
  readonly nameOf: (configuration: GraphNode) => string;
}

/** What of a configuration tells that its webhooks answer: their certificate, their rules, and that they are strict. */
function answering(configuration: KubeObject): string[] {
  return admissionWebhooksOf(configuration).flatMap(({ name, service, caBundle, rules, failurePolicy }, i) => {
    if (service === undefined) return [];
    const entry = `.webhooks[${i}]`;
    return [
      ...(caBundle === '' ? [`jsonpath={${entry}.clientConfig.caBundle}`] : []),
      ...(rules.length === 0 && !rulesComeWithUse(name) ? [`jsonpath={${entry}.rules[0].operations[0]}`] : []),
      ...(turnsStrict(name) && failurePolicy !== 'Fail' ? [`jsonpath={${entry}.failurePolicy}=Fail`] : []),
    ];
  });
}

/**
 * Waits until webhooks answer. Their configuration itself can't: it comes before the workloads that write into it. A patch
 * of nothing but the words for Pulumi can.
 */
function webhookGate(
  configuration: GraphNode,
  conditions: readonly string[],
  dependsOn: readonly Resource[],
  { nameOf, ...options }: GateOptions,
): Resource {
  const { kind, name } = configuration.ref;
  const waitFor = conditions.length === 1 ? conditions[0]! : JSON.stringify(conditions);
  const args = { metadata: { name, annotations: { 'pulumi.com/waitFor': waitFor } } };
  const { MutatingWebhookConfigurationPatch, ValidatingWebhookConfigurationPatch } =
    kubernetes.admissionregistration.v1;
  const patch =
    kind === 'MutatingWebhookConfiguration' ? MutatingWebhookConfigurationPatch : ValidatingWebhookConfigurationPatch;
  return new patch(`${nameOf(configuration)}/answers`, args, { ...options, dependsOn: [...dependsOn] });
}
