import { describe, expect, test } from 'vitest';
import { namesOf, stepsOf, without } from '../../../lib/platform/install/field-conflict';

const configuration = {
  apiVersion: 'v1',
  kind: 'W',
  metadata: { name: 'w' },
  ...{
    webhooks: [
      { name: 'a.b', rules: [1], other: 1 },
      { name: 'c', rules: [2] },
    ],
    data: { 'ca.crt': 'x', z: 'y' },
  },
};

test.each([
  ['.spec.replicas', ['spec', 'replicas'], ['spec', 'replicas']],
  ['.webhooks[name="a.b"].rules', ['webhooks', { name: 'a.b' }, 'rules'], ['webhooks', '*', 'rules']],
  [
    '.spec.ports[port=80,protocol="TCP"].nodePort',
    ['spec', 'ports', { port: 80, protocol: 'TCP' }, 'nodePort'],
    undefined,
  ],
  ['.metadata.finalizers[="a/b"]', ['metadata', 'finalizers', { '': 'a/b' }], undefined],
  ['.spec.args[3]', ['spec', 'args', 3], ['spec', 'args', '*']],
  ['spec', undefined, undefined],
])('the server tells of %s', (path, steps, names) => {
  expect(stepsOf(path)).toEqual(steps);
  if (names !== undefined) expect(namesOf(stepsOf(path)!)).toEqual(names);
});

describe('an object is applied without a field', () => {
  test.each([
    [
      '.webhooks[name="a.b"].rules',
      {
        webhooks: [
          { name: 'a.b', other: 1 },
          { name: 'c', rules: [2] },
        ],
      },
    ],
    ['.webhooks[name="c"]', { webhooks: [{ name: 'a.b', rules: [1], other: 1 }] }],
    [
      '.webhooks[0].other',
      {
        webhooks: [
          { name: 'a.b', rules: [1] },
          { name: 'c', rules: [2] },
        ],
      },
    ],
    ['.data.ca.crt', { data: { z: 'y' } }],
    ['.nothing.here', {}],
  ])('%s, and with all else', (path, changed) => {
    expect(without(configuration, stepsOf(path)!)).toEqual({ ...configuration, ...changed });
  });
});
