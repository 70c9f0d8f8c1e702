import { createHash } from 'node:crypto';
import type { SourceSpec, SourceStatus } from '../../api/duck/v1/source';
import { EventType, type EventTypeSpec, type EventTypeStatus } from '../../api/eventing/v1beta3/event-type';
import type { Kind } from '../../api/kind';
import type { KubeObject } from '../../api/meta/v1';
import { living } from '../../controller/conditions';
import { apply, controllerReference } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import type { Reconciler } from '../../controller/reconciler';
import { label } from '../keys';
import { kindOf } from './common';

/** An EventType is ready while what it tells of is there. */
export const eventType = livingReconciler<EventTypeSpec, EventTypeStatus>({
  name: 'eventing/event-type',
  kind: EventType,
  conditionSet: living('ReferenceExists'),
  reconcile({ object, view, conditions }) {
    const { reference } = object.spec ?? {};
    if (reference === undefined) {
      conditions.markTrue('ReferenceExists', { reason: 'ReferenceNotSet', message: 'The reference is not set' });
      return {};
    }
    const found = view.get(kindOf(reference), reference.name, reference.namespace ?? object.metadata.namespace);
    if (found === undefined) {
      conditions.markFalse(
        'ReferenceExists',
        'ResourceDoesNotExist',
        `Resource "${reference.name}" does not exist or there was an error in retrieving it.`,
      );
    } else {
      conditions.markTrue('ReferenceExists');
    }
    return {};
  },
});

type Source = KubeObject<SourceSpec, SourceStatus>;

/** Tells of the events that a source of this kind says it sends, as long as it sends them to an object. */
export function sourceTypes(kind: Kind, ownerVersion = kind.apiVersion): Reconciler<SourceSpec, SourceStatus> {
  return {
    name: `eventing/types-of-${kind.plural}`,
    kind: kind as Kind<SourceSpec, SourceStatus>,
    owns: [EventType],
    reconcile({ object }) {
      const reference = object.spec?.sink?.ref;
      const attributes = reference === undefined ? [] : (object.status?.ceAttributes ?? []);
      return {
        effects: attributes.map(({ type = '', source = '' }) =>
          apply(typeOf(object, kind, ownerVersion, type, source)),
        ),
        prunes: [EventType],
      };
    },
  };
}

function typeOf(
  object: Source,
  kind: Kind,
  ownerVersion: string,
  type: string,
  source: string,
): KubeObject<EventTypeSpec> {
  const { name = '', namespace, uid = '' } = object.metadata;
  const { apiVersion, kind: sinkKind, name: sinkName } = object.spec!.sink.ref!;
  const description = kind.eventTypes?.[type];
  return {
    apiVersion: EventType.apiVersion,
    kind: EventType.kind,
    metadata: {
      // No two sources tell of one type under one name.
      name: createHash('md5').update(`${type}${source}${uid}`).digest('hex'),
      namespace,
      labels: { [label.sourceName]: name },
      ownerReferences: [{ ...controllerReference(object), apiVersion: ownerVersion }],
    },
    spec: {
      reference: { apiVersion: apiVersion ?? '', kind: sinkKind, name: sinkName },
      ...(description === undefined ? {} : { description }),
      attributes: attributesOf(type, source),
    },
  };
}

/** What every event has, and what these have. */
export function attributesOf(type: string, source: string): EventTypeSpec['attributes'] {
  return [
    { name: 'specversion', required: true },
    { name: 'id', required: true },
    { name: 'type', required: true, value: type },
    { name: 'source', required: true, value: source },
  ];
}
