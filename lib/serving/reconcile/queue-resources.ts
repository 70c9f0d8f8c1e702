import type { ConfigSettings } from '../../api/config';
import { parseQuantity } from '../../api/config/quantity';
import type { DeploymentSettings } from '../settings';
import type { Container } from './containers';
import type { RevisionObject } from './deployment';

type Amounts = Readonly<Record<string, string>>;

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Writes the amount with its unit. */
  readonly write: (amount: number) => string;
}

const MEBI = 1024 * 1024;
const millis = (amount: number) =>
  amount % 1 === 0 ? String(amount) : `${Math.trunc(Number((amount * 1000).toPrecision(12)))}m`;
const bytes = (amount: number) => (amount % MEBI === 0 ? `${amount / MEBI}Mi` : String(Math.ceil(amount)));

/** Between what a share of the container's own resources may come to. */
const bounds: Readonly<Record<'requests' | 'limits', Readonly<Record<string, Bounds>>>> = {
  requests: {
    cpu: { least: 0.025, most: 0.1, write: millis },
    memory: { least: 50 * MEBI, most: 200 * MEBI, write: bytes },
  },
  limits: {
    cpu: { least: 0.04, most: 0.5, write: millis },
    memory: { least: 200 * MEBI, most: 500 * MEBI, write: bytes },
  },
};

/** What queue-proxy gets where the flag `queueproxy.resource-defaults` is on, and nobody says otherwise. */
const FEATURE_DEFAULTS = {
  requests: { cpu: '25m', memory: '400Mi' },
  limits: { cpu: '1000m', memory: '800Mi' },
} as const;

/** The first that is there counts. */
const PERCENTAGE = [
  'queue.sidecar.serving.knative.dev/resource-percentage',
  'queue.sidecar.serving.knative.dev/resourcePercentage',
] as const;
const explicit = (resource: string, kind: 'requests' | 'limits') =>
  `queue.sidecar.serving.knative.dev/${resource}-resource-${kind === 'requests' ? 'request' : 'limit'}`;
const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const;

/** What queue-proxy asks for: the settings', a share of the container's own, or what the revision says. */
export function queueResources(
  revision: RevisionObject,
  serving: Container,
  settings: DeploymentSettings,
  features: ConfigSettings,
): object {
  const hasDefaults = features['queueproxy.resource-defaults']?.toLowerCase() === 'enabled';
  const { annotations = {} } = revision.metadata;
  const asked = PERCENTAGE.map((key) => annotations[key]).find((text) => text !== undefined);
  const percent = Number(asked ?? Number.NaN);
  const amounts = (kind: 'requests' | 'limits', configured: Amounts): Amounts => {
    const own = serving.resources?.[kind] ?? {};
    return {
      ...(hasDefaults ? FEATURE_DEFAULTS[kind] : {}),
      ...configured,
      ...Object.fromEntries(
        Object.entries(bounds[kind]).flatMap(([resource, { least, most, write }]) => {
          const amount = parseQuantity(String(own[resource] ?? '0')) ?? 0;
          if (!(percent > 0) || Number(amount) === 0) return [];
          return [[resource, write(Math.min(most, Math.max(least, (Number(amount) * percent) / 100)))]];
        }),
      ),
      ...Object.fromEntries(
        RESOURCES.flatMap((resource) => {
          const asked = annotations[explicit(resource, kind)];
          return asked === undefined ? [] : [[resource, asked]];
        }),
      ),
    };
  };
  const requests = amounts('requests', settings.queueRequests);
  const limits = amounts('limits', settings.queueLimits);
  return {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
}
