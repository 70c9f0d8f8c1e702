import type { HTTPRoute } from '../../../api/istio/networking/v1/http-route';
import { VirtualService } from '../../../api/istio/networking/v1/virtual-service';
import type { Rule } from '../../rule';
import { rulesOf } from '../../rule';
import { decodeBase64 } from '../../syntax/base64';
import { regexFault } from '../../syntax/regex';
import { BY_SCHEMA } from '../by-schema';
import { present } from '../placed';
import { isPort, PORT_HINT } from '../syntax/addresses';

const SOURCE = 'istio, pkg/config/validation/validation.go';

const RETRY_CONDITIONS = [
  ...['5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream'],
  ...['retriable-status-codes', 'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure'],
  ...['cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable'],
];

/** Statuses that HTTP has a name for: the only numbers that are taken. */
const STATUSES = new Set([
  ...[100, 101, 102, 103],
  ...[200, 201, 202, 203, 204, 205, 206, 207, 208, 226],
  ...[300, 301, 302, 303, 304, 305, 307, 308],
  ...Array.from({ length: 18 }, (_, i) => 400 + i),
  ...[418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451],
  ...[500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511],
]);

const MEGABYTE = 1024 * 1024;
const LARGE = 100 * 1024;

const instead = (value: object) => ({ value: { route: null, ...value } });

function bodySize({ directResponse }: HTTPRoute): number {
  const { string: text = '', bytes = '' } = directResponse?.body ?? {};
  return bytes === '' ? Buffer.byteLength(text) : Buffer.from(bytes, 'base64').length;
}

const isStatus = (status: number) => status >= 200 && status <= 600;

const rules: readonly Rule<HTTPRoute>[] = [
  {
    code: 'KI5121',
    title: 'a redirect says where to: by path, host, scheme or port, with a status 3xx',
    why: 'A browser would be sent in a circle, or would not follow.',
    source: SOURCE,
    check({ redirect }, report) {
      if (redirect === undefined) return;
      const { uri = '', authority = '', scheme = '', redirectCode = 0, port } = redirect;
      const [first, second] = present(redirect, ['port', 'derivePort']);
      if (second !== undefined) report(['redirect', second], `both ${first} and ${second} are given`);
      else if (uri === '' && authority === '' && scheme === '' && first === undefined)
        report(['redirect'], 'it says nothing', 'add uri, authority, scheme or port');
      if (redirectCode !== 0 && (redirectCode < 300 || redirectCode > 399))
        report(['redirect', 'redirectCode'], `the status is ${redirectCode}`, 'write 301, 302, 303, 307 or 308');
      if (scheme !== '' && scheme !== 'http' && scheme !== 'https')
        report(['redirect', 'scheme'], `the scheme is "${scheme}"`, 'write http or https');
      if (port && !isPort(port)) report(['redirect', 'port'], `the port is ${port}`, PORT_HINT);
    },
    good: [instead({ redirect: { scheme: 'https', redirectCode: 308 } }), instead({ redirect: { port: 8443 } })],
    bad: [
      instead({ redirect: {} }),
      instead({ redirect: { uri: '/', redirectCode: 404 } }),
      instead({ redirect: { scheme: 'ftp' } }),
      { ...instead({ redirect: { port: 80, derivePort: 'FROM_REQUEST_PORT' } }), notJudged: BY_SCHEMA },
    ],
  },
  {
    code: 'KI5122',
    title: 'an answer of the proxy has a status from 200 to 599 and one body of at most a megabyte',
    why: 'Every proxy holds the body in memory.',
    source: SOURCE,
    check(route, report) {
      const { directResponse } = route;
      if (directResponse === undefined) return;
      const { status, body } = directResponse;
      if (!isStatus(status)) report(['directResponse', 'status'], `the status is ${status}`);
      if (body?.string !== undefined && body.bytes !== undefined)
        report(['directResponse', 'body'], 'both string and bytes are given', 'leave out one of them');
      else if (bodySize(route) > MEGABYTE) report(['directResponse', 'body'], `the body has ${bodySize(route)} bytes`);
    },
    good: instead({ directResponse: { status: 503, body: { string: 'closed' } } }),
    bad: [
      instead({ directResponse: { status: 99 } }),
      { ...instead({ directResponse: { status: 200, body: { string: 'a', bytes: 'YQ==' } } }), notJudged: BY_SCHEMA },
    ],
  },
  {
    code: 'KI5131',
    title: 'the bytes of an answer of the proxy are base64',
    why: 'The webhook can not read the object otherwise.',
    source: SOURCE,
    check({ directResponse }, report) {
      const { bytes = '' } = directResponse?.body ?? {};
      if (decodeBase64(bytes) === undefined)
        report(
          ['directResponse', 'body', 'bytes'],
          'the text is no base64',
          'write string, or mind the padding with =',
        );
    },
    good: instead({ directResponse: { status: 200, body: { bytes: 'b3Blbg==' } } }),
    bad: instead({ directResponse: { status: 200, body: { bytes: 'open!' } } }),
  },
  {
    code: 'KI5160',
    severity: 'warning',
    title: 'an answer of the proxy has a small body',
    why: 'It is sent to every proxy with each change of the configuration.',
    source: SOURCE,
    check(route, report) {
      const size = bodySize(route);
      if (size > LARGE && size <= MEGABYTE)
        report(['directResponse', 'body'], `the body has ${size} bytes`, 'let a service answer');
    },
    good: instead({ directResponse: { status: 200, body: { string: 'open' } } }),
    bad: instead({ directResponse: { status: 200, body: { string: 'a'.repeat(LARGE + 1) } } }),
  },
  {
    code: 'KI5123',
    title: 'retries are 0 or more, on conditions that Envoy knows; with 0 there is nothing else to say',
    why: 'Envoy ignores what it does not know, and then nothing is tried again.',
    source: SOURCE,
    check({ retries }, report) {
      if (retries === undefined) return;
      const { attempts = 0, retryOn = '' } = retries;
      if (attempts < 0) report(['retries', 'attempts'], `attempts is ${attempts}`, 'write 0 to switch retries off');
      const given = present(retries, ['perTryTimeout', 'retryOn', 'retryRemoteLocalities']);
      const [idle] = given.filter((field) => retries[field as 'retryOn'] !== '');
      if (attempts === 0 && idle !== undefined)
        report(['retries', idle], 'attempts is 0, so that nothing is tried again', 'set attempts');
      for (const condition of retryOn === '' ? [] : retryOn.split(',')) {
        if (RETRY_CONDITIONS.includes(condition) || STATUSES.has(Number(condition))) continue;
        const hint = RETRY_CONDITIONS.includes(condition.trim()) ? 'write no space beside a comma' : undefined;
        report(['retries', 'retryOn'], `"${condition}" is no condition`, hint);
      }
    },
    good: [{ value: { retries: { attempts: 3, retryOn: '5xx,reset,503' } } }, { value: { retries: {} } }],
    bad: [
      { value: { retries: { attempts: -1 } } },
      { value: { retries: { attempts: 2, retryOn: '5xx, reset' } } },
      { value: { retries: { attempts: 0, perTryTimeout: '2s' } } },
    ],
  },
  {
    code: 'KI5124',
    title: 'a rewrite changes host or path, the path in one way',
    why: 'Without either it does nothing; by uri and by an expression it could change the path in two ways.',
    source: SOURCE,
    check({ rewrite }, report) {
      if (rewrite === undefined) return;
      const { uri = '', authority = '', uriRegexRewrite } = rewrite;
      if (uri !== '' && uriRegexRewrite !== undefined)
        report(['rewrite', 'uriRegexRewrite'], 'both uri and uriRegexRewrite are given', 'leave out one of them');
      else if (uri === '' && authority === '' && uriRegexRewrite === undefined)
        report(['rewrite'], 'it says nothing', 'add uri or authority');
      else if (uriRegexRewrite !== undefined) {
        const { match = '', rewrite: replacement = '' } = uriRegexRewrite;
        const at = ['rewrite', 'uriRegexRewrite'];
        if (match === '' || replacement === '') report(at, 'it needs both match and rewrite');
        else {
          const fault = regexFault(match);
          if (fault !== undefined) report([...at, 'match'], fault);
        }
      }
    },
    good: [
      { value: { rewrite: { authority: 'login.default.svc.cluster.local' } } },
      { value: { rewrite: { uriRegexRewrite: { match: '^/v1/(.*)$', rewrite: '/\\1' } } } },
    ],
    bad: [
      { value: { rewrite: {} } },
      { value: { rewrite: { uri: '/', uriRegexRewrite: { match: '/a', rewrite: '/b' } } } },
      { value: { rewrite: { uriRegexRewrite: { match: '/a' } } } },
    ],
  },
];

export const httpActionRules = rulesOf('Routes of HTTP', [{ kind: VirtualService, at: ['spec', 'http', '*'] }], rules);
