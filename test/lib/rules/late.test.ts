import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { validate } from '../../../lib/rules';
import { dependsOnLate, takesTextOnly } from '../../../lib/rules/late';

const LATE = 'cdk8s-knative-late-0-value';

function service(spec: object, annotations: Record<string, string> = {}): KubeObject {
  const containers = [{ image: 'example.com/shop:v1', ports: [{ containerPort: LATE }] }];
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'shop', annotations },
    spec: { template: { spec: { containers } }, ...spec },
  };
}

const port = ['spec', 'template', 'spec', 'containers', 0, 'ports', 0, 'containerPort'];
const errorsOf = (object: KubeObject, late: readonly (string | number)[][]) => {
  return validate(object, { late }).filter(({ severity }) => severity === 'error');
};

describe('a value that is known later', () => {
  test('may be of the wrong type, and nothing is told of it', () => {
    expect(errorsOf(service({}), [])).not.toEqual([]);
    expect(errorsOf(service({}), [port])).toEqual([]);
  });

  test('does not hide what is wrong elsewhere', () => {
    const object = service({ traffic: [{ percent: 60, latestRevision: true }] });
    expect(errorsOf(object, [port]).map(({ path }) => path)).toEqual(['spec.traffic']);
  });

  test('does not make a sum wrong that it is part of', () => {
    const object = service({
      traffic: [
        { percent: LATE, latestRevision: true },
        { percent: 60, revisionName: 'shop-v1' },
      ],
    });
    expect(errorsOf(object, [port, ['spec', 'traffic', 0, 'percent']])).toEqual([]);
  });
});

test('what is told of a field comes from those in it and those just below it', () => {
  expect(dependsOnLate(['spec', 'traffic'], ['spec', 'traffic', 0, 'percent'])).toBe(true);
  expect(dependsOnLate(['spec'], ['spec', 'traffic', 0, 'percent'])).toBe(false);
  expect(dependsOnLate(['spec', 'template'], ['spec', 'traffic', 0, 'percent'])).toBe(false);
});

test('a field takes text alone as its schema says, or its place in a kind of Kubernetes', () => {
  const object = service({});
  expect(takesTextOnly(object, port)).toBe(false);
  expect(takesTextOnly(object, ['spec', 'template', 'spec', 'containers', 0, 'image'])).toBe(true);
  expect(takesTextOnly(service({}, { a: LATE }), ['metadata', 'annotations', 'a'])).toBe(true);
  const settings: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  expect(takesTextOnly({ ...settings, data: { a: LATE } } as KubeObject, ['data', 'a'])).toBe(true);
});
