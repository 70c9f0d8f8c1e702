import type { ConfigSettings } from '../../../api/config';
import { parseGoDuration } from '../../../api/config/duration';
import { kubernetes } from '../../../api/kubernetes';
import { Certificate } from '../../../api/networking/v1alpha1/certificate';
import { Ingress, type IngressStatus } from '../../../api/networking/v1alpha1/ingress';
import { Route, type RouteStatus } from '../../../api/serving/v1/route';
import type { TrafficTarget } from '../../../api/serving/v1/traffic';
import { type Conditions, conditionOf, isObserved, living } from '../../../controller/conditions';
import { apply, type Effect, normal } from '../../../controller/effects';
import { livingReconciler } from '../../../controller/living';
import { childName } from '../../../controller/names';
import type { View } from '../../../controller/reconciler';
import { annotation, label } from '../../keys';
import { LOCAL_DOMAIN, type NetworkSettings, network, settingsOf } from '../../settings';
import { domainOf, HostError, hostNameOf, hostOf, isLocal } from './domains';
import { type Entrance, ingressOf } from './ingress';
import { placeholders, takenName } from './placeholder';
import { advanceRollout, goalOf, isUnderWay, observeReady, type Rollout, readRollout, untilNextStep } from './rollout';
import { secureRoute } from './tls';
import { groupsOf, type ResolvedTarget, type RouteObject, resolveTraffic } from './traffic';

const NANOSECONDS = 1e9;

/** A Route becomes an Ingress that shares out its traffic, and a service for each of its names. */
export const route = livingReconciler({
  name: 'serving/route',
  kind: Route,
  owns: [Ingress, kubernetes.Service, Certificate],
  conditionSet: living('AllTrafficAssigned', 'IngressReady', 'CertificateProvisioned'),
  reconcile({ object, view, conditions, now }) {
    const settings = network(settingsOf(view, 'config-network'));
    if (!isObserved(object)) notConfigured(conditions);

    let names: Names;
    try {
      names = namesOf(object, settings, view);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      conditions.markFalse('AllTrafficAssigned', 'ErrorConfig', error.message);
      return { failure: error.message };
    }
    const { traffic: _traffic, address: _address, url: _url, ...own } = ownStatus(object);
    const started: RouteStatus = { ...own, ...(isObserved(object) ? keptStatus(object) : {}), url: names.url('') };
    const traffic = resolveTraffic(object, view);
    if (!traffic.ok) {
      const { status, reason, message } = traffic.fault;
      if (status === 'False') conditions.markFalse('AllTrafficAssigned', reason, message);
      else conditions.markUnknown('AllTrafficAssigned', reason, message);
      return { status: { ...keptStatus(object), ...started } };
    }
    conditions.markTrue('AllTrafficAssigned');

    const groups = groupsOf(traffic.targets);
    const entrances = [...groups].map(([tag, backends]) => ({ ...names.entrance(tag), backends }));
    const ingressName = childName(object.metadata.name ?? '', '');
    const ingress = view.get(Ingress, ingressName, object.metadata.namespace);
    const duration = durationOf(object, settings);
    const before = readRollout(ingress?.metadata.annotations?.[annotation.rollout]);
    const arrived = before !== undefined && hasArrived(ingress, object) ? observeReady(before, duration, now) : before;
    const rollout = advanceRollout(arrived, goalOf(groups), duration, now);
    const statusWith = (isSecure: (host: string) => boolean, isAddressSecure = false): RouteStatus => ({
      ...started,
      url: names.url('', isSecure),
      address: {
        url: `${isAddressSecure ? 'https' : 'http'}://${object.metadata.name}.${object.metadata.namespace}.${LOCAL_DOMAIN}`,
      },
      traffic: trafficStatus(traffic.targets, rollout, (tag) => names.url(tag, isSecure)),
    });

    const taken = takenName(object, entrances, view);
    if (taken !== undefined) {
      conditions.markFalse(
        'IngressReady',
        'NotOwned',
        `There is an existing placeholder Service "${taken}" that we do not own.`,
      );
      return {
        status: statusWith(nothing),
        failure: `route: "${object.metadata.name}" does not own Service: "${taken}"`,
      };
    }
    const domain = domainOf(object, settingsOf(view, 'config-domain'));
    const secured = secureRoute({ object, entrances, domain, network: settings, view, conditions });
    const placeholderServices = (balancers: IngressStatus | undefined) =>
      placeholders(object, entrances, balancers, view);
    if (secured.failure !== undefined) {
      const effects = [...placeholderServices(undefined), ...secured.effects];
      return { status: statusWith(nothing), effects, failure: secured.failure };
    }
    const { localHost, publicHost } = names.entrance('');
    const isLocalSecure = secured.isAddressSecure && publicHost === undefined;
    const status = statusWith(
      (host) => secured.secureHosts.has(host) || (isLocalSecure && host === localHost),
      secured.isAddressSecure,
    );

    const wanted = ingressOf(object, entrances, {
      network: settings,
      features: settingsOf(view, 'config-features'),
      rollout,
      tls: secured.tls,
      challenges: secured.challenges,
    });
    const isSettled = ingress !== undefined && isObserved(ingress);
    const effects: readonly Effect[] = [
      ...placeholderServices(isSettled ? ingress.status : undefined),
      ...secured.effects,
      apply(wanted, { created: normal('Created', `Created Ingress "${ingressName}"`) }),
    ];
    if (isUnderWay(rollout)) {
      conditions.markUnknown(
        'IngressReady',
        'RolloutInProgress',
        'A gradual rollout of the latest revision(s) is in progress.',
      );
    } else if (!isSettled) notConfigured(conditions);
    else conditions.mirror('IngressReady', conditionOf(ingress, 'Ready'));
    return { status, effects, again: untilNextStep(rollout, now) };
  },
});

const nothing = () => false;

type OwnStatus = Omit<RouteStatus, 'conditions' | 'observedGeneration'>;

function ownStatus(object: RouteObject): OwnStatus {
  const { conditions: _conditions, observedGeneration: _observed, ...own } = object.status ?? {};
  return own;
}

/** Until the new traffic is assigned, the status tells of the old one. */
function keptStatus(object: RouteObject): OwnStatus {
  const { url: _url, ...kept } = ownStatus(object);
  return kept;
}

function notConfigured(conditions: Conditions): void {
  conditions.markUnknown('IngressReady', 'IngressNotConfigured', 'Ingress has not yet been reconciled.');
}

/** The first percent of a move has arrived once the ingress says that it has what it was given. */
function hasArrived(ingress: Parameters<typeof isObserved>[0] | undefined, object: RouteObject): boolean {
  return (
    ingress !== undefined &&
    isObserved(ingress) &&
    conditionOf(ingress, 'Ready')?.status === 'True' &&
    conditionOf(object, 'IngressReady')?.status !== 'True'
  );
}

/** Seconds over which traffic moves to a new revision. */
function durationOf({ metadata }: RouteObject, settings: NetworkSettings): number {
  const text =
    metadata.annotations?.[annotation.rolloutDuration] ?? metadata.annotations?.[annotation.rolloutDurationOld];
  const nanoseconds = text === undefined ? undefined : parseGoDuration(text);
  return nanoseconds === undefined ? settings.rolloutDuration : nanoseconds / NANOSECONDS;
}

/** How a route and its tags are called. */
interface Names {
  url(tag: string, isSecure?: (host: string) => boolean): string;
  entrance(tag: string): Omit<Entrance, 'backends'>;
}

/** @throws HostError where the templates make no host */
function namesOf(object: RouteObject, settings: NetworkSettings, view: View): Names {
  const domains: ConfigSettings = settingsOf(view, 'config-domain');
  const { namespace } = object.metadata;
  const known = new Map<string, Omit<Entrance, 'backends'>>();
  const entrance = (tag: string) => {
    const found = known.get(tag) ?? made(tag);
    known.set(tag, found);
    return found;
  };
  const made = (tag: string): Omit<Entrance, 'backends'> => {
    const hostName = hostNameOf(object, tag, settings);
    const domain = isMadeLocal(view, hostName, namespace) ? LOCAL_DOMAIN : domainOf(object, domains);
    return {
      tag,
      hostName,
      localHost: hostOf(object, tag, LOCAL_DOMAIN, settings),
      ...(isLocal(domain) ? {} : { publicHost: hostOf(object, tag, domain, settings) }),
    };
  };
  return {
    entrance,
    url(tag, isSecure = nothing) {
      const { publicHost, localHost } = entrance(tag);
      const host = publicHost ?? localHost;
      const scheme = publicHost === undefined ? 'http' : settings.externalScheme;
      return `${isSecure(host) ? 'https' : scheme}://${host}`;
    },
  };
}

/** Whether somebody has labelled the service of this name, so that it is reached inside the cluster only. */
function isMadeLocal(view: View, hostName: string, namespace: string | undefined): boolean {
  const service = view.get(kubernetes.Service, hostName, namespace);
  return service?.metadata.labels?.[label.visibility] === 'cluster-local';
}

/** What the status says of each target: the revisions that it means now, and the URL of its tag. */
function trafficStatus(
  targets: readonly ResolvedTarget[],
  rollout: Rollout,
  urlOf: (tag: string) => string,
): readonly TrafficTarget[] {
  const merged = new Map<string, TrafficTarget>();
  for (const resolved of targets) {
    for (const { revisionName, percent } of sharesOfTarget(resolved, rollout)) {
      const { tag, target } = resolved;
      const key = JSON.stringify([tag, revisionName, target.latestRevision]);
      const known = merged.get(key);
      merged.set(key, {
        ...(tag === '' ? {} : { tag, url: urlOf(tag) }),
        revisionName,
        ...(target.latestRevision === undefined ? {} : { latestRevision: target.latestRevision }),
        ...(percent === undefined ? {} : { percent: (known?.percent ?? 0) + percent }),
      });
    }
  }
  return [...merged.values()];
}

function sharesOfTarget(
  { target, revision, configuration, isLatest, percent }: ResolvedTarget,
  { configurations }: Rollout,
) {
  const move = configurations.find(
    ({ configurationName, tag }) => tag === undefined && configurationName === configuration,
  );
  if (!isLatest || percent === 0 || move === undefined || move.revisions.length < 2) {
    return [{ revisionName: revision, percent: target.percent }];
  }
  return move.revisions.map((share) => ({ revisionName: share.revisionName, percent: share.percent }));
}
