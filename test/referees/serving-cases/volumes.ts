import { type Change, type Pair, pair } from '../corpus/pair';

const POD = '/spec/template/spec';

const volumes = (list: readonly object[], mounts: readonly object[]): Change => ({
  [`${POD}/volumes`]: list,
  [`${POD}/containers/0/volumeMounts`]: mounts,
});
const mounted = (source: object, mount: object = {}): Change =>
  volumes([{ name: 'a', ...source }], [{ name: 'a', mountPath: '/a', ...mount }]);
const secret = { secret: { secretName: 'a' } };
const cases = (title: string, fault: Change, nearMiss: Change) => pair(title, 'Service', fault, nearMiss);
const sources = (title: string, fault: object, nearMiss: object) => cases(title, mounted(fault), mounted(nearMiss));
const mounts = (title: string, fault: object, nearMiss: object) =>
  cases(title, mounted(secret, fault), mounted(secret, nearMiss));
const projected = (title: string, fault: object, nearMiss: object) =>
  sources(title, { projected: { sources: [fault] } }, { projected: { sources: [nearMiss] } });

export const volumePairs: readonly Pair[] = [
  cases('a volume that is not mounted', volumes([{ name: 'a', ...secret }], []), mounted(secret)),
  cases(
    'a mount without volume',
    volumes([], [{ name: 'a', mountPath: '/a' }]),
    volumes([{ name: 'a', ...secret }], [{ name: 'a', mountPath: '/a' }]),
  ),
  cases(
    'a mount with a misspelt name',
    volumes([{ name: 'keys', ...secret }], [{ name: 'key', mountPath: '/a' }]),
    volumes([{ name: 'keys', ...secret }], [{ name: 'keys', mountPath: '/a' }]),
  ),
  cases(
    'a volume name in capitals',
    volumes([{ name: 'Keys', ...secret }], [{ name: 'Keys', mountPath: '/a' }]),
    volumes([{ name: '1-keys', ...secret }], [{ name: '1-keys', mountPath: '/a' }]),
  ),
  cases(
    'a volume name with a dot',
    volumes([{ name: 'a.b', ...secret }], [{ name: 'a.b', mountPath: '/a' }]),
    volumes([{ name: 'a-b', ...secret }], [{ name: 'a-b', mountPath: '/a' }]),
  ),
  cases(
    'one path twice',
    volumes(
      [
        { name: 'a', ...secret },
        { name: 'b', ...secret },
      ],
      [
        { name: 'a', mountPath: '/a' },
        { name: 'b', mountPath: '/a/' },
      ],
    ),
    volumes(
      [
        { name: 'a', ...secret },
        { name: 'b', ...secret },
      ],
      [
        { name: 'a', mountPath: '/a' },
        { name: 'b', mountPath: '/a/b' },
      ],
    ),
  ),
  cases(
    'one path twice with two slashes',
    volumes(
      [{ name: 'a', ...secret }],
      [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '//a' },
      ],
    ),
    volumes(
      [{ name: 'a', ...secret }],
      [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '//b' },
      ],
    ),
  ),
  sources('no source', {}, secret),
  sources('two sources', { ...secret, configMap: { name: 'a' } }, { configMap: { name: 'a' } }),
  sources('a path of the node', { hostPath: { path: '/var' } }, { emptyDir: {} }),
  sources('a claim', { persistentVolumeClaim: { claimName: 'a' } }, { secret: {} }),
  sources('a read-only claim', { persistentVolumeClaim: { claimName: 'a', readOnly: true } }, { configMap: {} }),
  sources('a CSI driver', { csi: { driver: 'a' } }, { emptyDir: { medium: '' } }),
  sources('an ephemeral claim', { ephemeral: {} }, { emptyDir: { sizeLimit: '0' } }),
  sources('an image', { image: { reference: 'ab' } }, { secret: { secretName: 'a', defaultMode: 644 } }),
  sources('a medium in lower case', { emptyDir: { medium: 'memory' } }, { emptyDir: { medium: 'Memory' } }),
  sources('a negative size', { emptyDir: { sizeLimit: '-1Gi' } }, { emptyDir: { sizeLimit: '1Gi' } }),
  sources(
    'an item without key',
    { secret: { secretName: 'a', items: [{ key: '', path: 'a' }] } },
    { secret: { secretName: 'a', items: [] } },
  ),
  sources(
    'an item without path',
    { configMap: { name: 'a', items: [{ key: 'a', path: '' }] } },
    { configMap: { name: 'a', items: [{ key: 'a', path: '../a' }] } },
  ),
  projected('no projected source', {}, { secret: { name: 'a' } }),
  projected('two projected sources', { secret: { name: 'a' }, configMap: { name: 'a' } }, { configMap: { name: 'a' } }),
  projected('a projected secret without name', { secret: {} }, { secret: { name: 'A' } }),
  projected(
    'a projected ConfigMap with an empty name',
    { configMap: { name: '' } },
    { configMap: { name: 'a', items: [] } },
  ),
  projected('a token without path', { serviceAccountToken: { path: '' } }, { serviceAccountToken: { path: 'a' } }),
  projected(
    'a fact of nothing',
    { downwardAPI: { items: [{ path: 'a' }] } },
    { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }] } },
  ),
  projected(
    'a fact without path',
    { downwardAPI: { items: [{ path: '', fieldRef: { fieldPath: 'a' } }] } },
    { downwardAPI: {} },
  ),
  mounts('a relative path', { mountPath: 'a' }, { mountPath: '/a' }),
  mounts('an empty path', { mountPath: '' }, { mountPath: '/a/../b' }),
  mounts('the root', { mountPath: '/' }, { mountPath: '/root' }),
  mounts('the root by a detour', { mountPath: '/a/..' }, { mountPath: '/..a' }),
  mounts('the devices', { mountPath: '/dev' }, { mountPath: '/dev/shm' }),
  mounts('the log device', { mountPath: '/dev/log/' }, { mountPath: '/var/log' }),
  mounts('propagation', { mountPropagation: 'None' }, { mountPropagation: undefined }),
  mounts('empty propagation', { mountPropagation: '' }, { subPath: 'a' }),
  mounts('a Windows path', { mountPath: 'C:\\a' }, { mountPath: '/C:\\a' }),
];
