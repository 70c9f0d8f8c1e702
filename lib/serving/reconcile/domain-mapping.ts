import type { KubeObject } from '../../api/meta/v1';
import { Certificate, type HTTP01Challenge } from '../../api/networking/v1alpha1/certificate';
import { ClusterDomainClaim, type ClusterDomainClaimSpec } from '../../api/networking/v1alpha1/cluster-domain-claim';
import { Ingress, type IngressSpec, type IngressTLS } from '../../api/networking/v1alpha1/ingress';
import {
  DomainMapping,
  type DomainMappingSpec,
  type DomainMappingStatus,
} from '../../api/serving/v1beta1/domain-mapping';
import { type Conditions, conditionOf, isObserved, living } from '../../controller/conditions';
import { apply, controllerReference, create, type Effect, normal, remove, target } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { resolveDestination } from '../../controller/resolve';
import { annotation, label } from '../keys';
import { LOCAL_DOMAIN, type NetworkSettings, network, settingsOf } from '../settings';
import { certificateOf, findCertificate, hasExternalTls, ingressTls, stateOf } from './certificates';
import { certificateClassOf, copiedAnnotations, ingressClassOf } from './inherited';
import { challengePaths, httpOptionOf } from './route/ingress';

type Mapping = KubeObject<DomainMappingSpec, DomainMappingStatus>;

/** A host name of its own for a service: claimed for the namespace, and led to the service by an Ingress. */
export const domainMapping = livingReconciler({
  name: 'serving/domain-mapping',
  kind: DomainMapping,
  finalizer: 'domainmappings.serving.knative.dev',
  owns: [Ingress, Certificate],
  conditionSet: living('DomainClaimed', 'ReferenceResolved', 'IngressReady', 'CertificateProvisioned'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const settings = network(settingsOf(view, 'config-network'));
    if (!isObserved(object)) notConfigured(conditions);
    const effects: Effect[] = [];
    const statusWith = (scheme: string) => ({ url: `${scheme}://${name}`, address: { url: `${scheme}://${name}` } });

    const claimed = claim(object, settings, view, effects);
    if (claimed !== undefined) {
      conditions.markFalse(
        'DomainClaimed',
        'DomainAlreadyClaimed',
        'The domain name is already in use by another DomainMapping',
      );
      return { status: statusWith(settings.externalScheme), effects, failure: claimed };
    }
    conditions.markTrue('DomainClaimed');
    const secured = secure(object, settings, view, conditions);
    effects.push(...secured.effects);
    const status = statusWith(secured.isSecure ? 'https' : settings.externalScheme);
    if (secured.failure !== undefined) return { status, effects, failure: secured.failure };

    const backend = backendOf(object, view);
    if ('fault' in backend) {
      conditions.markFalse('ReferenceResolved', 'ResolveFailed', backend.fault);
      return { status, effects, failure: backend.failure ?? backend.fault };
    }
    conditions.markTrue('ReferenceResolved');
    const ingressName = childName(name, '');
    effects.push(
      apply(ingressOf(object, ingressName, backend, settings, secured), {
        created: normal('Created', `Created Ingress "${ingressName}"`),
      }),
    );
    const ingress = view.get(Ingress, ingressName, namespace);
    if (ingress === undefined || !isObserved(ingress)) notConfigured(conditions);
    else conditions.mirror('IngressReady', conditionOf(ingress, 'Ready'));
    return { status, effects };
  },
  finalize({ object, view }) {
    const { name = '', namespace } = object.metadata;
    const found = view.get(ClusterDomainClaim, name);
    const isOurs = (found?.spec as ClusterDomainClaimSpec | undefined)?.namespace === namespace;
    const makesClaims = network(settingsOf(view, 'config-network')).createsDomainClaims;
    return isOurs && makesClaims ? { effects: [remove(target(ClusterDomainClaim, name))] } : {};
  },
});

function notConfigured(conditions: Conditions): void {
  conditions.markUnknown('IngressReady', 'IngressNotConfigured', 'Ingress has not yet been reconciled.');
}

/** Says why the name can't be had, if it can't. */
function claim(object: Mapping, settings: NetworkSettings, view: View, effects: Effect[]): string | undefined {
  const { name = '', namespace = '' } = object.metadata;
  const found = view.get(ClusterDomainClaim, name);
  if (found === undefined) {
    if (!settings.createsDomainClaims) {
      return `no ClusterDomainClaim found for domain "${name}" (and autocreate-cluster-domain-claims property is not true)`;
    }
    const { apiVersion, kind } = ClusterDomainClaim;
    effects.push(create({ apiVersion, kind, metadata: { name }, spec: { namespace } } as KubeObject));
    return undefined;
  }
  return (found.spec as ClusterDomainClaimSpec).namespace === namespace
    ? undefined
    : `namespace "${namespace}" does not own ClusterDomainClaim for "${name}"`;
}

interface Backend {
  readonly host: string;
  readonly service: string;
  readonly namespace: string;
}

interface Fault {
  readonly fault: string;
  /** What the event says, where that is more. */
  readonly failure?: string;
}

function backendOf(object: Mapping, view: View): Backend | Fault {
  const { namespace = '' } = object.metadata;
  const found = resolveDestination({ ref: object.spec?.ref }, namespace, view);
  if ('fault' in found) return { fault: found.fault, failure: `resolving reference: ${found.fault}` };
  const { hostname, pathname } = new URL(found.url);
  if (pathname.replace(/\/$/, '') !== '') return { fault: `resolved URI "${found.url}" contains a path` };
  const suffix = `.${LOCAL_DOMAIN}`;
  const [service = '', owner, ...more] = hostname.slice(0, -suffix.length).split('.');
  if (!hostname.endsWith(suffix) || owner === undefined || more.length > 0) {
    return { fault: `resolved URI "${found.url}" must be of the form {name}.{namespace}${suffix}` };
  }
  if (owner !== namespace) {
    return { fault: `resolved URI "${found.url}" must be in same namespace as DomainMapping` };
  }
  return { host: hostname, service, namespace };
}

/** What TLS makes of a mapping. */
interface Secured {
  readonly isSecure: boolean;
  readonly tls: readonly IngressTLS[];
  readonly challenges: readonly HTTP01Challenge[];
  readonly effects: readonly Effect[];
  readonly failure?: string;
}

/** The certificate is the mapping's own, or one is made where the settings say so. */
function secure(object: Mapping, settings: NetworkSettings, view: View, conditions: Conditions): Secured {
  const { name = '', namespace = '', annotations } = object.metadata;
  const none: Secured = { isSecure: false, tls: [], challenges: [], effects: [] };
  const own = object.spec?.tls?.secretName;
  const mark = (reason: string, message: string) => conditions.markTrue('CertificateProvisioned', { reason, message });
  if (own !== undefined) {
    mark('CertificateExternallyProvided', 'TLS certificate was provided externally');
    return { ...none, isSecure: true, tls: [{ hosts: [name], secretName: own, secretNamespace: namespace }] };
  }
  if (!hasExternalTls(object, settings)) {
    mark('TLSNotEnabled', 'external-domain-tls is not enabled');
    return none;
  }
  const certificate = childName(name, '');
  const wanted = certificateOf({
    name: certificate,
    namespace,
    type: 'external-domain',
    dnsNames: [name],
    domain: name,
    certificateClass: certificateClassOf(object.metadata.annotations, settings),
    labels: { [label.domainMapping]: name },
    annotations,
    owners: [controllerReference(object)],
  });
  const { found, effect, isTaken } = findCertificate(wanted, object, view);
  if (isTaken) {
    const message = `There is an existing certificate ${certificate} that we don't own.`;
    conditions.markFalse('CertificateProvisioned', 'CertificateNotOwned', message);
    return {
      ...none,
      failure: `owner: ${name} with Type *v1beta1.DomainMapping does not own Certificate: "${certificate}"`,
    };
  }
  const effects = [effect];
  if (found !== undefined && stateOf(found).state === 'ready') {
    conditions.markTrue('CertificateProvisioned');
    return { ...none, effects, isSecure: true, tls: [ingressTls(found, [name])] };
  }
  const challenges = found?.status?.http01Challenges ?? [];
  if (settings.httpProtocol === 'enabled') {
    mark('HTTPDowngrade', `Certificate ${certificate} is not ready downgrade HTTP.`);
    return { ...none, effects, challenges };
  }
  conditions.markUnknown('CertificateProvisioned', 'CertificateNotReady', `Certificate ${certificate} is not ready.`);
  return { ...none, effects, challenges, isSecure: true };
}

function ingressOf(
  object: Mapping,
  ingress: string,
  backend: Backend,
  settings: NetworkSettings,
  { tls, challenges }: Secured,
): KubeObject<IngressSpec> {
  const { name = '', namespace = '', labels, annotations, uid = '' } = object.metadata;
  const httpOption = httpOptionOf(annotations, settings);
  return {
    apiVersion: Ingress.apiVersion,
    kind: Ingress.kind,
    metadata: {
      name: ingress,
      namespace,
      labels: { ...labels, [label.domainMappingUid]: uid, [label.domainMappingNamespace]: namespace },
      annotations: {
        [annotation.ingressClass]: ingressClassOf(annotations, settings),
        ...copiedAnnotations(annotations),
      },
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      ...(httpOption === undefined ? {} : { httpOption }),
      ...(tls.length === 0 ? {} : { tls }),
      rules: [
        {
          hosts: [name],
          visibility: 'ExternalIP',
          http: {
            paths: [
              ...challengePaths(name, challenges),
              {
                rewriteHost: backend.host,
                splits: [
                  {
                    serviceName: backend.service,
                    serviceNamespace: backend.namespace,
                    servicePort: 80,
                    percent: 100,
                    appendHeaders: { 'K-Original-Host': name },
                  },
                ],
              },
            ],
          },
        },
      ],
    },
  };
}
