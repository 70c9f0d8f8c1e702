import { Construct } from 'constructs';
import { brand } from '../base/brand';
import { typesAt, typesToldOf } from '../base/event-registry';
import { objectName } from '../base/object-name';
import { Program } from '../base/program';
import { EventType, type IEventPlace } from './event-type';

/** Of what events are told, and in which namespace. */
export interface EventTypesProps {
  readonly place: IEventPlace;
  readonly namespace: string | undefined;
}

/**
 * The EventTypes of a broker. They are made when the program is synthesized, one for each type that comes to the
 * broker by then and has no EventType of the program's own.
 */
export class EventTypes extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: EventTypesProps,
  ) {
    super(scope, id);
    brand(this, 'EventTypes');
    Program.of(this).makeLate((graphSoFar) => {
      const graph = graphSoFar();
      const place = props.place.referenceFrom(undefined);
      const byHand = typesToldOf(graph, place, ({ construct = '' }) => !construct.startsWith(`${this.node.path}/`));
      this.#tell(typesAt(graph, place).filter((type) => !byHand.has(type)));
    });
  }

  /** The EventTypes of the program as it is now. */
  public get all(): readonly EventType[] {
    // Whoever asks for the graph has what is missing made.
    void Program.of(this).graph;
    return this.#made;
  }

  get #made(): EventType[] {
    return this.node.children.filter((child): child is EventType => child instanceof EventType);
  }

  /** Makes what is missing; what was told of too early goes. */
  #tell(types: readonly string[]): void {
    const { place, namespace } = this.props;
    const { name } = place.referenceFrom(undefined);
    const told = new Set<string>();
    for (const { eventType, node } of this.#made) {
      if (types.includes(eventType)) told.add(eventType);
      else this.node.tryRemoveChild(node.id);
    }
    for (const type of types) {
      if (told.has(type)) continue;
      new EventType(this, type, { name: objectName([name, type]), namespace, type, at: place });
    }
  }
}
