import { at, type TextPair, whole } from './texts';

const SPLIT = '{ serviceNamespace: default, serviceName: a, servicePort: 80';
const rules = (splits: string, more = '') =>
  `rules:\n  - hosts: [a.example.com]\n    http: { paths: [{ splits: [${splits}]${more} }] }`;
const GOOD = rules(`${SPLIT}, percent: 100 }`);

const ingress: readonly TextPair[] = [
  ...at('Ingress', 'spec', {
    'a percent with a sign': [rules(`${SPLIT}, percent: 100% }`), GOOD],
    'a percent with a fraction': [rules(`${SPLIT}, percent: 99.5 }`), rules(`${SPLIT}, percent: 100.0 }`)],
    'a namespace left out': [rules('{ serviceName: a, servicePort: 80, percent: 100 }'), GOOD],
    'a backend of Kubernetes': [rules('{ service: { name: a, port: { number: 80 } } }'), GOOD],
    'splits as a map': ['rules: [{ hosts: [a.b], http: { paths: [{ splits: { serviceName: a } }] } }]', GOOD],
    'host for hosts': [GOOD.replace('hosts', 'host'), GOOD],
    'hosts as a text': [GOOD.replace('[a.example.com]', 'a.example.com'), GOOD],
    'path for paths': ['rules: [{ hosts: [a.b], http: { path: / } }]', GOOD],
    'a visibility in kebab case': [`${GOOD}\n    visibilities: cluster-local`, `${GOOD}\n    visibility: ClusterLocal`],
    'a rewrite of a number': [
      rules(`${SPLIT}, percent: 100 }`, ', rewriteHost: 1'),
      rules(`${SPLIT}, percent: 100 }`, ', rewriteHost: a.b'),
    ],
    'headers as texts': [
      rules(`${SPLIT}, percent: 100 }`, ', headers: { a: b }'),
      rules(`${SPLIT}, percent: 100 }`, ', headers: { a: { exact: b } }'),
    ],
    'headers that are numbers': [
      rules(`${SPLIT}, percent: 100 }`, ', headers: { a: { exact: 1 } }'),
      rules(`${SPLIT}, percent: 100 }`, ', headers: { a: { exact: "1" } }'),
    ],
    'appended headers that are true': [
      rules(`${SPLIT}, percent: 100 }`, ', appendHeaders: { a: true }'),
      rules(`${SPLIT}, percent: 100 }`, ', appendHeaders: { a: "true" }'),
    ],
    'a port that is a map': [
      rules('{ serviceNamespace: default, serviceName: a, servicePort: { number: 80 }, percent: 100 }'),
      rules('{ serviceNamespace: default, serviceName: a, servicePort: http, percent: 100 }'),
    ],
    'a tls without hosts as a list': [
      `${GOOD}\ntls: [{ hosts: a.b, secretName: a, secretNamespace: b }]`,
      `${GOOD}\ntls: [{ hosts: [a.b], secretName: a, secretNamespace: b }]`,
    ],
    'tls as a map': [
      `${GOOD}\ntls: { secretName: a }`,
      `${GOOD}\ntls: [{ hosts: [a.b], secretName: a, secretNamespace: b }]`,
    ],
  }),
  ...at(
    'Ingress',
    'spec',
    {
      'splits of 90': [
        rules(`${SPLIT}, percent: 60 }, ${SPLIT}, percent: 30 }`),
        rules(`${SPLIT}, percent: 60 }, ${SPLIT}, percent: 40 }`),
      ],
      'an httpOption in lower case': [`${GOOD}\nhttpOption: enabled`, `${GOOD}\nhttpOption: Enabled`],
      'no rules': ['rules: []', GOOD],
      'a split into another namespace': [
        rules('{ serviceNamespace: shop, serviceName: a, servicePort: 80, percent: 100 }'),
        GOOD,
      ],
    },
    'networking, pkg/apis/networking/v1alpha1/ingress_validation.go',
  ),
];

const internal: readonly TextPair[] = [
  ...at('ServerlessService', 'spec', {
    'no protocol': ['mode: Serve', 'mode: Serve\nprotocolType: http1'],
    'activators as a text': [
      'protocolType: h2c\nmode: Serve\nnumActivators: "1"',
      'protocolType: h2c\nmode: Serve\nnumActivators: 1',
    ],
    protocol: ['protocol: http1\nmode: Serve', 'protocolType: http1\nmode: Serve'],
    'a reference twice': ['objectRef: {}\nprotocolType: http1\nmode: Serve', 'protocolType: http1\nmode: Serve'],
    'activators in capitals': [
      'protocolType: http1\nmode: Serve\nNumActivators: 1',
      'protocolType: http1\nmode: Serve\nnumActivators: 1',
    ],
  }),
  ...at(
    'ServerlessService',
    'spec',
    {
      'a mode in lower case': ['mode: serve\nprotocolType: http1', 'mode: Proxy\nprotocolType: http1'],
      'a protocol of http2': ['mode: Serve\nprotocolType: http2', 'mode: Serve\nprotocolType: h2c'],
      'activators below zero': [
        'mode: Serve\nprotocolType: http1\nnumActivators: -1',
        'mode: Serve\nprotocolType: http1\nnumActivators: 0',
      ],
    },
    'networking, pkg/apis/networking/v1alpha1/serverlessservice_validation.go',
  ),
  ...at('Certificate', 'spec', {
    'one name': ['dnsNames: a.example.com\nsecretName: a', 'dnsNames: [a.example.com]\nsecretName: a'],
    dnsName: ['dnsName: [a.b]\nsecretName: a', 'dnsNames: [a.b]\nsecretName: a'],
    DNSNames: ['DNSNames: [a.b]\nsecretName: a', 'dnsNames: [a.b]\nsecretName: a'],
    'a name that is a number': ['dnsNames: [1.5]\nsecretName: a', 'dnsNames: ["1.5"]\nsecretName: a'],
    'a secret that is a map': ['dnsNames: [a.b]\nsecretName: { name: a }', 'dnsNames: [a.b]\nsecretName: a'],
    'an issuer of cert-manager': [
      'dnsNames: [a.b]\nsecretName: a\nissuerRef: { name: a }',
      'dnsNames: [a.b]\nsecretName: a',
    ],
  }),
  ...at(
    'Certificate',
    'spec',
    {
      'no names': ['dnsNames: []\nsecretName: a', 'dnsNames: [a.b]\nsecretName: a'],
      'an empty secret': ['dnsNames: [a.b]\nsecretName: ""', 'dnsNames: [a.b]\nsecretName: a'],
    },
    'networking, pkg/apis/networking/v1alpha1/certificate_validation.go',
  ),
  ...whole(
    'ClusterDomainClaim',
    Object.fromEntries(
      (
        [
          [
            'a namespace in the metadata of a wrong type',
            'metadata: { name: a.b, namespace: [a] }\nspec: { namespace: default }',
          ],
          ['a namespace that is a number', 'metadata: { name: a.b }\nspec: { namespace: 1 }'],
          ['a spec that is a name', 'metadata: { name: a.b }\nspec: default'],
          ['no spec.namespace', 'metadata: { name: a.b }\nspec: { name: default }'],
          ['an upper-case name', 'metadata: { name: A.b }\nspec: { namespace: default }'],
          ['a wildcard', 'metadata: { name: "*.b" }\nspec: { namespace: default }'],
          ['an empty spec', 'metadata: { name: a.b }\nspec: {}'],
        ] as const
      ).map(([title, fault]) => [
        title,
        [
          `apiVersion: networking.internal.knative.dev/v1alpha1\nkind: ClusterDomainClaim\n${fault}\n`,
          'apiVersion: networking.internal.knative.dev/v1alpha1\nkind: ClusterDomainClaim\nmetadata: { name: a.b }\nspec: { namespace: default }\n',
        ],
      ]),
    ),
  ),
  ...at('PodAutoscaler', 'spec', {
    minScale: ['minScale: 1', 'containerConcurrency: 1'],
    'a concurrency with a fraction': ['containerConcurrency: 0.5', 'containerConcurrency: 5'],
    'a concurrency with an exponent': ['containerConcurrency: 1e-1', 'containerConcurrency: 1e1'],
    'a concurrency that is a text': ['containerConcurrency: "5"', 'reachability: Unreachable'],
    'a reachability that is a boolean': ['reachability: true', 'reachability: Reachable'],
    'a target twice': ['scaleTargetRef: {}', '# none'],
    'metrics of an HPA': ['metrics: []', '# none'],
  }),
  ...at(
    'PodAutoscaler',
    'spec',
    {
      'a concurrency of 2000': ['containerConcurrency: 2000', 'containerConcurrency: 1000'],
      'a concurrency below zero': ['containerConcurrency: -1', 'containerConcurrency: 0'],
    },
    'serving, pkg/apis/autoscaling/v1alpha1/podautoscaler_validation.go',
  ),
  ...at(
    'PodAutoscaler',
    'metadata',
    {
      'a window of 1s': [
        'annotations: { autoscaling.knative.dev/window: 1s }',
        'annotations: { autoscaling.knative.dev/window: 60s }',
      ],
      'min-scale as a word': [
        'annotations: { autoscaling.knative.dev/min-scale: one }',
        'annotations: { autoscaling.knative.dev/min-scale: "1" }',
      ],
    },
    'serving, pkg/apis/autoscaling/v1alpha1/podautoscaler_validation.go',
  ),
  ...at('Metric', 'spec', {
    'windows of text': ['stableWindow: 60s\npanicWindow: 6s', 'stableWindow: 60000000000\npanicWindow: 6000000000'],
    'a window with a fraction': ['stableWindow: 6.5\npanicWindow: 6', 'stableWindow: 6e10\npanicWindow: 6e9'],
    'no panic window': ['stableWindow: 6', 'stableWindow: 6\npanicWindow: 6'],
    'a window beyond 64 bits': ['stableWindow: 1e30\npanicWindow: 6', 'stableWindow: 9e15\npanicWindow: 6'],
    'a target twice': ['scrapeTarget: a\nstableWindow: 6\npanicWindow: 6', 'stableWindow: 6\npanicWindow: 6'],
  }),
  ...at('Image', 'spec', {
    'no image': ['serviceAccountName: a', 'image: a/b\nserviceAccountName: a'],
    'an image of a map': ['image: { repository: a, tag: b }', 'image: a:b'],
    'an image that is a number': ['image: 1', 'image: "1"'],
    images: ['images: [a]', 'image: a'],
    'a secret that is a name': ['image: a\nimagePullSecrets: [b]', 'image: a\nimagePullSecrets: [{ name: b }]'],
    'an account that is a map': ['image: a\nserviceAccountName: { name: a }', 'image: a\nserviceAccountName: b'],
    'a policy for pulling': ['image: a\nimagePullPolicy: Always', 'image: a'],
  }),
];

const core: readonly TextPair[] = [
  ...at('ConfigMap', 'top', {
    'an unknown field': ['date: { a: b }', 'data: { a: b }'],
    'a spec': ['spec: {}', 'immutable: true'],
    'data twice': ['data: { a: b }\ndata: { a: c }', 'data: { a: b }'],
    'a key twice': ['data:\n  a: b\n  a: c', 'data:\n  a: b\n  A: c'],
    'stringData of a Secret': ['stringData: { a: b }', 'binaryData: { a: YQ== }'],
    'a tab': ['data:\n\ta: b', 'data:\n  a: b'],
    'a block that is indented wrongly': ['data:\n  a: |\n  b', 'data:\n  a: |\n    b'],
  }),
  ...at('ConfigMap', 'metadata', {
    'a label that is a number': ['labels: { a: 1 }', 'labels: { a: "1" }'],
    'an annotation that is true': ['annotations: { a: true }', 'annotations: { a: "true" }'],
    'labels misspelt': ['lables: { a: b }', 'labels: { a: b }'],
    'a label with a blank': ['labels: { a: b c }', 'annotations: { a: b c }'],
    'a finalizer without a slash': ['finalizers: [abc]', 'finalizers: [a.b/c]'],
    'an owner of nothing': ['ownerReferences: [{}]', 'ownerReferences: []'],
    'an owner with controller of a text': [
      'ownerReferences: [{ apiVersion: v1, kind: Pod, name: a, uid: b, controller: "true" }]',
      'ownerReferences: [{ apiVersion: v1, kind: Pod, name: a, uid: b, controller: true }]',
    ],
    'two controllers': [
      'ownerReferences: [{ apiVersion: v1, kind: Pod, name: a, uid: b, controller: true }, { apiVersion: v1, kind: Pod, name: c, uid: d, controller: true }]',
      'ownerReferences: [{ apiVersion: v1, kind: Pod, name: a, uid: b, controller: true }, { apiVersion: v1, kind: Pod, name: c, uid: d }]',
    ],
    'clusterName of old': ['clusterName: a', 'generation: 1'],
    'a deletion that is a date': ['creationTimestamp: 2024-01-01', 'creationTimestamp: 2024-01-01T00:00:00Z'],
    'a grace period that is a text': ['deletionGracePeriodSeconds: "1"', 'deletionGracePeriodSeconds: 1'],
    'managedFields as a map': ['managedFields: {}', 'managedFields: []'],
  }),
];

const settings = (
  name: string,
  namespace: string,
  cases: Readonly<Record<string, readonly [string, string]>>,
  source: string,
) =>
  Object.entries(cases).map(([title, [fault, nearMiss]]): TextPair => {
    const text = (data: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  labels: { app.kubernetes.io/part-of: knative-${namespace.slice(8)} }\ndata:\n  ${data.replaceAll('\n', '\n  ')}\n`;
    return { title: `${name}: ${title}`, fault: text(fault), nearMiss: text(nearMiss), notJudged: source };
  });

const configMaps: readonly TextPair[] = [
  ...settings(
    'config-autoscaler',
    'knative-serving',
    {
      'a window without a unit': ['stable-window: "60"', 'stable-window: 60s'],
      'a window of 5s': ['stable-window: 5s', 'stable-window: 6s'],
      'a window of 61m': ['stable-window: 61m', 'stable-window: 1h'],
      'a boolean of yes': ['enable-scale-to-zero: "maybe"', 'enable-scale-to-zero: "true"'],
      'a target of zero': ['container-concurrency-target-default: "0"', 'container-concurrency-target-default: "1"'],
      'a utilization of 200': [
        'container-concurrency-target-percentage: "200"',
        'container-concurrency-target-percentage: "70"',
      ],
      'a rate of up that is 1': ['max-scale-up-rate: "1"', 'max-scale-up-rate: "1.1"'],
      'a rate of down that is 1': ['max-scale-down-rate: "1"', 'max-scale-down-rate: "2"'],
      'an initial scale of zero': ['initial-scale: "0"', 'initial-scale: "1"'],
      'a min scale above the limit': ['min-scale: "-1"', 'min-scale: "1"'],
      'a max scale of a word': ['max-scale: ten', 'max-scale: "10"'],
      'a burst of -2': ['target-burst-capacity: "-2"', 'target-burst-capacity: "-1"'],
      'a panic of 0': ['panic-window-percentage: "0"', 'panic-window-percentage: "10"'],
      'a retention with nonsense': [
        'scale-to-zero-pod-retention-period: soon',
        'scale-to-zero-pod-retention-period: 1m',
      ],
      'a requests per second of 0': [
        'requests-per-second-target-default: "0"',
        'requests-per-second-target-default: "200"',
      ],
      'a max scale above its limit': ['max-scale: "5"\nmax-scale-limit: "4"', 'max-scale: "4"\nmax-scale-limit: "4"'],
    },
    'serving, pkg/autoscaler/config/config.go',
  ),
  ...settings(
    'config-defaults',
    'knative-serving',
    {
      'a timeout with a unit': ['revision-timeout-seconds: 300s', 'revision-timeout-seconds: "300"'],
      'a timeout beyond the greatest': [
        'revision-timeout-seconds: "700"',
        'revision-timeout-seconds: "700"\nmax-revision-timeout-seconds: "700"',
      ],
      'a memory that is wrong': ['revision-memory-limit: 1gb', 'revision-memory-limit: 1Gi'],
      'a concurrency of 2000': ['container-concurrency: "2000"', 'container-concurrency: "1000"'],
      'a concurrency with a fraction': ['container-concurrency: "1.5"', 'container-concurrency: "1"'],
      'a template that is wrong': ['container-name-template: "{{.Name"', 'container-name-template: "{{.Name}}"'],
      'a response timeout beyond': [
        'revision-response-start-timeout-seconds: "400"',
        'revision-response-start-timeout-seconds: "300"',
      ],
    },
    'serving, pkg/apis/config/defaults.go',
  ),
  ...settings(
    'config-domain',
    'knative-serving',
    {
      'a selector that is a text': ['example.com: app', 'example.com: ""'],
      'a selector that is a list': ['example.com: |\n  selector: [app]', 'example.com: |\n  selector:\n    app: a'],
    },
    'serving, pkg/reconciler/route/config/domain.go',
  ),
];

const svc = (name: string) =>
  `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n      - image: a/b\n`;
const broker = (name: string) =>
  `apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata:\n  name: ${name}\nspec: {}\n`;

const files: readonly TextPair[] = whole('a file', {
  'a bad second document': [`${svc('a')}---\n${broker('A')}`, `${svc('a')}---\n${broker('a')}`],
  'a bad document between good ones': [
    `${svc('a')}---\n${svc('b').replace('image', 'img')}---\n${broker('c')}`,
    `${svc('a')}---\n${svc('b')}---\n${broker('c')}`,
  ],
  'a separator of two dashes': [`${svc('a')}--\n${broker('b')}`, `${svc('a')}---\n${broker('b')}`],
  'a missing separator': [`${svc('a')}${broker('b')}`, `${svc('a')}---\n---\n# nothing\n---\n${broker('b')}`],
  'a generateName of two letters': [
    svc('a').replace('name: a', 'generateName: A-'),
    svc('a').replace('name: a', 'generateName: a--'),
  ],
  'a group that is nearly one': [svc('a').replace('serving.knative', 'serving.kative'), svc('a')],
  'the domain alone as group': [svc('a').replace('serving.knative.dev', 'knative.dev'), svc('a')],
  'a list for the items': [
    `apiVersion: v1\nkind: ConfigMap\nmetadata: [{ name: a }]\n`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n`,
  ],
  'a document that is a list': [`- ${svc('a').replaceAll('\n', '\n  ')}`, svc('a')],
  'a document that is a text': [`hello\n---\n${svc('a')}`, `# hello\n---\n${svc('a')}`],
  'no kind': [svc('a').replace('kind: Service\n', ''), svc('a')],
  'no apiVersion': [svc('a').replace(/^apiVersion.*\n/, ''), svc('a')],
  'no metadata': [svc('a').replace('metadata:\n  name: a\n', ''), svc('a')],
  'null metadata': [svc('a').replace('  name: a\n', ''), svc('a')],
  'metadata as a list': [svc('a').replace('  name: a\n', '  - name: a\n'), svc('a')],
  'metadata as a text': [svc('a').replace('metadata:\n  name: a\n', 'metadata: a\n'), svc('a')],
  'a name beside the metadata': [svc('a').replace('  name: a', 'name: a'), svc('a')],
  apiversion: [svc('a').replace('apiVersion', 'apiversion'), svc('a')],
  Kind: [svc('a').replace('kind', 'Kind'), svc('a')],
  'a kind that is a list': [svc('a').replace('kind: Service', 'kind: [Service]'), svc('a')],
  'an apiVersion that is a number': [svc('a').replace('serving.knative.dev/v1', '1'), svc('a')],
  'a BOM and a fault': [`\uFEFF${svc('A')}`, `\uFEFF${svc('a')}`],
  'Windows lines and a fault': [svc('A').replaceAll('\n', '\r\n'), svc('a').replaceAll('\n', '\r\n')],
  'containers one level up': [
    svc('a').replace('      containers:\n      - image: a/b', '    containers:\n    - image: a/b'),
    svc('a'),
  ],
  'spec below metadata': [svc('a').replace('\nspec:\n', '\n  spec:\n').replaceAll('\n    ', '\n      '), svc('a')],
  'a merge of nothing': [
    svc('a').replace('- image: a/b', '- <<: a\n        image: a/b'),
    svc('a').replace('- image: a/b', '- <<: { image: a/b }'),
  ],
  'a merge with a fault': [
    svc('a').replace('- image: a/b', '- <<: { image: a/b, prots: [] }'),
    svc('a').replace('- image: a/b', '- <<: { image: a/b, ports: [] }'),
  ],
  'JSON with a comma too many': [
    '{"apiVersion":"eventing.knative.dev/v1","kind":"Broker","metadata":{"name":"A"},"spec":{},}',
    '{"apiVersion":"eventing.knative.dev/v1","kind":"Broker","metadata":{"name":"a"},"spec":{},}',
  ],
  'a generateName in upper case': [
    svc('a').replace('name: a', 'generateName: A-'),
    svc('a').replace('name: a', 'generateName: a-'),
  ],
  'a namespace in upper case': [
    svc('a').replace('name: a', 'name: a\n  namespace: Shop'),
    svc('a').replace('name: a', 'name: a\n  namespace: shop'),
  ],
  'a namespace with a dot': [
    svc('a').replace('name: a', 'name: a\n  namespace: my.shop'),
    svc('a').replace('name: a', 'name: a\n  namespace: my-shop'),
  ],
  'a namespace that is a number': [
    svc('a').replace('name: a', 'name: a\n  namespace: 12'),
    svc('a').replace('name: a', 'name: a\n  namespace: "12"'),
  ],
  'a namespace of 64 letters': [
    svc('a').replace('name: a', `name: a\n  namespace: ${'a'.repeat(64)}`),
    svc('a').replace('name: a', `name: a\n  namespace: ${'a'.repeat(63)}`),
  ],
  'a Knative Service of the core': [
    svc('a').replace('serving.knative.dev/v1', 'v1').replace('spec:', 'specs:'),
    svc('a'),
  ],
});

/** Faults in files of Knative's own kinds, of Kubernetes' and of the files themselves. */
export const otherTexts: readonly TextPair[] = [...ingress, ...internal, ...core, ...configMaps, ...files];
