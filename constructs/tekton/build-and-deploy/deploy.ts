import type { Duration } from 'cdk8s';
import { brand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import type { PolicyRule } from '../../kubernetes/role';
import type { KnativeService } from '../../serving/knative-service';

/** How a service of the program gets its image. */
export interface DeployServiceOptions {
  /** Which container of the service gets it: the one that serves is 0, and those of `containers` follow. @default 0 */
  readonly container?: number;
  /** How long the service may take to become ready. @default - 5 minutes */
  readonly timeout?: Duration;
}

/** How manifests of the source are applied. */
export interface DeployManifestOptions {
  /** Knative services that are in there: the run waits for them, and may change no others. @default - it waits for none, and may change all of the namespace */
  readonly services?: readonly string[];
  /** What else is in there, as rights of the deploy. @default - Knative services alone */
  readonly rules?: readonly PolicyRule[];
  /** How long a service may take to become ready. @default - 5 minutes */
  readonly timeout?: Duration;
  /** Further arguments of `kubectl apply`, such as `--force-conflicts`. @default - none */
  readonly extraArgs?: readonly string[];
}

/** Where an image goes when it is built. */
export class Deploy {
  /** A service of the program, which gets the image by its digest. The same as the service itself, with more to say. */
  public static service(service: KnativeService, options: DeployServiceOptions = {}): Deploy {
    return fromOptions('Deploy.service', options, ({ container, timeout }, factory) => {
      if (service.revisionName !== undefined) {
        const found = `service "${service.name}" names its revision ${service.revisionName}, and each deploy makes another one`;
        factory.refuse(
          'exclusive',
          '',
          found,
          'leave out the name of the revision; traffic may go to { latest: true }',
        );
      }
      return new Deploy({ service, container, timeout });
    });
  }

  /**
   * A file of the source, or a directory of them, in which `__IMAGE__` stands for the image by its digest.
   *
   * @example
   * Deploy.manifest('knative/hello.yaml', { services: ['hello'] })
   */
  public static manifest(path: string, options: DeployManifestOptions = {}): Deploy {
    return fromOptions('Deploy.manifest', options, ({ services = [], rules = [], timeout, extraArgs }) => {
      return new Deploy({
        path,
        services: [...services],
        rules: rules.map((rule) => ({ ...rule })),
        timeout,
        extraArgs: extraArgs && [...extraArgs],
      });
    });
  }

  private constructor(
    /** What is deployed. */
    public readonly content: ServiceDeploy | ManifestDeploy,
  ) {
    brand(this, 'Value');
  }
}

interface ServiceDeploy extends DeployServiceOptions {
  readonly service: KnativeService;
}

interface ManifestDeploy extends DeployManifestOptions {
  readonly path: string;
  readonly services: readonly string[];
  readonly rules: readonly PolicyRule[];
}

/** Rights in a namespace; undefined is that of whoever gets them. */
export interface NamespaceRights {
  readonly namespace: string | undefined;
  readonly rules: readonly PolicyRule[];
}

const services = { apiGroups: ['serving.knative.dev'], resources: ['services'] };

/** What deploys may do, and no more: to change the services that are named, and to make those of manifests. */
export function rightsOf(deploys: readonly Deploy[], home: string | undefined): readonly NamespaceRights[] {
  const named = new Map<string | undefined, Set<string>>();
  const name = (namespace: string | undefined, service: string) => {
    named.set(namespace, (named.get(namespace) ?? new Set()).add(service));
  };
  const further: PolicyRule[] = [];
  for (const { content } of deploys) {
    if ('service' in content) {
      name(content.service.namespace, content.service.name);
    } else {
      for (const service of content.services) name(home, service);
      further.push(...makingOf(content));
    }
  }
  const namespaces = new Set([...named.keys(), ...(further.length > 0 ? [home] : [])]);
  return [...namespaces].map((namespace) => {
    const names = [...(named.get(namespace) ?? [])].sort();
    const changing = { ...services, resourceNames: names, verbs: ['get', 'list', 'watch', 'patch'] };
    return {
      namespace,
      rules: [...(names.length === 0 ? [] : [changing]), ...(namespace === home ? distinct(further) : [])],
    };
  });
}

/** A right to make an object can't be limited to names: it has none yet. */
function makingOf({ services: names, rules }: ManifestDeploy): PolicyRule[] {
  const own = names.length === 0 ? ['get', 'create', 'patch'] : ['create'];
  return [...(names.length === 0 && rules.length > 0 ? [] : [{ ...services, verbs: own }]), ...rules];
}

function distinct(rules: readonly PolicyRule[]): PolicyRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
