import type { ComponentName } from '../../lib/platform/catalogue/component';
import type { PlatformRelease, ReleaseComponent } from '../../lib/platform/catalogue/releases';
import type { ClusterBootstrapProps, EventingOptions, TektonOptions } from './bootstrap-props';
import type { Ingress } from './ingress';

/** Components of the release that the program asks for, each behind what it requires. */
export function chosenComponents(
  release: PlatformRelease,
  { serving, eventing, tekton, certManager = false, addons = [] }: ClusterBootstrapProps,
  ingress: Ingress,
): readonly ReleaseComponent[] {
  const names: ComponentName[] = [
    ...(certManager ? (['cert-manager'] as const) : []),
    ...(serving ? servingComponents(serving.hpa ?? true, ingress) : []),
    ...(eventing ? eventingComponents(eventing) : []),
    ...(tekton ? tektonComponents(tekton) : []),
    ...addons,
  ];
  const absent = absentComponents(ingress);
  return release.select(names).filter(({ name }) => !absent.includes(name));
}

const NET: Readonly<Record<Ingress['kind'], ComponentName>> = {
  istio: 'net-istio',
  kourier: 'kourier',
  'gateway-api': 'net-gateway-api',
};

function servingComponents(hpa: boolean, ingress: Ingress): ComponentName[] {
  return ['serving', ...(hpa ? (['serving-hpa'] as const) : []), NET[ingress.kind]];
}

/** What is on the cluster already, says the program. */
function absentComponents({ kind, needs }: Ingress): readonly string[] {
  if (needs.install !== false) return [];
  return kind === 'istio' ? ['istio'] : ['gateway-api'];
}

const SOURCES = {
  kafka: 'kafka-source',
  rabbitmq: 'rabbitmq-source',
  github: 'github-source',
  gitlab: 'gitlab-source',
  redis: 'redis-source',
  ceph: 'ceph-source',
} as const satisfies Record<NonNullable<EventingOptions['sources']>[number], ComponentName>;

/** The sources that there are. */
export const sourceNames = Object.keys(SOURCES);

function eventingComponents({ sources = [], kafka = {}, rabbitmqBroker = false }: EventingOptions): ComponentName[] {
  return [
    'eventing',
    'in-memory-channel',
    'mt-channel-broker',
    ...Array.from(sources, (source) => SOURCES[source]),
    ...(kafka.broker ? (['kafka-broker'] as const) : []),
    ...(kafka.channel ? (['kafka-channel'] as const) : []),
    ...(kafka.sink ? (['kafka-sink'] as const) : []),
    ...(rabbitmqBroker ? (['rabbitmq-broker'] as const) : []),
  ];
}

function tektonComponents({ triggers = true, dashboard = false }: TektonOptions): ComponentName[] {
  return [
    'tekton-pipelines',
    ...(triggers ? (['tekton-triggers'] as const) : []),
    ...(dashboard === 'read-write' ? (['tekton-dashboard-full'] as const) : []),
    ...(dashboard === true || dashboard === 'read-only' ? (['tekton-dashboard'] as const) : []),
  ];
}
