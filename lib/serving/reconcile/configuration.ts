import type { KubeObject } from '../../api/meta/v1';
import { Configuration, type ConfigurationSpec, type ConfigurationStatus } from '../../api/serving/v1/configuration';
import { Revision, type RevisionSpec, type RevisionStatus } from '../../api/serving/v1/revision';
import { conditionOf, hasFailed, isReady, living } from '../../controller/conditions';
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
    if (found === undefined) effects.push(create(wanted, normal('Created', `Created Revision "${name}"`)));

    const latestCreated = found?.metadata.name ?? name;
    const status: ConfigurationStatus = { ...before, latestCreatedRevisionName: latestCreated };
    const ready = found === undefined ? undefined : conditionOf(found, 'Ready');
    if (found !== undefined && hasFailed(found)) {
      const message = ready?.message ?? '';
      const lost = latestCreated === before.latestReadyRevisionName;
      const was = conditions.sum;
      conditions.markSum('False', 'RevisionFailed', `Revision "${latestCreated}" failed with message: ${message}.`);
      if (was?.reason !== 'RevisionFailed') {
        effects.push(
          tell(
            lost
              ? warning('LatestReadyFailed', 'Latest Revision is no longer ready')
              : warning('LatestCreatedFailed', `Latest created revision "${latestCreated}" has failed`),
          ),
        );
      }
    } else if (latestCreated !== before.latestReadyRevisionName) {
      conditions.markSum('Unknown');
    }

    const latestReady = latestReadyRevision(object, before.latestReadyRevisionName, view);
    if (latestReady === undefined) {
      if (before.latestReadyRevisionName !== undefined) {
        conditions.markSum('False', 'RevisionDeleted', `Revision "${before.latestReadyRevisionName}" was deleted.`);
        return { status: { ...status, latestReadyRevisionName: undefined }, effects };
      }
      return { status, effects };
    }
    if (latestReady === latestCreated && !(found !== undefined && hasFailed(found))) conditions.markSum('True');
    if (latestReady !== before.latestReadyRevisionName) {
      if (before.latestReadyRevisionName === undefined) {
        effects.push(tell(normal('ConfigurationReady', 'Configuration becomes ready')));
      }
      effects.push(tell(normal('LatestReadyUpdate', `LatestReadyRevisionName updated to "${latestReady}"`)));
    }
    return { status: { ...status, latestReadyRevisionName: latestReady }, effects };
  },
});

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

/** The newest revision that is ready, never one that is older than what was ready before. */
function latestReadyRevision(object: ConfigurationObject, before: string | undefined, view: View): string | undefined {
  const { name = '', namespace, generation = 0 } = object.metadata;
  const revisions = view.list(Revision, { namespace, labels: { [label.configuration]: name } });
  const known = revisions.find(({ metadata }) => metadata.name === before);
  const oldest = known === undefined ? 0 : generationOf(known);
  const ready = revisions
    .filter((revision) => generationOf(revision) >= oldest && generationOf(revision) <= generation)
    .sort((a, b) => generationOf(b) - generationOf(a))
    .find((revision) => isReady(revision));
  return ready?.metadata.name ?? known?.metadata.name;
}

/** Which of the configuration's templates a revision was made of. */
function generationOf({ metadata }: KubeObject): number {
  return Number(metadata.labels?.[label.configurationGeneration] ?? 0);
}
