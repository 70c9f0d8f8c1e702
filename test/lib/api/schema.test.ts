import { describe, expect, test } from 'vitest';
import { Trigger } from '../../../lib/api/eventing/v1/trigger';
import type { Kind } from '../../../lib/api/kind';
import { kubernetes } from '../../../lib/api/kubernetes';
import { Certificate } from '../../../lib/api/networking/v1alpha1/certificate';
import { Ingress } from '../../../lib/api/networking/v1alpha1/ingress';
import { kinds } from '../../../lib/api/registry';
import { crdOf, crdYaml, definition, schemaOf, structuralErrors, unknownFields } from '../../../lib/api/schema';
import { Service } from '../../../lib/api/serving/v1/service';
import { ContainerSource } from '../../../lib/api/sources/v1/container-source';
import { KafkaSource } from '../../../lib/api/sources/v1/kafka-source';
import { PingSource } from '../../../lib/api/sources/v1/ping-source';
import { GitHubSource } from '../../../lib/api/sources/v1alpha1/github-source';

function service(container: object = {}, pod: object = {}, template: object = {}) {
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'hello' },
    spec: { template: { ...template, spec: { containers: [{ image: 'hello', ...container }], ...pod } } },
  };
}

const CONTAINER = 'spec.template.spec.containers.0';

/** What is wrong, a line each: where, and what. */
function wrong(object: object, kind: Kind = Service): string[] {
  return structuralErrors(kind, object).map(({ path, message }) => `${path.join('.')} ${message}`);
}

/** Fields that are not known, a line each; `?` where the CRD keeps them. */
function unknown(object: object, kind: Kind = Service): string[] {
  return unknownFields(kind, object).map(({ path, inOpaque }) => `${path.join('.')}${inOpaque ? '?' : ''}`);
}

describe('what is wrong with an object', () => {
  test('nothing, if it is right', () => {
    expect(wrong(service({ env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 8080 }] }))).toEqual([]);
  });

  test('a number in place of a string, and how to write it', () => {
    expect(structuralErrors(Service, service({ env: [{ name: 'PORT_NUMBER', value: 8080 }] }))).toEqual([
      {
        path: ['spec', 'template', 'spec', 'containers', 0, 'env', 0, 'value'],
        keyword: 'type',
        message: 'must be a string, found the number 8080',
        expected: 'a string',
        found: 8080,
        hint: 'put it in quotes: "8080"',
      },
    ]);
  });

  test('a string in place of a number or a truth value, and how to write it', () => {
    const errors = structuralErrors(Service, service({}, { timeoutSeconds: '60', enableServiceLinks: 'true' }));
    expect(errors.map(({ message, hint }) => [message, hint])).toEqual([
      ['must be true or false, found the string "true"', 'write it without quotes: true'],
      ['must be a whole number, found the string "60"', 'write it without quotes: 60'],
    ]);
  });

  test('one value in place of a list', () => {
    expect(wrong(service({ args: '--verbose' }))).toEqual([
      `${CONTAINER}.args must be a list, found the string "--verbose"`,
    ]);
  });

  test('a mapping in place of a list, and a list in place of a mapping', () => {
    expect(wrong({ ...service(), spec: [] })).toEqual(['spec must be a mapping, found a list']);
    expect(wrong(service({ env: { A: '1' } }))).toEqual([`${CONTAINER}.env must be a list, found a mapping`]);
  });

  test('a required field that is missing or null, at its own path', () => {
    const missing = ['spec.template.spec.containers is missing'];
    expect(wrong(service({}, { containers: undefined }))).toEqual(missing);
    expect(wrong(service({}, { containers: null }))).toEqual(missing);
    expect(structuralErrors(Service, service({}, { containers: null }))[0]).toMatchObject({
      keyword: 'required',
      expected: 'a list',
    });
  });

  test('a null property is absent, a null item is not', () => {
    expect(wrong(service({ env: null, workingDir: null }, {}, { metadata: { labels: { a: null } } }))).toEqual([]);
    expect(wrong(service({ args: [null] }))).toEqual([`${CONTAINER}.args.0 must be a string, found null`]);
  });

  test('a number beyond its 32 bits', () => {
    expect(wrong(service({ livenessProbe: { periodSeconds: 3_000_000_000 } }))).toEqual([
      `${CONTAINER}.livenessProbe.periodSeconds must be a whole number of 32 bits (-2147483648 to 2147483647), found the number 3000000000`,
    ]);
  });

  test('a number that JavaScript has already spoiled', () => {
    expect(wrong(service({}, { containerConcurrency: 2 ** 60 }))[0]).toContain('up to 9007199254740991');
  });

  test('a fraction or a wrong suffix in place of a quantity', () => {
    expect(wrong(service({ resources: { limits: { cpu: 0.5, memory: '1x' } } }))).toEqual([
      `${CONTAINER}.resources.limits.cpu must be a whole number or a string, found the number 0.5`,
      `${CONTAINER}.resources.limits.memory must be a quantity such as "500m", "128Mi" or "2", found the string "1x"`,
    ]);
    expect(wrong(service({ resources: { limits: { cpu: 1, memory: '128Mi' } } }))).toEqual([]);
  });

  test('a port by number or by name, but no fraction', () => {
    expect(wrong(service({ livenessProbe: { httpGet: { port: 80 } } }))).toEqual([]);
    expect(wrong(service({ livenessProbe: { httpGet: { port: 'http1' } } }))).toEqual([]);
    expect(wrong(service({ livenessProbe: { httpGet: { port: true } } }))).toHaveLength(1);
  });

  test('two entries of a keyed list with one key, missing keys counted as their default', () => {
    expect(wrong(service({ env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] }))).toEqual([
      `${CONTAINER}.env.2 has the same name as entry 0: "A"`,
    ]);
    expect(wrong(service({}, { imagePullSecrets: [{}, {}] }))).toEqual([
      'spec.template.spec.imagePullSecrets.1 has the same name as entry 0: ""',
    ]);
  });

  test('in parts that the CRD leaves open: types, but neither missing fields nor equal keys', () => {
    const twice = [{ name: 'A' }, { name: 'A' }, {}];
    expect(wrong(service({}, { initContainers: [{ image: 'x', env: twice }] }))).toEqual([]);
    expect(wrong(service({}, { tolerations: [{ tolerationSeconds: 'soon' }] }))).toEqual([
      'spec.template.spec.tolerations.0.tolerationSeconds must be a whole number, found the string "soon"',
    ]);
    expect(wrong(service({}, { affinity: 'zone' }))).toEqual([
      'spec.template.spec.affinity must be a mapping, found the string "zone"',
    ]);
  });

  test('metadata', () => {
    expect(wrong({ ...service(), metadata: { name: 5, labels: { a: 1 }, creationTimestamp: null } })).toEqual([
      'metadata.labels.a must be a string, found the number 1',
      'metadata.name must be a string, found the number 5',
    ]);
  });

  test('names with slashes and tildes keep their path', () => {
    const annotations = { 'autoscaling.knative.dev/min-scale': 1, 'a~b': 2 };
    expect(structuralErrors(Service, { ...service(), metadata: { annotations } }).map(({ path }) => path)).toEqual([
      ['metadata', 'annotations', 'autoscaling.knative.dev/min-scale'],
      ['metadata', 'annotations', 'a~b'],
    ]);
  });

  test('a time that is none', () => {
    const certificate = { spec: { dnsNames: [], secretName: 's' }, status: { notAfter: 'tomorrow' } };
    expect(wrong(certificate, Certificate)).toEqual([
      'status.notAfter must be a time such as "2026-07-01T12:00:00Z", found the string "tomorrow"',
    ]);
    const right = { ...certificate, status: { notAfter: '2026-07-01T12:00:00.5+02:00' } };
    expect(wrong(right, Certificate)).toEqual([]);
  });

  test('text that is empty where the schema wants some, and a value that is not among those of the schema', () => {
    const token = { secretKeyRef: { name: 'token', key: 'token' } };
    const spec = { ownerAndRepository: '', eventTypes: ['pusch'], accessToken: token, secretToken: token };
    expect(wrong({ spec }, GitHubSource)).toEqual([
      expect.stringContaining('spec.eventTypes.0 must be one of "check_suite"'),
      'spec.ownerAndRepository must be text that is not empty, found the string ""',
    ]);
    expect(wrong({ spec: { ...spec, ownerAndRepository: '\u{1F600}', eventTypes: ['push'] } }, GitHubSource)).toEqual(
      [],
    );
  });

  test('types in a pod that only the webhook looks at', () => {
    const containers = [{ image: 'beat', lifecycle: { preStop: { sleep: { seconds: 'five' } } } }];
    expect(wrong({ spec: { template: { spec: { containers } } } }, ContainerSource)).toEqual([
      'spec.template.spec.containers.0.lifecycle.preStop.sleep.seconds must be a whole number, found the string "five"',
    ]);
  });

  test('no object at all', () => {
    expect(wrong('hello' as never)).toEqual([' must be a mapping, found the string "hello"']);
  });
});

describe('fields that are not known', () => {
  test('are told with what is known in their place', () => {
    const [field] = unknownFields(Service, service({ imge: 'x' }));
    expect(field).toMatchObject({ name: 'imge', inOpaque: false });
    expect(field?.path).toEqual(['spec', 'template', 'spec', 'containers', 0, 'imge']);
    expect(field?.known).toContain('image');
  });

  test('are found at every depth, in metadata and at the top', () => {
    const object = { ...service({ lifecycle: {} }), data: {}, metadata: { name: 'hello', lables: {} } };
    expect(unknown(object)).toEqual(['data', 'metadata.lables', `${CONTAINER}.lifecycle`]);
  });

  test('are kept by the CRD in a template’s metadata and under open parts', () => {
    const object = service({}, { affinity: { nodeAfinity: {} } }, { metadata: { foo: 1, labels: { any: 'thing' } } });
    expect(unknown(object)).toEqual(['spec.template.metadata.foo?', 'spec.template.spec.affinity.nodeAfinity?']);
  });

  test('are kept by the CRD in a trigger’s spec, but not in its subscriber', () => {
    const spec = { brokr: 'default', subscriber: { reff: {} }, delivery: { timeot: 'PT1S', timeout: 'PT1S' } };
    expect(unknown({ spec }, Trigger)).toEqual(['spec.brokr?', 'spec.subscriber.reff', 'spec.delivery.timeot?']);
  });

  test('are not the keys of maps, whose values are looked at all the same', () => {
    const headers = { 'X-Any': { exact: 'a', prefix: 'b' } };
    const spec = { rules: [{ http: { paths: [{ headers, splits: [] }] } }] };
    expect(unknown({ spec }, Ingress)).toEqual(['spec.rules.0.http.paths.0.headers.X-Any.prefix']);
    expect(unknown({ spec: { ceOverrides: { extensions: { any: 'thing' } } } }, PingSource)).toEqual([]);
  });

  test('are looked for in the pods of sources, which know more fields than a revision', () => {
    const containers = [{ image: 'beat', lifecycle: {}, tty: true, livenessProb: {} }];
    const spec = { template: { spec: { containers, hostUsers: false, restartPolicy: 'Always', volume: [] } } };
    expect(unknown({ spec }, ContainerSource)).toEqual([
      'spec.template.spec.volume?',
      'spec.template.spec.containers.0.livenessProb?',
    ]);
  });

  test('are told even if they are null', () => {
    expect(unknown(service({ lifecycle: null }))).toEqual([`${CONTAINER}.lifecycle`]);
  });

  test('are told even if they have names that every JavaScript object knows', () => {
    expect(unknown(service({ toString: 'x', constructor: {} }))).toEqual([
      `${CONTAINER}.toString`,
      `${CONTAINER}.constructor`,
    ]);
  });

  test('are looked for in filters within filters', () => {
    const spec = { filters: [{ all: [{ not: { exakt: {} } }] }] };
    expect(unknown({ spec }, Trigger)).toEqual(['spec.filters.0.all.0.not.exakt?']);
  });
});

describe('schemas and CRDs', () => {
  test('every kind has both', () => {
    for (const kind of kinds) {
      expect(schemaOf(kind).properties).toHaveProperty('spec');
      expect(crdOf(kind)).toMatchObject({ metadata: { name: `${kind.plural}.${kind.group}` } });
    }
  });

  test('a kind that can be scaled says where', () => {
    const { spec } = crdOf(KafkaSource) as { spec: { versions: { subresources: unknown }[] } };
    expect(spec.versions[0]?.subresources).toEqual({ status: {}, scale: KafkaSource.scale });
  });

  test('a definition is found by its reference', () => {
    expect(definition('#/definitions/KReference').properties).toHaveProperty('apiVersion');
    expect(() => definition('#/definitions/Nothing')).toThrow('there is no definition "#/definitions/Nothing"');
  });

  test('a kind of Kubernetes has none, and says so', () => {
    expect(() => crdYaml(kubernetes.Secret)).toThrow('v1 Secret has no schema: it is not modelled here');
  });
});
