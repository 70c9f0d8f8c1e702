import type { Kind } from '../api/kind';
import { type Condition, type ConditionSet, Conditions, isObserved } from './conditions';
import type { Inputs, Outcome, Reconciler, Request } from './reconciler';

/** What Knative's kinds say of themselves besides what is their own. */
interface LivingStatus {
  readonly observedGeneration?: number;
  readonly conditions?: readonly unknown[];
}

/** What a reconciler of a Knative kind is given: its conditions are kept for it. */
export interface LivingRequest<Spec, Status, Asked extends Inputs> extends Request<Spec, Status, Asked> {
  readonly conditions: Conditions;
}

/** What Knative's reconcilers have in common is taken care of; what is left is their own. */
export interface LivingDefinition<Spec, Status, Asked extends Inputs>
  extends Omit<Reconciler<Spec, Status, Asked>, 'reconcile' | 'finalize'> {
  readonly conditionSet: ConditionSet;
  /** Says what should be; conditions are marked, and not part of the status that is returned. */
  reconcile(request: LivingRequest<Spec, Status, Asked>): Outcome<Omit<Status, keyof LivingStatus>>;
  finalize?(request: Request<Spec, Status, Asked>): Outcome<Status>;
}

/**
 * A reconciler in the way of Knative's generated ones: conditions are there from the start, a new generation counts as
 * not ready until it was looked at, and whatever comes of it, the generation was observed.
 */
export function livingReconciler<Spec, Status extends LivingStatus, Asked extends Inputs = Inputs>(
  definition: LivingDefinition<Spec, Status, Asked> & { readonly kind: Kind<Spec, Status> },
): Reconciler<Spec, Status, Asked> {
  const { conditionSet, reconcile, ...rest } = definition;
  return {
    ...rest,
    reconcile(request) {
      const { object, now } = request;
      const before = object.status as LivingStatus | undefined;
      const conditions = new Conditions(conditionSet, before?.conditions as readonly Condition[] | undefined, now);
      conditions.initialize();
      if (!isObserved(object)) {
        conditions.markSum('Unknown', 'NewObservedGenFailure', 'unsuccessfully observed a new generation');
      }
      const outcome = reconcile({ ...request, conditions });
      const { conditions: _conditions, observedGeneration: _observed, ...kept } = before ?? {};
      const status = {
        ...(outcome.status ?? kept),
        conditions: conditions.list(),
        observedGeneration: object.metadata.generation,
      } as unknown as Status;
      return { ...outcome, status };
    },
  };
}
