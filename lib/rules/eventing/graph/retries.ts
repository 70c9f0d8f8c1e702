import type { ChannelTemplate } from '../../../api/duck/v1/channel-template';
import { isInMemory } from '../../messaging/channel-kinds';
import type { GraphRule } from '../../rule';
import { sequenceOf, serviceRef, shipping } from './examples';
import { eventFlowOf } from './flow';
import { isChannel, nameOf } from './kinds';
import { type EventDelivery, type Station, stationName } from './stations';

/** More attempts than anyone means to make. */
const MANY = 100;

/** With this a channel in memory says yes at once, and delivers afterwards. */
const ASYNC = 'messaging.knative.dev/async-handler';

/**
 * Whether a station answers its sender only when all that comes after it is done: its channels are in memory. A
 * broker is left out, though its channel may be one: there a new event begins.
 */
function isSynchronous({ node }: Station): boolean {
  const { kind, metadata, spec } = node.object;
  if (metadata.annotations?.[ASYNC] === 'true') return false;
  if (kind === 'InMemoryChannel') return true;
  const isFlow = node.ref.group === 'flows.knative.dev';
  if (!isFlow && !(isChannel(node) && kind === 'Channel')) return false;
  return isInMemory((spec as { channelTemplate?: ChannelTemplate } | undefined)?.channelTemplate);
}

/** The worst chain from a station on: how often its end is tried if it keeps failing, and the deliveries on it. */
interface Chain {
  readonly attempts: number;
  readonly deliveries: readonly EventDelivery[];
}

const NONE: Chain = { attempts: 1, deliveries: [] };

/** Finds the chain of each station once; stations on a circle count for one attempt, as the circle is told elsewhere. */
class Chains {
  readonly #known = new Map<Station, Chain>();

  /** What follows a delivery within the attempt. */
  public after({ to, reply }: EventDelivery): Chain {
    const next = to ?? reply;
    return next !== undefined && isSynchronous(next) ? this.#from(next) : NONE;
  }

  #from(start: Station): Chain {
    // Without recursion: chains may be as long as programs have steps.
    const waiting = [start];
    for (let station = waiting.at(-1); station !== undefined; station = waiting.at(-1)) {
      const isNew = !this.#known.has(station);
      if (isNew) this.#known.set(station, NONE);
      const next = isNew ? station.deliveries.flatMap(({ to, reply }) => to ?? reply ?? []) : [];
      const unknown = next.filter((one) => isSynchronous(one) && !this.#known.has(one));
      waiting.push(...unknown);
      if (unknown.length > 0) continue;
      waiting.pop();
      this.#known.set(station, this.#worst(station));
    }
    return this.#known.get(start) ?? NONE;
  }

  /** A failure that a dead letter sink takes is none to whoever sent the event: no chain begins before it. */
  #worst(station: Station): Chain {
    return station.deliveries
      .filter(({ delivery }) => delivery?.deadLetterSink === undefined)
      .map((delivery) => this.chain(delivery))
      .reduce((worst, chain) => (chain.attempts > worst.attempts ? chain : worst), NONE);
  }

  /** The chain that begins with a delivery. */
  public chain(delivery: EventDelivery): Chain {
    const next = delivery.to ?? delivery.reply;
    const rest = next === undefined || !isSynchronous(next) ? NONE : (this.#known.get(next) ?? this.#from(next));
    const attempts = attemptsOf(delivery);
    return {
      attempts: attempts * rest.attempts,
      deliveries: attempts > 1 ? [delivery, ...rest.deliveries] : rest.deliveries,
    };
  }
}

function attemptsOf({ delivery }: EventDelivery): number {
  return 1 + Math.max(0, delivery?.retry ?? 0);
}

/** Retries that call for retries. */
export const retries: GraphRule = {
  code: 'KE2958',
  severity: 'warning',
  title: 'retries do not multiply',
  why: 'A channel in memory answers when all that comes after it is done. So whoever retries repeats the retries of all later steps, on a subscriber that is in trouble already.',
  source: 'eventing, pkg/channel/fanout; knative/eventing#6833',
  check(graph, report) {
    const chains = new Chains();
    for (const delivery of eventFlowOf(graph).deliveries) {
      const attempts = attemptsOf(delivery);
      const rest = chains.after(delivery);
      // Told where the product first grows too large, seen from the end.
      if (attempts === 1 || rest.attempts === 1 || rest.attempts > MANY || attempts * rest.attempts <= MANY) continue;
      const all = [delivery, ...rest.deliveries];
      const product = all.map(attemptsOf).join(' × ');
      const last = all.at(-1) ?? delivery;
      const end = last.subscriber === undefined ? stationName(last.from) : nameOf(last.subscriber);
      report(
        delivery.owner,
        delivery.deliveryAt ?? delivery.at,
        `${end} is tried up to ${product} = ${attempts * rest.attempts} times for one event`,
        'retry less often, name a deadLetterSink for the later steps, or take a channel that keeps events',
      );
    }
  },
  good: [
    shipping,
    sequenceOf([
      { ...serviceRef('billing'), delivery: { retry: 9, backoffPolicy: 'linear', backoffDelay: 'PT1S' } },
      { ...serviceRef('shipping'), delivery: { retry: 4, backoffPolicy: 'linear', backoffDelay: 'PT1S' } },
    ]),
  ],
  bad: [
    shipping,
    sequenceOf([
      { ...serviceRef('billing'), delivery: { retry: 9, backoffPolicy: 'linear', backoffDelay: 'PT1S' } },
      { ...serviceRef('shipping'), delivery: { retry: 10, backoffPolicy: 'linear', backoffDelay: 'PT1S' } },
    ]),
  ],
};
