import type { KubeObject } from '../../api/meta/v1';
import { Configuration, type ConfigurationSpec } from '../../api/serving/v1/configuration';
import { Revision } from '../../api/serving/v1/revision';
import { Route, type RouteSpec, type RouteStatus } from '../../api/serving/v1/route';
import { Service, type ServiceSpec, type ServiceStatus } from '../../api/serving/v1/service';
import type { TrafficTarget } from '../../api/serving/v1/traffic';
import { conditionOf, isObserved, living } from '../../controller/conditions';
import { apply, controllerReference, type Effect, isControlledBy, normal } from '../../controller/effects';
import { isSame } from '../../controller/json';
import { livingReconciler } from '../../controller/living';
import type { View } from '../../controller/reconciler';
import { annotation, label, pick, present } from '../keys';

type KnativeService = KubeObject<ServiceSpec, ServiceStatus>;

const NOT_COPIED_TO_CONFIGURATION: readonly string[] = [
  annotation.lastApplied,
  annotation.rolloutDuration,
  annotation.rolloutDurationOld,
];

/** A Service becomes a Configuration, which makes its revisions, and a Route, which shares out the traffic. */
export const service = livingReconciler({
  name: 'serving/service',
  kind: Service,
  owns: [Configuration, Route],
  conditionSet: living('ConfigurationsReady', 'RoutesReady'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const effects: Effect[] = [];
    const status: { -readonly [Field in keyof ServiceStatus]?: ServiceStatus[Field] } = { ...ownStatus(object) };

    const configuration = view.get(Configuration, name, namespace);
    if (configuration !== undefined && !isControlledBy(configuration, object)) {
      const message = `There is an existing Configuration "${name}" that we do not own.`;
      conditions.markFalse('ConfigurationsReady', 'NotOwned', message);
      return { status, failure: `service: "${name}" does not own configuration: "${name}"` };
    }
    effects.push(
      apply(configurationOf(object, configuration), {
        created: normal('Created', `Created Configuration "${name}"`),
      }),
    );

    const isNamed = object.spec?.template.metadata?.name !== undefined;
    if (configuration === undefined || !isObserved(configuration) || !hasTemplateOf(object, configuration)) {
      conditions.markUnknown(
        'ConfigurationsReady',
        'OutOfDate',
        'The Configuration is still working to reflect the latest desired specification.',
      );
      // The route must not move to a name before the configuration has seen it.
      if (isNamed) return { status, effects };
    } else {
      status.latestCreatedRevisionName = configuration.status?.latestCreatedRevisionName;
      status.latestReadyRevisionName = configuration.status?.latestReadyRevisionName;
      conditions.mirror('ConfigurationsReady', conditionOf(configuration, 'Ready'));
    }

    if (configuration !== undefined && isNameTaken(object, configuration, view)) {
      conditions.markFalse(
        'RoutesReady',
        'RevisionNameTaken',
        `The revision name "${object.spec?.template.metadata?.name}" is taken by a conflicting Revision, so traffic will not be migrated`,
      );
      return { status, effects };
    }

    const route = view.get(Route, name, namespace);
    if (route !== undefined && !isControlledBy(route, object)) {
      conditions.markFalse('RoutesReady', 'NotOwned', `There is an existing Route "${name}" that we do not own.`);
      return { status, effects, failure: `service: "${name}" does not own route: "${name}"` };
    }
    effects.push(apply(routeOf(object), { created: normal('Created', `Created Route "${name}"`) }));
    if (route === undefined || !isObserved(route) || !hasTrafficOf(object, route)) {
      conditions.markUnknown(
        'RoutesReady',
        'OutOfDate',
        'The Route is still working to reflect the latest desired specification.',
      );
      return { status, effects };
    }
    const { url, address, traffic } = (route.status ?? {}) as RouteStatus;
    Object.assign(status, { url, address, traffic });
    conditions.mirror('RoutesReady', conditionOf(route, 'Ready'));
    if (conditions.is('RoutesReady', 'True') && !hasMigrated(route, status.latestReadyRevisionName)) {
      conditions.markUnknown(
        'RoutesReady',
        'TrafficNotMigrated',
        'Traffic is not yet migrated to the latest revision.',
      );
    }
    return { status, effects };
  },
});

function ownStatus(object: KnativeService): Partial<ServiceStatus> {
  const { conditions: _conditions, observedGeneration: _observed, ...own } = object.status ?? {};
  return own;
}

function configurationOf(object: KnativeService, existing: KubeObject | undefined): KubeObject<ConfigurationSpec> {
  const { name = '', namespace, labels, annotations, uid } = object.metadata;
  const routes = new Set((existing?.metadata.annotations?.[annotation.routes] ?? '').split(','));
  routes.add(name);
  return {
    apiVersion: Configuration.apiVersion,
    kind: Configuration.kind,
    metadata: {
      name,
      namespace,
      labels: { ...labels, [label.service]: name, [label.serviceUid]: uid ?? '' },
      annotations: {
        ...pick(annotations, (key) => !NOT_COPIED_TO_CONFIGURATION.includes(key)),
        [annotation.routes]: [...routes]
          .filter((route) => route !== '')
          .sort()
          .join(','),
      },
      ownerReferences: [controllerReference(object)],
    },
    spec: { template: object.spec!.template },
  };
}

function routeOf(object: KnativeService): KubeObject<RouteSpec> {
  const { name = '', namespace, labels, annotations } = object.metadata;
  return {
    apiVersion: Route.apiVersion,
    kind: Route.kind,
    metadata: {
      name,
      namespace,
      labels: { ...labels, [label.service]: name },
      annotations: present(pick(annotations, (key) => key !== annotation.lastApplied)),
      ownerReferences: [controllerReference(object)],
    },
    spec: { traffic: trafficOf(object) },
  };
}

/** A target that names no revision follows the service's configuration. */
function trafficOf(object: KnativeService): readonly TrafficTarget[] {
  return (object.spec?.traffic ?? []).map((target) =>
    target.revisionName === undefined || target.revisionName === ''
      ? { ...target, configurationName: object.metadata.name }
      : target,
  );
}

/** The cluster has the newest template only once it was applied: until then the configuration speaks of an older one. */
function hasTemplateOf(object: KnativeService, configuration: KubeObject<ConfigurationSpec>): boolean {
  return isSame(configuration.spec?.template, object.spec?.template);
}

function hasTrafficOf(object: KnativeService, route: KubeObject<RouteSpec>): boolean {
  return sameTargets(trafficOf(object), route.spec?.traffic ?? [], ({ url: _url, ...target }) => target);
}

/** Whether the revision name that the template asks for belongs to somebody else, or to another template. */
function isNameTaken(object: KnativeService, configuration: KubeObject, view: View): boolean {
  const name = object.spec?.template.metadata?.name;
  if (name === undefined) return false;
  const revision = view.get(Revision, name, object.metadata.namespace);
  if (revision === undefined) return false;
  if (!isControlledBy(revision, configuration)) return true;
  const generation = revision.metadata.labels?.[label.configurationGeneration];
  return generation !== String(configuration.metadata.generation) && !hasSpecOf(object, revision);
}

function hasSpecOf(object: KnativeService, revision: KubeObject): boolean {
  return isSame(revision.spec, object.spec?.template.spec);
}

/** Whether the route sends its traffic where its spec says, with the latest revision in the place of the configuration. */
function hasMigrated(route: KubeObject<RouteSpec, RouteStatus>, latestReady: string | undefined): boolean {
  const wanted = (route.spec?.traffic ?? []).map(({ configurationName, ...target }) =>
    configurationName === undefined ? target : { ...target, revisionName: latestReady },
  );
  return sameTargets(
    wanted,
    route.status?.traffic ?? [],
    ({ url: _url, latestRevision: _latest, ...target }) => target,
  );
}

function sameTargets(
  wanted: readonly TrafficTarget[],
  found: readonly TrafficTarget[],
  essence: (target: TrafficTarget) => TrafficTarget,
): boolean {
  return wanted.length === found.length && wanted.every((target, i) => isSame(essence(target), essence(found[i]!)));
}
