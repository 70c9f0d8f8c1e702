import type { UpgradeCase } from './case';

const service = 'ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: display}';
const oldService = 'ref: {apiVersion: serving.knative.dev/v1alpha1, kind: Service, name: display}';

export const eventingCases: readonly UpgradeCase[] = [
  {
    title: 'a broker whose provisioner nobody knows takes the channels of the cluster',
    old: `apiVersion: eventing.knative.dev/v1alpha1
kind: Broker
metadata: {name: default, namespace: shop}
spec:
  channelTemplate:
    provisioner: {apiVersion: eventing.knative.dev/v1alpha1, kind: ClusterChannelProvisioner, name: gcp-pubsub}
`,
    now: `apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default, namespace: shop}
`,
    codes: ['KU1001', 'KU2203'],
  },
  {
    title: 'templates of channels within settings',
    old: `apiVersion: v1
kind: ConfigMap
metadata: {name: default-ch-webhook, namespace: knative-eventing}
data:
  default-ch-config: |
    clusterDefault: {apiVersion: messaging.knative.dev/v1alpha1, kind: InMemoryChannel}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-br-defaults, namespace: knative-eventing}
data:
  default-br-config: |
    clusterDefault: {brokerClass: ChannelBasedBroker, apiVersion: v1, kind: ConfigMap, name: imc-channel}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: default-channel-webhook, namespace: other}
data:
  default-channel-config: |
    clusterdefault: {apiversion: eventing.knative.dev/v1alpha1, kind: ClusterChannelProvisioner, name: kafka}
`,
    now: `apiVersion: v1
kind: ConfigMap
metadata: {name: default-ch-webhook, namespace: knative-eventing}
data:
  default-ch-config: |
    clusterDefault:
      apiVersion: messaging.knative.dev/v1
      kind: InMemoryChannel
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-br-defaults, namespace: knative-eventing}
data:
  default-br-config: |
    clusterDefault:
      brokerClass: MTChannelBasedBroker
      apiVersion: v1
      kind: ConfigMap
      name: imc-channel
---
apiVersion: v1
kind: ConfigMap
metadata: {name: default-channel-webhook, namespace: other}
data:
  default-channel-config: |
    clusterdefault: {apiversion: eventing.knative.dev/v1alpha1, kind: ClusterChannelProvisioner, name: kafka}
`,
    codes: ['KU1307', 'KU1307'],
  },
  {
    title: 'feeds, flows, buses and provisioners of 2018',
    old: `apiVersion: feeds.knative.dev/v1alpha1
kind: Feed
metadata: {name: k8s}
spec: {trigger: {eventType: dev.knative.k8s.event, service: k8sevents}, action: {dnsName: display.default.svc.cluster.local}}
---
apiVersion: flows.knative.dev/v1alpha1
kind: Flow
metadata: {name: github}
spec: {trigger: {eventType: pullrequest, service: github}, action: {target: {kind: Route, name: display}}}
---
apiVersion: channels.knative.dev/v1alpha1
kind: ClusterBus
metadata: {name: stub}
---
apiVersion: eventing.knative.dev/v1alpha1
kind: ClusterChannelProvisioner
metadata: {name: in-memory}
---
apiVersion: configs.internal.knative.dev/v1alpha1
kind: ConfigMapPropagation
metadata: {name: eventing}
`,
    now: '',
    codes: ['KU2201', 'KU2207', 'KU2219', 'KU2220'],
  },
  {
    title: 'a Channel and a Subscription of the bus',
    old: `apiVersion: channels.knative.dev/v1alpha1
kind: Channel
metadata: {name: orders}
spec: {clusterBus: stub}
---
apiVersion: channels.knative.dev/v1alpha1
kind: Subscription
metadata: {name: orders-display}
spec: {channel: orders, subscriber: display.default.svc.cluster.local, replyTo: answers}
`,
    now: `apiVersion: messaging.knative.dev/v1
kind: Channel
metadata: {name: orders}
spec: {channelTemplate: {apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel}}
---
apiVersion: messaging.knative.dev/v1
kind: Subscription
metadata: {name: orders-display}
spec:
  channel: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: orders}
  subscriber: {uri: 'http://display.default.svc.cluster.local'}
  reply: {ref: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: answers}}
`,
    codes: ['KU1001', 'KU2202', 'KU2206'],
  },
  {
    title: 'Channels with provisioners',
    old: `apiVersion: eventing.knative.dev/v1alpha1
kind: Channel
metadata: {name: orders}
spec:
  provisioner: {apiVersion: eventing.knative.dev/v1alpha1, kind: ClusterChannelProvisioner, name: kafka}
  arguments: {NumPartitions: 3}
  subscribable: {subscribers: [{uid: '1', subscriberURI: 'http://display'}]}
---
apiVersion: eventing.knative.dev/v1alpha1
kind: Channel
metadata: {name: cloud}
spec:
  provisioner: {apiVersion: eventing.knative.dev/v1alpha1, kind: ClusterChannelProvisioner, name: gcp-pubsub}
---
apiVersion: messaging.knative.dev/v1alpha1
kind: NatssChannel
metadata: {name: stream}
spec: {subscribable: {}}
`,
    now: `apiVersion: messaging.knative.dev/v1
kind: Channel
metadata: {name: orders}
spec:
  channelTemplate: {apiVersion: messaging.knative.dev/v1, kind: KafkaChannel, spec: {numPartitions: 3}}
---
apiVersion: messaging.knative.dev/v1
kind: Channel
metadata: {name: cloud}
---
apiVersion: messaging.knative.dev/v1alpha1
kind: NatsJetStreamChannel
metadata: {name: stream}
`,
    codes: ['KU1001', 'KU2202', 'KU2203', 'KU2204', 'KU2221'],
  },
  {
    title: 'a Subscription whose subscriber and reply have old forms',
    old: `apiVersion: eventing.knative.dev/v1alpha1
kind: Subscription
metadata: {name: orders, namespace: shop}
spec:
  channel: {apiVersion: eventing.knative.dev/v1alpha1, kind: Channel, name: orders, uid: '1', namespace: shop}
  subscriber: {dnsName: display.default.svc.cluster.local}
  reply:
    channel: {apiVersion: eventing.knative.dev/v1alpha1, kind: Channel, name: answers}
`,
    now: `apiVersion: messaging.knative.dev/v1
kind: Subscription
metadata: {name: orders, namespace: shop}
spec:
  channel: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: orders}
  subscriber: {uri: 'http://display.default.svc.cluster.local'}
  reply: {ref: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: answers}}
`,
    codes: ['KU1001', 'KU1002', 'KU2102', 'KU2103', 'KU2104'],
  },
  {
    title: 'a Subscription that only answers',
    old: `apiVersion: messaging.knative.dev/v1alpha1
kind: Subscription
metadata: {name: orders}
spec:
  channel: {apiVersion: messaging.knative.dev/v1alpha1, kind: Channel, name: orders}
  reply: {channel: {apiVersion: messaging.knative.dev/v1alpha1, kind: Channel, name: audit}}
`,
    now: `apiVersion: messaging.knative.dev/v1
kind: Subscription
metadata: {name: orders}
spec:
  channel: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: orders}
  subscriber: {ref: {apiVersion: messaging.knative.dev/v1, kind: Channel, name: audit}}
`,
    codes: ['KU1001', 'KU1002', 'KU2103', 'KU2205'],
  },
  {
    title: 'a Choice with cases',
    old: `apiVersion: messaging.knative.dev/v1alpha1
kind: Choice
metadata: {name: parity}
spec:
  generation: 2
  channelTemplate: {apiVersion: messaging.knative.dev/v1alpha1, kind: InMemoryChannel}
  cases:
    - filter: {uri: 'http://switcher.default.svc.cluster.local/0'}
      subscriber: {${oldService}}
  reply: {apiVersion: serving.knative.dev/v1alpha1, kind: Service, name: display}
`,
    now: `apiVersion: flows.knative.dev/v1
kind: Parallel
metadata: {name: parity}
spec:
  channelTemplate: {apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel}
  branches:
    - filter: {uri: 'http://switcher.default.svc.cluster.local/0'}
      subscriber: {${service}}
  reply: {${service}}
`,
    codes: ['KU1001', 'KU1002', 'KU2101', 'KU2204', 'KU2208'],
  },
  {
    title: 'a Sequence of bare references and host names',
    old: `apiVersion: messaging.knative.dev/v1alpha1
kind: Sequence
metadata: {name: steps}
spec:
  channelTemplate: {apiVersion: messaging.knative.dev/v1alpha1, kind: InMemoryChannel}
  steps:
    - {apiVersion: serving.knative.dev/v1alpha1, kind: Service, name: display}
    - {dnsName: second.default.svc.cluster.local}
    - ${oldService}
  reply: {Kind: Broker, apiVersion: eventing.knative.dev/v1alpha1, name: default}
`,
    now: `apiVersion: flows.knative.dev/v1
kind: Sequence
metadata: {name: steps}
spec:
  channelTemplate: {apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel}
  steps:
    - ${service}
    - {uri: 'http://second.default.svc.cluster.local'}
    - ${service}
  reply: {ref: {apiVersion: eventing.knative.dev/v1, name: default, kind: Broker}}
`,
    codes: ['KU1001', 'KU1002', 'KU2101', 'KU2102', 'KU2105'],
  },
  {
    title: 'a Broker with a template of its channels',
    old: `apiVersion: eventing.knative.dev/v1alpha1
kind: Broker
metadata:
  name: shop
  namespace: default
spec:
  channelTemplateSpec:
    apiVersion: messaging.knative.dev/v1alpha1
    kind: KafkaChannel
    spec: {numPartitions: 3}
---
apiVersion: eventing.knative.dev/v1beta1
kind: Broker
metadata:
  name: other
  annotations: {eventing.knative.dev/broker.class: ChannelBasedBroker}
`,
    now: `apiVersion: eventing.knative.dev/v1
kind: Broker
metadata:
  name: shop
  namespace: default
  annotations: {eventing.knative.dev/broker.class: MTChannelBasedBroker}
spec:
  config: {apiVersion: v1, kind: ConfigMap, name: shop-broker-channel, namespace: default}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: shop-broker-channel, namespace: default}
data:
  channel-template-spec: |
    apiVersion: messaging.knative.dev/v1
    kind: KafkaChannel
    spec:
      numPartitions: 3
---
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata:
  name: other
  annotations: {eventing.knative.dev/broker.class: MTChannelBasedBroker}
`,
    codes: ['KU1001', 'KU2209', 'KU2210'],
  },
  {
    title: 'a Trigger without a broker, with a source and a type',
    old: `apiVersion: eventing.knative.dev/v1alpha1
kind: Trigger
metadata:
  name: nightly
  namespace: shop
  annotations: {knative-eventing-injection: enabled}
spec:
  filter:
    sourceAndType: {type: dev.knative.cronjob.event, source: ''}
  subscriber: {${oldService}}
---
apiVersion: eventing.knative.dev/v1beta1
kind: Trigger
metadata: {name: pods, namespace: shop}
spec:
  broker: default
  filter:
    attributes:
      type: dev.knative.k8s.event
      source: /apis/v1/namespaces/shop/cronjobsources/nightly
  subscriber: {${service}}
`,
    now: `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: nightly, namespace: shop}
spec:
  broker: default
  filter: {attributes: {type: dev.knative.sources.ping}}
  subscriber: {${service}}
---
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default, namespace: shop}
---
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: pods, namespace: shop}
spec:
  broker: default
  filter:
    attributes:
      type: dev.knative.apiserver.resource.add
      source: /apis/v1/namespaces/shop/cronjobsources/nightly
  subscriber: {${service}}
`,
    codes: ['KU1001', 'KU1002', 'KU2212', 'KU2213', 'KU2214', 'KU2217', 'KU2218'],
  },
  {
    title: 'a namespace that gets its broker by a label',
    old: `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {knative-eventing-injection: enabled}}
`,
    now: `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default, namespace: shop}
`,
    codes: ['KU2214'],
  },
  {
    title: 'an EventType of v1alpha1, and one of a draft',
    old: `apiVersion: eventing.knative.dev/v1alpha1
kind: EventType
metadata: {name: order-created}
spec: {type: order.created, source: /shop, schema: 'https://example.com/order.json', broker: default, description: An order.}
---
apiVersion: eventing.knative.dev/v1alpha1
kind: EventType
metadata: {name: order-paid}
spec: {type: order.paid, source: /shop, broker: default, owner: shop}
`,
    now: `apiVersion: eventing.knative.dev/v1beta3
kind: EventType
metadata: {name: order-created}
spec:
  reference: {apiVersion: eventing.knative.dev/v1, kind: Broker, name: default}
  description: An order.
  attributes:
    - {name: type, required: true, value: order.created}
    - {name: source, required: true, value: /shop}
    - {name: specversion, required: true, value: '1.0'}
    - {name: id, required: true}
    - {name: schemadata, required: false, value: 'https://example.com/order.json'}
---
apiVersion: eventing.knative.dev/v1beta3
kind: EventType
metadata: {name: order-paid}
spec:
  reference: {apiVersion: eventing.knative.dev/v1, kind: Broker, name: default}
  attributes:
    - {name: type, required: true, value: order.paid}
    - {name: source, required: true, value: /shop}
    - {name: specversion, required: true, value: '1.0'}
    - {name: id, required: true}
`,
    codes: ['KU1001', 'KU2215', 'KU2216'],
  },
  {
    title: 'a service that sends to the old address of a broker',
    old: `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - image: registry.example.com/shop:v2
          env: [{name: BROKER, value: 'http://default-broker.shop.svc.cluster.local/'}]
`,
    now: `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - image: registry.example.com/shop:v2
          env: [{name: BROKER, value: 'http://broker-ingress.knative-eventing.svc.cluster.local/shop/default'}]
`,
    codes: ['KU2211'],
  },
];
