import type { GraphNode } from '../../../graph/graph';
import { nearest } from '../../nearest';
import type { GraphRule } from '../../rule';
import { wantedTypes } from '../filter-match';
import { broker, pingTo, triggerOf } from './examples';
import { eventFlowOf } from './flow';
import { isBroker } from './kinds';
import type { Station } from './stations';

const PING = 'dev.knative.sources.ping';

/** A trigger that waits for a type which nobody sends to its broker. */
export const unsentType: GraphRule = {
  code: 'KE2951',
  severity: 'warning',
  title: 'a trigger asks for a type of event that somebody sends',
  why: 'A misspelt type makes no error anywhere: the trigger is ready, and its subscriber hears nothing.',
  source: 'eventing, pkg/eventfilter; the types that each source sends',
  check(graph, report) {
    for (const station of eventFlowOf(graph).stations) {
      // Only triggers have filters, and what they don't let pass can't matter elsewhere.
      if (!isBroker(station.node) || station.hasUnknownSenders) continue;
      for (const { owner, filter = {} } of station.deliveries) {
        for (const { type, path } of wantedTypes(filter)) {
          if (station.types.has(type)) continue;
          const fault = faultOf(type, station, owner);
          if (fault !== undefined) report(owner, ['spec', ...path], fault.found, fault.hint);
        }
      }
    }
  },
  good: [broker('orders'), pingTo('orders'), triggerOf('orders', { filters: [{ exact: { type: PING } }] })],
  bad: [
    broker('orders'),
    pingTo('orders'),
    triggerOf('orders', { filters: [{ exact: { type: 'dev.knative.source.ping' } }] }),
  ],
};

/**
 * A program says what its services answer and what comes from outside, so a type that is missing there is told
 * always. Files say nothing of that: only what looks like a slip of the pen is told.
 */
function faultOf(type: string, broker: Station, trigger: GraphNode): { found: string; hint: string } | undefined {
  const isProgram = trigger.origin.construct !== undefined;
  if (!isProgram && !broker.hasSource) return undefined;
  const meant = nearest(type, broker.types);
  if (!isProgram && meant === undefined) return undefined;

  const found = `nobody sends "${type}" to broker ${broker.node.ref.name}`;
  if (meant !== undefined) return { found, hint: `did you mean "${meant}"?` };
  const sent = [...broker.types];
  const known = sent.length === 0 ? '' : `it gets ${sent.slice(0, 5).join(', ')}${sent.length > 5 ? ', …' : ''}; `;
  return { found, hint: `${known}if the type comes from outside, or as the answer of a service, declare it there` };
}
