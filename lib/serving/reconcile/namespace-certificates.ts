import { kubernetes } from '../../api/kubernetes';
import { Certificate } from '../../api/networking/v1alpha1/certificate';
import { apply, controllerReference, isControlledBy, normal, remove, target } from '../../controller/effects';
import type { Reconciler } from '../../controller/reconciler';
import { selects } from '../../controller/selector';
import { label } from '../keys';
import { network, settingsOf } from '../settings';
import { certificateOf } from './certificates';
import { wildcardHosts } from './route/domains';

/** Gives the namespaces that the settings select one certificate for all hosts of a domain. */
export const namespaceCertificates: Reconciler = {
  name: 'serving/namespace-certificates',
  kind: kubernetes.Namespace,
  owns: [Certificate],
  reconcile({ object, view }) {
    const { name = '', labels } = object.metadata;
    const settings = network(settingsOf(view, 'config-network'));
    const { externalTls, wildcardSelector } = settings;
    const isSelected = externalTls && wildcardSelector !== undefined && selects(wildcardSelector, labels);
    const hosts = isSelected ? wildcardHosts(name, settingsOf(view, 'config-domain'), settings) : [];
    const wanted = hosts.map(({ domain, host }) =>
      certificateOf({
        name: host.slice('*.'.length),
        namespace: name,
        type: 'external-domain',
        dnsNames: [host],
        domain,
        certificateClass: settings.certificateClass,
        labels: { [label.wildcardDomain]: domain },
        owners: [controllerReference(object)],
      }),
    );
    const kept = new Set(wanted.map(({ metadata }) => metadata.name));
    const stale = view
      .list(Certificate, { namespace: name })
      .filter(({ metadata }) => metadata.labels?.[label.wildcardDomain] !== undefined && !kept.has(metadata.name))
      .filter((certificate) => isControlledBy(certificate, object));
    return {
      effects: [
        ...wanted.map((certificate) =>
          apply(certificate, {
            created: normal('Created', `Created Knative Certificate ${name}/${certificate.metadata.name}`),
          }),
        ),
        ...stale.map(({ metadata }) => remove(target(Certificate, metadata.name ?? '', name))),
      ],
    };
  },
};
