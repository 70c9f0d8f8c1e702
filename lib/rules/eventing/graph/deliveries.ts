import type { Delivery } from '../../../api/duck/v1/delivery';
import type { Edge, GraphNode } from '../../../graph/graph';
import type { FieldPath } from '../../diagnostic';
import { formatPath } from '../../diagnostic';
import type { Filtered } from '../filter-walk';
import { isRecord } from '../filter-walk';
import { isParallel, isSequence, isSubscription, isTrigger } from './kinds';
import type { EventDelivery, Station } from './stations';

/** A station that is still being filled. */
export interface StationDraft extends Station {
  readonly types: Set<string>;
  readonly deliveries: EventDelivery[];
  readonly senders: Station['senders'][number][];
  hasUnknownSenders: boolean;
  hasSource: boolean;
}

/** What a reader of objects needs to know of the graph. */
export interface Stations {
  /** The station that an object's address is of. */
  of(node: GraphNode | undefined): StationDraft | undefined;
  /** The station before a step of a sequence or a branch of a parallel. */
  before(node: GraphNode, part: number): StationDraft;
}

/** What a broker delivers with that says nothing of delivery: config-br-defaults as it ships. */
const BROKER_DEFAULT: Delivery = { retry: 10, backoffPolicy: 'exponential', backoffDelay: 'PT0.2S' };

/** The objects that the fields of an object lead to, by the fields' paths. */
class Targets {
  readonly #byPath: ReadonlyMap<string, GraphNode>;

  public constructor(edges: readonly Edge[]) {
    this.#byPath = new Map(edges.map(({ path, to }) => [path, to]));
  }

  public at(...path: FieldPath): GraphNode | undefined {
    const field = formatPath(path);
    return this.#byPath.get(field) ?? this.#byPath.get(`${field}.ref`) ?? this.#byPath.get(`${field}.uri`);
  }
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (isRecord(value) ? value : {});
const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const deliveryIn = (value: unknown): Delivery | undefined => (isRecord(value) ? value : undefined);

/** The dead letter sink and the retries of a delivery. */
function outcome(own: unknown, at: FieldPath, targets: Targets, stations: Stations) {
  const delivery = deliveryIn(own);
  const deadLetterSink = targets.at(...at, 'deadLetterSink');
  return {
    delivery,
    deadLetterSink,
    deadLetters: stations.of(deadLetterSink),
    ...(delivery === undefined ? {} : { deliveryAt: at }),
  };
}

/** As above, but what is absent is the broker's or channel's. */
function outcomeAt(from: Station, own: unknown, targets: Targets, stations: Stations) {
  const found = outcome(own, ['spec', 'delivery'], targets, stations);
  const theirs = deliveryIn(fieldsOf(from.node.object.spec).delivery);
  const delivery = found.delivery ?? theirs ?? (from.node.ref.kind === 'Broker' ? BROKER_DEFAULT : undefined);
  if (found.delivery !== undefined) return found;
  const deadLetterSink = from.deadLetterSink;
  return { delivery, deadLetterSink, deadLetters: stations.of(deadLetterSink) };
}

function ofTrigger(owner: GraphNode, targets: Targets, stations: Stations): EventDelivery[] {
  const spec = fieldsOf(owner.object.spec);
  const broker = targets.at('spec', 'broker') ?? targets.at('spec', 'brokerRef');
  const from = stations.of(broker);
  if (from === undefined) return [];
  const subscriber = targets.at('spec', 'subscriber');
  return [
    {
      owner,
      at: ['spec', 'subscriber'],
      from,
      filter: spec as Filtered,
      subscriber,
      to: stations.of(subscriber),
      replies: owner.facts.replies ?? subscriber?.facts.replies,
      asksForReply: false,
      reply: from,
      replyTo: from.node,
      ...outcomeAt(from, spec.delivery, targets, stations),
    },
  ];
}

function ofSubscription(owner: GraphNode, targets: Targets, stations: Stations): EventDelivery[] {
  const spec = fieldsOf(owner.object.spec);
  const from = stations.of(targets.at('spec', 'channel'));
  if (from === undefined) return [];
  const subscriber = targets.at('spec', 'subscriber');
  const replyTo = targets.at('spec', 'reply');
  return [
    {
      owner,
      at: ['spec', 'subscriber'],
      from,
      subscriber,
      to: stations.of(subscriber),
      replies: owner.facts.replies ?? subscriber?.facts.replies,
      asksForReply: spec.reply !== undefined,
      reply: stations.of(replyTo),
      replyTo,
      ...outcomeAt(from, spec.delivery, targets, stations),
    },
  ];
}

/** Each step is delivered to from a channel of its own; its answer goes into the channel of the next one. */
function ofSequence(owner: GraphNode, targets: Targets, stations: Stations): EventDelivery[] {
  const spec = fieldsOf(owner.object.spec);
  const steps = itemsOf(spec.steps);
  const entry = stations.of(owner);
  if (entry === undefined) return [];
  return steps.map((step, i): EventDelivery => {
    const at: FieldPath = ['spec', 'steps', i];
    const subscriber = targets.at(...at);
    const isLast = i === steps.length - 1;
    const next = isLast ? undefined : stations.before(owner, i + 1);
    const replyTo = isLast ? targets.at('spec', 'reply') : owner;
    return {
      owner,
      at,
      from: i === 0 ? entry : stations.before(owner, i),
      subscriber,
      to: stations.of(subscriber),
      replies: (isLast ? owner.facts.replies : undefined) ?? subscriber?.facts.replies,
      asksForReply: !isLast || spec.reply !== undefined,
      reply: next ?? stations.of(replyTo),
      replyTo,
      ...outcome(fieldsOf(step).delivery, [...at, 'delivery'], targets, stations),
    };
  });
}

/** Each branch has a channel of its own, into which its filter answers with what shall pass. */
function ofParallel(owner: GraphNode, targets: Targets, stations: Stations): EventDelivery[] {
  const spec = fieldsOf(owner.object.spec);
  const from = stations.of(owner);
  if (from === undefined) return [];
  return itemsOf(spec.branches).flatMap((value, i): EventDelivery[] => {
    const branch = fieldsOf(value);
    const at: FieldPath = ['spec', 'branches', i];
    const channel = stations.before(owner, i);
    const filter = targets.at(...at, 'filter');
    const subscriber = targets.at(...at, 'subscriber');
    const replyAt: FieldPath = branch.reply === undefined ? ['spec', 'reply'] : [...at, 'reply'];
    const replyTo = targets.at(...replyAt);
    // A filter answers with the event itself, unless the program says that it answers with others.
    const asItIs = branch.filter === undefined || filter?.facts.replies === undefined;
    return [
      {
        owner,
        at: [...at, 'filter'],
        from,
        subscriber: branch.filter === undefined ? owner : filter,
        to: asItIs ? channel : stations.of(filter),
        replies: filter?.facts.replies,
        asksForReply: branch.filter !== undefined,
        reply: branch.filter === undefined ? undefined : channel,
        replyTo: branch.filter === undefined ? undefined : owner,
      },
      {
        owner,
        at: [...at, 'subscriber'],
        from: channel,
        subscriber,
        to: stations.of(subscriber),
        replies: subscriber?.facts.replies ?? owner.facts.replies,
        asksForReply: branch.reply !== undefined || spec.reply !== undefined,
        reply: stations.of(replyTo),
        replyTo,
        ...outcome(branch.delivery, [...at, 'delivery'], targets, stations),
      },
    ];
  });
}

/** The deliveries that an object asks for; none if it is of another kind. */
export function deliveriesOf(node: GraphNode, edges: readonly Edge[], stations: Stations): EventDelivery[] {
  if (isTrigger(node)) return ofTrigger(node, new Targets(edges), stations);
  if (isSubscription(node)) return ofSubscription(node, new Targets(edges), stations);
  if (isSequence(node)) return ofSequence(node, new Targets(edges), stations);
  return isParallel(node) ? ofParallel(node, new Targets(edges), stations) : [];
}
