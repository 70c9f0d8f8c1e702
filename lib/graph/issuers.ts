import type { GraphNode, ResourceGraph } from './graph';
import { type Field, fields, specOf, text, within } from './reference-fields';

const CERT_MANAGER = 'cert-manager.io';
const ISSUERS: readonly string[] = ['Issuer', 'ClusterIssuer'];

/** Where cert-manager looks for the Secrets of ClusterIssuers, unless it is told otherwise. */
const CLUSTER_RESOURCE_NAMESPACE = 'cert-manager';

/** Connects certificates with who issues them, and authorities with the certificate whose Secret they sign by. */
export function connectIssuers(graph: ResourceGraph, nodes: readonly GraphNode[]): void {
  const issuers = nodes.filter(({ ref }) => ref.group === CERT_MANAGER && ISSUERS.includes(ref.kind));
  if (issuers.length === 0) return;
  const byId = new Map(issuers.map((node) => [node.id, node]));
  const bySecret = new Map<string, GraphNode>();
  for (const node of nodes.filter(({ ref }) => ref.group === CERT_MANAGER && ref.kind === 'Certificate')) {
    const spec = specOf(node.object);
    const issuer = byId.get(issuerId(within(spec, 'issuerRef')));
    if (issuer !== undefined) graph.connect(node, issuer, 'reference', 'spec.issuerRef');
    bySecret.set(`${spec.namespace}/${text(within(spec, 'secretName').value)}`, node);
  }
  for (const issuer of issuers) {
    const { value, path, namespace = CLUSTER_RESOURCE_NAMESPACE } = within(specOf(issuer.object), 'ca.secretName');
    const certificate = bySecret.get(`${namespace}/${text(value)}`);
    if (certificate !== undefined) graph.connect(issuer, certificate, 'secret', path);
  }
}

function issuerId({ value, namespace = '' }: Field): string {
  const { group, kind, name } = fields(value);
  const ofKind = text(kind) || 'Issuer';
  return `${text(group) || CERT_MANAGER}/${ofKind}/${ofKind === 'ClusterIssuer' ? '' : namespace}/${text(name)}`;
}
