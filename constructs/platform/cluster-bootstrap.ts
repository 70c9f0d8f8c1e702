import { Construct } from 'constructs';
import type { KubeObject } from '../../lib/api/meta/v1';
import { refOf } from '../../lib/graph/object-ref';
import { webhookExceptions } from '../../lib/platform/bootstrap/mesh';
import {
  dataOf,
  isWorkload,
  withData,
  withLabels,
  withSelector,
  withServiceType,
  withVariable,
} from '../../lib/platform/bootstrap/transforms';
import { PlatformRelease, type ReleaseComponent } from '../../lib/platform/catalogue/releases';
import { type ImageMirror, mirrorImages } from '../../lib/platform/images/mirror';
import { loadRelease } from '../../lib/platform/load';
import { DEFAULT_FOLDER } from '../../lib/platform/vendored/layout';
import { versionedJob } from '../../lib/platform/versioned-job';
import { hasBrand } from '../base/brand';
import { foundValue } from '../base/found-value';
import { assertKnownProps, type Refusing } from '../base/known-props';
import { Program } from '../base/program';
import { SynthError } from '../base/synth-error';
import { watchedProps } from '../base/watched-props';
import type { ClusterBootstrapProps } from './bootstrap-props';
import { chosenComponents, sourceNames } from './components';
import { Ingress, LOCAL_GATEWAY } from './ingress';
import { Install } from './install';
import { operatorObjects } from './operator/operator-objects';
import { type ConfiguredMap, platformConfig } from './platform-config';
import { assertIssuers, issuerObjects } from './tls/issuers';
import { VendoredObject } from './vendored-object';

/**
 * Istio or another ingress, Knative Serving and Eventing, and Tekton, in versions that fit together and with settings that
 * are checked.
 *
 * Becomes: the objects of upstream's releases, which `cdk8s-knative platform vendor` put beside the program, with the
 * settings, Services and images that the program asks for; or, with `Install.operator()`, objects that tell upstream's
 * operators the same. Reads no network.
 *
 * Throws: SynthError for a property that can't be; PlatformError, with the command to run, where files are missing.
 * @example
 * new ClusterBootstrap(chart, 'platform', {
 *   install: Install.operator(),
 *   ingress: Ingress.kourier({ serviceType: 'NodePort' }),
 *   serving: { domains: { [magicDomain('192.0.2.10')]: {} }, autoscaler: { maxScale: 20 } },
 * });
 */
export class ClusterBootstrap extends Construct {
  /** The versions. */
  public readonly release: PlatformRelease;
  /** What is installed, each component behind what it requires. */
  public readonly components: readonly ReleaseComponent[];

  public constructor(scope: Construct, id: string, given: ClusterBootstrapProps) {
    super(scope, id);
    const props = watchedProps(given);
    const { release = PlatformRelease.V1_23, install = Install.manifests(), ingress = Ingress.istio() } = props;
    const by: Refusing = {
      refuse: (fault, path, found, hint) => {
        throw new SynthError(fault, this.node.path, path, found, hint);
      },
    };
    const isRelease = typeof release === 'object' && 'select' in release;
    for (const [path, value, isRight, meant] of [
      ['release', release, isRelease, 'a release, such as PlatformRelease.V1_23'],
      ['install', install, hasBrand(install, 'Value'), 'what Install makes, such as Install.operator()'],
      ['ingress', ingress, hasBrand(ingress, 'Value'), 'what Ingress makes, such as Ingress.istio()'],
    ] as const) {
      if (!isRight) by.refuse('value', path, `found ${foundValue(value)}`, `give ${meant}`);
    }
    assertChoices(props, ingress, by);
    const config = platformConfig(props, ingress, by);
    this.release = release;
    this.components = chosenComponents(release, props, ingress);
    // What is misspelt is told before any file is read.
    assertKnownProps(props, this.node.path);
    const choice: Choice = { props, ingress, config, components: this.components, by };
    const objects =
      install.way === 'operator'
        ? [
            ...this.#operators(install, props.images),
            ...operatorObjects({ ...choice, release, dir: install.dir ?? DEFAULT_FOLDER }),
          ]
        : manifestObjects(release, install, choice);
    for (const object of [...objects, ...issuerObjects(props.tls, ingress, by)]) this.#add(object);
    Program.of(this).touch();
  }

  #operators({ operators, dir = DEFAULT_FOLDER }: Install, images: ImageMirror | undefined): KubeObject[] {
    if (!operators) return [];
    const names = ['knative-operator', 'tekton-operator'];
    const objects = loadRelease(this.release, { dir, components: names }).objects.map(({ object }) =>
      versionedJob(object),
    );
    return [...(images === undefined ? objects : mirrorImages(objects, images).objects)];
  }

  #add(object: KubeObject): void {
    const { group, kind, namespace, name } = refOf(object);
    const id = [kind, group, namespace, name || object.metadata.generateName].filter(Boolean).join('.');
    new VendoredObject(this, id.replaceAll('/', '-'), object);
  }
}

/** What the program chose, read. */
export interface Choice {
  readonly props: ClusterBootstrapProps;
  readonly ingress: Ingress;
  readonly config: readonly ConfiguredMap[];
  readonly components: readonly ReleaseComponent[];
  readonly by: Refusing;
}

function manifestObjects(release: PlatformRelease, { dir = DEFAULT_FOLDER }: Install, choice: Choice): KubeObject[] {
  const { props, components, config, by } = choice;
  const { mesh, images } = props;
  const loaded = loadRelease(release, { dir, components: components.map(({ name }) => name) });
  const settings = new Map<string, ConfiguredMap[]>();
  for (const one of config) {
    const place = `${one.namespace}/${one.name}`;
    settings.set(place, [...(settings.get(place) ?? []), one]);
  }
  const objects = loaded.objects.map(({ object }) => {
    const place = `${object.metadata.namespace}/${object.metadata.name}`;
    const wanted = object.kind === 'ConfigMap' && object.apiVersion === 'v1' ? settings.get(place) : undefined;
    if (wanted !== undefined) settings.delete(place);
    const configured = (wanted ?? []).reduce((map, one) => withData(map, one.data(dataOf(map))), object);
    return changed(versionedJob(configured), choice);
  });
  const [absent] = Array.from(settings.values()).flat();
  if (absent !== undefined) {
    const found = `the release has no ConfigMap ${absent.namespace}/${absent.name} among what is installed`;
    by.refuse('missing', absent.path, found, 'install the component that reads it, or leave the settings out');
  }
  const exceptions = mesh?.strict ? webhookExceptions(components, objects, [...(mesh.inject ?? [])]) : [];
  const all = [...objects, ...exceptions];
  return [...(images === undefined ? all : mirrorImages(all, images).objects)];
}

/** The Services before gateways, which are the only ones that a load balancer may stand before. */
const GATEWAY_SERVICES: Readonly<Record<string, string>> = {
  istio: 'istio-system/istio-ingressgateway',
  kourier: 'kourier-system/kourier',
};

function changed(object: KubeObject, { props, ingress }: Choice): KubeObject {
  const { mesh, eventing, kubernetesMinVersion } = props;
  const { kind, metadata } = object;
  const place = `${metadata.namespace}/${metadata.name}`;
  const { needs } = ingress;
  if (kind === 'Service' && place === GATEWAY_SERVICES[ingress.kind]) return withServiceType(object, needs.service);
  if (needs.pods !== undefined) {
    const { namespace, selector } = needs.pods;
    if (kind === 'Gateway' && metadata.namespace === 'knative-serving') return withSelector(object, selector);
    if (kind === 'Service' && metadata.name === LOCAL_GATEWAY) {
      const moved = { ...object, metadata: { ...metadata, name: needs.localGateway ?? LOCAL_GATEWAY, namespace } };
      return withSelector(moved, selector);
    }
  }
  if (kind === 'Namespace' && mesh?.inject?.includes(metadata.name ?? '')) {
    return withLabels(object, { 'istio-injection': 'enabled' });
  }
  if (!isWorkload(object)) return object;
  let workload = object;
  if (place === 'knative-eventing/eventing-webhook' && eventing?.sinkBindingSelectionMode !== undefined) {
    workload = withVariable(workload, 'SINK_BINDING_SELECTION_MODE', eventing.sinkBindingSelectionMode);
  }
  if (kubernetesMinVersion !== undefined && /^(?:knative-|tekton-)/.test(metadata.namespace ?? '')) {
    workload = withVariable(workload, 'KUBERNETES_MIN_VERSION', `v${kubernetesMinVersion.replace(/^v/, '')}`);
  }
  return workload;
}

/** Refuses what can't be, and reads each property that the settings and the choice of components do not read. */
function assertChoices(props: ClusterBootstrapProps, { kind }: Ingress, by: Refusing): void {
  const { eventing, serving, tls, mesh, images, kubernetesMinVersion } = props;
  for (const [i, source] of Array.from(eventing?.sources ?? []).entries()) {
    if (sourceNames.includes(source)) continue;
    by.refuse(
      'value',
      `eventing.sources[${i}]`,
      `there is no source "${source}"`,
      `there are ${sourceNames.join(', ')}`,
    );
  }
  const mode = eventing?.sinkBindingSelectionMode;
  if (mode !== undefined && !['exclusion', 'inclusion'].includes(mode)) {
    by.refuse(
      'value',
      'eventing.sinkBindingSelectionMode',
      `there is no mode "${mode}"`,
      'write exclusion or inclusion',
    );
  }
  if (mesh !== undefined && kind !== 'istio')
    by.refuse('exclusive', 'mesh', `${kind} has no mesh`, 'take Ingress.istio');
  const { inject = [], strict = false } = mesh ?? {};
  if (strict && inject.length === 0) {
    by.refuse(
      'missing',
      'mesh.inject',
      'no pod of the platform is in the mesh',
      'name namespaces, or leave strict out',
    );
  }
  if (tls !== undefined && serving === undefined) {
    by.refuse('missing', 'serving', 'nobody asks for the certificates', 'install Serving, or leave tls out');
  }
  assertIssuers(tls, serving, by);
  if (images !== undefined && typeof images.find !== 'function') {
    by.refuse('value', 'images', 'it mirrors nothing', 'give an ImageMirror');
  }
  if (kubernetesMinVersion !== undefined && !/^v?\d+\.\d+\.\d+$/.test(kubernetesMinVersion)) {
    by.refuse('value', 'kubernetesMinVersion', `"${kubernetesMinVersion}" is no version`, 'write one such as 1.33.0');
  }
}
