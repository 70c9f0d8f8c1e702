import type { KubeObject } from '../../api/meta/v1';
import { Configuration } from '../../api/serving/v1/configuration';
import { Revision } from '../../api/serving/v1/revision';
import { Route, type RouteSpec, type RouteStatus } from '../../api/serving/v1/route';
import type { TrafficTarget } from '../../api/serving/v1/traffic';
import { hasFailed, isReady } from '../../controller/conditions';
import { controllerOf, type Effect, patch, targetOf } from '../../controller/effects';
import { isSame } from '../../controller/json';
import { timestampOf } from '../../controller/moment';
import type { Outcome, Reconciler, Request, View } from '../../controller/reconciler';
import { annotation, label, routing } from '../keys';

type RouteObject = KubeObject<RouteSpec, RouteStatus>;

/** Writes on configurations and revisions which routes lead to them, so that idle ones can be told from used ones. */
export const labeler: Reconciler<RouteSpec, RouteStatus> = {
  name: 'serving/labeler',
  kind: Route,
  finalizer: 'routes.serving.knative.dev',
  reconcile({ object, view, now }) {
    const used = usedBy(object, view);
    // A route that is not through with a change may still send traffic where it sent it before.
    const isDecided = isReady(object) || hasFailed(object);
    return { effects: [...(isDecided ? takenAway(object, view, now, used) : []), ...added(object, view, now, used)] };
  },
  finalize({ object, view, now }: Request<RouteSpec, RouteStatus>): Outcome<RouteStatus> {
    return { effects: takenAway(object, view, now, NOTHING) };
  },
};

/** Names of what a route leads to. */
interface Used {
  readonly configurations: ReadonlySet<string>;
  readonly revisions: ReadonlySet<string>;
}

const NOTHING: Used = { configurations: new Set(), revisions: new Set() };

/** What the route leads to now, and what it is to lead to, with revisions that are still on their way up. */
function usedBy(object: RouteObject, view: View): Used {
  const { namespace } = object.metadata;
  const configurations = new Set<string>();
  const revisions = new Set<string>();
  const use = ({ revisionName = '', configurationName = '', latestRevision }: TrafficTarget) => {
    let name = configurationName;
    if (revisionName !== '') {
      const revision = view.get(Revision, revisionName, namespace);
      if (revision === undefined) return;
      revisions.add(revisionName);
      const owner = controllerOf(revision);
      if (owner?.kind === Configuration.kind) name = owner.name;
    }
    const configuration = name === '' ? undefined : view.get(Configuration, name, namespace);
    if (configuration === undefined) return;
    configurations.add(name);
    const created = configuration.status?.latestCreatedRevisionName;
    if (latestRevision === true && created !== undefined) revisions.add(created);
  };
  for (const target of [...(object.status?.traffic ?? []), ...(object.spec?.traffic ?? [])]) use(target);
  return { configurations, revisions };
}

/** Adds the route to the routes of all that it leads to. */
function added({ metadata }: RouteObject, view: View, now: Date, used: Used): readonly Effect[] {
  const { namespace, name = '' } = metadata;
  const revisions = [...used.revisions].flatMap((each) => view.get(Revision, each, namespace) ?? []);
  const configurations = [...used.configurations].flatMap((each) => view.get(Configuration, each, namespace) ?? []);
  return [...revisions, ...configurations].flatMap((object) => {
    const routes = routesOf(object);
    return routesPatch(object, routes.includes(name) ? routes : [...routes, name].sort(), now);
  });
}

/**
 * Takes the route away from the routes of all that names it and that it does not lead to. What names it is not tracked:
 * a Service writes its route on its configuration each time, and the two would never come to rest where the route leads
 * elsewhere.
 */
function takenAway({ metadata }: RouteObject, view: View, now: Date, used: Used): readonly Effect[] {
  const { namespace, name = '' } = metadata;
  const lists = { annotation: annotation.routes, item: name };
  const labels = { [label.routingState]: routing.active };
  const revisions = view.untracked
    .list(Revision, { namespace, labels, lists })
    .filter((revision) => !used.revisions.has(revision.metadata.name ?? ''));
  const configurations = view.untracked
    .list(Configuration, { namespace, lists })
    .filter((configuration) => !used.configurations.has(configuration.metadata.name ?? ''));
  return [...revisions, ...configurations].flatMap((object) => {
    return routesPatch(
      object,
      routesOf(object).filter((route) => route !== name),
      now,
    );
  });
}

function routesOf({ metadata }: KubeObject): readonly string[] {
  return (metadata.annotations?.[annotation.routes] ?? '').split(',').filter((name) => name !== '');
}

/** Writes an object's routes, and the state that follows from them; configurations have no state of their own. */
function routesPatch(object: KubeObject, routes: readonly string[], now: Date): readonly Effect[] {
  const state = routes.length > 0 ? routing.active : routing.reserve;
  const isFlipped = object.kind === Revision.kind && object.metadata.labels?.[label.routingState] !== state;
  if (!isFlipped && isSame(routes, routesOf(object))) return [];
  return [
    patch(targetOf(object), {
      metadata: {
        annotations: {
          [annotation.routes]: routes.length > 0 ? routes.join(',') : null,
          ...(isFlipped ? { [annotation.routingStateModified]: timestampOf(now) } : {}),
        },
        ...(isFlipped ? { labels: { [label.routingState]: state } } : {}),
      },
    }),
  ];
}
