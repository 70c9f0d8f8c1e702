import type { Construct } from 'constructs';
import type { KReference } from '../../lib/api/duck/v1/destination';
import { type EventTypeSpec, EventType as kind } from '../../lib/api/eventing/v1beta3/event-type';
import { hasBrand } from '../base/brand';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** Something that events are found at: a broker, a channel, a sink. */
export interface IEventPlace {
  /** A reference to it, as an object of the given namespace writes it. */
  referenceFrom(namespace: string | undefined): KReference;
}

/** What is told of an attribute. */
export interface EventAttributeProps {
  /** Its value, in which `{variable}` stands for what differs from event to event. @default - it differs */
  readonly value?: string;
  /** Whether every event of the type has it. @default false */
  readonly required?: boolean;
}

/** What is told of a type of events. */
export interface EventTypeProps extends ResourceProps {
  /** The type, such as `order.created`. */
  readonly type: string;
  /** The source that such events name; `{variable}` in it stands for what differs. @default - it differs */
  readonly source?: string;
  /** What the events mean. @default - nothing is told */
  readonly description?: string;
  /** URL of a schema of the events' data. @default - none */
  readonly schema?: string;
  /** Where such events are found. @default - none is told */
  readonly at?: IEventPlace;
  /** Other attributes, by name: the value that each has, or more. @default - none */
  readonly attributes?: Readonly<Record<string, string | EventAttributeProps>>;
}

/**
 * Tells people and tools that there is a type of events, and where. Nothing is delivered by it.
 *
 * Becomes: one EventType.
 * @example
 * new EventType(chart, 'order-created', { type: 'order.created', source: '/shop/{country}', at: broker });
 */
export class EventType extends Resource<EventTypeSpec> {
  /** The type, such as `order.created`. */
  public readonly eventType: string;

  public constructor(scope: Construct, id: string, given: EventTypeProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, ({ namespace }) => ({
      spec: {
        reference: referenceOf(props.at?.referenceFrom(namespace)),
        description: props.description,
        attributes: attributesOf(props),
      },
      facts: { isDerived: hasBrand(scope, 'EventTypes') },
    }));
    this.eventType = props.type;
  }
}

/** A place without a kind or a version can't be told. */
function referenceOf(reference: KReference | undefined): EventTypeSpec['reference'] {
  return reference && { ...reference, apiVersion: reference.apiVersion ?? '' };
}

/** The attributes that every type must tell of, and the others. */
function attributesOf({ type, source, schema, attributes = {} }: EventTypeProps): EventTypeSpec['attributes'] {
  const others = Object.entries(attributes).map(([name, given]) => {
    const { value, required } = typeof given === 'string' ? { value: given, required: true } : given;
    return { name, required, value };
  });
  return [
    { name: 'type', required: true, value: type },
    { name: 'source', required: true, value: source },
    { name: 'specversion', required: true, value: '1.0' },
    { name: 'id', required: true },
    // Not `dataschema`: this is what upstream itself writes, and reads for older versions of the kind.
    ...(schema === undefined ? [] : [{ name: 'schemadata', required: false, value: schema }]),
    ...others,
  ];
}
