import { objects } from './objects';
import { type Pair, pair, valuesAt } from './pair';

const split = objects.Ingress.spec.rules[0].http.paths[0].splits[0];
const rule = objects.Ingress.spec.rules[0];

/** Faults of structure in the kinds that Knative's controllers make. */
export const internalPairs: readonly Pair[] = [
  ...valuesAt('Ingress', '/spec/rules/0/http/paths/0/splits', {
    'a split without service': [[{ ...split, serviceName: undefined }], [split]],
    'a split without port': [[{ ...split, servicePort: undefined }], [{ ...split, servicePort: 'http' }]],
    'a percent as text': [[{ ...split, percent: '100' }], [split]],
    'a port that is a list': [[{ ...split, servicePort: [80] }], [{ ...split, servicePort: 8080 }]],
    'a header that is a number': [[{ ...split, appendHeaders: { a: 1 } }], [{ ...split, appendHeaders: { a: '1' } }]],
  }),
  ...valuesAt('Ingress', '/spec/rules', {
    'hosts that are a text': [[{ ...rule, hosts: 'a.b' }], [rule]],
    'a misspelt visibility': [[{ ...rule, visiblity: 'ClusterLocal' }], [{ ...rule, visibility: 'ClusterLocal' }]],
    'rules as a map': [rule, [rule]],
  }),
  pair('an unknown field', 'Ingress', { '/spec/ingressClassName': 'a' }, { '/spec/httpOption': 'Enabled' }),
  ...valuesAt('ServerlessService', '/spec', {
    'no object': [{ mode: 'Serve', protocolType: 'http1' }, objects.ServerlessService.spec],
    'no protocol': [{ ...objects.ServerlessService.spec, protocolType: undefined }, objects.ServerlessService.spec],
    'a number of activators as text': [
      { ...objects.ServerlessService.spec, numActivators: '2' },
      { ...objects.ServerlessService.spec, numActivators: 2 },
    ],
    'a number of activators beyond 32 bits': [
      { ...objects.ServerlessService.spec, numActivators: 2 ** 31 },
      { ...objects.ServerlessService.spec, numActivators: 0 },
    ],
  }),
  ...valuesAt('Certificate', '/spec', {
    'names that are a text': [{ dnsNames: 'a.b', secretName: 'a' }, objects.Certificate.spec],
    'no secret': [{ dnsNames: ['a.b'] }, objects.Certificate.spec],
    'no names': [{ secretName: 'a' }, objects.Certificate.spec],
    'a domain that is a list': [
      { ...objects.Certificate.spec, domain: ['a'] },
      { ...objects.Certificate.spec, domain: 'example.com' },
    ],
  }),
  ...valuesAt('ClusterDomainClaim', '/spec', {
    'no namespace': [{}, { namespace: 'shop' }],
    'a namespace that is a list': [{ namespace: ['shop'] }, { namespace: 'shop' }],
    'a misspelt namespace': [{ nameSpace: 'shop' }, { namespace: 'shop' }],
  }),
  ...valuesAt('PodAutoscaler', '/spec', {
    'no target': [{ protocolType: 'http1' }, objects.PodAutoscaler.spec],
    'a target that is a name': [{ ...objects.PodAutoscaler.spec, scaleTargetRef: 'a' }, objects.PodAutoscaler.spec],
    'a concurrency as text': [
      { ...objects.PodAutoscaler.spec, containerConcurrency: '1' },
      { ...objects.PodAutoscaler.spec, containerConcurrency: 1 },
    ],
    'an unknown field': [
      { ...objects.PodAutoscaler.spec, minScale: 1 },
      { ...objects.PodAutoscaler.spec, reachability: 'Reachable' },
    ],
  }),
  ...valuesAt('Metric', '/spec', {
    'no target': [{ stableWindow: 1, panicWindow: 1 }, objects.Metric.spec],
    'a window as text': [{ ...objects.Metric.spec, stableWindow: '60s' }, objects.Metric.spec],
    'a window with a fraction': [{ ...objects.Metric.spec, panicWindow: 0.5 }, objects.Metric.spec],
    'a misspelt window': [{ ...objects.Metric.spec, stablewindow: 1 }, objects.Metric.spec],
  }),
  ...valuesAt('Image', '/spec', {
    'no image': [{}, { image: 'a/b' }],
    'an image that is a list': [{ image: ['a/b'] }, { image: 'a/b' }],
    'secrets that are texts': [
      { image: 'a', imagePullSecrets: ['a'] },
      { image: 'a', imagePullSecrets: [{ name: 'a' }] },
    ],
  }),
];
