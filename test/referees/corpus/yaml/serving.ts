import { at, type TextPair, whole } from './texts';

const LONG = 'a'.repeat(64);

const scalars: readonly TextPair[] = at('Service', 'container', {
  'yes as a value of env': ['env: [{ name: A, value: yes }]', 'env: [{ name: A, value: "yes" }]'],
  'off as a value of env': ['env:\n  - name: A\n    value: off', "env:\n  - name: A\n    value: 'off'"],
  'y as a value of env': ['env:\n  - name: A\n    value: y', 'env:\n  - name: A\n    value: yeah'],
  'a version as a value of env': ['env:\n  - name: A\n    value: 1.0', 'env:\n  - name: A\n    value: 1.0.0'],
  'a hexadecimal number as a value of env': ['env: [{ name: A, value: 0x10 }]', 'env: [{ name: A, value: 0x1g }]'],
  'an exponent as a value of env': ['env: [{ name: A, value: 1e3 }]', 'env: [{ name: A, value: 1e }]'],
  'a mode in octal as a value of env': ['env: [{ name: A, value: 0755 }]', 'env: [{ name: A, value: 0855x }]'],
  'digits with underscores as a value of env': ['env: [{ name: A, value: 1_000 }]', 'env: [{ name: A, value: _1000 }]'],
  'a float with a plus as a value of env': ['env: [{ name: A, value: +1.5 }]', 'env: [{ name: A, value: ++1.5 }]'],
  'an infinite number as a value of env': ['env: [{ name: A, value: .inf }]', 'env: [{ name: A, value: inf }]'],
  'a map as a value of env': ['env: [{ name: A, value: { a: b } }]', `env: [{ name: A, value: '{ "a": "b" }' }]`],
  'a list as a value of env': ['env: [{ name: A, value: [a, b] }]', 'env: [{ name: A, value: "[a, b]" }]'],
  'a number as the name of a variable': ['env: [{ name: 1, value: a }]', 'env: [{ name: A1, value: null }]'],
  'a number and a date as values of env': [
    'env:\n  - name: A\n    value: 20240101',
    'env:\n  - name: A\n    value: 2024-01-01',
  ],
  'a boolean in upper case as a value of env': ['env: [{ name: A, value: TRUE }]', 'env: [{ name: A, value: tRUE }]'],
  'seconds of a day as a value of env': ['env: [{ name: A, value: 1.5e1 }]', 'env: [{ name: A, value: 12:30:00 }]'],
  'args with numbers': ['args: [--port, 8080]', 'args: [--port, "8080"]'],
  'args with true': ['args:\n  - --verbose\n  - true', 'args:\n  - --verbose=true'],
  'args as one text': ['args: --verbose --port=1', 'args: [--verbose --port=1]'],
  'args that become a map': ['args:\n  - level: debug', 'args:\n  - level:debug'],
  'a command that becomes a map': ['command:\n  - sh: -c', 'command:\n  - sh\n  - -c'],
  'args with a list in it': ['args: [[a, b]]', 'args: [a, b]'],
  'a workingDir that is a number': ['workingDir: 1', 'workingDir: "1"'],
  'tty that is a text': ['stdinOnce: "no"', 'workingDir: /'],
  'a pull policy that is a boolean': ['imagePullPolicy: true', 'imagePullPolicy: IfNotPresent'],
  'a termination policy in kebab case': [
    'terminationMessagePolicy: Fallback-To-Logs-On-Error',
    'terminationMessagePolicy: FallbackToLogsOnError',
  ],
  'a container name that is a number': ['name: 1', 'name: "1"'],
  'the name of the queue proxy': ['name: queue-proxy', 'name: queue-proxy-2'],
});

const container: readonly TextPair[] = at('Service', 'container', {
  'the port misspelt': ['ports: [{ containerport: 8080 }]', 'ports: [{ containerPort: 8080 }]'],
  'port for containerPort': ['ports: [{ port: 8080 }]', 'ports: [{ containerPort: 8080 }]'],
  'port for ports': ['port: 8080', 'ports: [{ containerPort: 8080 }]'],
  'a port that is a number': ['ports: 8080', 'ports: [{ containerPort: 8080 }]'],
  'a port mapping of Docker': ['ports: ["80:8080"]', 'ports: [{ containerPort: 8080 }]'],
  'a host port': ['ports: [{ containerPort: 8080, hostPort: 80 }]', 'ports: [{ containerPort: 8080, protocol: TCP }]'],
  'a host IP': ['ports: [{ containerPort: 8080, hostIP: 0.0.0.0 }]', 'ports: [{ containerPort: 8080 }]'],
  'a port of 65536': ['ports: [{ containerPort: 65536 }]', 'ports: [{ containerPort: 65535 }]'],
  'a port of UDP': ['ports: [{ containerPort: 53, protocol: UDP }]', 'ports: [{ containerPort: 53, protocol: TCP }]'],
  'a protocol in lower case': [
    'ports: [{ containerPort: 80, protocol: tcp }]',
    'ports: [{ containerPort: 80, protocol: TCP }]',
  ],
  'a port name that is http': [
    'ports: [{ containerPort: 80, name: http }]',
    'ports: [{ containerPort: 80, name: http1 }]',
  ],
  'a port name that is grpc': [
    'ports: [{ containerPort: 80, name: grpc }]',
    'ports: [{ containerPort: 80, name: h2c }]',
  ],
  'a port name in upper case': [
    'ports: [{ containerPort: 80, name: H2C }]',
    'ports: [{ containerPort: 80, name: "" }]',
  ],
  'the port of the queue proxy': ['ports: [{ containerPort: 8012 }]', 'ports: [{ containerPort: 8014 }]'],
  'the port of metrics': ['ports: [{ containerPort: 9090 }]', 'ports: [{ containerPort: 9092 }]'],
  'two ports': ['ports:\n  - containerPort: 80\n  - containerPort: 81', 'ports:\n  - containerPort: 80'],
  'a wrong unit of memory': ['resources: { limits: { memory: 1gb } }', 'resources: { limits: { memory: 1G } }'],
  'a unit of memory in lower case': [
    'resources: { limits: { memory: 512mb } }',
    'resources: { limits: { memory: 512Mi } }',
  ],
  'a unit of memory with a blank': [
    'resources: { limits: { memory: 1 Gi } }',
    'resources: { limits: { memory: 1Gi } }',
  ],
  'a unit of memory that is mi': ['resources: { limits: { memory: 64mi } }', 'resources: { limits: { memory: 64m } }'],
  'a unit of memory that is K': ['resources: { limits: { memory: 64K } }', 'resources: { limits: { memory: 64k } }'],
  'kibibytes that are ki': ['resources: { limits: { memory: 64ki } }', 'resources: { limits: { memory: 64Ki } }'],
  'a unit of memory that is GiB': ['resources: { limits: { memory: 1GiB } }', 'resources: { limits: { memory: 1Gi } }'],
  'cores for a CPU': ['resources: { limits: { cpu: 2cores } }', 'resources: { limits: { cpu: 2 } }'],
  'a comma in a quantity': ['resources: { limits: { cpu: "0,5" } }', 'resources: { limits: { cpu: ".5" } }'],
  'percent of a CPU': ['resources: { limits: { cpu: 50% } }', 'resources: { limits: { cpu: 500m } }'],
  'a CPU of an unquoted fraction': ['resources: { requests: { cpu: 1.5 } }', 'resources: { requests: { cpu: "1.5" } }'],
  'a CPU of an unquoted exponent': [
    'resources: { requests: { cpu: 1.5e-1 } }',
    'resources: { requests: { cpu: "15e-2" } }',
  ],
  'limits beside resources': ['limits: { cpu: 1 }', 'resources: { limits: { cpu: 1 } }'],
  'limits directly in resources': ['resources: { cpu: 1 }', 'resources: { requests: { cpu: 1 } }'],
  'resource for resources': ['resource: { limits: { cpu: 1 } }', 'resources: {}'],
  'a list of limits': ['resources: { limits: [{ cpu: 1 }] }', 'resources: { limits: { cpu: 1 } }'],
  'a quantity that is a map': ['resources: { limits: { cpu: { value: 1 } } }', 'resources: { limits: { cpu: 1 } }'],
  'a quantity that is empty': ['resources: { limits: { cpu: "" } }', 'resources: { limits: { cpu: "0" } }'],
  'environment for env': ['environment: [{ name: A, value: a }]', 'env: [{ name: A, value: a }]'],
  'envs for env': ['envs: [{ name: A }]', 'env: [{ name: A }]'],
  'env with key and value': ['env: [{ key: A, value: a }]', 'env: [{ name: A, value: a }]'],
  'env with Name': ['env: [{ Name: A, value: a }]', 'env: [{ name: A, value: a }]'],
  'the variable PORT': ['env: [{ name: PORT, value: "80" }]', 'env: [{ name: Port, value: "80" }]'],
  'the variable K_SERVICE': ['env: [{ name: K_SERVICE, value: a }]', 'env: [{ name: K_SERVICES, value: a }]'],
  'a source beside valueFrom': [
    'env: [{ name: A, secretKeyRef: { name: a, key: b } }]',
    'env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: b } } }]',
  ],
  'secretRef for secretKeyRef': [
    'env: [{ name: A, valueFrom: { secretRef: { name: a, key: b } } }]',
    'env: [{ name: A, valueFrom: { configMapKeyRef: { name: a, key: b } } }]',
  ],
  'a field of the pod': [
    'env: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]',
    'env: [{ name: A, valueFrom: { configMapKeyRef: { name: a, key: b } } }]',
  ],
  'a key that is a number': [
    'env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: 1 } } }]',
    'env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: "1" } } }]',
  ],
  'envFrom as a map': ['envFrom: { secretRef: { name: a } }', 'envFrom: [{ secretRef: { name: a } }]'],
  'envFrom of a key': ['envFrom: [{ secretKeyRef: { name: a } }]', 'envFrom: [{ configMapRef: { name: a } }]'],
  'envFrom of both': [
    'envFrom: [{ secretRef: { name: a }, configMapRef: { name: b } }]',
    'envFrom:\n  - secretRef: { name: a }\n  - configMapRef: { name: b }',
  ],
  'envFrom of nothing': ['envFrom: [{ prefix: A_ }]', 'envFrom: [{ prefix: A_, secretRef: { name: a } }]'],
  'a mount without its volume': ['volumeMounts: [{ name: data, mountPath: /data }]', 'volumeMounts: []'],
  'a probe of two handlers': [
    'readinessProbe: { httpGet: { path: / }, tcpSocket: { port: 0 } }',
    'readinessProbe: { tcpSocket: { port: 0 } }',
  ],
  'a probe as a URL': ['readinessProbe: http://localhost/', 'readinessProbe: { httpGet: { path: / } }'],
  readyness: ['readynessProbe: { httpGet: {} }', 'readinessProbe: { httpGet: {} }'],
  'a probe in kebab case': ['readiness-probe: { httpGet: {} }', 'livenessProbe: { httpGet: {} }'],
  'a probe of the path alone': [
    'readinessProbe: { path: /healthz }',
    'readinessProbe: { httpGet: { path: /healthz } }',
  ],
  'a period with a unit': [
    'readinessProbe: { httpGet: {}, periodSeconds: 10s }',
    'readinessProbe: { httpGet: {}, periodSeconds: 10 }',
  ],
  'a period of half a second': [
    'readinessProbe: { httpGet: {}, periodSeconds: 0.5 }',
    'readinessProbe: { httpGet: {}, periodSeconds: 1 }',
  ],
  'initialDelay without seconds': [
    'readinessProbe: { httpGet: {}, initialDelay: 5 }',
    'readinessProbe: { httpGet: {}, initialDelaySeconds: 5 }',
  ],
  'an exec that is a text': [
    'livenessProbe: { exec: { command: cat /tmp/a } }',
    'livenessProbe: { exec: { command: [cat, /tmp/a] } }',
  ],
  'an exec that is a list': ['livenessProbe: { exec: [cat, /a] }', 'livenessProbe: { exec: { command: [cat, /a] } }'],
  'a gRPC probe without number': ['livenessProbe: { grpc: { port: h2c } }', 'livenessProbe: { grpc: { port: 0 } }'],
  'a lifecycle': ['lifecycle: { preStop: { exec: { command: [a] } } }', 'terminationMessagePath: /dev/log'],
  privileged: ['securityContext: { privileged: true }', 'securityContext: { privileged: false }'],
  'a user that is a name': ['securityContext: { runAsUser: root }', 'securityContext: { runAsUser: 0 }'],
  'a negative user': ['securityContext: { runAsUser: -1 }', 'securityContext: { runAsUser: 2147483647 }'],
  'capabilities.drop as a text': [
    'securityContext: { capabilities: { drop: ALL } }',
    'securityContext: { capabilities: { drop: [ALL] } }',
  ],
  'a capability that is added': [
    'securityContext: { capabilities: { add: [NET_ADMIN] } }',
    'securityContext: { capabilities: { drop: [NET_ADMIN] } }',
  ],
  'a seccomp profile that is a text': [
    'securityContext: { seccompProfile: RuntimeDefault }',
    'securityContext: { seccompProfile: { type: RuntimeDefault } }',
  ],
  'a seccomp profile without a type': [
    'securityContext: { seccompProfile: { localhostProfile: a.json } }',
    'securityContext: { seccompProfile: { type: Localhost, localhostProfile: a.json } }',
  ],
  readonlyRootFilesystem: [
    'securityContext: { readonlyRootFilesystem: true }',
    'securityContext: { readOnlyRootFilesystem: true }',
  ],
  'fsGroup of a container': ['securityContext: { fsGroup: 1000 }', 'securityContext: { runAsGroup: 1000 }'],
  stdin: ['stdin: true', 'workingDir: /'],
  'a restart policy of a container': ['restartPolicy: Always', 'workingDir: /'],
  'a key twice': ['name: a\nname: b', 'name: a'],
  'a key twice in a flow': ['resources: { limits: { cpu: 1, cpu: 2 } }', 'resources: { limits: { cpu: 1 } }'],
  'a container port with a blank before the colon, twice': ['ports : []\nports: []', 'ports : []'],
  'an anchor that is not there': ['env: *common', 'env: &common []\nargs: *common'],
  'a tab': ['env:\n\t- name: A', 'env:\n    - name: A'],
  'a quote that is open': ['name: "a', 'name: "a"'],
  'a brace that is open': ['resources: { limits: { cpu: 1 }', 'resources: { limits: { cpu: 1 } }'],
  'two colons': ['name: a: b', 'name: a'],
  'a percent sign at the beginning': ['args: [%a]', 'args: ["%a"]'],
  'an at sign at the beginning': ['args:\n  - @a', "args:\n  - '@a'"],
  'a backtick at the beginning': ['args:\n  - `a`', 'args:\n  - a`'],
  'a template': ['name: {{ .Values.name }}', 'name: values-name'],
});

const images: readonly TextPair[] = whole('Service', {
  ...Object.fromEntries(
    (
      [
        ['an image in upper case', 'ghcr.io/Example/hello', 'ghcr.io/example/hello'],
        ['an image with a blank', 'ghcr.io/example/hello world', 'ghcr.io/example/hello-world'],
        ['an image with two tags', 'ghcr.io/example/hello:1:2', 'ghcr.io/example/hello:1.2'],
        ['an image with an empty tag', '"ghcr.io/example/hello:"', 'ghcr.io/example/hello:v'],
        [
          'an image with a short digest',
          'ghcr.io/example/hello@sha256:abc',
          `ghcr.io/example/hello@sha256:${'a'.repeat(64)}`,
        ],
        ['an image that is a boolean', 'true', '"true"'],
        ['an image that is null', '~', 'busybox'],
        ['an image that is a list', '[a/b]', 'a/b'],
        ['an image with an empty name', '""', 'docker.io/library/busybox'],
        ['an image with a placeholder', '$' + '{IMAGE}', 'image'],
      ] as const
    ).map(([title, fault, nearMiss]) => [title, [service(fault), service(nearMiss)] as const]),
  ),
});

function service(image: string): string {
  return `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: hello
spec:
  template:
    spec:
      containers:
      - image: ${image}
`;
}

const pod: readonly TextPair[] = [
  ...at('Service', 'pod', {
    'a timeout of 601': ['timeoutSeconds: 601', 'timeoutSeconds: 600'],
    'a timeout below zero': ['timeoutSeconds: -1', 'timeoutSeconds: 1'],
    'a timeout with a unit': ['timeoutSeconds: 5m', 'timeoutSeconds: 300'],
    'timeout for timeoutSeconds': ['timeout: 300', 'timeoutSeconds: 300'],
    'timeout-seconds': ['timeout-seconds: 300', 'timeoutSeconds: 300'],
    'a concurrency of 1001': ['containerConcurrency: 1001', 'containerConcurrency: 1000'],
    'a concurrency that is a text': ['containerConcurrency: "10"', 'containerConcurrency: 0x10'],
    'a concurrency with a fraction': ['containerConcurrency: 1.5', 'containerConcurrency: 1.0'],
    concurrency: ['concurrency: 10', 'containerConcurrency: 10'],
    container_concurrency: ['container_concurrency: 10', 'containerConcurrency: 010'],
    'a service account that is a map': ['serviceAccountName: { name: a }', 'serviceAccountName: a'],
    'serviceAccount of old': ['serviceAccount: a', 'serviceAccountName: a.b'],
    'a service account with an underscore': ['serviceAccountName: a_b', 'serviceAccountName: a-b'],
    restartPolicy: ['restartPolicy: Always', 'enableServiceLinks: false'],
    hostNetwork: ['hostNetwork: true', 'automountServiceAccountToken: false'],
    'the token of the account': ['automountServiceAccountToken: true', 'automountServiceAccountToken: false'],
    'automount as a text': ['automountServiceAccountToken: "false"', 'automountServiceAccountToken: off'],
    'a node selector': ['nodeSelector: { disk: ssd }', 'imagePullSecrets: []'],
    tolerations: ['tolerations: [{ operator: Exists }]', 'imagePullSecrets: [{ name: a }]'],
    affinity: ['affinity: { podAffinity: {} }', 'volumes: []'],
    'host aliases': ['hostAliases: [{ ip: 1.2.3.4, hostnames: [a] }]', 'volumes: null'],
    'a priority class': ['priorityClassName: high', 'serviceAccountName: high'],
    'a runtime class': ['runtimeClassName: gvisor', 'serviceAccountName: gvisor'],
    DNS: ['dnsPolicy: None', 'enableServiceLinks: true'],
    'a grace period': ['terminationGracePeriodSeconds: 30', 'timeoutSeconds: 30'],
    'env of the pod': ['env: [{ name: A, value: a }]', 'enableServiceLinks: yes'],
    'resources of the pod': ['resources: { limits: { cpu: 1 } }', 'volumes: []'],
    'ports of the pod': ['ports: [{ containerPort: 8080 }]', 'volumes: []'],
    'autoscaling in the pod': ['minScale: 1', 'containerConcurrency: 1'],
    'init containers': ['initContainers: [{ name: a, image: busybox }]', 'imagePullSecrets: []'],
    'pull secrets as names': ['imagePullSecrets: [secret]', 'imagePullSecrets: [{ name: secret }]'],
    'pullSecrets as a map': ['imagePullSecrets: { name: secret }', 'imagePullSecrets:\n  - name: secret'],
    'securityContext of the pod': ['securityContext: { runAsUser: 1 }', 'timeoutSeconds: 10'],
    'a volume that is not mounted': ['volumes: [{ name: a, secret: { secretName: a } }]', 'volumes: []'],
    'a volume without a source': ['volumes: [{ name: 1 }]', 'volumes: []'],
  }),
  ...at('Service', 'containers', {
    'two containers with a port each': [
      '- image: a/b\n  ports: [{ containerPort: 80 }]\n- image: a/c\n  ports: [{ containerPort: 81 }]',
      '- image: a/b\n  ports: [{ containerPort: 80 }]\n- image: a/c',
    ],
    'two containers without a port': ['- image: a/busybox', '- image: a/busybox\n  ports: [{ containerPort: 80 }]'],
    'two containers of one name': [
      '- { name: a, image: a/b, ports: [{ containerPort: 80 }] }\n- { name: a, image: a/c }',
      '- { name: a, image: a/b, ports: [{ containerPort: 80 }] }\n- { name: b, image: a/c }',
    ],
    'a container that is a name': ['- hello', '- image: hello\n  ports: [{ containerPort: 80 }]'],
    'a container that is empty': ['-', '- image: hello\n  ports: [{ containerPort: 80 }]'],
    'a second container without an image': [
      '- name: side\n  ports: [{ containerPort: 80 }]',
      '- name: side\n  image: busybox\n  ports: [{ containerPort: 80 }]',
    ],
  }),
  ...at('Service', 'template', {
    'traffic in the template': ['traffic: [{ latestRevision: true, percent: 100 }]', '# traffic'],
    'annotations beside the metadata': ['annotations: { autoscaling.knative.dev/min-scale: "1" }', '# annotations'],
    'labels beside the metadata': ['labels: { a: b }', '# labels'],
    'a timeout beside the spec': ['timeoutSeconds: 10', '# timeout'],
    'containers beside the spec': ['containers: [{ image: busybox }]', '# containers'],
  }),
  ...at('Service', 'spec', {
    'containers beside the template': ['containers: []', '# containers'],
    'a timeout beside the template': ['timeoutSeconds: 10', '# timeout'],
    'runLatest of old': ['runLatest: {}', '# runLatest'],
    'traffic misspelt': ['trafic: []', 'traffic: []'],
    'Traffic in upper case': ['Traffic: []', 'traffic: null'],
    traffics: [
      'traffics: [{ latestRevision: true, percent: 100 }]',
      'traffic: [{ latestRevision: true, percent: 100 }]',
    ],
    'a percent with a sign': [
      'traffic: [{ latestRevision: true, percent: 100% }]',
      'traffic: [{ latestRevision: true, percent: 1e2 }]',
    ],
    'a percent in quotes': [
      "traffic:\n  - latestRevision: true\n    percent: '100'",
      'traffic:\n  - latestRevision: true\n    percent: 100.0',
    ],
    'a percent that is a fraction': [
      'traffic: [{ latestRevision: true, percent: 33.3 }, { revisionName: hello-1, percent: 66.7 }]',
      'traffic: [{ latestRevision: true, percent: 33 }, { revisionName: hello-1, percent: 67 }]',
    ],
    'a percent of 101': [
      'traffic: [{ latestRevision: true, percent: 101 }]',
      'traffic: [{ latestRevision: true, percent: 0144 }]',
    ],
    'percents that sum to 99': [
      'traffic:\n  - { latestRevision: true, percent: 33 }\n  - { revisionName: hello-1, percent: 33 }\n  - { revisionName: hello-2, percent: 33 }',
      'traffic:\n  - { latestRevision: true, percent: 34 }\n  - { revisionName: hello-1, percent: 33 }\n  - { revisionName: hello-2, percent: 33 }',
    ],
    'no percent at all': ['traffic: [{ latestRevision: true }]', 'traffic: [{ latestRevision: true, percent: 100 }]'],
    'weight for percent': [
      'traffic: [{ latestRevision: true, weight: 100 }]',
      'traffic: [{ latestRevision: true, percent: 100 }]',
    ],
    'latest and a revision': [
      'traffic: [{ percent: 100, latestRevision: true, revisionName: hello-1 }]',
      'traffic: [{ percent: 100, latestRevision: false, revisionName: hello-1 }]',
    ],
    'latestRevision that is false and alone': [
      'traffic: [{ percent: 100, latestRevision: no }]',
      'traffic: [{ percent: 100, latestRevision: on }]',
    ],
    'latestRevision that is a name': [
      'traffic: [{ percent: 100, latestRevision: hello-1 }]',
      'traffic: [{ percent: 100, revisionName: hello-1 }]',
    ],
    'latest for latestRevision': [
      'traffic: [{ percent: 100, latest: true }]',
      'traffic: [{ percent: 100, latestRevision: true }]',
    ],
    revision_name: ['traffic: [{ percent: 100, revision_name: a }]', 'traffic: [{ percent: 100, revisionName: a }]'],
    'a tag with a dot': [
      'traffic: [{ percent: 100, latestRevision: true, tag: v1.0 }]',
      'traffic: [{ percent: 100, latestRevision: true, tag: v1-0 }]',
    ],
    'a tag in upper case': [
      'traffic: [{ percent: 100, latestRevision: true, tag: Blue }]',
      'traffic: [{ percent: 100, latestRevision: true, tag: blue }]',
    ],
    'a tag that is a date': [
      'traffic: [{ percent: 100, latestRevision: true, tag: 2024-01-01 }]',
      'traffic: [{ percent: 100, latestRevision: true, tag: d2024-01-01 }]',
    ],
    'a tag that is no': [
      'traffic: [{ percent: 100, latestRevision: true, tag: no }]',
      'traffic: [{ percent: 100, latestRevision: true, tag: none }]',
    ],
    'a tag with an underscore': [
      'traffic: [{ percent: 100, latestRevision: true, tag: a_b }]',
      'traffic: [{ percent: 100, latestRevision: true, tag: a-b }]',
    ],
    'a tag of 64 letters': [
      `traffic: [{ percent: 100, latestRevision: true, tag: ${LONG} }]`,
      'traffic: [{ percent: 100, latestRevision: true, tag: "" }]',
    ],
    tags: [
      'traffic: [{ percent: 100, latestRevision: true, tags: [a] }]',
      'traffic: [{ percent: 100, latestRevision: true, tag: a }]',
    ],
    'a tag twice': [
      'traffic: [{ percent: 50, latestRevision: true, tag: a }, { percent: 50, revisionName: hello-1, tag: a }]',
      'traffic: [{ percent: 50, latestRevision: true, tag: a }, { percent: 50, revisionName: hello-1, tag: b }]',
    ],
    'a url of a target': [
      'traffic: [{ percent: 100, latestRevision: true, url: http://a }]',
      'traffic: [{ percent: 100, latestRevision: true, url: "" }]',
    ],
    'a configuration of a target': [
      'traffic: [{ percent: 100, configurationName: hello }]',
      'traffic: [{ percent: 100, latestRevision: true, configurationName: null }]',
    ],
    'targets that are a map of tags': [
      'traffic:\n  blue: { percent: 100, latestRevision: true }',
      'traffic:\n  - tag: blue\n    percent: 100\n    latestRevision: true',
    ],
    'a target that is null': ['traffic:\n  -', 'traffic:'],
    'a target indented wrongly': [
      'traffic:\n- latestRevision: true\n   percent: 100',
      'traffic:\n- latestRevision: true\n  percent: 100',
    ],
    'a spec twice': ['template: {}', 'traffic: []'],
  }),
];

const annotations = (cases: Readonly<Record<string, readonly [string, string]>>) =>
  at(
    'Service',
    'templateMetadata',
    Object.fromEntries(
      Object.entries(cases).map(([title, [fault, nearMiss]]) => [
        title,
        [`annotations:\n  ${fault.replaceAll('\n', '\n  ')}`, `annotations:\n  ${nearMiss.replaceAll('\n', '\n  ')}`],
      ]),
    ),
  );

const K = 'autoscaling.knative.dev';
const scaling: readonly TextPair[] = annotations({
  'minScale unquoted': [`${K}/minScale: 1`, `${K}/minScale: "1"`],
  'min-scale with a fraction': [`${K}/min-scale: "1.5"`, `${K}/min-scale: "01"`],
  'min-scale below zero': [`${K}/min-scale: "-1"`, `${K}/min-scale: "0"`],
  'min-scale that is empty': [`${K}/min-scale: ""`, `${K}/min-scale: null`],
  'min-scale that is a word': [`${K}/min-scale: one`, `${K}/min-scale: "1"`],
  'min-scale with a blank': [`${K}/min-scale: " 1"`, `${K}/min-scale: "1"`],
  'min-scale beyond 32 bits': [`${K}/min-scale: "2147483648"`, `${K}/min-scale: "2147483647"`],
  'min above max': [`${K}/min-scale: "3"\n${K}/max-scale: "2"`, `${K}/min-scale: "3"\n${K}/max-scale: "0"`],
  'minScale above max-scale': [`${K}/minScale: "3"\n${K}/max-scale: "2"`, `${K}/minScale: "2"\n${K}/max-scale: "2"`],
  'initial-scale of zero': [`${K}/initial-scale: "0"`, `${K}/initial-scale: "1"`],
  'activation-scale of one': [`${K}/activation-scale: "1"`, `${K}/activation-scale: "2"`],
  'activation-scale above max': [
    `${K}/activation-scale: "4"\n${K}/max-scale: "3"`,
    `${K}/activation-scale: "3"\n${K}/max-scale: "3"`,
  ],
  'a window of 5s': [`${K}/window: 5s`, `${K}/window: 6s`],
  'a window of 61m': [`${K}/window: 61m`, `${K}/window: 60m`],
  'a window without a unit': [`${K}/window: "60"`, `${K}/window: 60s`],
  'a window of 1h30': [`${K}/window: 1h30`, `${K}/window: 0h30m`],
  'a window of ISO 8601': [`${K}/window: PT60S`, `${K}/window: 1m0s`],
  'a window with a fraction': [`${K}/window: 6.5s`, `${K}/window: 6.0s`],
  'a window of days': [`${K}/window: 1d`, `${K}/window: 1h`],
  'a window with a blank': [`${K}/window: 60 s`, `${K}/window: 60s`],
  'a target of zero': [`${K}/target: "0"`, `${K}/target: "0.01"`],
  'a target in percent': [`${K}/target: 70%`, `${K}/target: "70"`],
  'a target with a comma': [`${K}/target: "0,5"`, `${K}/target: "0.5"`],
  'a target that is unquoted': [`${K}/target: 100`, `${K}/target: '100'`],
  'a utilization of 101': [`${K}/target-utilization-percentage: "101"`, `${K}/target-utilization-percentage: "100"`],
  'a utilization of zero': [`${K}/target-utilization-percentage: "0"`, `${K}/target-utilization-percentage: "1"`],
  'a utilization with a sign': [`${K}/target-utilization-percentage: 70%`, `${K}/target-utilization-percentage: "70"`],
  'a burst capacity of -2': [`${K}/target-burst-capacity: "-2"`, `${K}/target-burst-capacity: "-1"`],
  'a panic window of zero percent': [`${K}/panic-window-percentage: "0.9"`, `${K}/panic-window-percentage: "1"`],
  'a panic window of 101 percent': [`${K}/panic-window-percentage: "100.1"`, `${K}/panic-window-percentage: "100"`],
  'a panic threshold of 109': [`${K}/panic-threshold-percentage: "109"`, `${K}/panic-threshold-percentage: "110"`],
  'a panic threshold of 1001': [`${K}/panic-threshold-percentage: "1001"`, `${K}/panic-threshold-percentage: "1000"`],
  'a class that is there not': [`${K}/class: vpa.${K}`, `${K}/class: hpa.${K}`],
  'a class in upper case': [`${K}/class: KPA.${K}`, `${K}/class: kpa.${K}`],
  'a metric that is there not': [`${K}/metric: qps`, `${K}/metric: rps`],
  'cpu of the KPA': [`${K}/metric: cpu`, `${K}/metric: cpu\n${K}/class: hpa.${K}`],
  'a metric in upper case': [`${K}/metric: Concurrency`, `${K}/metric: concurrency`],
  'a scale down delay of two hours': [`${K}/scale-down-delay: 2h`, `${K}/scale-down-delay: 1h`],
  'a scale down delay below zero': [`${K}/scale-down-delay: -1s`, `${K}/scale-down-delay: 0s`],
  'a scale down delay without a unit': [`${K}/scale-down-delay: "15"`, `${K}/scale-down-delay: "0"`],
  'a retention that is wrong': [
    `${K}/scale-to-zero-pod-retention-period: 90`,
    `${K}/scale-to-zero-pod-retention-period: 90s`,
  ],
  'a retention of two hours': [
    `${K}/scale-to-zero-pod-retention-period: 61m`,
    `${K}/scale-to-zero-pod-retention-period: 1m30s`,
  ],
  'a key that is a list': ['- a: b', 'a: b'],
  'a value that is a map': ['a: { b: c }', 'a: "{ b: c }"'],
  'a value that is true': ['sidecar.istio.io/inject: false', 'sidecar.istio.io/inject: "false"'],
  'the queue share with a sign': [
    'queue.sidecar.serving.knative.dev/resource-percentage: 10%',
    'queue.sidecar.serving.knative.dev/resource-percentage: "10"',
  ],
  'the queue share of 0.05': [
    'queue.sidecar.serving.knative.dev/resource-percentage: "0.05"',
    'queue.sidecar.serving.knative.dev/resource-percentage: "0.1"',
  ],
  'the CPU of the queue proxy': [
    'queue.sidecar.serving.knative.dev/cpu-resource-request: 100 m',
    'queue.sidecar.serving.knative.dev/cpu-resource-request: 100m',
  ],
  'a progress deadline without a unit': [
    'serving.knative.dev/progress-deadline: "600"',
    'serving.knative.dev/progress-deadline: 600s',
  ],
  'a progress deadline of half a second': [
    'serving.knative.dev/progress-deadline: 500ms',
    'serving.knative.dev/progress-deadline: 1s',
  ],
});

const metadata: readonly TextPair[] = [
  ...at('Service', 'metadata', {
    'scaling on the Service': [
      `annotations: { ${K}/min-scale: "1" }`,
      `annotations: { scaling.example.com/min-scale: "1" }`,
    ],
    'a rollout without a unit': [
      'annotations: { serving.knative.dev/rollout-duration: "60" }',
      'annotations: { serving.knative.dev/rollout-duration: 60s }',
    ],
    'a rollout below zero': [
      'annotations: { serving.knative.dev/rollout-duration: -60s }',
      'annotations: { serving.knative.dev/rollout-duration: 0s }',
    ],
    'a rollout of half a second': [
      'annotations: { serving.knative.dev/rolloutDuration: 1.5s }',
      'annotations: { serving.knative.dev/rolloutDuration: 1.0s }',
    ],
    'a label that is a version': ['labels: { version: 1.0 }', 'labels: { version: 1.0.0 }'],
    'a label that is yes': ['labels: { enabled: yes }', 'labels: { enabled: "yes" }'],
    'a label with a blank': ['labels: { team: my team }', 'labels: { team: my-team }'],
    'a label that ends with a dash': ['labels: { team: shop- }', 'labels: { team: sh-op }'],
    'a label of 64 letters': [`labels: { team: ${LONG} }`, `labels: { team: ${LONG.slice(1)} }`],
    'a label with a slash': ['labels: { path: a/b }', 'labels: { path/a: b }'],
    'a label that is an address': ['labels: { owner: a@example.com }', 'annotations: { owner: a@example.com }'],
    'labels as a list': ['labels: [a]', 'labels: {}'],
    'labels as texts': ['labels:\n  - app: a', 'labels:\n  app: a'],
    label: ['label: { a: b }', 'labels: { a: b }'],
    annotation: ['annotation: { a: b }', 'annotations: { a: b }'],
    'a spec in the metadata': ['spec: {}', 'labels: null'],
    'finalizers as a text': ['finalizers: a.b/c', 'finalizers: [a.b/c]'],
    'a finalizer with a blank': ['finalizers: ["a b"]', 'finalizers: [a/b]'],
    'owners as a map': [
      'ownerReferences: { apiVersion: v1, kind: Pod, name: a, uid: b }',
      'ownerReferences: [{ apiVersion: v1, kind: Pod, name: a, uid: b }]',
    ],
    'an owner without uid': [
      'ownerReferences: [{ apiVersion: v1, kind: Pod, name: a }]',
      'ownerReferences: [{ apiVersion: v1, kind: Pod, name: a, uid: b }]',
    ],
    'a creationTimestamp that is a word': ['creationTimestamp: today', 'creationTimestamp: null'],
    'a generation that is a text': ['generation: "1"', 'generation: 1'],
    'a resourceVersion of a new object': ['resourceVersion: 12', 'resourceVersion: ""'],
    'a name twice': ['name: other', 'generateName: other-'],
    'a namespace twice': ['namespace: other', 'uid: other'],
  }),
  ...at('Service', 'templateMetadata', {
    'a revision of another name': ['name: other-1', 'name: hello-1'],
    'a revision name in upper case': ['name: hello-V1', 'name: hello-v1'],
    'a revision name with a dot': ['name: hello-1.0', 'name: hello-1-0'],
    'a revision name that is a number': ['name: 1', 'name: hello-0001'],
    'a revision name without a dash': ['name: hello1', 'name: hello-'.concat('1')],
    'a revision name that is too long': [`name: hello-${LONG}`, `name: hello-${LONG.slice(6)}`.slice(0, 69)],
    'a revision with generateName': ['generateName: Hello-', 'generateName: hello-'],
    'a namespace of the template': ['namespace: 1', 'namespace: default'],
    'labels of the template that are numbers': ['labels: { v: 1 }', 'labels: { v: v1 }'],
    'annotations in lists': ['annotations:\n  - a: b', 'annotations:\n  a: b'],
  }),
  ...at('Service', 'top', {
    'metadata twice': ['metadata: { name: b }', 'status: {}'],
    'data of a ConfigMap': ['data: {}', 'status: null'],
    'a template at the top': ['template: {}', 'status: { conditions: [] }'],
    'traffic at the top': ['traffic: []', 'status: { traffic: [] }'],
    'a status of another kind': ['status: { replicas: 1 }', 'status: { observedGeneration: 1 }'],
    'a condition that is true': [
      'status: { conditions: [{ type: Ready, status: True }] }',
      'status: { conditions: [{ type: Ready, status: "True" }] }',
    ],
  }),
  ...whole(
    'a Service',
    Object.fromEntries(
      (
        [
          ['of v1alpha1', 'serving.knative.dev/v1alpha1', 'Service', 'hello'],
          ['of v1beta1', 'serving.knative.dev/v1beta1', 'Service', 'hello'],
          ['of a version V1', 'serving.knative.dev/V1', 'Service', 'hello'],
          ['of the group alone', 'serving.knative.dev', 'Service', 'hello'],
          ['of a version with a slash', 'serving.knative.dev/v1/', 'Service', 'hello'],
          ['of the old group', 'serving.knative.io/v1', 'Service', 'hello'],
          ['of eventing', 'eventing.knative.dev/v1', 'Service', 'hello'],
          ['of a misspelt kind', 'serving.knative.dev/v1', 'Serivce', 'hello'],
          ['of a kind in lower case', 'serving.knative.dev/v1', 'service', 'hello'],
          ['of a plural kind', 'serving.knative.dev/v1', 'Services', 'hello'],
          ['of a short kind', 'serving.knative.dev/v1', 'ksvc', 'hello'],
          ['with an upper-case name', 'serving.knative.dev/v1', 'Service', 'Hello'],
          ['with a dot in its name', 'serving.knative.dev/v1', 'Service', 'hello.world'],
          ['with an underscore in its name', 'serving.knative.dev/v1', 'Service', 'hello_world'],
          ['with a name that begins with a digit', 'serving.knative.dev/v1', 'Service', '1hello'],
          ['with a name that ends with a dash', 'serving.knative.dev/v1', 'Service', 'hello-'],
          ['with a name of 64 letters', 'serving.knative.dev/v1', 'Service', LONG],
          ['with a name that is a number', 'serving.knative.dev/v1', 'Service', '123'],
          ['with a name that is on', 'serving.knative.dev/v1', 'Service', 'on'],
          ['with a name that is empty', 'serving.knative.dev/v1', 'Service', ''],
          ['with a name in umlauts', 'serving.knative.dev/v1', 'Service', 'grüße'],
          ['with a name with a slash', 'serving.knative.dev/v1', 'Service', 'a/b'],
          ['with a name that is a list', 'serving.knative.dev/v1', 'Service', '[hello]'],
        ] as const
      ).map(([title, apiVersion, kind, name]) => [
        title,
        [
          `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec: { template: { spec: { containers: [{ image: a/b }] } } }\n`,
          `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: hello\nspec: { template: { spec: { containers: [{ image: a/b }] } } }\n`,
        ],
      ]),
    ),
  ),
];

const others: readonly TextPair[] = [
  ...at('Configuration', 'spec', {
    traffic: ['traffic: []', '# none'],
    'a generation of old': ['generation: 1', '# none'],
    'revisionTemplate of old': ['revisionTemplate: {}', '# none'],
  }),
  ...at('Configuration', 'pod', {
    'a timeout of 700': ['timeoutSeconds: 700', 'timeoutSeconds: 60'],
    'a concurrency of -1': ['containerConcurrency: -1', 'containerConcurrency: 1'],
  }),
  ...at('Configuration', 'metadata', {
    'scaling on the Configuration': [`annotations: { ${K}/max-scale: "1" }`, 'annotations: { a/max-scale: "1" }'],
  }),
  ...at('Revision', 'spec', {
    'a template': ['template: {}', 'timeoutSeconds: 30'],
    'a container beside containers': ['container: { image: a }', 'containerConcurrency: 0'],
    'servingState of old': ['servingState: Active', 'enableServiceLinks: false'],
    'a concurrency of a word': ['containerConcurrency: Single', 'containerConcurrency: 1'],
  }),
  ...at('Revision', 'metadata', {
    'a window that is wrong': [`annotations: { ${K}/window: 1s }`, `annotations: { ${K}/window: 1m }`],
    'min above max': [
      `annotations: { ${K}/min-scale: "2", ${K}/max-scale: "1" }`,
      `annotations: { ${K}/min-scale: "1", ${K}/max-scale: "2" }`,
    ],
  }),
  ...at('Route', 'spec', {
    'no traffic': ['spec: {}', 'spec: { traffic: [{ configurationName: a, percent: 100 }] }'],
    'a spec that is a list': ['spec: []', 'spec: { traffic: [{ configurationName: a, percent: 100 }] }'],
    'empty traffic': ['spec: { traffic: [] }', 'spec: { traffic: [{ revisionName: a, percent: 100 }] }'],
    'a percent too little': [
      'spec: { traffic: [{ configurationName: a, percent: 99 }] }',
      'spec: { traffic: [{ configurationName: a, percent: 99 }, { revisionName: b, percent: 1 }] }',
    ],
    'a configuration and a revision': [
      'spec: { traffic: [{ configurationName: a, revisionName: b, percent: 100 }] }',
      'spec: { traffic: [{ configurationName: a, latestRevision: true, percent: 100 }] }',
    ],
    'latest alone': [
      'spec: { traffic: [{ latestRevision: true, percent: 100 }] }',
      'spec: { traffic: [{ latestRevision: true, configurationName: a, percent: 100 }] }',
    ],
    'a latest revision that is false': [
      'spec: { traffic: [{ latestRevision: false, configurationName: a, percent: 100 }] }',
      'spec: { traffic: [{ latestRevision: false, revisionName: a, percent: 100 }] }',
    ],
    'a tag with a dot': [
      'spec: { traffic: [{ configurationName: a, percent: 100, tag: a.b }] }',
      'spec: { traffic: [{ configurationName: a, percent: 100, tag: a-b }] }',
    ],
    'a configuration name that is a number': [
      'spec: { traffic: [{ configurationName: 5, percent: 100 }] }',
      'spec: { traffic: [{ configurationName: c5, percent: 100 }] }',
    ],
    'configuration for configurationName': [
      'spec: { traffic: [{ configuration: a, percent: 100 }] }',
      'spec: { traffic: [{ configurationName: a, percent: 100 }] }',
    ],
    'no spec': ['# spec', 'spec: { traffic: [{ configurationName: a, percent: 100 }] }'],
    'a tag beside traffic': [
      'spec: { tag: a, traffic: [{ configurationName: a, percent: 100 }] }',
      'spec: { traffic: [{ tag: a, configurationName: a, percent: 100 }] }',
    ],
  }),
  ...at('DomainMapping', 'spec', {
    'no spec': ['# none', 'ref: { apiVersion: serving.knative.dev/v1, kind: Service, name: hello }'],
    'a ref without a name': [
      'ref: { apiVersion: v1, kind: Service }',
      'ref: { apiVersion: v1, kind: Service, name: hello }',
    ],
    'a ref without apiVersion': [
      'ref: { kind: Service, name: hello }',
      'ref: { apiVersion: v1, kind: Service, name: hello }',
    ],
    'a ref in another namespace': [
      'ref: { apiVersion: v1, kind: Service, name: hello, namespace: shop }',
      'ref: { apiVersion: v1, kind: Service, name: hello, namespace: default }',
    ],
    refs: [
      'refs: [{ apiVersion: v1, kind: Service, name: hello }]',
      'ref: { apiVersion: v1, kind: Service, name: hello }',
    ],
    'a ref that is a list': [
      'ref: [{ apiVersion: v1, kind: Service, name: hello }]',
      'ref: { apiVersion: v1, kind: Service, name: hello }',
    ],
    'a group in a ref': [
      'ref: { group: serving.knative.dev, kind: Service, name: hello }',
      'ref: { apiVersion: serving.knative.dev/v1, kind: Service, name: hello, group: "" }',
    ],
    'an address in a ref': [
      'ref: { apiVersion: v1, kind: Service, name: hello, port: 80 }',
      'ref: { apiVersion: v1, kind: Service, name: hello, address: "" }',
    ],
    'tls that is true': [
      'ref: { apiVersion: v1, kind: Service, name: hello }\ntls: true',
      'ref: { apiVersion: v1, kind: Service, name: hello }\ntls: { secretName: a }',
    ],
    'tls that is a list': [
      'ref: { apiVersion: v1, kind: Service, name: hello }\ntls: [{ secretName: a }]',
      'ref: { apiVersion: v1, kind: Service, name: hello }\ntls: { secretName: "a" }',
    ],
    'tls with a secret number': [
      'ref: { apiVersion: v1, kind: Service, name: hello }\ntls: { secretName: 1 }',
      'ref: { apiVersion: v1, kind: Service, name: hello }\ntls: null',
    ],
    'a host': [
      'ref: { apiVersion: v1, kind: Service, name: hello }\nhost: a.b',
      'ref: { apiVersion: v1, kind: Service, name: hello }',
    ],
  }),
  ...whole(
    'DomainMapping',
    Object.fromEntries(
      (
        [
          ['a name of one part', 'hello'],
          ['a name in upper case', 'Hello.example.com'],
          ['a wildcard', '"*.example.com"'],
          ['a name with a scheme', 'https://hello.example.com'],
          ['a name with a port', 'hello.example.com:443'],
          ['a name with an underscore', 'a_b.example.com'],
          ['a name with a dot at the end', 'hello.example.com.'],
          ['a name of the cluster', 'hello.default.svc.cluster.local'],
          ['a name that is a number', '1.5'],
          ['a name with two dots', 'hello..com'],
          ['a name with a path', 'example.com/hello'],
        ] as const
      ).map(([title, name]) => [title, [mapping(name), mapping('hello.example.com')] as const]),
    ),
  ),
];

function mapping(name: string): string {
  return `apiVersion: serving.knative.dev/v1beta1
kind: DomainMapping
metadata:
  name: ${name}
spec:
  ref: { apiVersion: serving.knative.dev/v1, kind: Service, name: hello }
`;
}

/** Faults in files of serving.knative.dev. */
export const servingTexts: readonly TextPair[] = [
  ...scalars,
  ...container,
  ...images,
  ...pod,
  ...scaling,
  ...metadata,
  ...others,
];
