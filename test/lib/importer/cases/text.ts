import type { UpgradeCase } from './case';

const trigger = `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: orders}
spec:
  broker: default
  filter: {attributes: {type: order.created}}
  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: display}}
`;

const service = `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: display}
spec:
  template:
    spec:
      containers:
        - image: registry.example.com/display:v1
          args: [--verbose]
`;

export const textCases: readonly UpgradeCase[] = [
  {
    title: 'spaces that are none, bent quotes and ligatures',
    old: `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata:
\u00A0\u00A0name: \u201Corders\u201D
spec:
  broker: default
  \uFB01lter:
    attributes:
      type: \u2018order.created\u2019
  subscriber:
    ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: display}
`,
    now: trigger,
    codes: ['KU0001', 'KU0002', 'KU0003'],
  },
  {
    title: 'long dashes, wide colons and a key with a capital',
    old: `apiVersion: serving.knative.dev/v1
Kind: Service
metadata：
  name:display
spec:
  template:
    spec:
      containers:
        – image: registry.example.com/display:v1
          args: [—verbose]
`,
    now: service,
    codes: ['KU0004', 'KU0005', 'KU0015'],
  },
  {
    title: 'tabs, line numbers and the command before it',
    old: `  1 $ cat display.yaml
  2 apiVersion: serving.knative.dev/v1
  3 kind: Service
  4 metadata:
  5 \tname: display
  6 spec:
  7 \ttemplate:
  8 \t\tspec:
  9 \t\t\tcontainers:
 10 \t\t\t\t- image: registry.example.com/display:v1
 11 \t\t\t\t  args: [--verbose]
`,
    now: service,
    codes: ['KU0006', 'KU0007', 'KU0008'],
  },
  {
    title: 'something left out, a value that needs quotes and a line that was wrapped',
    old: `apiVersion: sources.knative.dev/v1
kind: PingSource
metadata:
  name: nightly
  ...
spec:
  schedule: */5 * * * *
  data: 'Hello'
  sink:
    uri: http://display.default.svc.cluster.
local
`,
    now: `apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: nightly}
spec:
  schedule: '*/5 * * * *'
  data: Hello
  sink: {uri: 'http://display.default.svc.cluster.local'}
`,
    codes: ['KU0009', 'KU0010', 'KU0011'],
  },
  {
    title: 'a document whose page ended in the manifest, and whose indentation is lost',
    old: `# How to send orders

\`\`\`yaml
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata:
name: orders
spec:
broker: default
filter:
attributes:
\`\`\`

\`\`\`
type: order.created
subscriber:
ref:
apiVersion: serving.knative.dev/v1
kind: Service
name: display
\`\`\`
`,
    now: trigger,
    codes: ['KU0012', 'KU0014'],
  },
  {
    title: 'an object without its apiVersion, and one that comes twice in a row without a separator',
    old: `kind: Trigger
metadata: {name: orders}
spec:
  broker: default
  filter: {attributes: {type: order.created}}
  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: display}}
---
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default}

apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default}
`,
    now: `${trigger}---
apiVersion: eventing.knative.dev/v1
kind: Broker
metadata: {name: default}
`,
    codes: ['KU0013', 'KU0016', 'KU0017'],
  },
];
