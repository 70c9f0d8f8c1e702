import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf } from '../../../lib/render/file-names';

const SERVING = 'serving.knative.dev';

test('a file is named for group, kind, namespace and name', () => {
  expect(fileNameOf({ group: SERVING, kind: 'Service', namespace: 'shop', name: 'hello' })).toBe(
    'service.serving.knative.dev_shop_hello.yaml',
  );
  expect(fileNameOf({ group: '', kind: 'Service', namespace: 'shop', name: 'hello' })).toBe('service_shop_hello.yaml');
  expect(fileNameOf({ group: '', kind: 'Namespace', name: 'shop' })).toBe('namespace_shop.yaml');
});

test('names that file systems or links would take for something else are encoded', () => {
  expect(fileNameOf({ group: '', kind: '../../etc', namespace: '..', name: '/passwd' })).toBe(
    '~2e~2e~2f~2e~2e~2fetc_.._~2fpasswd.yaml',
  );
  expect(fileNameOf({ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:Admin_x' })).toBe(
    'clusterrole.rbac.authorization.k8s.io_system~3a~41dmin~5fx.yaml',
  );
  expect(fileNameOf({ group: '', kind: 'ConfigMap', name: 'a\u0000b\\c\n雨' })).toBe(
    'configmap_a~00b~5cc~0a~e9~9b~a8.yaml',
  );
});

const part = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('', '.', '..', 'a_b', 'a~5fb', 'A', 'a', '../x', 'a'.repeat(260)),
);
const anyRef = fc.record({
  group: part,
  kind: part.filter((kind) => kind !== '' && kind === kind.toLowerCase()),
  name: part,
  namespace: fc.option(part, { nil: undefined }),
});

test('whatever an object is called, its file stays in its folder and has a name that any file system takes', () => {
  fc.assert(
    fc.property(anyRef, (ref) => {
      const name = fileNameOf(ref);
      expect(name).toMatch(/^[a-z0-9~][a-z0-9.~_-]*\.yaml$/);
      expect(name.length).toBeLessThanOrEqual(255);
    }),
  );
});

test('different objects have different files', () => {
  fc.assert(
    fc.property(anyRef, anyRef, (a, b) => {
      fc.pre(JSON.stringify(Object.entries(a)) !== JSON.stringify(Object.entries(b)));
      expect(fileNameOf(a)).not.toBe(fileNameOf(b));
    }),
  );
});
