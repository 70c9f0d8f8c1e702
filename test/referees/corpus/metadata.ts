import { objects } from './objects';
import { type Pair, pair, valuesAt } from './pair';

const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid: '1' };
const long = (length: number) => 'x'.repeat(length);

/** What the API server asks of every object's metadata, tried on kinds of Knative and of Kubernetes itself. */
export const metadataPairs: readonly Pair[] = [
  ...valuesAt('Service', '/metadata/labels', {
    'a label with a space in its value': [{ team: 'the shop' }, { team: 'the-shop' }],
    'a label of 64 characters': [{ team: long(64) }, { team: long(63) }],
    'a label that ends with a dash': [{ team: 'shop-' }, { team: 'shop' }],
    'a label with a colon, as an image has': [{ version: 'shop:1.2' }, { version: 'shop_1.2' }],
    'a label that is a number': [{ version: 1 }, { version: '1' }],
    'a label that is true': [{ enabled: true }, { enabled: 'true' }],
    'a label key with a space': [{ 'the team': 'shop' }, { 'the.team': 'shop' }],
    'a label key with two slashes': [{ 'a/b/c': '' }, { 'a/b.c': '' }],
    'a label key with an upper-case domain': [{ 'Example.com/team': '' }, { 'example.com/Team': '' }],
    'a label key of 64 characters': [{ [long(64)]: '' }, { [long(63)]: '' }],
    'labels as a list': [['team=shop'], { team: 'shop' }],
    'labels as a list of maps': [[{ team: 'shop' }], { team: 'shop' }],
    'a label that is a map': [{ team: { name: 'shop' } }, { team: '' }],
    'an empty label key': [{ '': 'shop' }, {}],
  }),
  ...valuesAt('Broker', '/metadata/annotations', {
    'an annotation that is a number': [{ 'example.com/replicas': 3 }, { 'example.com/replicas': '3' }],
    'an annotation that is false': [{ 'example.com/on': false }, { 'example.com/on': 'false' }],
    'an annotation key with a space': [{ 'the note': '' }, { 'Example.com/Note': 'any text: ✓' }],
    'an annotation key with two slashes': [{ 'example.com/a/b': '' }, { 'example.com/a_b': '' }],
    'annotations of more than 256 KiB': [{ note: long(262_141) }, { note: long(262_140) }],
    'annotations as a text': ['note=1', { note: '1' }],
  }),
  ...valuesAt('Trigger', '/metadata/name', {
    'a name in upper case': ['Hello', 'hello'],
    'a name with an underscore': ['hello_world', 'hello-world'],
    'a name of 254 characters': [long(254), long(63)],
    'a name that ends with a dash': ['hello-', 'hello-1'],
    'a name with a slash': ['hello/world', 'hello.world'],
    'a name that is a number': [1, '1'],
    'an empty name': ['', 'a'],
    'no name': [undefined, 'a'],
    'a null name': [null, 'a'],
  }),
  ...valuesAt('Service', '/metadata/name', {
    'a service named in upper case': ['Hello', 'hello'],
    'a service named with a dot': ['hello.world', 'hello-world'],
    'a service named with a digit first': ['1hello', 'hello1'],
    'a service with a name of 64 characters': [long(64), long(63)],
  }),
  ...valuesAt('ConfigMap', '/metadata/name', {
    'a name with an underscore': ['my_settings', 'my.settings'],
    'a name of 254 characters': [long(254), long(253)],
  }),
  ...valuesAt('Namespace', '/metadata/name', {
    'a name with a dot': ['my.shop', 'my-shop'],
    'a name of 64 characters': [long(64), long(63)],
  }),
  ...valuesAt('Role', '/metadata/name', { 'a name with a slash': ['a/b', 'system:A_b'] }),
  ...valuesAt('DomainMapping', '/metadata/name', {
    'a domain in upper case': ['Hello.example.com', 'hello.example.com'],
    'a domain with an empty label': ['hello..example.com', 'hello.x.example.com'],
  }),
  pair(
    'a generateName in upper case',
    'PingSource',
    { '/metadata/name': undefined, '/metadata/generateName': 'Hello-' },
    { '/metadata/name': undefined, '/metadata/generateName': 'hello-' },
  ),
  ...valuesAt('Broker', '/metadata/namespace', {
    'a namespace in upper case': ['Shop', 'shop'],
    'a namespace with a dot': ['my.shop', 'my-shop'],
    'a namespace of 64 characters': [long(64), long(63)],
    'a namespace that is a number': [1, '1'],
  }),
  ...valuesAt('Image', '/metadata/finalizers', {
    'a finalizer with a space': [['clean up'], ['example.com/clean-up']],
    'a finalizer that is no list': ['example.com/clean-up', ['example.com/clean-up']],
    'both finalizers of deletion': [['orphan', 'foregroundDeletion'], ['orphan']],
    'an empty finalizer': [[''], []],
  }),
  ...valuesAt('ConfigMap', '/metadata/finalizers', {
    'a finalizer without a domain': [['cleanup'], ['example.com/cleanup']],
    'a finalizer of an unknown standard': [['foreground'], ['foregroundDeletion']],
  }),
  ...valuesAt('Route', '/metadata/ownerReferences', {
    'an owner without uid': [[{ ...owner, uid: undefined }], [owner]],
    'an owner with an empty uid': [[{ ...owner, uid: '' }], [owner]],
    'an owner without kind': [[{ ...owner, kind: undefined }], [owner]],
    'an owner without version': [[{ ...owner, apiVersion: 'apps/' }], [{ ...owner, apiVersion: 'apps/v1' }]],
    'an owner that is an Event': [[{ ...owner, kind: 'Event' }], [{ ...owner, kind: 'Events' }]],
    'two controllers': [
      [
        { ...owner, controller: true },
        { ...owner, uid: '2', controller: true },
      ],
      [
        { ...owner, controller: true },
        { ...owner, uid: '2', controller: false },
      ],
    ],
    'an owner with controller as text': [[{ ...owner, controller: 'true' }], [{ ...owner, controller: true }]],
    'an owner that is no list': [owner, [owner]],
    'an owner with an unknown field': [[{ ...owner, namespace: 'shop' }], [owner]],
  }),
  ...valuesAt('Certificate', '/metadata/creationTimestamp', {
    'a time that is none': ['yesterday', '2026-07-01T12:00:00Z'],
    'an empty time': ['', null],
    'a date without a time': ['2026-07-01', '2026-07-01T12:00:00+02:00'],
  }),
  ...(['Service', 'Trigger', 'PodAutoscaler', 'ConfigMap', 'Role'] as const).flatMap((name) => [
    pair('metadata.lables', name, { '/metadata/lables': { a: 'b' } }, { '/metadata/labels': { a: 'b' } }),
    pair('metadata.annotation', name, { '/metadata/annotation': { a: 'b' } }, { '/metadata/annotations': { a: 'b' } }),
    pair('a label outside of labels', name, { '/metadata/app': 'hello' }, { '/metadata/labels': { app: 'hello' } }),
    pair('a label that is a number', name, { '/metadata/labels': { a: 1.5 } }, { '/metadata/labels': { a: '1.5' } }),
    pair('metadata as a list', name, { '/metadata': [{ name: 'hello' }] }, { '/metadata': { name: 'hello' } }),
    pair('no metadata', name, { '/metadata': undefined }, { '/metadata': objects[name].metadata }),
    pair('metadata in upper case', name, { '/Metadata': {} }, {}),
    pair('the namespace at the top', name, { '/namespace': 'default' }, { '/metadata/namespace': 'default' }),
  ]),
];
