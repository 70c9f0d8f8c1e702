import type { KubeObject } from '../../api/meta/v1';
import { ClusterDomainClaim, type ClusterDomainClaimSpec } from '../../api/networking/v1alpha1/cluster-domain-claim';
import { Ingress, type IngressSpec } from '../../api/networking/v1alpha1/ingress';
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
import { annotation, label, pick } from '../keys';
import { LOCAL_DOMAIN, type NetworkSettings, network, settingsOf } from '../settings';

type Mapping = KubeObject<DomainMappingSpec, DomainMappingStatus>;

const HTTP_OPTION = { enabled: 'Enabled', redirected: 'Redirected', disabled: undefined } as const;

/** A host name of its own for a service: claimed for the namespace, and led to the service by an Ingress. */
export const domainMapping = livingReconciler({
  name: 'serving/domain-mapping',
  kind: DomainMapping,
  finalizer: 'domainmappings.serving.knative.dev',
  owns: [Ingress],
  conditionSet: living('DomainClaimed', 'ReferenceResolved', 'IngressReady', 'CertificateProvisioned'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const settings = network(settingsOf(view, 'config-network'));
    if (!isObserved(object)) notConfigured(conditions);
    const secret = object.spec?.tls?.secretName;
    const url = `${secret === undefined ? settings.externalScheme : 'https'}://${name}`;
    const status = { url, address: { url } };
    const effects: Effect[] = [];

    const claimed = claim(object, settings, view, effects);
    if (claimed !== undefined) {
      conditions.markFalse('DomainClaimed', 'DomainAlreadyClaimed', claimed);
      return { status, effects, failure: claimed };
    }
    conditions.markTrue('DomainClaimed');
    if (secret === undefined) {
      conditions.markTrue('CertificateProvisioned', {
        reason: 'TLSNotEnabled',
        message: 'external-domain-tls is not enabled',
      });
    } else {
      conditions.markTrue('CertificateProvisioned', {
        reason: 'CertificateExternallyProvided',
        message: 'Certificate was externally provided',
      });
    }

    const backend = backendOf(object, view);
    if ('fault' in backend) {
      conditions.markFalse('ReferenceResolved', 'ResolveFailed', backend.fault);
      return { status, effects, failure: backend.fault };
    }
    conditions.markTrue('ReferenceResolved');
    const ingressName = childName(name, '');
    effects.push(
      apply(ingressOf(object, ingressName, backend, settings), {
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
    if (!settings.createsDomainClaims) return `no ClusterDomainClaim found for domain "${name}"`;
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

function backendOf(object: Mapping, view: View): Backend | { readonly fault: string } {
  const { namespace = '' } = object.metadata;
  const found = resolveDestination({ ref: object.spec?.ref }, namespace, view);
  if ('fault' in found) return { fault: `resolving reference: ${found.fault}` };
  const { hostname, pathname } = new URL(found.url);
  const suffix = `.${namespace}.${LOCAL_DOMAIN}`;
  if (pathname !== '' && pathname !== '/') {
    return { fault: `resolved URI "${found.url}" contains a path` };
  }
  if (!hostname.endsWith(suffix)) {
    return { fault: `resolved URI "${found.url}" must be of the form {name}.{namespace}.${LOCAL_DOMAIN}` };
  }
  return { host: hostname, service: hostname.slice(0, -suffix.length), namespace };
}

function ingressOf(
  object: Mapping,
  ingress: string,
  backend: Backend,
  settings: NetworkSettings,
): KubeObject<IngressSpec> {
  const { name = '', namespace = '', labels, annotations, uid = '' } = object.metadata;
  const httpOption = HTTP_OPTION[settings.httpProtocol];
  const secret = object.spec?.tls?.secretName;
  return {
    apiVersion: Ingress.apiVersion,
    kind: Ingress.kind,
    metadata: {
      name: ingress,
      namespace,
      labels: { ...labels, [label.domainMappingUid]: uid, [label.domainMappingNamespace]: namespace },
      annotations: {
        [annotation.ingressClass]: settings.ingressClass,
        ...pick(annotations, (key) => key !== annotation.lastApplied),
      },
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      ...(httpOption === undefined ? {} : { httpOption }),
      ...(secret === undefined ? {} : { tls: [{ hosts: [name], secretName: secret, secretNamespace: namespace }] }),
      rules: [
        {
          hosts: [name],
          visibility: 'ExternalIP',
          http: {
            paths: [
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
