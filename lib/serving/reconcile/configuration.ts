import type { KubeObject } from '../../api/meta/v1';
import { Configuration, type ConfigurationSpec, type ConfigurationStatus } from '../../api/serving/v1/configuration';
import { Revision, type RevisionSpec, type RevisionStatus } from '../../api/serving/v1/revision';
import { conditionOf, isReady, living } from '../../controller/conditions';
import {
  controllerReference,
  create,
  type Effect,
  isControlledBy,
  normal,
  tell,
  warning,
} from '../../controller/effects';
import { isSame } from '../../controller/json';
import { livingReconciler } from '../../controller/living';
import { timestampOf } from '../../controller/moment';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { annotation, label, present, routing } from '../keys';

type ConfigurationObject = KubeObject<ConfigurationSpec, ConfigurationStatus>;
type RevisionObject = KubeObject<RevisionSpec, RevisionStatus>;

/** The first revision of a name in full length: `-00001`. */
const DIGITS = 5;

/** Each change of a Configuration's template becomes a Revision; the newest that is ready gets the traffic. */
export const configuration = livingReconciler({
  name: 'serving/configuration',
  kind: Configuration,
  owns: [Revision],
  conditionSet: living(),
  reconcile({ object, view, conditions, now }) {
    const { conditions: _conditions, observedGeneration: _observed, ...before } = object.status ?? {};
    const effects: Effect[] = [];
    const wanted = revisionOf(object, now);
    const name = wanted.metadata.name ?? '';
    const found = currentRevision(object, wanted, view);
    if (found === 'taken') {
      conditions.markSum(
        'False',
        'RevisionFailed',
        `Revision creation failed with message: revisions.serving.knative.dev "${name}" already exists.`,
      );
      return { status: before };
    }
    if (found === undefined && view.get(Revision, name, object.metadata.namespace) !== undefined) {
      return {
        status: before,
        failure: `failed to create Revision: revisions.serving.knative.dev "${name}" already exists`,
      };
    }
    if (found === undefined) effects.push(create(wanted, normal('Created', `Created Revision "${name}"`)));

    const latestCreated = found?.metadata.name ?? name;
    const status: ConfigurationStatus = { ...before, latestCreatedRevisionName: latestCreated };
    const ready = conditionOf(found, 'Ready');
    const wasReady = before.latestReadyRevisionName;
    const was = conditions.sum;
    if (ready?.status === 'False') {
      conditions.markSum(
        'False',
        'RevisionFailed',
        `Revision "${latestCreated}" failed with message: ${ready.message ?? ''}.`,
      );
      if (conditions.sum !== was) effects.push(tell(failureOf(latestCreated, wasReady)));
    } else if (latestCreated !== wasReady) {
      conditions.markSum('Unknown');
    }
    if (ready?.status === 'True' && wasReady === undefined) {
      effects.push(tell(normal('ConfigurationReady', 'Configuration becomes ready')));
    }

    // A revision that was the newest ready one, and is gone, stays in the status until another one is ready.
    const latestReady = latestReadyRevision(object, found, wasReady, view);
    if (latestReady === undefined) return { status, effects };
    if (latestReady === latestCreated) conditions.markSum('True');
    if (latestReady !== wasReady) {
      effects.push(tell(normal('LatestReadyUpdate', `LatestReadyRevisionName updated to "${latestReady}"`)));
    }
    return { status: { ...status, latestReadyRevisionName: latestReady }, effects };
  },
});

function failureOf(latestCreated: string, latestReady: string | undefined) {
  return latestCreated === latestReady
    ? warning('LatestReadyFailed', `Latest ready revision "${latestCreated}" has failed`)
    : warning('LatestCreatedFailed', `Latest created revision "${latestCreated}" has failed`);
}

/** The revision of the newest template: found, not there yet, or a name that something else has. */
function currentRevision(
  object: ConfigurationObject,
  wanted: RevisionObject,
  view: View,
): RevisionObject | 'taken' | undefined {
  const { namespace, generation, name = '' } = object.metadata;
  if (object.spec?.template.metadata?.name === undefined) {
    const labels = { [label.configuration]: name, [label.configurationGeneration]: String(generation) };
    return view.list(Revision, { namespace, labels })[0];
  }
  const found = view.get(Revision, wanted.metadata.name ?? '', namespace);
  if (found === undefined) return undefined;
  if (!isControlledBy(found, object)) return 'taken';
  if (generationOf(found) === generation) return found;
  return isSame(found.spec, wanted.spec) ? found : 'taken';
}

function revisionOf(object: ConfigurationObject, now: Date): RevisionObject {
  const { name = '', namespace, labels, annotations, generation = 0, uid = '' } = object.metadata;
  const { metadata: own, spec } = object.spec!.template;
  const routes = annotations?.[annotation.routes];
  return {
    apiVersion: Revision.apiVersion,
    kind: Revision.kind,
    metadata: {
      ...own,
      name: own?.name ?? childName(name, `-${String(generation).padStart(DIGITS, '0')}`),
      namespace,
      labels: present({
        ...own?.labels,
        [label.configuration]: name,
        [label.service]: labels?.[label.service],
        [label.configurationGeneration]: String(generation),
        [label.configurationUid]: uid,
        [label.serviceUid]: labels?.[label.serviceUid],
        [label.routingState]: routes === undefined ? routing.pending : routing.active,
      }),
      annotations: present({
        ...own?.annotations,
        [annotation.creator]: annotations?.[annotation.lastModifier],
        [annotation.routes]: routes,
        [annotation.routingStateModified]: timestampOf(now),
      }),
      ownerReferences: [controllerReference(object)],
    },
    spec,
  };
}

/**
 * The newest revision that is ready, never one that is older than what was ready before. The one that the template names
 * goes first, however old it is.
 */
function latestReadyRevision(
  object: ConfigurationObject,
  current: RevisionObject | undefined,
  before: string | undefined,
  view: View,
): string | undefined {
  const { name = '', namespace, generation = 0 } = object.metadata;
  const isNamed = (revision: KubeObject) =>
    object.spec?.template.metadata?.name !== undefined && revision.metadata.name === current?.metadata.name;
  const revisions = view.list(Revision, { namespace, labels: { [label.configuration]: name } });
  const known = revisions.find(({ metadata }) => metadata.name === before);
  const isRecent = (revision: KubeObject) =>
    known === undefined || (generationOf(revision) >= generationOf(known) && generationOf(revision) <= generation);
  return revisions
    .filter((revision) => isNamed(revision) || isRecent(revision))
    .sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || generationOf(b) - generationOf(a))
    .find((revision) => isReady(revision))?.metadata.name;
}

/** Which of the configuration's templates a revision was made of. */
function generationOf({ metadata }: KubeObject): number {
  return Number(metadata.labels?.[label.configurationGeneration] ?? 0);
}
