import type { KubeObject } from '../../api/meta/v1';
import { ClusterInterceptor, type ClusterInterceptorSpec } from '../../api/triggers/v1alpha1/cluster-interceptor';
import { Interceptor } from '../../api/triggers/v1alpha1/interceptor';
import { type Rule, type RuleSet, rulesOf } from '../rule';
import { isUriError, parseUri } from '../syntax/uri';

const VALIDATION = 'triggers v1alpha1, interceptor_validation.go';
const SINK = 'triggers, pkg/interceptors';
const AT = ['spec', 'clientConfig'] as const;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const config = (clientConfig: object) => ({ spec: { clientConfig } });

const rules: readonly Rule<KubeObject<ClusterInterceptorSpec>>[] = [
  {
    code: 'KT4311',
    title: 'an interceptor has a URL or a Service',
    why: 'There could be two addresses of it; the webhook refuses to choose.',
    source: VALIDATION,
    check({ spec }, report) {
      const { url, service } = spec?.clientConfig ?? {};
      if (url !== undefined && service !== undefined)
        report(AT, 'both url and service are given', 'leave one of them out');
    },
    good: config({ service: null, url: 'https://limits.example.com' }),
    bad: config({ url: 'https://limits.example.com' }),
  },
  {
    code: 'KT4312',
    title: 'the Service of an interceptor has a name and a namespace',
    why: 'It is looked up by both; the webhook refuses one without.',
    source: VALIDATION,
    check({ spec }, report) {
      const service = spec?.clientConfig?.service;
      if (service === undefined) return;
      for (const field of ['name', 'namespace'] as const)
        if (!service[field]) report([...AT, 'service', field], `the Service has no ${field}`, `write its ${field}`);
    },
    good: config({ service: { name: 'limits', namespace: 'tools' } }),
    bad: [config({ service: { namespace: null } }), config({ service: { name: '' } })],
  },
  {
    code: 'KT4313',
    title: 'the certificates of an interceptor are Base64',
    why: 'They are bytes, which the webhook can’t decode otherwise.',
    source: VALIDATION,
    check({ spec }, report) {
      const bundle = spec?.clientConfig?.caBundle;
      if (bundle === undefined || BASE64.test(bundle.replace(/[\r\n]/g, ''))) return;
      const isPem = bundle.includes('-----BEGIN');
      report([...AT, 'caBundle'], 'it is no Base64', isPem ? 'encode the PEM text as a whole' : 'encode the PEM text');
    },
    good: config({ caBundle: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==' }),
    bad: [config({ caBundle: '-----BEGIN CERTIFICATE-----' }), config({ caBundle: 'YQ=' })],
  },
  {
    code: 'KT4314',
    title: 'the URL of an interceptor can be read',
    why: 'The webhook can’t decode another one.',
    source: VALIDATION,
    check({ spec }, report) {
      const read = parseUri(spec?.clientConfig?.url ?? '');
      if (isUriError(read)) report([...AT, 'url'], `the URL can't be read: ${read.error}`);
    },
    good: config({ service: null, url: 'http://10.0.0.1:8080/check' }),
    bad: config({ service: null, url: 'http://limits example.com' }),
  },
  {
    code: 'KT4360',
    severity: 'warning',
    title: 'an interceptor has an address',
    why: 'The webhook asks for none, but each event fails that is to pass it.',
    source: SINK,
    check({ spec }, report) {
      const { url, service } = spec?.clientConfig ?? {};
      if (!url && service === undefined) report(AT, 'there is neither url nor service', 'name a Service');
    },
    good: config({ service: null, url: 'https://limits.example.com' }),
    bad: [config({ service: null }), { spec: null }],
  },
  {
    code: 'KT4361',
    severity: 'warning',
    title: 'the URL of an interceptor begins with http or https',
    why: 'The webhook does not look; nothing can be asked without a scheme and a host.',
    source: SINK,
    check({ spec }, report) {
      const url = spec?.clientConfig?.url ?? '';
      const read = parseUri(url);
      if (url === '' || isUriError(read) || (/^https?$/.test(read.scheme) && read.host !== '')) return;
      report([...AT, 'url'], `"${url}" can't be asked`, `write http://${url.replace(/^.*?:\/\//, '')}`);
    },
    good: config({ service: null, url: 'http://limits.example.com/check' }),
    bad: [
      config({ service: null, url: 'limits.example.com' }),
      config({ service: null, url: 'ftp://limits.example.com' }),
    ],
  },
  {
    code: 'KT4362',
    severity: 'warning',
    title: 'the port of an interceptor is a port',
    why: 'The webhook does not look; nothing answers there.',
    source: SINK,
    check({ spec }, report) {
      const port = spec?.clientConfig?.service?.port;
      if (port !== undefined && (port < 1 || port > 65_535))
        report([...AT, 'service', 'port'], `${port} is no port`, 'write 1 to 65535');
    },
    good: config({ service: { port: 8443 } }),
    bad: config({ service: { port: 700_000 } }),
  },
];

export const interceptorRuleSets: readonly RuleSet[] = [
  rulesOf(
    'ClusterInterceptor and Interceptor',
    [ClusterInterceptor, Interceptor].map((kind) => ({ kind, at: [] })),
    rules,
  ),
];
