import type { Kind } from '../../api/kind';
import { EventListener } from '../../api/triggers/v1beta1/event-listener';
import { TektonTrigger } from '../../api/triggers/v1beta1/trigger';
import type { FieldPath } from '../diagnostic';
import { EACH, type Target } from '../rule';

const of =
  (...places: readonly (readonly [Kind, FieldPath])[]) =>
  (...inner: FieldPath): Target[] =>
    places.map(([kind, at]) => ({ kind, at: [...at, ...inner] }));

/** Where triggers are written out: in a listener, and as an object of their own. */
export const inTriggers = of([EventListener, ['spec', 'triggers', EACH]], [TektonTrigger, ['spec']]);
