import type { KubeObject } from '../../api/meta/v1';
import { Configuration } from '../../api/serving/v1/configuration';
import { Revision } from '../../api/serving/v1/revision';
import { Route, type RouteSpec, type RouteStatus } from '../../api/serving/v1/route';
import { Service } from '../../api/serving/v1/service';
import type { TrafficTarget } from '../../api/serving/v1/traffic';
import { hasFailed, isReady } from '../../controller/conditions';
import { type Effect, patch, targetOf } from '../../controller/effects';
import { timestampOf } from '../../controller/moment';
import type { AnyKind, Outcome, Reconciler, Request, View } from '../../controller/reconciler';
import { annotation, label, routing } from '../keys';

type RouteObject = KubeObject<RouteSpec, RouteStatus>;

/** Writes on configurations and revisions which routes lead to them, so that idle ones can be told from used ones. */
export const labeler: Reconciler<RouteSpec, RouteStatus> = {
  name: 'serving/labeler',
  kind: Route,
  finalizer: 'routes.serving.knative.dev',
  reconcile({ object, view, now }) {
    const used = usedBy(object, view);
    const isDecided = isReady(object) || hasFailed(object);
    return { effects: labelled(object, view, now, used, isDecided) };
  },
  finalize({ object, view, now }: Request<RouteSpec, RouteStatus>): Outcome<RouteStatus> {
    return { effects: labelled(object, view, now, { configurations: new Set(), revisions: new Set() }, true) };
  },
};

interface Used {
  readonly configurations: ReadonlySet<string>;
  readonly revisions: ReadonlySet<string>;
}

/** What the route leads to now, and what it is to lead to, with revisions that are still on their way up. */
function usedBy(object: RouteObject, view: View): Used {
  const { namespace } = object.metadata;
  const configurations = new Set<string>();
  const revisions = new Set<string>();
  const use = ({ revisionName, configurationName, latestRevision }: TrafficTarget) => {
    if (configurationName !== undefined && configurationName !== '') {
      configurations.add(configurationName);
      const created = view.get(Configuration, configurationName, namespace)?.status?.latestCreatedRevisionName;
      if (latestRevision === true && created !== undefined) revisions.add(created);
    }
    if (revisionName !== undefined && revisionName !== '') {
      revisions.add(revisionName);
      const owner = view.get(Revision, revisionName, namespace)?.metadata.labels?.[label.configuration];
      if (owner !== undefined) configurations.add(owner);
    }
  };
  for (const target of [...(object.status?.traffic ?? []), ...(object.spec?.traffic ?? [])]) use(target);
  return { configurations, revisions };
}

function labelled(object: RouteObject, view: View, now: Date, used: Used, clearsOthers: boolean): readonly Effect[] {
  const { name = '' } = object.metadata;
  const configurations = concerned(object, view, Configuration, used.configurations).flatMap((configuration) => {
    const isUsed = used.configurations.has(configuration.metadata.name ?? '');
    return routesPatch(configuration, name, isUsed, clearsOthers && !isOfService(configuration, name)) ?? [];
  });
  const revisions = concerned(object, view, Revision, used.revisions).flatMap((revision) => {
    const isUsed = used.revisions.has(revision.metadata.name ?? '');
    return routesPatch(revision, name, isUsed, clearsOthers, now) ?? [];
  });
  return [...configurations, ...revisions];
}

/** A service names its route on its configuration each time that it is reconciled: to take that away would not last. */
function isOfService({ metadata }: KubeObject, name: string): boolean {
  return metadata.ownerReferences?.some(({ kind, name: owner }) => kind === Service.kind && owner === name) === true;
}

/** Objects that the route leads to, and those that say that it does. */
function concerned(object: RouteObject, view: View, kind: AnyKind, used: ReadonlySet<string>): readonly KubeObject[] {
  const { namespace, name = '' } = object.metadata;
  const labelled = view.list(kind, { namespace, lists: { annotation: annotation.routes, item: name } });
  const missing = [...used].filter((each) => !labelled.some(({ metadata }) => metadata.name === each));
  return [...labelled, ...missing.flatMap((each) => view.get(kind, each, namespace) ?? [])];
}

/** Adds the route to an object's routes, or takes it away; a revision's state follows. */
function routesPatch(
  object: KubeObject,
  route: string,
  isUsed: boolean,
  clears: boolean,
  now?: Date,
): Effect | undefined {
  const { annotations, labels } = object.metadata;
  const before = (annotations?.[annotation.routes] ?? '').split(',').filter((name) => name !== '');
  const isNamed = before.includes(route);
  if (isUsed ? isNamed && hasState(labels, now) : !isNamed || !clears) return undefined;
  const routes = isUsed ? [...new Set([...before, route])].sort() : before.filter((name) => name !== route);
  const state = routes.length > 0 ? routing.active : routing.reserve;
  const isFlipped = now !== undefined && labels?.[label.routingState] !== state;
  return patch(targetOf(object), {
    metadata: {
      annotations: {
        [annotation.routes]: routes.length > 0 ? routes.join(',') : null,
        ...(isFlipped ? { [annotation.routingStateModified]: timestampOf(now) } : {}),
      },
      ...(isFlipped ? { labels: { [label.routingState]: state } } : {}),
    },
  });
}

/** Configurations have no state of their own. */
function hasState(labels: Readonly<Record<string, string>> | undefined, now: Date | undefined): boolean {
  return now === undefined || labels?.[label.routingState] === routing.active;
}
