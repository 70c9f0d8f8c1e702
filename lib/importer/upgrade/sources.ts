import { groupOf } from '../../graph/object-ref';
import type { ImportRule } from '../change';
import { type Draft, type Fields, fieldsAt, isFields, listAt, rename, take, textAt } from '../draft';
import { specOf } from './common';
import type { Upgrade, Upgrader } from './upgrade-set';

const rules = {
  mode: {
    code: 'KU2301',
    action: 'upgraded',
    why: 'The mode that sends references is spelled out since sources.knative.dev/v1alpha2.',
  },
  labelSelector: {
    code: 'KU2302',
    action: 'upgraded',
    why: 'The selector of a resource has a shorter name since sources.knative.dev/v1alpha2.',
  },
  owner: {
    code: 'KU2303',
    action: 'upgraded',
    why: 'A source watches what one kind of owner controls; it says so once, and not for each resource.',
  },
  owners: {
    code: 'KU2304',
    action: 'decide',
    why: 'A source has one owner today: make a source for each.',
  },
  watcher: {
    code: 'KU2305',
    action: 'upgraded',
    why: 'KubernetesEventSource became ApiServerSource, which watches any kind; its events are of other types.',
  },
  pingData: {
    code: 'KU2306',
    action: 'upgraded',
    why: 'A PingSource sends data as it is, with its media type; the old adapter sent JSON, and wrapped what was none as body.',
  },
  pingType: {
    code: 'KU2307',
    action: 'decide',
    why: 'A PingSource sends dev.knative.sources.ping, and its events have another source: whoever filters by the old ones gets none.',
  },
  adapter: {
    code: 'KU2308',
    action: 'dropped',
    why: 'One adapter serves all sources of the kind: none has an account or resources of its own.',
  },
  containerTemplate: {
    code: 'KU2309',
    action: 'upgraded',
    why: 'A ContainerSource has a template of a pod since Eventing 0.9.',
  },
  containerSink: {
    code: 'KU2310',
    action: 'decide',
    why: 'A container learns its sink from K_SINK: the old --sink argument is not added any more. If the program needs it, add --sink=$(K_SINK).',
  },
  kafkaLists: {
    code: 'KU2311',
    action: 'upgraded',
    why: 'Servers and topics are lists since sources.knative.dev/v1beta1.',
  },
  sqs: {
    code: 'KU2312',
    action: 'upgraded',
    why: 'AwsSqsSource ended in 2022: an IntegrationSource reads the queue by its ARN, with a Secret of other keys.',
  },
  sqsSecret: {
    code: 'KU2313',
    action: 'decide',
    why: 'The Secret of an IntegrationSource has the keys aws.accessKey and aws.secretKey, and no file of credentials.',
  },
  pubSub: {
    code: 'KU2314',
    action: 'decide',
    why: 'No source of Google Cloud Pub/Sub is left in Knative: take a Pipe of Camel or an adapter of your own. Its events are of the type google.cloud.pubsub.topic.v1.messagePublished.',
  },
  camel: {
    code: 'KU2315',
    action: 'upgraded',
    why: 'CamelSource became a Pipe of Camel K, which says the same with uri and properties.',
  },
  camelFlow: {
    code: 'KU2316',
    action: 'decide',
    why: "A route of its own in a CamelSource is an Integration of Camel K today, with Knative's sink as its last step.",
  },
  ended: {
    code: 'KU2317',
    action: 'decide',
    why: 'The source ended: there are kamelets of Camel, or CephSource, for the same systems.',
  },
  unknown: {
    code: 'KU2318',
    action: 'decide',
    why: 'The kind is none of Knative: a CRD and a controller of yours must know it. Only its sink was brought up to date.',
  },
} as const satisfies Record<string, ImportRule>;

function isSource({ apiVersion }: Draft): boolean {
  return ['sources.eventing.knative.dev', 'sources.knative.dev'].includes(groupOf(apiVersion));
}

function source(names: readonly string[], run: (upgrade: Upgrade, spec: Fields) => void): Upgrader {
  return {
    applies: (draft) => isSource(draft) && names.includes(draft.kind),
    run(upgrade) {
      const spec = specOf(upgrade.draft);
      if (spec !== undefined) run(upgrade, spec);
    },
  };
}

const apiServerSource = source(['ApiServerSource'], (upgrade, spec) => {
  if (spec.mode === 'Ref') {
    spec.mode = 'Reference';
    upgrade.note(rules.mode, ['spec', 'mode'], 'the mode Ref is called Reference');
  }
  const owners: Fields[] = [];
  for (const [i, resource] of listAt(spec, 'resources').entries()) {
    const at = ['spec', 'resources', i];
    if (Object.hasOwn(resource, 'labelSelector')) {
      rename(resource, 'labelSelector', 'selector');
      upgrade.note(rules.labelSelector, [...at, 'labelSelector'], 'labelSelector is called selector');
    }
    const controller = take(resource, 'controllerSelector');
    if (isFields(controller)) owners.push({ apiVersion: controller.apiVersion, kind: controller.kind });
    const controlled = take(resource, 'controller');
    if (controlled === true) owners.push({ apiVersion: resource.apiVersion, kind: resource.kind });
  }
  const [owner] = owners;
  if (owner === undefined || spec.owner !== undefined) return;
  spec.owner = owner;
  upgrade.note(rules.owner, ['spec', 'resources'], `watches what a ${owner.kind} controls`);
  if (owners.some(({ apiVersion, kind }) => apiVersion !== owner.apiVersion || kind !== owner.kind)) {
    upgrade.note(rules.owners, ['spec', 'resources'], `there is more than one owner, and ${owner.kind} was kept`);
  }
});

const kubernetesEventSource = source(['KubernetesEventSource'], (upgrade, spec) => {
  const { namespace, ...rest } = spec;
  upgrade.draft.spec = { mode: 'Resource', resources: [{ apiVersion: 'v1', kind: 'Event' }], ...rest };
  if (namespace !== undefined) upgrade.draft.metadata.namespace ??= namespace;
  upgrade.note(
    rules.watcher,
    ['spec'],
    'watches the kind Event; its events are of the type dev.knative.apiserver.resource.add',
  );
});

const pingSource = source(['CronJobSource', 'PingSource'], (upgrade, spec) => {
  const isCron = upgrade.draft.kind === 'CronJobSource';
  const isOld = isCron || upgrade.draft.apiVersion !== 'sources.knative.dev/v1';
  if (isCron && fieldsAt(spec, 'template') !== undefined) return;
  const key = Object.hasOwn(spec, 'jsonData') ? 'jsonData' : 'data';
  const given = spec[key];
  if (
    isOld &&
    typeof given === 'string' &&
    given !== '' &&
    upgrade.draft.apiVersion !== 'sources.knative.dev/v1beta2'
  ) {
    if (key !== 'data') rename(spec, key, 'data');
    const isJson = isJsonObject(given);
    spec.data = isJson ? given : JSON.stringify({ body: given });
    spec.contentType ??= 'application/json';
    const message = isJson ? `${key} is data with a contentType` : `${key} is the JSON that the old adapter made of it`;
    upgrade.note(rules.pingData, ['spec', key], message);
  }
  if (!isCron) return;
  adapterOf(upgrade, spec);
  upgrade.note(
    rules.pingType,
    [],
    `${upgrade.draft.metadata.name} sends dev.knative.sources.ping in place of dev.knative.cronjob.event`,
  );
});

function isJsonObject(text: string): boolean {
  try {
    return isFields(JSON.parse(text));
  } catch {
    return false;
  }
}

function adapterOf(upgrade: Upgrade, spec: Fields): void {
  const gone = ['serviceAccountName', 'resources'].filter((name) => Object.hasOwn(spec, name));
  for (const name of gone) delete spec[name];
  if (gone.length > 0) upgrade.note(rules.adapter, ['spec'], `left out ${gone.join(' and ')}`);
}

const containerSource = source(['ContainerSource'], (upgrade, spec) => {
  if (!Object.hasOwn(spec, 'image')) return;
  const { image, args, env, serviceAccountName, ...rest } = spec;
  const container = {
    name: 'source',
    image,
    ...(args !== undefined && { args }),
    ...(env !== undefined && { env }),
  };
  const pod = { containers: [container], ...(serviceAccountName !== undefined && { serviceAccountName }) };
  upgrade.draft.spec = { template: { spec: pod }, ...rest };
  upgrade.note(rules.containerTemplate, ['spec', 'image'], 'wrote image, args and env as a container of a template');
  upgrade.note(
    rules.containerSink,
    ['spec', 'args'],
    `the container of ${upgrade.draft.metadata.name} gets no --sink argument`,
  );
});

const kafkaSource = source(['KafkaSource'], (upgrade, spec) => {
  for (const field of ['bootstrapServers', 'topics']) {
    const given = spec[field];
    if (typeof given !== 'string') continue;
    spec[field] = given.split(',').map((item) => item.trim());
    upgrade.note(rules.kafkaLists, ['spec', field], `${field} is a list`);
  }
  adapterOf(upgrade, spec);
});

const sqsSource = source(['AwsSqsSource'], (upgrade, spec) => {
  const { queueUrl, awsCredsSecret, annotations: _, serviceAccountName, ...rest } = spec;
  const [, region, account, queue] =
    /^https:\/\/sqs\.([\w-]+)\.amazonaws\.com\/(\d+)\/([\w.-]+)$/.exec(String(queueUrl)) ?? [];
  const place =
    queue === undefined ? { queueURL: queueUrl } : { arn: `arn:aws:sqs:${region}:${account}:${queue}`, region };
  const secret = textAt(isFields(awsCredsSecret) ? awsCredsSecret : undefined, 'name');
  const auth = {
    ...(secret !== undefined && { secret: { ref: { name: secret } } }),
    ...(secret === undefined && serviceAccountName !== undefined && { serviceAccountName }),
  };
  upgrade.draft.apiVersion = 'sources.knative.dev/v1alpha1';
  upgrade.draft.kind = 'IntegrationSource';
  upgrade.draft.spec = { aws: { sqs: place, auth }, ...rest };
  upgrade.note(rules.sqs, ['spec', 'queueUrl'], `reads ${queueUrl} as an IntegrationSource`);
  if (secret !== undefined) {
    upgrade.note(
      rules.sqsSecret,
      ['spec', 'awsCredsSecret'],
      `the Secret ${secret} must have aws.accessKey and aws.secretKey`,
    );
  }
});

const camelSource = source(['CamelSource'], (upgrade, spec) => {
  const from = fieldsAt(spec, 'source');
  const component = fieldsAt(from, 'component');
  upgrade.draft.apiVersion = 'camel.apache.org/v1';
  if (component === undefined) {
    const flow = from?.flow ?? fieldsAt(from, 'integration')?.flows ?? from?.integration;
    const { integration: _, ...rest } = fieldsAt(from, 'integration') ?? {};
    upgrade.draft.kind = 'Integration';
    upgrade.draft.spec = { ...rest, flows: Array.isArray(flow) ? flow : [flow] };
    upgrade.note(
      rules.camelFlow,
      ['spec', 'source'],
      `${upgrade.draft.metadata.name} is an Integration whose route ends where you say`,
    );
    return;
  }
  const { uri, properties } = component;
  upgrade.draft.kind = 'Pipe';
  upgrade.draft.spec = {
    source: { uri, ...(isFields(properties) && Object.keys(properties).length > 0 && { properties }) },
    sink: spec.sink,
  };
  upgrade.note(rules.camel, ['spec', 'source'], `${upgrade.draft.metadata.name} is a Pipe from ${uri}`);
});

const pubSubSource = source(['GcpPubSubSource', 'CloudPubSubSource'], (upgrade) => {
  upgrade.note(rules.pubSub, [], `kept the ${upgrade.draft.kind} ${upgrade.draft.metadata.name}, whose kind is gone`);
});

const endedSource = source(['CouchDbSource', 'PrometheusSource', 'BucketNotificationSource'], (upgrade) => {
  upgrade.note(rules.ended, [], `kept the ${upgrade.draft.kind} ${upgrade.draft.metadata.name}, whose kind is gone`);
});

/** Kinds of 2019 that were never Knative's own, and those that ended. */
const unknownSource: Upgrader = {
  applies: ({ apiVersion, kind }) =>
    groupOf(apiVersion) === 'sources.eventing.knative.dev' &&
    ![...KNOWN, 'GcpPubSubSource', 'CouchDbSource', 'PrometheusSource', 'BucketNotificationSource'].includes(kind),
  run(upgrade) {
    upgrade.note(
      rules.unknown,
      [],
      `kept the ${upgrade.draft.kind} ${upgrade.draft.metadata.name} of ${upgrade.draft.apiVersion}`,
    );
  },
};

const KNOWN = [
  'ApiServerSource',
  'KubernetesEventSource',
  'CronJobSource',
  'PingSource',
  'ContainerSource',
  'SinkBinding',
  'KafkaSource',
  'GitHubSource',
  'GitLabSource',
  'RabbitmqSource',
  'AwsSqsSource',
  'CamelSource',
];

/** Sources of events, kind by kind. */
export const sources: readonly Upgrader[] = [
  apiServerSource,
  kubernetesEventSource,
  pingSource,
  containerSource,
  kafkaSource,
  sqsSource,
  camelSource,
  pubSubSource,
  endedSource,
  unknownSource,
];

export const sourceRules: readonly ImportRule[] = Object.values(rules);
