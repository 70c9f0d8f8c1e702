import { generateKeyPairSync } from 'node:crypto';
import { type Pair, specPairs } from './pairs';

const ref = { apiVersion: 'v1', kind: 'Service', name: 'display' };
const certificate = `-----BEGIN CERTIFICATE-----
MIIBajCCAQ+gAwIBAgIUPk1lYm9zc2liaWxpdHkwMDAwMDAwMDEwCgYIKoZIzj0E
AwIwADAeFw0yNDAxMDEwMDAwMDBaFw0zNDAxMDEwMDAwMDBaMAAwWTATBgcqhkjO
-----END CERTIFICATE-----
`;
const key = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Destinations, as the subscriber of a trigger and as the sink of both sources. */
const cases: Readonly<Record<string, readonly [fault: object, nearMiss: object]>> = {
  'with neither ref nor uri': [{ ref: null }, { ref }],
  'with an absolute uri beside ref': [{ uri: 'http://display' }, { uri: '/path' }],
  'with an absolute uri without a host beside ref': [{ uri: 'urn:display' }, { uri: 'display' }],
  'with a relative uri alone': [
    { ref: null, uri: '/path' },
    { ref: null, uri: 'http://display/path' },
  ],
  'with a host alone': [
    { ref: null, uri: 'display.default.svc' },
    { ref: null, uri: '//display'.replace('//', 'http://') },
  ],
  'with an empty uri alone': [{ ref: null, uri: '' }, { uri: '' }],
  'with a scheme alone': [
    { ref: null, uri: 'http://' },
    { ref: null, uri: 'http://d' },
  ],
  'with a uri without a host': [
    { ref: null, uri: 'http:///path' },
    { ref: null, uri: 'ftp://d/path' },
  ],
  'with an opaque uri': [
    { ref: null, uri: 'mailto:shop' },
    { ref: null, uri: 'mailto://shop' },
  ],
  'with host and port alone': [
    { ref: null, uri: 'display:8080' },
    { ref: null, uri: 'display://:8080' },
  ],
  'with a port that is a name': [
    { ref: null, uri: 'http://display:http' },
    { ref: null, uri: 'http://display:' },
  ],
  'with a space in the host': [
    { ref: null, uri: 'http://dis play' },
    { ref: null, uri: 'http://display/a b' },
  ],
  'with a bad escape in the path': [
    { ref: null, uri: 'http://display/%zz' },
    { ref: null, uri: 'http://display/?%zz' },
  ],
  'with a bad escape in the fragment': [
    { ref: null, uri: 'http://display/#%' },
    { ref: null, uri: 'http://display/#a' },
  ],
  'with a colon in a relative path': [{ uri: '8080:80' }, { uri: './8080:80' }],
  'with a tab in the uri': [
    { ref: null, uri: 'http://display/\t' },
    { ref: null, uri: 'http://display/%09' },
  ],
  'with an open bracket': [
    { ref: null, uri: 'http://[::1' },
    { ref: null, uri: 'http://[::1]' },
  ],
  'with two colons in the host': [
    { ref: null, uri: 'http://::1' },
    { ref: null, uri: 'tcp://a:1:2' },
  ],
  'with a uri that is a list': [
    { ref: null, uri: ['http://display'] },
    { ref: null, uri: 'http://display' },
  ],
  'with a ref without a name': [{ ref: { name: null } }, { ref: { name: 'a' } }],
  'with a ref with an empty name': [{ ref: { name: '' } }, { ref: { name: 'My_Svc' } }],
  'with a ref without a kind': [{ ref: { kind: null } }, { ref: { kind: 'Svc' } }],
  'with a ref without an apiVersion': [{ ref: { apiVersion: null } }, { ref: { apiVersion: 'serving.knative.dev' } }],
  'with a ref by group': [{ ref: { apiVersion: null, group: 'serving.knative.dev' } }, { ref: { group: null } }],
  'with a ref by group and apiVersion': [
    { ref: { apiVersion: 'serving.knative.dev/v1', group: 'serving.knative.dev' } },
    { ref: { apiVersion: 'serving.knative.dev/v1' } },
  ],
  'with a ref that is a name': [{ ref: 'display' }, { ref }],
  'with an empty ref': [
    { ref: { apiVersion: null, kind: null, name: null } },
    { ref: { apiVersion: null, kind: null, name: null }, uri: '/path' },
  ],
  'with a port in the ref': [{ ref: { port: 8080 } }, { ref: { namespace: 'default' } }],
  'with the fields of ref outside of it': [{ ...ref, ref: null }, { ref }],
  'with CACerts that are no PEM': [{ ref: null, uri: 'https://display', CACerts: 'ca.crt' }, { CACerts: 'ca.crt' }],
  'with empty CACerts': [
    { ref: null, uri: 'https://display', CACerts: '' },
    { ref: null, uri: 'https://display', CACerts: null },
  ],
  'with CACerts of another kind': [{ ref: null, uri: 'https://display', CACerts: key }, { CACerts: key }],
  'with CACerts that are cut off': [{ uri: '/path', CACerts: certificate }, { CACerts: certificate }],
  'with caCerts': [
    { ref: null, uri: 'https://display', tlsCert: 'x' },
    { ref: null, uri: 'https://display', audience: 'x' },
  ],
  'with an audience that is a list': [{ audience: ['x'] }, { audience: '' }],
  'with url': [
    { ref: null, url: 'http://display' },
    { ref: null, uri: 'http://display' },
  ],
};

const under = (name: string, [fault, nearMiss]: readonly [object, object]): [object, object] => [
  { [name]: fault },
  { [name]: nearMiss },
];

export const destinationPairs: readonly Pair[] = Object.entries(cases).flatMap(([title, both]) => [
  ...specPairs('Trigger', { [`subscriber ${title}`]: under('subscriber', both) }),
  ...specPairs('PingSource', { [`sink ${title}`]: under('sink', both) }),
]);
