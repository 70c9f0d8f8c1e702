import type { IConstruct } from 'constructs';
import { type RegisteredEventType, registeredTypes, registryTable } from '../base/event-registry';

/**
 * Every type of events that a program knows of: who sends it, over what it goes, and who gets it. It makes no objects;
 * `broker.eventTypes()` and `EventType` do.
 *
 * @example
 * console.log(EventRegistry.of(app).toMarkdown());
 */
export class EventRegistry {
  /** The registry of the whole program that a construct is part of, as the program is whenever it is asked. */
  public static of(scope: IConstruct): EventRegistry {
    return new EventRegistry(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /** The types, in alphabetical order. */
  public get types(): readonly RegisteredEventType[] {
    return registeredTypes(this.scope);
  }

  /** What is known of one type; undefined if nothing is. */
  public find(type: string): RegisteredEventType | undefined {
    return this.types.find((registered) => registered.type === type);
  }

  /** The types as a table. */
  public toMarkdown(): string {
    return registryTable(this.types);
  }
}
