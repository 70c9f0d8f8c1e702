import { Gateway } from '../../api/istio/networking/v1/gateway';
import type { ServerTLSSettings } from '../../api/istio/networking/v1/server-tls';
import type { Rule, RuleSet, Target } from '../rule';
import { EACH, rulesOf } from '../rule';
import { each, present } from './placed';

const SOURCE = 'istio, pkg/config/validation/validation.go';

const ENDING = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];
const MUTUAL = ['MUTUAL', 'OPTIONAL_MUTUAL'];
const PASSING = ['PASSTHROUGH', 'AUTO_PASSTHROUGH'];
const OLD_VERSIONS = ['TLSV1_0', 'TLSV1_1'];
const CREDENTIALS = ['credentialName', 'credentialNames', 'tlsCertificates'] as const;
const CERTIFICATES = ['serverCertificate', 'privateKey', 'caCertificates', ...CREDENTIALS] as const;

/** Ciphers that Envoy knows. */
const CIPHERS = [
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  ...['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ...['ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA'],
  ...['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA'],
];

/** Envoy also takes groups and operators, such as `ALL` and `-AES128-SHA`. */
const isCipher = (text: string) => text === 'ALL' || !/^[A-Za-z0-9]/.test(text) || CIPHERS.includes(text);

const isGiven = (value: unknown) =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

const given = (tls: ServerTLSSettings, names: readonly (keyof ServerTLSSettings & string)[]) =>
  present(tls, names).filter((name) => isGiven(tls[name as keyof ServerTLSSettings]));

/** The ways in which a certificate is given. */
function sourcesOf(tls: ServerTLSSettings): string[] {
  const asFiles = isGiven(tls.serverCertificate) && isGiven(tls.privateKey) ? ['serverCertificate'] : [];
  return [...asFiles, ...given(tls, CREDENTIALS)];
}

const files = { credentialName: null, serverCertificate: '/etc/tls/tls.crt', privateKey: '/etc/tls/tls.key' };
const without = { credentialName: null, serverCertificate: null, privateKey: null };

/** Rules of how a gateway ends TLS; those of a sidecar are fewer. */
export const serverTlsRules: readonly Rule<ServerTLSSettings>[] = [
  {
    code: 'KI5208',
    title: 'a certificate is given in one way',
    why: 'By the name of a Secret, of several, as files, or as several pairs of files: two of them could differ.',
    source: `the CRD; ${SOURCE}`,
    check(tls, report) {
      if (tls.mode === 'ISTIO_MUTUAL') return;
      const [first, second] = sourcesOf(tls);
      if (second !== undefined) report([second], `both ${first} and ${second} are given`, 'leave out one of them');
    },
    good: { value: { credentialName: 'shop-tls' } },
    bad: [
      { value: { credentialName: 'shop-tls', credentialNames: ['rsa', 'ecdsa'] } },
      { value: { ...files, credentialName: 'shop-tls' } },
    ],
  },
  {
    code: 'KI5209',
    title: 'where TLS ends there is a certificate, and authorities where clients show theirs',
    why: 'The gateway could not answer.',
    source: SOURCE,
    check(tls, report) {
      const { mode = 'PASSTHROUGH', caCertificates = '', tlsCertificates = [] } = tls;
      if (!ENDING.includes(mode) || given(tls, ['credentialName', 'credentialNames']).length > 0) return;
      if (MUTUAL.includes(mode) && caCertificates === '')
        report(
          ['caCertificates'],
          `with ${mode} there must be authorities`,
          'add caCertificates, or use credentialName',
        );
      const pairs = tlsCertificates.length > 0 ? each(tlsCertificates, ['tlsCertificates']) : [{ at: [], value: tls }];
      for (const { at, value } of pairs)
        for (const field of ['serverCertificate', 'privateKey'] as const)
          if (!isGiven(value[field]))
            report([...at, field], `with ${mode} there must be one`, 'name a Secret as credentialName');
    },
    good: [{ value: files }, { value: { mode: 'MUTUAL', credentialName: 'shop-tls' } }],
    bad: [{ value: { ...without, mode: 'SIMPLE' } }, { value: { ...files, mode: 'MUTUAL' } }],
  },
  {
    code: 'KI5210',
    title: 'with ISTIO_MUTUAL no certificate is given',
    why: 'Istio brings its own.',
    source: SOURCE,
    check(tls, report) {
      if (tls.mode !== 'ISTIO_MUTUAL') return;
      for (const field of given(tls, CERTIFICATES)) report([field], `${field} is given`, 'leave it out');
    },
    good: { value: { ...without, mode: 'ISTIO_MUTUAL' } },
    bad: { value: { mode: 'ISTIO_MUTUAL', credentialName: 'shop-tls' } },
  },
  {
    code: 'KI5211',
    title: 'a list of certificates that were called back goes with files and MUTUAL',
    why: 'Beside a Secret it stands in the Secret, and without certificates of clients there is nothing to look up.',
    source: SOURCE,
    check(tls, report) {
      const { mode = 'PASSTHROUGH', caCrl = '' } = tls;
      if (caCrl === '' || mode === 'ISTIO_MUTUAL') return;
      const ofSecret = given(tls, ['credentialName', 'credentialNames']);
      // Where TLS ends by a Secret, upstream does not look at the list.
      if (ofSecret.includes('credentialName') && !ENDING.includes(mode))
        report(['caCrl'], 'credentialName is given', 'leave it out: the Secret holds the list');
      else if (mode === 'SIMPLE' && ofSecret.length === 0)
        report(['caCrl'], 'with SIMPLE clients show no certificates', 'leave it out, or use MUTUAL');
    },
    good: { value: { ...files, mode: 'MUTUAL', caCertificates: '/etc/tls/ca.crt', caCrl: '/etc/tls/crl' } },
    bad: { value: { ...files, caCrl: '/etc/tls/crl' } },
  },
  {
    code: 'KI5252',
    severity: 'warning',
    title: 'ciphers are such that Envoy knows, each once',
    why: 'Others are ignored.',
    source: SOURCE,
    check({ cipherSuites }, report) {
      for (const [i, cipher] of (cipherSuites ?? []).entries()) {
        if (!isCipher(cipher)) report(['cipherSuites', i], `"${cipher}" is none`);
        else if (cipherSuites!.indexOf(cipher) < i) report(['cipherSuites', i], `"${cipher}" is there twice`);
      }
    },
    good: { value: { cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256'] } },
    bad: [{ value: { cipherSuites: ['AES-128'] } }, { value: { cipherSuites: ['AES128-SHA', 'AES128-SHA'] } }],
  },
  {
    code: 'KI5253',
    severity: 'warning',
    title: 'versions of TLS before 1.2 come with ciphers for them',
    why: 'None of the ciphers that are taken otherwise is for them, so that no client could connect.',
    source: SOURCE,
    check({ minProtocolVersion = '', cipherSuites = [] }, report) {
      if (OLD_VERSIONS.includes(minProtocolVersion) && cipherSuites.length === 0)
        report(['minProtocolVersion'], `${minProtocolVersion} is allowed, and no cipher for it`, 'write TLSV1_2');
    },
    good: [{ value: { minProtocolVersion: 'TLSV1_2' } }],
    bad: { value: { minProtocolVersion: 'TLSV1_0' } },
  },
  {
    code: 'KI5254',
    severity: 'warning',
    title: 'where TLS is passed on, no certificate is given',
    why: 'It is ignored: the service ends TLS.',
    source: SOURCE,
    check(tls, report) {
      const { mode = 'PASSTHROUGH', httpsRedirect = false } = tls;
      if (!PASSING.includes(mode) || httpsRedirect || sourcesOf(tls).length > 1) return;
      for (const field of given(tls, [...CERTIFICATES, 'caCrl'])) report([field], `${field} is ignored with ${mode}`);
    },
    good: { value: { ...without, mode: 'PASSTHROUGH' } },
    bad: { value: { mode: 'PASSTHROUGH', credentialName: 'shop-tls' } },
  },
];

const targets: readonly Target[] = [{ kind: Gateway, at: ['spec', 'servers', EACH, 'tls'] }];

export const serverTlsRuleSet: RuleSet = rulesOf('TLS of gateways', targets, serverTlsRules);
