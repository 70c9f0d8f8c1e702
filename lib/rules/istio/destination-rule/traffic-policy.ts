import { DestinationRule, type DestinationRuleSpec } from '../../../api/istio/networking/v1/destination-rule';
import type { ClientTLSSettings, OutlierDetection } from '../../../api/istio/networking/v1/traffic-policy';
import type { KubeObject } from '../../../api/meta/v1';
import type { Rule } from '../../rule';
import { rulesFor } from '../../rule';
import { maybe, type Placed, present } from '../placed';
import { policiesOf } from './policies';

type DestinationRuleObject = KubeObject<DestinationRuleSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const outlier = (outlierDetection: object) => ({ spec: { trafficPolicy: { outlierDetection } } });
const tls = (settings: object) => ({ spec: { trafficPolicy: { tls: settings } } });

const outliersOf = (spec: DestinationRuleSpec | undefined): Placed<OutlierDetection>[] =>
  spec === undefined
    ? []
    : policiesOf(spec).flatMap(({ at, value }) => maybe(value.outlierDetection, ['spec', ...at, 'outlierDetection']));

const tlsOf = (spec: DestinationRuleSpec | undefined): Placed<ClientTLSSettings>[] =>
  spec === undefined ? [] : policiesOf(spec).flatMap(({ at, value }) => maybe(value.tls, ['spec', ...at, 'tls']));

const given = (settings: ClientTLSSettings, names: readonly (keyof ClientTLSSettings & string)[]) =>
  present(settings, names).filter((name) => settings[name as 'sni']!.length > 0);

const rules: readonly Rule<DestinationRuleObject>[] = [
  {
    code: 'KI5306',
    title:
      'endpoints are left out by percentages from 0 to 100; errors of the proxy are counted where they are told apart',
    why: 'Without splitExternalLocalOriginErrors there is no count of them.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of outliersOf(spec)) {
        for (const field of ['maxEjectionPercent', 'minHealthPercent'] as const) {
          const percent = value[field] ?? 0;
          if (percent < 0 || percent > 100)
            report([...at, field], `${field} is ${percent}`, 'write a number from 0 to 100');
        }
        if (!value.splitExternalLocalOriginErrors && (value.consecutiveLocalOriginFailures ?? 0) > 0)
          report(
            [...at, 'consecutiveLocalOriginFailures'],
            'such errors are not told apart',
            'set splitExternalLocalOriginErrors',
          );
      }
    },
    good: outlier({ consecutive5xxErrors: 5, maxEjectionPercent: 50 }),
    bad: [outlier({ maxEjectionPercent: 101 }), outlier({ consecutiveLocalOriginFailures: 3 })],
  },
  {
    code: 'KI5311',
    title: 'connections are encrypted by one set of certificates, and checked or not',
    why: 'MUTUAL needs a certificate of the client. One that is not checked needs no authorities.',
    source: 'istio, pkg/config/validation/agent',
    check({ spec }, report) {
      for (const { at, value } of tlsOf(spec)) {
        const { mode = 'DISABLE', credentialName = '', insecureSkipVerify = false } = value;
        const isMutual = mode === 'MUTUAL';
        if (!isMutual && mode !== 'SIMPLE') continue;
        const checking = ['caCertificates', 'subjectAltNames', ...(isMutual ? [] : ['credentialName'])] as const;
        const [idle] = insecureSkipVerify ? given(value, checking as readonly 'sni'[]) : [];
        if (idle !== undefined)
          report([...at, idle], 'insecureSkipVerify is set, so that nothing is checked', 'leave it out');
        if (credentialName !== '') {
          for (const field of given(value, ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl']))
            if (field !== idle) report([...at, field], 'credentialName is given', 'leave out one of them');
        } else if (isMutual) {
          for (const field of ['clientCertificate', 'privateKey'] as const)
            if (given(value, [field]).length === 0)
              report([...at, field], 'MUTUAL needs one', 'or name a Secret as credentialName');
        }
      }
    },
    good: [tls({ mode: 'SIMPLE' }), tls({ mode: 'MUTUAL', credentialName: 'client' })],
    bad: [
      tls({ mode: 'MUTUAL' }),
      tls({ mode: 'SIMPLE', credentialName: 'client', caCertificates: '/etc/ca.crt' }),
      tls({ mode: 'SIMPLE', insecureSkipVerify: true, subjectAltNames: ['db'] }),
    ],
  },
  {
    code: 'KI5351',
    severity: 'warning',
    title: 'errors in a row are counted by consecutive5xxErrors or consecutiveGatewayErrors',
    why: 'consecutiveErrors is deprecated.',
    source: SOURCE,
    check({ spec }, report) {
      for (const { at, value } of outliersOf(spec))
        if (value.consecutiveErrors)
          report([...at, 'consecutiveErrors'], 'it is deprecated', 'use consecutive5xxErrors');
    },
    good: outlier({ consecutive5xxErrors: 5 }),
    bad: outlier({ consecutiveErrors: 5 }),
  },
];

export const trafficPolicyRules = rulesFor(DestinationRule, rules);
