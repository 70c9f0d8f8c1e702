import type { UpgradeCase } from './case';

const old = 'apiVersion: sources.eventing.knative.dev/v1alpha1';
const oldSink = 'sink: {apiVersion: serving.knative.dev/v1alpha1, kind: Service, name: display}';
const sink = 'sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: display}}';

/** What every old source needs: a version of today, and a sink that is a destination. */
const common = ['KU1001', 'KU1002', 'KU2101'];

export const sourceCases: readonly UpgradeCase[] = [
  {
    title: 'an ApiServerSource that watches by owners',
    old: `${old}
kind: ApiServerSource
metadata: {name: pods}
spec:
  serviceAccountName: watcher
  mode: Ref
  resources:
    - apiVersion: v1
      kind: Pod
      labelSelector: {matchLabels: {app: shop}}
      controllerSelector: {apiVersion: apps/v1, kind: ReplicaSet, name: '', uid: ''}
    - apiVersion: batch/v1
      kind: Job
      controller: true
  ${oldSink}
`,
    now: `apiVersion: sources.knative.dev/v1
kind: ApiServerSource
metadata: {name: pods}
spec:
  serviceAccountName: watcher
  mode: Reference
  resources:
    - {apiVersion: v1, kind: Pod, selector: {matchLabels: {app: shop}}}
    - {apiVersion: batch/v1, kind: Job}
  ${sink}
  owner: {apiVersion: apps/v1, kind: ReplicaSet}
`,
    codes: [...common, 'KU2301', 'KU2302', 'KU2303', 'KU2304'],
  },
  {
    title: 'a KubernetesEventSource',
    old: `${old}
kind: KubernetesEventSource
metadata: {name: events}
spec:
  namespace: shop
  serviceAccountName: watcher
  ${oldSink}
`,
    now: `apiVersion: sources.knative.dev/v1
kind: ApiServerSource
metadata: {name: events, namespace: shop}
spec:
  mode: Resource
  resources: [{apiVersion: v1, kind: Event}]
  serviceAccountName: watcher
  ${sink}
`,
    codes: [...common, 'KU2305'],
  },
  {
    title: 'CronJobSources with JSON and with a text',
    old: `${old}
kind: CronJobSource
metadata: {name: json}
spec:
  schedule: '*/2 * * * *'
  data: '{"message": "Hello"}'
  serviceAccountName: cron
  resources: {requests: {cpu: 50m}}
  ${oldSink}
---
${old}
kind: CronJobSource
metadata: {name: text}
spec:
  schedule: '@hourly'
  data: Hello
  ${oldSink}
`,
    now: `apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: json}
spec:
  schedule: '*/2 * * * *'
  data: '{"message": "Hello"}'
  ${sink}
  contentType: application/json
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: text}
spec:
  schedule: '@hourly'
  data: '{"body":"Hello"}'
  ${sink}
  contentType: application/json
`,
    codes: [...common, 'KU2306', 'KU2307', 'KU2308'],
  },
  {
    title: 'a PingSource with jsonData',
    old: `apiVersion: sources.knative.dev/v1beta1
kind: PingSource
metadata: {name: nightly}
spec:
  schedule: 0 3 * * *
  timezone: Asia/Shanghai
  jsonData: '{"job": "reindex"}'
  ${sink}
`,
    now: `apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: nightly}
spec:
  schedule: 0 3 * * *
  timezone: Asia/Shanghai
  data: '{"job": "reindex"}'
  ${sink}
  contentType: application/json
`,
    codes: ['KU1001', 'KU2306'],
  },
  {
    title: 'a ContainerSource without a template',
    old: `${old}
kind: ContainerSource
metadata: {name: heartbeats}
spec:
  image: registry.example.com/heartbeats:v1
  args: [--period=1]
  env: [{name: POD_NAME, value: mypod}]
  serviceAccountName: sender
  ${oldSink}
`,
    now: `apiVersion: sources.knative.dev/v1
kind: ContainerSource
metadata: {name: heartbeats}
spec:
  template:
    spec:
      containers:
        - name: source
          image: registry.example.com/heartbeats:v1
          args: [--period=1]
          env: [{name: POD_NAME, value: mypod}]
      serviceAccountName: sender
  ${sink}
`,
    codes: [...common, 'KU2309', 'KU2310'],
  },
  {
    title: 'a KafkaSource of texts',
    old: `${old}
kind: KafkaSource
metadata: {name: orders}
spec:
  consumerGroup: shop
  bootstrapServers: 'kafka-0:9092, kafka-1:9092'
  topics: orders,payments
  resources: {limits: {cpu: 1}}
  serviceAccountName: kafka
  ${oldSink}
`,
    now: `apiVersion: sources.knative.dev/v1
kind: KafkaSource
metadata: {name: orders}
spec:
  consumerGroup: shop
  bootstrapServers: ['kafka-0:9092', 'kafka-1:9092']
  topics: [orders, payments]
  ${sink}
`,
    codes: [...common, 'KU2308', 'KU2311'],
  },
  {
    title: 'a GitHubSource',
    old: `${old}
kind: GitHubSource
metadata: {name: pulls}
spec:
  eventTypes: [pull_request]
  ownerAndRepository: example/shop
  accessToken: {secretKeyRef: {name: github, key: accessToken}}
  secretToken: {secretKeyRef: {name: github, key: secretToken}}
  ${oldSink}
`,
    now: `apiVersion: sources.knative.dev/v1alpha1
kind: GitHubSource
metadata: {name: pulls}
spec:
  eventTypes: [pull_request]
  ownerAndRepository: example/shop
  accessToken: {secretKeyRef: {name: github, key: accessToken}}
  secretToken: {secretKeyRef: {name: github, key: secretToken}}
  ${sink}
`,
    codes: common,
  },
  {
    title: 'an AwsSqsSource',
    old: `${old}
kind: AwsSqsSource
metadata: {name: orders}
spec:
  queueUrl: https://sqs.eu-west-1.amazonaws.com/123456789012/orders
  awsCredsSecret: {name: aws, key: credentials}
  ${oldSink}
`,
    now: `apiVersion: sources.knative.dev/v1alpha1
kind: IntegrationSource
metadata: {name: orders}
spec:
  aws:
    sqs: {arn: 'arn:aws:sqs:eu-west-1:123456789012:orders', region: eu-west-1}
    auth: {secret: {ref: {name: aws}}}
  ${sink}
`,
    codes: ['KU1002', 'KU2101', 'KU2312', 'KU2313'],
  },
  {
    title: 'CamelSources with a component and with a flow',
    old: `${old}
kind: CamelSource
metadata: {name: timer}
spec:
  source: {component: {uri: 'timer:tick', properties: {period: 3s}}}
  ${oldSink}
---
${old}
kind: CamelSource
metadata: {name: route}
spec:
  source: {flow: {from: {uri: 'timer:tick', steps: []}}}
  ${oldSink}
---
apiVersion: camel.apache.org/v1alpha1
kind: KameletBinding
metadata: {name: bound}
spec:
  source: {uri: 'timer:tick'}
  ${sink}
`,
    now: `apiVersion: camel.apache.org/v1
kind: Pipe
metadata: {name: timer}
spec:
  source: {uri: 'timer:tick', properties: {period: 3s}}
  ${sink}
---
apiVersion: camel.apache.org/v1
kind: Integration
metadata: {name: route}
spec:
  flows: [{from: {uri: 'timer:tick', steps: []}}]
---
apiVersion: camel.apache.org/v1
kind: Pipe
metadata: {name: bound}
spec:
  source: {uri: 'timer:tick'}
  ${sink}
`,
    codes: [...common, 'KU2315', 'KU2316'],
  },
  {
    title: 'sources that ended, and one of a cloud',
    old: `${old}
kind: GcpPubSubSource
metadata: {name: cloud}
spec: {topic: orders, ${oldSink}}
---
${old}
kind: CouchDbSource
metadata: {name: couch}
spec: {database: orders, ${oldSink}}
---
${old}
kind: MnsOssSource
metadata: {name: objects}
spec: {topic: orders, ${oldSink}}
`,
    now: `${old}
kind: GcpPubSubSource
metadata: {name: cloud}
spec: {topic: orders, ${sink}}
---
apiVersion: sources.knative.dev/v1alpha1
kind: CouchDbSource
metadata: {name: couch}
spec: {database: orders, ${sink}}
---
${old}
kind: MnsOssSource
metadata: {name: objects}
spec: {topic: orders, ${sink}}
`,
    codes: [...common, 'KU2314', 'KU2317', 'KU2318'],
  },
];
