import { ApiObject, App, Chart } from 'cdk8s';
import { Broker, defineSource, type INamed, KnativeService, SecretRef } from 'cdk8s-knative';

const group = 'sources.example.com';
const ROW_CHANGED = 'alicloud.tablestore';

/** The fields of a source that watches a table of Alibaba's table store. */
interface TableStoreFields {
  readonly accessToken: SecretRef;
  readonly tableName: string;
  readonly instance: string;
  readonly serviceAccountName?: string;
}

const AliTablestoreSource = defineSource<TableStoreFields>({
  group,
  version: 'v1alpha1',
  kind: 'AliTablestoreSource',
  eventTypes: [ROW_CHANGED],
});

/** The fields of a source of what happens in a bucket of Alibaba's object store, by way of its message service. */
interface MnsOssFields {
  readonly accessToken: SecretRef;
  readonly topic: string;
  readonly serviceAccountName?: string;
}

const MnsOssSource = defineSource<MnsOssFields>({ group, version: 'v1alpha1', kind: 'MnsOssSource' });

/** A source that somebody else has made. Its properties need not be called what its fields are called. */
const CloudPubSubSource = defineSource<{ topic: string; project: string; credentials: SecretRef; account?: INamed }>({
  group: 'events.cloud.google.com',
  version: 'v1',
  kind: 'CloudPubSubSource',
  eventTypes: ['google.cloud.pubsub.topic.v1.messagePublished'],
  spec: ({ topic, project, credentials, account }) => ({
    topic,
    project,
    secret: credentials.toSelector(),
    serviceAccountName: account?.name,
  }),
});

export function program(app: App): void {
  defineKind(new Chart(app, 'custom-source-kind'));
  const chart = new Chart(app, 'custom-source', { namespace: 'default' });

  const broker = new Broker(chart, 'default');
  const accessToken = SecretRef.of('alicloud', 'credentials');
  new AliTablestoreSource(chart, 'rows', {
    accessToken,
    tableName: 'weather',
    instance: 'knative-weather',
    sink: broker,
  });
  new CloudPubSubSource(chart, 'messages', {
    topic: 'orders',
    project: 'shop',
    credentials: SecretRef.of('google-cloud-key', 'key.json'),
    sink: broker,
  });

  const display = new KnativeService(chart, 'event-display', {
    image: 'gcr.io/knative-releases/knative.dev/eventing/cmd/event_display:v1.23.0',
    visibility: 'cluster-local',
  });
  for (const { eventTypes } of [AliTablestoreSource, CloudPubSubSource]) {
    for (const type of eventTypes) broker.on({ type }, display);
  }
  new MnsOssSource(chart, 'pictures', { accessToken, topic: 'mns-en-topics-oss-pictures', sink: display });
}

/** The kind itself: its labels tell Knative that it is a source, its annotation what it sends. */
function defineKind(chart: Chart): void {
  const reference = { type: 'object', properties: { name: { type: 'string' }, key: { type: 'string' } } };
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const spec = {
    type: 'object',
    required: ['sink', 'tableName', 'instance', 'accessToken'],
    properties: {
      sink: open,
      ceOverrides: open,
      accessToken: { type: 'object', properties: { secretKeyRef: reference } },
      tableName: { type: 'string' },
      instance: { type: 'string' },
      serviceAccountName: { type: 'string' },
    },
  };
  new ApiObject(chart, 'definition', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `alitablestoresources.${group}`,
      labels: { 'duck.knative.dev/source': 'true' },
      annotations: { 'registry.knative.dev/eventTypes': JSON.stringify([{ type: ROW_CHANGED }]) },
    },
    spec: {
      group,
      names: { kind: 'AliTablestoreSource', plural: 'alitablestoresources', categories: ['all', 'knative', 'sources'] },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: { openAPIV3Schema: { type: 'object', properties: { spec, status: open } } },
        },
      ],
    },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
