import type { IConstruct } from 'constructs';
import type { KReference } from '../../lib/api/duck/v1/destination';
import type { EventTypeSpec } from '../../lib/api/eventing/v1beta3/event-type';
import type { Origin, ResourceGraph } from '../../lib/graph/graph';
import { groupOf, type ObjectRef } from '../../lib/graph/object-ref';
import type { RegisteredConsumer, RegisteredEventType, RegisteredObject } from '../../lib/rules/eventing/registry';
import { Program } from './program';

export type { RegisteredConsumer, RegisteredEventType, RegisteredObject };

/** The types of events that a program knows of, with what it says of each. */
export function registeredTypes(scope: IConstruct): readonly RegisteredEventType[] {
  const { registryOf } = registry();
  return registryOf(Program.of(scope).graph);
}

/** The registry as a table. */
export function registryTable(types: readonly RegisteredEventType[]): string {
  const { registryMarkdown } = registry();
  return registryMarkdown(types);
}

/** The types that come to an object, in alphabetical order. */
export function typesAt(graph: ResourceGraph, place: KReference): readonly string[] {
  const { typesComingTo } = registry();
  return typesComingTo(graph, refTo(place));
}

/** The types that EventTypes from certain origins tell of an object. */
export function typesToldOf(graph: ResourceGraph, of: KReference, from: (origin: Origin) => boolean): Set<string> {
  const place = graph.find(refTo(of));
  const told = graph.edges.filter(({ from: { ref, origin }, to, type }) => {
    return to === place && type === 'reference' && ref.kind === 'EventType' && from(origin);
  });
  return new Set(told.flatMap(({ from: { object } }) => typeIn(object.spec as EventTypeSpec)));
}

function refTo({ apiVersion = '', kind, name, namespace }: KReference): ObjectRef {
  return { group: groupOf(apiVersion), kind, name, namespace };
}

function typeIn({ attributes }: EventTypeSpec): string[] {
  return attributes.flatMap(({ name, value }) => (name === 'type' && value !== undefined ? [value] : []));
}

/** The rules are half of this package: only who asks for them loads them. */
function registry() {
  return require('../../lib/rules/eventing/registry') as typeof import('../../lib/rules/eventing/registry');
}
