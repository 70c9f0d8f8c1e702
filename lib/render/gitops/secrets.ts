import type { KubeObject } from '../../api/meta/v1';
import type { ResourceGraph } from '../../graph/graph';
import { displayRef, groupOf, idOf, refOf } from '../../graph/object-ref';
import { faultOf, type GitOpsFault } from './gitops-error';

type Fields = Readonly<Record<string, unknown>>;

/** What SOPS writes in place of a value. */
const ENCRYPTED = /^ENC\[/;

const VALUES = ['data', 'stringData'] as const;

export function isSecret({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** Whether SOPS encrypted an object. It proves the whole of it by a code: nothing may be added, removed or moved. */
export function isSopsEncrypted(object: KubeObject): boolean {
  const { sops } = object as unknown as Fields;
  return fields(sops).mac !== undefined;
}

/** Tells of a Secret with values that anyone can read. */
export function plainSecretFault(object: KubeObject): GitOpsFault | undefined {
  if (!isSecret(object)) return undefined;
  const encrypted = isSopsEncrypted(object);
  for (const field of VALUES) {
    const plain = Object.entries(fields((object as unknown as Fields)[field])).filter(
      ([, value]) => !(encrypted && typeof value === 'string' && ENCRYPTED.test(value)),
    );
    if (plain.length === 0) continue;
    const keys = plain.map(([key]) => JSON.stringify(key)).join(', ');
    return faultOf(
      'plainSecret',
      displayRef(refOf(object)),
      `${keys} would be readable by everyone who may read the repository`,
      'use an ExternalSecret, a SealedSecret or SOPS, or make the Secret in the cluster; --allow-plain-secrets writes it all the same',
      field,
    );
  }
  return undefined;
}

/** The Secrets that objects refer to and that neither are in the graph nor are made by an object in it, by name. */
export function missingSecrets(graph: ResourceGraph): string[] {
  const made = new Set(graph.nodes.flatMap(({ object }) => secretMadeBy(object)));
  const missing = new Map<string, string>();
  for (const { to } of graph.danglings()) {
    if (to.group === '' && to.kind === 'Secret' && !made.has(idOf(to))) missing.set(idOf(to), displayRef(to));
  }
  return [...missing.values()].sort();
}

/** The Secret that a controller makes of an object, as an id. */
function secretMadeBy(object: KubeObject): string[] {
  const { name = '', namespace } = object.metadata;
  const spec = fields(object.spec);
  const named = (given: unknown) => [
    idOf({ group: '', kind: 'Secret', namespace, name: typeof given === 'string' && given !== '' ? given : name }),
  ];
  switch (`${groupOf(object.apiVersion)}/${object.kind}`) {
    case 'external-secrets.io/ExternalSecret':
      return named(fields(spec.target).name);
    case 'bitnami.com/SealedSecret':
      return named(fields(fields(fields(spec.template).metadata)).name);
    case 'cert-manager.io/Certificate':
      return named(spec.secretName);
    default:
      return [];
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
