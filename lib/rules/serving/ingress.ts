import type { KubeObject } from '../../api/meta/v1';
import { type HTTPIngressPath, Ingress, type IngressSpec } from '../../api/networking/v1alpha1/ingress';
import type { FieldPath } from '../diagnostic';
import { type Rule, rulesFor } from '../rule';

const OPTIONS: readonly string[] = ['Enabled', 'Redirected'];

type KnativeIngress = KubeObject<IngressSpec>;

function pathsOf({ spec }: KnativeIngress): { path: HTTPIngressPath; at: FieldPath }[] {
  return (spec?.rules ?? []).flatMap(({ http }, i) =>
    (http?.paths ?? []).map((path, j) => ({ path, at: ['spec', 'rules', i, 'http', 'paths', j] })),
  );
}

const split = { serviceNamespace: 'default', serviceName: 'hello-00001', servicePort: 80 };
const withSplits = (...splits: object[]) => ({
  spec: { rules: [{ hosts: ['hello.example.com'], http: { paths: [{ splits }] } }] },
});

const rules: readonly Rule<KnativeIngress>[] = [
  {
    code: 'KN1641',
    title: 'an Ingress has rules, each with paths, each with splits',
    why: 'A host without a way to a service answers nothing.',
    source: 'networking, pkg/apis/networking/v1alpha1/ingress_validation.go',
    check: ({ spec }, report) => {
      if (!spec?.rules?.length) return report(['spec', 'rules'], 'there is no rule', 'add one');
      spec.rules.forEach(({ http }, i) => {
        const at = ['spec', 'rules', i, 'http'];
        if (http === undefined) report(at, 'there is no http', 'set it');
        else if (!http.paths?.length) report([...at, 'paths'], 'there is no path', 'add one');
        http?.paths?.forEach(({ splits }, j) => {
          if (!splits?.length) report([...at, 'paths', j, 'splits'], 'there is no split', 'add one');
        });
      });
    },
    good: withSplits(split),
    bad: [{ spec: { rules: [] } }, { spec: { rules: [{ hosts: ['a.example.com'] }] } }, withSplits()],
  },
  {
    code: 'KN1642',
    title: 'the splits of a path are percentages that add up to 100',
    why: 'Each request must go somewhere.',
    source: 'networking, pkg/apis/networking/v1alpha1/ingress_validation.go',
    check: (object, report) => {
      for (const { path, at } of pathsOf(object)) {
        const { splits = [] } = path;
        splits.forEach(({ percent = 0 }, i) => {
          if (percent < 0 || percent > 100)
            report([...at, 'splits', i, 'percent'], `${percent} is no percentage`, 'write 0 to 100');
        });
        const sum = splits.reduce((total, { percent = 0 }) => total + percent, 0);
        if (splits.length === 0 || sum === 100 || (splits.length === 1 && sum === 0)) continue;
        report([...at, 'splits'], `the splits sum to ${sum}`, 'make the percentages sum to 100');
      }
    },
    good: withSplits({ ...split, percent: 40 }, { ...split, serviceName: 'hello-00002', percent: 60 }),
    bad: withSplits({ ...split, percent: 40 }, { ...split, serviceName: 'hello-00002', percent: 50 }),
  },
  {
    code: 'KN1643',
    title: 'a split leads to a port of a service in the namespace of the Ingress',
    why: 'An Ingress serves its own namespace.',
    source: 'networking, pkg/apis/networking/v1alpha1/ingress_validation.go',
    check: (object, report) => {
      const { namespace } = object.metadata;
      for (const { path, at } of pathsOf(object)) {
        path.splits?.forEach((backend, i) => {
          for (const field of ['serviceNamespace', 'serviceName', 'servicePort'] as const) {
            // A port that is a name may be an empty one.
            if (backend[field] || (field === 'servicePort' && backend[field] === '')) continue;
            report([...at, 'splits', i, field], `there is no ${field}`, 'set it');
          }
          if (!backend.serviceNamespace || namespace === undefined || backend.serviceNamespace === namespace) return;
          report(
            [...at, 'splits', i, 'serviceNamespace'],
            `"${backend.serviceNamespace}" is not "${namespace}"`,
            `write ${namespace}`,
          );
        });
      }
    },
    good: withSplits(split),
    bad: [
      withSplits({ ...split, serviceNamespace: 'shop' }),
      withSplits({ ...split, serviceName: '' }),
      withSplits({ ...split, servicePort: 0 }),
    ],
  },
  {
    code: 'KN1644',
    title: 'TLS of an Ingress names a Secret and its namespace',
    why: 'The gateway reads the certificate there.',
    source: 'networking, pkg/apis/networking/v1alpha1/ingress_validation.go',
    check: ({ spec }, report) => {
      spec?.tls?.forEach((tls, i) => {
        for (const field of ['secretName', 'secretNamespace'] as const) {
          if (!tls[field]) report(['spec', 'tls', i, field], `there is no ${field}`, 'set it');
        }
      });
    },
    good: { spec: { tls: [{ hosts: ['a.example.com'], secretName: 'a', secretNamespace: 'default' }] } },
    bad: { spec: { tls: [{ hosts: ['a.example.com'], secretName: 'a' }] } },
  },
  {
    code: 'KN1645',
    title: 'HTTP of an Ingress is enabled or redirected',
    why: 'There is no third way.',
    source: 'networking, pkg/apis/networking/v1alpha1/ingress_validation.go',
    check: ({ spec }, report) => {
      const option: string | undefined = spec?.httpOption;
      if (!option || OPTIONS.includes(option)) return;
      report(['spec', 'httpOption'], `"${option}" does not exist`, `write ${OPTIONS.join(' or ')}`);
    },
    good: { spec: { httpOption: 'Redirected' } },
    bad: { spec: { httpOption: 'redirected' } },
  },
];

export const ingressRuleSet = rulesFor(Ingress, rules);
