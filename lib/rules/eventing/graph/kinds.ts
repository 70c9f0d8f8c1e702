import type { GraphNode } from '../../../graph/graph';

const EVENTING = 'eventing.knative.dev';
const MESSAGING = 'messaging.knative.dev';
const FLOWS = 'flows.knative.dev';

export function isBroker({ ref }: GraphNode): boolean {
  return ref.group === EVENTING && ref.kind === 'Broker';
}

export function isTrigger({ ref }: GraphNode): boolean {
  return ref.group === EVENTING && ref.kind === 'Trigger';
}

export function isRequestReply({ ref }: GraphNode): boolean {
  return ref.group === EVENTING && ref.kind === 'RequestReply';
}

export function isEventType({ ref }: GraphNode): boolean {
  return ref.group === EVENTING && ref.kind === 'EventType';
}

/** Channels of every kind: the group has nothing else whose name ends so. */
export function isChannel({ ref }: GraphNode): boolean {
  return ref.group === MESSAGING && ref.kind.endsWith('Channel');
}

export function isSubscription({ ref }: GraphNode): boolean {
  return ref.group === MESSAGING && ref.kind === 'Subscription';
}

export function isSequence({ ref }: GraphNode): boolean {
  return ref.group === FLOWS && ref.kind === 'Sequence';
}

export function isParallel({ ref }: GraphNode): boolean {
  return ref.group === FLOWS && ref.kind === 'Parallel';
}

/** How a message names an object on the way of an event: `broker orders`, and a service by its name alone. */
export function nameOf({ ref }: GraphNode): string {
  if (ref.kind === 'Service') return ref.name;
  const words = ref.kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words} ${ref.name}`;
}
