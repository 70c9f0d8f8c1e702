import { DestinationRule } from '../../api/istio/networking/v1/destination-rule';
import { ServiceEntry } from '../../api/istio/networking/v1/service-entry';
import { IstioSidecar } from '../../api/istio/networking/v1/sidecar';
import { EnvoyFilter } from '../../api/istio/networking/v1alpha3/envoy-filter';
import { AuthorizationPolicy } from '../../api/istio/security/v1/authorization-policy';
import { PeerAuthentication } from '../../api/istio/security/v1/peer-authentication';
import { RequestAuthentication } from '../../api/istio/security/v1/request-authentication';
import { Telemetry } from '../../api/istio/telemetry/v1/telemetry';
import type { Report, Rule, RuleSet } from '../rule';
import { rulesOf, type Target } from '../rule';

type Labels = Readonly<Record<string, string>> | undefined;

const SOURCE = 'the CRDs; istio, pkg/config/validation/validation.go';

/** What picks Pods: `labels` in older kinds, `matchLabels` in younger ones. */
type Selector = Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;

function selectorRules(field: 'labels' | 'matchLabels'): readonly Rule<Selector>[] {
  const of = (labels: Labels) => ({ value: { [field]: null, ...(labels && { [field]: labels }) } });
  return [
    {
      code: 'KI5002',
      title: 'the labels of a selector are written out',
      why: 'Pods are picked by whole labels; a wildcard would be taken to the letter.',
      source: SOURCE,
      check: (selector, report) => checkLabels(selector[field], field, report),
      good: of({ app: 'shop', 'app.kubernetes.io/part-of': 'web' }),
      bad: [of({ app: 'shop-*' }), of({ 'app*': 'shop' }), of({ '': 'shop' })],
    },
    {
      code: 'KI5050',
      severity: 'warning',
      title: 'a selector has labels',
      why: 'Without any, the object holds for every Pod of the namespace, as if there were no selector.',
      source: SOURCE,
      check(selector, report) {
        if (Object.keys(selector[field] ?? {}).length > 0) return;
        report([], 'the selector has no labels', 'leave it out to mean the whole namespace');
      },
      good: of({ app: 'shop' }),
      bad: of(undefined),
    },
  ];
}

function checkLabels(labels: Labels, field: string, report: Report): void {
  for (const [name, value] of Object.entries(labels ?? {})) {
    if (name === '') report([field, name], 'a label has no name');
    if (`${name}${value}`.includes('*')) report([field, name], `"${name}: ${value}" is a wildcard`, 'write it out');
  }
}

const byMatchLabels: readonly Target[] = [
  { kind: PeerAuthentication, at: ['spec', 'selector'] },
  { kind: AuthorizationPolicy, at: ['spec', 'selector'] },
  { kind: RequestAuthentication, at: ['spec', 'selector'] },
  { kind: Telemetry, at: ['spec', 'selector'] },
  { kind: DestinationRule, at: ['spec', 'workloadSelector'] },
];

const byLabels: readonly Target[] = [
  { kind: IstioSidecar, at: ['spec', 'workloadSelector'] },
  { kind: EnvoyFilter, at: ['spec', 'workloadSelector'] },
  { kind: ServiceEntry, at: ['spec', 'workloadSelector'] },
];

export const selectorRuleSets: readonly RuleSet[] = [
  rulesOf('Selectors of Istio', byMatchLabels, selectorRules('matchLabels')),
  rulesOf('Selectors of Istio', byLabels, selectorRules('labels')),
];
