import type { GraphNode, ResourceGraph } from './graph';
import type { LayerName } from './layer-kinds';
import { type LayerStep, layersOf } from './layers';
import { admissionWebhooksOf, isWebhookConfiguration, workloadsBehind } from './webhooks';

/** Objects that are applied at once. The next stage begins when they are ready, and the webhooks answer. */
export interface Stage extends LayerStep {
  readonly layer: LayerName;
  /** Webhook configurations whose webhooks must answer at the end of this stage: now all that serve them are there. */
  readonly webhooks: readonly GraphNode[];
}

/**
 * The stages of an installation: the steps of all layers, and what to wait for after each.
 * An available Deployment doesn't mean that its webhooks answer, so these are waited for by themselves.
 */
export function stagesOf(graph: ResourceGraph): Stage[] {
  const steps = layersOf(graph).flatMap(({ name, steps: inLayer }) =>
    inLayer.map((step) => ({ ...step, layer: name })),
  );
  const stageOf = new Map<GraphNode, number>();
  for (const [i, { nodes }] of steps.entries()) for (const node of nodes) stageOf.set(node, i);
  const webhooks: GraphNode[][] = steps.map(() => []);
  for (const node of graph.nodes) {
    if (isWebhookConfiguration(node.object)) webhooks[servedFrom(graph, node, stageOf)]!.push(node);
  }
  return steps.map((step, i) => ({ ...step, webhooks: webhooks[i]! }));
}

/** The stage in which the last comes of what serves a configuration's webhooks. */
function servedFrom(graph: ResourceGraph, node: GraphNode, stageOf: ReadonlyMap<GraphNode, number>): number {
  const servers = admissionWebhooksOf(node.object).flatMap(({ service }) =>
    service === undefined ? [] : workloadsBehind(graph, service),
  );
  return Math.max(stageOf.get(node)!, ...servers.map((server) => stageOf.get(server)!));
}
