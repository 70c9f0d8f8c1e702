import type { Kind } from '../../lib/api/kind';
import { kinds } from '../../lib/api/registry';
import { ruleSetsOf } from '../../lib/rules/catalogue';
import type { Upstream } from '../referees/upstream';

/** The kinds that are compared: those whose webhook upstream's program has, and that have rules here. */
export function subjects(upstream: Pick<Upstream, 'knows'>): readonly Kind[] {
  return kinds.filter((kind) => {
    const { apiVersion, kind: name } = kind;
    return upstream.knows({ apiVersion, kind: name, metadata: {} }) && ruleSetsOf(kind).length > 0;
  });
}

/**
 * Kinds that still differ from upstream somewhere, or have fields that were not reached: `npm run conformance` compares
 * them, docs/fidelity.md tells of them, and CI leaves them out.
 */
const OPEN: readonly string[] = [
  'networking.istio.io/v1/DestinationRule',
  // These agree at the size that CI runs since their rules were mended; the rows of the table are older.
  'networking.istio.io/v1/ServiceEntry',
  'networking.istio.io/v1/Sidecar',
  'networking.istio.io/v1/VirtualService',
  'networking.istio.io/v1alpha3/EnvoyFilter',
  'security.istio.io/v1/AuthorizationPolicy',
  'security.istio.io/v1/RequestAuthentication',
  'tekton.dev/v1/Task',
  'tekton.dev/v1/TaskRun',
  'telemetry.istio.io/v1/Telemetry',
];

/** Whether a kind agrees with upstream as far as is known, and is to stay so. */
export function isSettled(kind: Pick<Kind, 'apiVersion' | 'kind'>): boolean {
  return !OPEN.includes(nameOf(kind));
}

/** How a kind is called here: `apiVersion/Kind`. */
export function nameOf({ apiVersion, kind }: Pick<Kind, 'apiVersion' | 'kind'>): string {
  return `${apiVersion}/${kind}`;
}
