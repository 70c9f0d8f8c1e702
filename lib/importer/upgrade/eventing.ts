import { groupOf } from '../../graph/object-ref';
import { type Draft, type Fields, fieldsAt, isFields } from '../draft';
import { isOf, specOf } from './common';
import { eventingChanges as rules } from './eventing-rules';
import type { Upgrader } from './upgrade-set';

/** `EventType`, before it had a list of attributes. */
export const eventTypes: Upgrader = {
  applies: (draft) => isOf(draft, ['eventing.knative.dev'], ['EventType']),
  run(upgrade) {
    const { draft } = upgrade;
    const spec = specOf(draft);
    if (spec === undefined || Array.isArray(spec.attributes)) return;
    const { type, source, schema, schemaData, broker, description, reference: given, owner, ...rest } = spec;
    if (type === undefined) return;
    const place = isFields(given) ? given : referenceOf(broker);
    draft.spec = {
      ...(place !== undefined && { reference: place }),
      ...(description !== undefined && { description }),
      attributes: [
        { name: 'type', required: true, value: type },
        { name: 'source', required: true, ...(source !== undefined && source !== '' && { value: source }) },
        { name: 'specversion', required: true, value: '1.0' },
        { name: 'id', required: true },
        ...((schema ?? schemaData) ? [{ name: 'schemadata', required: false, value: schema ?? schemaData }] : []),
      ],
      ...rest,
    };
    if (owner !== undefined) upgrade.note(rules.eventTypeOwner, ['spec', 'owner'], 'left out owner');
    upgrade.note(rules.eventType, ['spec'], 'wrote type, source and broker as attributes and a reference');
  },
};

function referenceOf(broker: unknown): Fields | undefined {
  if (typeof broker !== 'string' || broker === '') return undefined;
  return { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: broker };
}

const GONE = ['ClusterChannelProvisioner', 'ConfigMapPropagation'];
const BUSES = ['Bus', 'ClusterBus'];
const FEEDS = ['Feed', 'Flow', 'EventSource', 'ClusterEventSource', 'ClusterEventType'];

/** Kinds that have no successor. */
export const goneKinds: Upgrader = {
  applies: ({ apiVersion, kind }) =>
    (GONE.includes(kind) && apiVersion.includes('knative.dev/')) ||
    (BUSES.includes(kind) && groupOf(apiVersion) === 'channels.knative.dev') ||
    (kind === 'Flow' && groupOf(apiVersion) === 'flows.knative.dev') ||
    ([...FEEDS, 'EventType'].includes(kind) && groupOf(apiVersion) === 'feeds.knative.dev'),
  run(upgrade) {
    const { kind, metadata } = upgrade.draft;
    const message = `left out the ${kind} ${metadata.name}`;
    if (kind === 'ClusterChannelProvisioner') upgrade.drop(rules.provisioner, message);
    else if (BUSES.includes(kind)) upgrade.drop(rules.bus, message);
    else if (GONE.includes(kind)) upgrade.drop(rules.gone, message);
    else upgrade.drop(rules.feed, `${message}: ${successorOf(upgrade.draft)}`);
  },
};

/** What a feed is meant to be today, as far as its event type tells. */
function successorOf({ spec }: Draft): string {
  const trigger = fieldsAt(isFields(spec) ? spec : undefined, 'trigger');
  const type = String(trigger?.eventType ?? '');
  const service = trigger?.service === undefined ? '' : ` for ${trigger.service}`;
  if (/k8s/i.test(type)) return `write an ApiServerSource${service}`;
  if (/github|pullrequest/i.test(type)) return `write a GitHubSource${service}`;
  if (/pubsub/i.test(type)) return `write a Pipe of Camel, or an adapter of your own${service}`;
  return 'write the source that you mean, and a Trigger or a sink';
}
