import { parse } from 'yaml';
import { IssuedCertificate, type IssuedCertificateObject, type IssuerReference } from '../../api/cert-manager';
import type { ConfigSettings } from '../../api/config';
import { Certificate } from '../../api/networking/v1alpha1/certificate';
import { conditionOf, living } from '../../controller/conditions';
import { apply, controllerReference, isControlledBy, normal } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { annotation, label } from '../keys';
import { settingsOf } from '../settings';
import type { CertificateObject } from './certificates';

/** The class of certificates that cert-manager makes. */
const CLASS = 'cert-manager.certificate.networking.knative.dev';
const SHIPPED_ISSUER: IssuerReference = { kind: 'ClusterIssuer', name: 'knative-selfsigned-issuer' };
const LONGEST_COMMON_NAME = 63;

/** Reasons for which cert-manager says that a certificate is not ready, while it still works on it. */
const UNDER_WAY: readonly string[] = ['InProgress', 'Pending', 'TemporaryCertificate'];

/** A Certificate becomes one of cert-manager's, from the issuer that the settings name for its kind of host. */
export const certificate = livingReconciler({
  name: 'serving/certificate',
  kind: Certificate,
  accepts: ({ metadata }) => metadata.annotations?.[annotation.certificateClass] === CLASS,
  owns: [IssuedCertificate],
  conditionSet: living(),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const names = namesOf(object);
    if ('fault' in names) {
      conditions.markSum('False', 'CommonName Too Long', names.fault);
      return { failure: names.fault };
    }
    const issuer = issuerFor(object, settingsOf(view, 'config-certmanager'));
    const found = view.get(IssuedCertificate, name, namespace);
    if (found !== undefined && !isControlledBy(found, object)) {
      conditions.markSum(
        'False',
        'NotOwned',
        `There is an existing cert-manager Certificate ${name} that we don't own.`,
      );
      return {
        failure: `knative Certificate ${name} in namespace ${namespace} does not own CertManager Certificate: ${name}`,
      };
    }
    const ready = conditionOf(found, 'Ready');
    if (ready === undefined) conditions.markSum('Unknown', 'NotReady', 'The certificate has not been issued yet.');
    else if (ready.status === 'True') conditions.markSum('True');
    else {
      const isOpen = ready.status === 'Unknown' || UNDER_WAY.includes(ready.reason ?? '');
      conditions.markSum(isOpen ? 'Unknown' : 'False', ready.reason, ready.message);
    }
    const notAfter = found?.status?.notAfter;
    return {
      status: notAfter === undefined ? {} : { notAfter },
      effects: [
        apply(issuedOf(object, names, issuer), {
          created: normal('Created', `Created Cert-Manager Certificate ${namespace}/${name}`),
        }),
      ],
    };
  },
});

interface Names {
  readonly commonName: string;
  readonly dnsNames: readonly string[];
}

/** The first name stands for all; where it is too long, one that is made of the domain does. */
function namesOf({ spec }: CertificateObject): Names | { readonly fault: string } {
  const { dnsNames = [], domain = '' } = spec ?? {};
  const [first = ''] = dnsNames;
  if (first.length <= LONGEST_COMMON_NAME) return { commonName: first, dnsNames };
  const short = `k.${domain}`;
  if (domain === '' || short.length > LONGEST_COMMON_NAME) {
    return {
      fault: `error creating cert-manager certificate: cannot create valid length CommonName: (${first}) still longer than 63 characters`,
    };
  }
  return { commonName: short, dnsNames: [...dnsNames, short] };
}

function issuerFor({ metadata }: CertificateObject, settings: ConfigSettings): IssuerReference {
  const keys: Readonly<Record<string, string>> = {
    'cluster-local-domain': 'clusterLocalIssuerRef',
    'system-internal': 'systemInternalIssuerRef',
  };
  const text = settings[keys[metadata.labels?.[label.certificateType] ?? ''] ?? 'issuerRef'];
  return text === undefined ? SHIPPED_ISSUER : (parse(text) as IssuerReference);
}

function issuedOf(
  object: CertificateObject,
  { commonName, dnsNames }: Names,
  issuerRef: IssuerReference,
): IssuedCertificateObject {
  const { name, namespace, labels, annotations, uid = '' } = object.metadata;
  return {
    apiVersion: IssuedCertificate.apiVersion,
    kind: IssuedCertificate.kind,
    metadata: {
      name,
      namespace,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      commonName,
      secretName: object.spec?.secretName ?? '',
      dnsNames,
      issuerRef,
      secretTemplate: { labels: { [label.certificateUid]: uid } },
    },
  };
}
