import { nearest } from '../../rules/nearest';
import { PlatformError } from '../errors';
import type { ComponentDefinition, ComponentName, PublishedFile, Readiness } from './component';
import { components } from './components';

/** A component of a release: which version, from which files, and what it needs. */
export interface ReleaseComponent {
  readonly name: ComponentName;
  readonly title: string;
  readonly version: string;
  /** Whether `platform vendor` takes it unless told what to take. */
  readonly byDefault: boolean;
  readonly files: readonly PublishedFile[];
  /** Namespaces that the component's files create. */
  readonly creates: readonly string[];
  /** Namespaces of others that it puts objects into. */
  readonly uses: readonly string[];
  readonly requires: readonly ComponentName[];
  readonly readiness: Readiness;
  /** The oldest minor version of Kubernetes that it runs on, such as `1.34`; undefined where upstream names none. */
  readonly minimumKubernetes?: string;
}

/** Versions of components, by their names. */
export type ComponentVersions = Readonly<Partial<Record<ComponentName, string>>>;

/**
 * Versions of Istio, Knative and Tekton that fit together. Which files they have and where these are published is known
 * here; the files themselves are put into your repository by `cdk8s-knative platform vendor`.
 */
export class PlatformRelease {
  /** Knative 1.23 and Tekton Pipelines 1.15 (LTS), on Kubernetes 1.34 and later. */
  public static readonly V1_23 = new PlatformRelease('1.23', {
    ...tested(),
    ...knative('1.23.0'),
    ...tekton({ pipelines: '1.15.0', triggers: '0.37.0', dashboard: '0.71.0', operator: '0.81.1' }),
  });

  /** Knative 1.22 and Tekton Pipelines 1.12 (LTS), on Kubernetes 1.34 and later. */
  public static readonly V1_22 = new PlatformRelease('1.22', {
    ...tested(),
    ...knative('1.22.0'),
    ...serving('1.22.1'),
    ...eventing('1.22.2'),
    'rabbitmq-source': '1.22.1',
    'rabbitmq-broker': '1.22.1',
    ...tekton({ pipelines: '1.12.0', triggers: '0.36.0', dashboard: '0.68.0', operator: '0.80.0' }),
  });

  /** Knative 1.21 and Tekton Pipelines 1.9 (LTS), on Kubernetes 1.33 and later. */
  public static readonly V1_21 = new PlatformRelease('1.21', {
    ...tested(),
    ...knative('1.21.0'),
    ...serving('1.21.3'),
    ...eventing('1.21.4'),
    ...tekton({ pipelines: '1.9.6', triggers: '0.35.0', dashboard: '0.68.0', operator: '0.80.0' }),
  });

  /** Every release, the newest first. */
  public static readonly all: readonly PlatformRelease[] = [
    PlatformRelease.V1_23,
    PlatformRelease.V1_22,
    PlatformRelease.V1_21,
  ];

  /** The release of a name such as `1.23` or `V1_23`. Throws `PlatformError` if there is none. */
  public static named(name: string): PlatformRelease {
    const plain = name.replace(/^v/i, '').replace('_', '.');
    const found = PlatformRelease.all.find((release) => release.name === plain);
    if (found !== undefined) return found;
    const names = PlatformRelease.all.map((release) => release.name).join(', ');
    throw new PlatformError('unknownRelease', `there is no release "${name}"`, `there are ${names}`);
  }

  /** The components, each behind what it requires. */
  public readonly components: readonly ReleaseComponent[];

  private constructor(
    /** Knative's minor version, such as `1.23`. */
    public readonly name: string,
    versions: ComponentVersions,
  ) {
    const named = Object.entries(components) as [ComponentName, ComponentDefinition][];
    this.components = named.flatMap(([component, definition]) => {
      const version = versions[component];
      return version === undefined ? [] : [componentOf(component, definition, version)];
    });
  }

  /** A component by its name. Throws `PlatformError` for a name that no component has. */
  public component(name: string): ReleaseComponent {
    const found = this.components.find((component) => component.name === name);
    if (found !== undefined) return found;
    const names = this.components.map((component) => component.name);
    const meant = nearest(name, names);
    const hint = meant === undefined ? `there are ${names.join(', ')}` : `did you mean "${meant}"?`;
    throw new PlatformError('unknownComponent', `there is no component "${name}"`, hint);
  }

  /** The named components and all that they require, each behind what it requires. */
  public select(names: Iterable<string>): readonly ReleaseComponent[] {
    const chosen = new Set<string>();
    const take = (name: string) => {
      if (chosen.has(name)) return;
      chosen.add(name);
      this.component(name).requires.forEach(take);
    };
    for (const name of names) take(name);
    return this.components.filter(({ name }) => chosen.has(name));
  }

  /**
   * The same release with other versions of some components, such as a later patch. That they fit together is then yours
   * to know.
   */
  public with(versions: ComponentVersions): PlatformRelease {
    for (const name of Object.keys(versions)) this.component(name);
    const own = Object.fromEntries(this.components.map(({ name, version }) => [name, version]));
    return new PlatformRelease(this.name, { ...own, ...versions });
  }
}

/** The newest of the oldest minor versions of Kubernetes that these components run on, such as `1.34`. */
export function minimumKubernetesOf(chosen: Iterable<ReleaseComponent>): string | undefined {
  let newest: string | undefined;
  for (const { minimumKubernetes } of chosen) {
    if (minimumKubernetes === undefined) continue;
    if (newest === undefined || minorNumber(minimumKubernetes) > minorNumber(newest)) newest = minimumKubernetes;
  }
  return newest;
}

function minorNumber(version: string): number {
  return Number(version.split('.')[1]);
}

function componentOf(name: ComponentName, definition: ComponentDefinition, version: string): ReleaseComponent {
  const { files, minimumKubernetes, requires, ...rest } = definition;
  const published = files(version);
  if (published.length === 0) {
    const hint = 'take a version that a release of this package has';
    throw new PlatformError('notPublished', `${name} ${version} is not published as manifests`, hint);
  }
  return {
    ...rest,
    name,
    version,
    files: published,
    requires: requires as readonly ComponentName[],
    minimumKubernetes: minimumKubernetes(version),
  };
}

/** What Knative's own tests run with, and the samples of observability of the Istio after that. */
function tested(): ComponentVersions {
  const addons = ['prometheus', 'grafana', 'jaeger', 'zipkin', 'loki', 'kiali'] as const;
  return {
    istio: '1.29.2',
    'cert-manager': '1.18.0',
    'gateway-api': '1.4.1',
    ...Object.fromEntries(addons.map((name) => [name, '1.30.3'])),
  };
}

/** All parts of Knative; patches of some are further than others', which come after. */
function knative(version: string): ComponentVersions {
  const extensions = [
    'net-istio',
    'kourier',
    'net-gateway-api',
    'net-contour',
    'kafka-controller',
    'kafka-broker',
    'kafka-channel',
    'kafka-sink',
    'kafka-source',
    'rabbitmq-source',
    'rabbitmq-broker',
    'github-source',
    'gitlab-source',
    'redis-source',
    'ceph-source',
    'knative-operator',
  ] as const;
  return {
    ...serving(version),
    ...eventing(version),
    ...Object.fromEntries(extensions.map((name) => [name, version])),
  };
}

function serving(version: string): ComponentVersions {
  return { serving: version, 'serving-hpa': version, 'serving-default-domain': version };
}

function eventing(version: string): ComponentVersions {
  return { eventing: version, 'eventing-tls': version, 'in-memory-channel': version, 'mt-channel-broker': version };
}

type TektonVersions = Readonly<Record<'pipelines' | 'triggers' | 'dashboard' | 'operator', string>>;

function tekton({ pipelines, triggers, dashboard, operator }: TektonVersions): ComponentVersions {
  return {
    'tekton-pipelines': pipelines,
    'tekton-triggers': triggers,
    'tekton-dashboard': dashboard,
    'tekton-dashboard-full': dashboard,
    'tekton-operator': operator,
  };
}
