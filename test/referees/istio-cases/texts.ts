import fc from 'fast-check';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { mergePatch } from '../../../lib/rules/examples';
import { minimalIstio } from '../../../lib/rules/minimal-istio';

/** Texts put together of these pieces. */
const textOf = (pieces: readonly string[], most: number) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: most }).map((parts) => parts.join(''));

const host = textOf(['a', 'b1', '-', '.', '*', '*.', 'com', '1', '_', '/', 'web', '~', ':', '..', 'A'], 5);
const headerValue = textOf(
  ['%', '%%', '%A%', '(', ')', '[', ']', '"', ' ', ',', 'x', '\\', '\n', '\t', '%REQ(a)%', '%X(["a","b"])%'],
  6,
);
const regex = textOf(
  [
    ...[
      'a',
      '.',
      '*',
      '+',
      '?',
      '(',
      ')',
      '[',
      ']',
      '|',
      '(?:',
      '(?=',
      '(?i)',
      '(?P<n>',
      '{2}',
      '{',
      '}',
      '^',
      '$',
      '-',
    ],
    ...[
      '\\',
      '\\d',
      '\\1',
      '\\q',
      '\\pL',
      '\\z',
      '\\/',
      '\\x41',
      '\\Q',
      '\\E',
      '[a-z]',
      '[^',
      ':',
      '{2,1}',
      '(?s:',
      '**',
    ],
  ],
  6,
);
const path = textOf(['/', 'a', '{*}', '{**}', '*', '{', '}', ' ', '.', '%20'], 6);
const duration = textOf(['1', '0', 's', 'm', 'ms', 'h', '.', '5', '-', 'us', ' ', 'd'], 5);
const endpoint = textOf(['127.0.0.1', ':', '80', '[', ']', '::1', 'unix://', '/a', '@a', '0.0.0.0', '::', 'x'], 4);
const key = fc.oneof(
  fc.constantFrom(
    'source.ip',
    'destination.port',
    'source.serviceAccount',
    'source.trustDomain',
    'connection.sni',
    'a',
  ),
  textOf(['[', ']', 'a'], 4).map((name) => `request.headers${name}`),
);
const compared = textOf(['1', '.', '/', '*', 'a', '80', '10.0.0.1'], 4);

const VIRTUAL_SERVICE = 'networking.istio.io/v1/VirtualService';
const AUTHORIZATION = 'security.istio.io/v1/AuthorizationPolicy';
const route = [{ destination: { host: 'a.b.c' } }];
const http = { number: 80, name: 'http', protocol: 'HTTP' };

const of = <T>(name: string, texts: fc.Arbitrary<T>, spec: (text: T) => object): fc.Arbitrary<KubeObject> =>
  texts.map((text) => mergePatch(minimalIstio[name], { spec: spec(text) }) as KubeObject);

/** Objects of Istio that hold a text whose form is looked at. */
export const objectsWithTexts: fc.Arbitrary<KubeObject> = fc.oneof(
  of(VIRTUAL_SERVICE, host, (text) => ({ hosts: [text] })),
  of(VIRTUAL_SERVICE, host, (text) => ({ gateways: [text] })),
  of(VIRTUAL_SERVICE, host, (text) => ({ http: [{ route: [{ destination: { host: text } }] }] })),
  of(VIRTUAL_SERVICE, headerValue, (text) => ({ http: [{ headers: { request: { set: { a: text } } }, route }] })),
  of(VIRTUAL_SERVICE, regex, (text) => ({ http: [{ match: [{ uri: { regex: text } }], route }] })),
  of(VIRTUAL_SERVICE, duration, (text) => ({ http: [{ timeout: text, route }] })),
  of('networking.istio.io/v1/Gateway', host, (text) => ({ servers: [{ port: http, hosts: [text] }] })),
  of('networking.istio.io/v1/ServiceEntry', host, (text) => ({ hosts: [text], resolution: 'NONE' })),
  of('networking.istio.io/v1/ServiceEntry', host, (text) => ({ hosts: [text], resolution: 'DNS' })),
  of('networking.istio.io/v1/Sidecar', host, (text) => ({ egress: [{ hosts: [text] }] })),
  of('networking.istio.io/v1/Sidecar', endpoint, (text) => ({ ingress: [{ port: http, defaultEndpoint: text }] })),
  of('networking.istio.io/v1/DestinationRule', host, (text) => ({ host: text })),
  of('networking.istio.io/v1/DestinationRule', host, (text) => ({
    subsets: [{ name: 'a', labels: { [text]: text } }],
  })),
  of(AUTHORIZATION, path, (text) => ({ rules: [{ to: [{ operation: { paths: [text] } }] }] })),
  of(AUTHORIZATION, fc.tuple(key, compared), ([name, value]) => ({
    rules: [{ when: [{ key: name, values: [value] }] }],
  })),
);
