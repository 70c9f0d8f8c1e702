import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { GitOpsError } from '../../../../lib/render';
import { filesOf, of, treeOf } from './objects';

const broker = of('eventing.knative.dev/v1', 'Broker', 'default');
const secret = (rest: object) => of('v1', 'Secret', 'token', rest);
const user = of('serving.knative.dev/v1', 'Service', 'hello', {
  spec: {
    template: { spec: { containers: [{ env: [{ valueFrom: { secretKeyRef: { name: 'token', key: 'a' } } }] }] } },
  },
});

const faults = (objects: readonly KubeObject[], options = {}) => {
  try {
    treeOf(objects, options);
    return [];
  } catch (error) {
    if (!(error instanceof GitOpsError)) throw error;
    return error.faults;
  }
};

test('each object has a file of its own in the folder of its layer', () => {
  expect(Object.keys(filesOf([user, broker])).sort()).toEqual([
    '50-brokers/broker.eventing.knative.dev_shop_default.yaml',
    '60-services/service.serving.knative.dev_shop_hello.yaml',
    'README.md',
  ]);
});

test('an object that names no namespace gets one, if it must have one', () => {
  const bare = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  const unknown = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'b' } };
  const defined = { apiVersion: 'example.com/v1', kind: 'Tool', metadata: { name: 'c' } };
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'tools.example.com' },
    spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Tool' } },
  };
  expect(Object.keys(filesOf([bare, unknown, defined, definition], { namespace: 'here' })).sort()).toEqual([
    '10-crds/customresourcedefinition.apiextensions.k8s.io_tools.example.com.yaml',
    '30-configuration/configmap_here_a.yaml',
    '30-configuration/thing.example.com_b.yaml',
    '30-configuration/tool.example.com_here_c.yaml',
    'README.md',
  ]);
});

test('the same objects in another order become the same tree', () => {
  const objects = [user, broker, of('v1', 'ConfigMap', 'a'), of('tekton.dev/v1', 'Task', 't')];
  for (const flavor of ['argocd', 'flux', 'kustomize', 'plain'] as const) {
    expect(filesOf([...objects].reverse(), { flavor })).toEqual(filesOf(objects, { flavor }));
  }
});

test('an object that is there twice is written once, and two that differ are refused', () => {
  expect(faults([broker, { ...broker }])).toEqual([]);
  expect(faults([broker, { ...broker, spec: { delivery: { retry: 1 } } }])).toMatchObject([
    { code: 'KG0402', subject: 'Broker shop/default' },
  ]);
});

test('an object without any name is refused', () => {
  const nameless = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'shop' } };
  expect(faults([nameless])).toMatchObject([{ code: 'KG0403', subject: 'ConfigMap without a name' }]);
});

test('what gets a name only when it is created goes to be created by hand, and that is said', () => {
  const run = (spec: object) => ({
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { generateName: 'ci-', namespace: 'shop' },
    spec,
  });
  const { files, notes } = treeOf([run({ pipelineRef: { name: 'a' } }), run({ pipelineRef: { name: 'b' } })]);
  const names = files.map(({ name }) => name);
  expect(names).toEqual([
    'manual/pipelinerun.tekton.dev_shop_ci-.yaml',
    'manual/pipelinerun.tekton.dev_shop_ci-2.yaml',
    'README.md',
  ]);
  expect(notes[0]).toContain('has a generateName');
  expect(files.at(-1)?.text).toContain('`kubectl create -f manual/pipelinerun.tekton.dev_shop_ci-.yaml`');
});

describe('a Secret', () => {
  test('with values is refused, and no value is told', () => {
    const found = faults([
      secret({ stringData: { password: 'hunter2' } }),
      of('v1', 'Secret', 'other', { data: { a: 'aHVudGVyMg==' } }),
    ]);
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(['KG0401 stringData', 'KG0401 data']);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg/);
    expect(found[0]?.message).toContain('"password"');
  });

  test('with values is written if that is allowed', () => {
    expect(Object.keys(filesOf([secret({ stringData: { a: 'b' } })], { allowPlainSecrets: true }))).toContain(
      '40-secrets/secret_shop_token.yaml',
    );
  });

  test('without values is a place for a controller to write to', () => {
    expect(faults([secret({}), of('v1', 'Secret', 'certs', { data: {} })])).toEqual([]);
  });

  test('that SOPS encrypted is written exactly as it is, in any flavour', () => {
    const sealed = {
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: { namespace: 'shop', name: 'token', creationTimestamp: null },
      stringData: { b: 'ENC[AES256_GCM,data:x]', a: 'ENC[AES256_GCM,data:y]' },
      sops: { mac: 'ENC[AES256_GCM,data:z]', version: '3.9.0' },
    } as unknown as KubeObject;
    for (const flavor of ['argocd', 'flux', 'kustomize', 'plain'] as const) {
      const text = filesOf([sealed], { flavor })['40-secrets/secret_shop_token.yaml'];
      expect(JSON.stringify(load(text ?? ''))).toBe(JSON.stringify(sealed));
    }
    const flux = filesOf([sealed], { flavor: 'flux', sopsKeys: 'sops-age' })['flux/40-secrets.yaml'];
    expect(load(flux ?? '')).toMatchObject({
      spec: { decryption: { provider: 'sops', secretRef: { name: 'sops-age' } } },
    });
    expect(treeOf([sealed], { flavor: 'argocd' }).notes.join()).toContain('only Flux decrypts it by itself');
  });

  test('that SOPS encrypted in part is refused', () => {
    const half = secret({ stringData: { a: 'ENC[x]', b: 'plain' }, sops: { mac: 'ENC[x]' } });
    expect(faults([half])).toMatchObject([{ code: 'KG0401', path: 'stringData' }]);
    expect(faults([half])[0]?.message).toMatch(/^"b" /);
  });

  test('that is only referred to is told of', () => {
    const { files, notes } = treeOf([user]);
    expect(notes).toEqual(['Secret shop/token is referred to and has to be in the cluster']);
    expect(files.at(-1)?.text).toContain('- `Secret shop/token`');
  });

  test.each([
    of('external-secrets.io/v1', 'ExternalSecret', 'token'),
    of('external-secrets.io/v1', 'ExternalSecret', 'other', { spec: { target: { name: 'token' } } }),
    of('bitnami.com/v1alpha1', 'SealedSecret', 'token'),
    of('cert-manager.io/v1', 'Certificate', 'other', { spec: { secretName: 'token' } }),
  ])('that a controller makes of a $kind is not missing', (maker) => {
    expect(treeOf([user, maker]).notes).toEqual([]);
  });
});

test('options that no object and no repository could have are refused', () => {
  expect(() => treeOf([broker], { name: 'Shop!' })).toThrow(/name "Shop!"/);
  expect(() => treeOf([broker], { path: '../x' })).toThrow(/leads out of the repository/);
  expect(() => treeOf([broker], { path: '/x' })).toThrow(/leads out of the repository/);
});

test('a name from a manifest cannot break out of the page', () => {
  const run = {
    apiVersion: 'tekton.dev/v1',
    kind: 'TaskRun',
    metadata: { generateName: '`\n# Run me\n', namespace: 'shop' },
  };
  const page = filesOf([run])['README.md'];
  expect(page).not.toContain('\n# Run me');
});
