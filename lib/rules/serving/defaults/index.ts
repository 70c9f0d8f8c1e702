import type { KubeObject } from '../../../api/meta/v1';
import type { IngressRule, IngressSpec } from '../../../api/networking/v1alpha1/ingress';
import type { ConfigurationSpec } from '../../../api/serving/v1/configuration';
import type { RevisionSpec } from '../../../api/serving/v1/revision';
import type { RouteSpec } from '../../../api/serving/v1/route';
import type { ServiceSpec } from '../../../api/serving/v1/service';
import type { TrafficTarget } from '../../../api/serving/v1/traffic';
import type { DomainMappingSpec } from '../../../api/serving/v1beta1/domain-mapping';
import type { Defaulter, Defaulters } from '../../defaults';
import type { Platform } from '../../platform';
import { AUTOSCALER_CLASS, HPA_CLASS, KPA_CLASS, METRIC } from '../autoscaling-keys';
import { withRevisionSpecDefaults } from './revision-spec';

const EVERYTHING_TO_THE_LATEST: readonly TrafficTarget[] = [{ percent: 100, latestRevision: true }];

const service: Defaulter = (object, platform, before) => {
  const spec = object.spec as ServiceSpec | undefined;
  const traffic = spec?.traffic?.length ? withTraffic(spec.traffic) : EVERYTHING_TO_THE_LATEST;
  return { ...object, spec: { ...spec, template: template(object, platform, before), traffic } };
};

const configuration: Defaulter = (object, platform, before) => {
  const spec = object.spec as ConfigurationSpec | undefined;
  return { ...object, spec: { ...spec, template: template(object, platform, before) } };
};

const route: Defaulter = (object) => {
  const spec = object.spec as RouteSpec | undefined;
  return { ...object, spec: { ...spec, ...(spec?.traffic && { traffic: withTraffic(spec.traffic) }) } };
};

const revision: Defaulter = (object, platform, before) => {
  if (before !== undefined) return object;
  const spec = object.spec as RevisionSpec | undefined;
  return { ...object, spec: withRevisionSpecDefaults(spec, object.metadata, platform, true) };
};

function template(object: KubeObject, platform: Platform, before: KubeObject | undefined) {
  const given = templateOf(object);
  const name = given?.metadata?.name;
  // A revision that its author named must stay as it was, whatever defaults the cluster has by now.
  if (name && name === templateOf(before)?.metadata?.name) {
    return given?.spec?.containers ? given : { ...given, spec: { ...given?.spec, containers: [] } };
  }
  return { ...given, spec: withRevisionSpecDefaults(given?.spec, object.metadata, platform, before === undefined) };
}

function templateOf(object: KubeObject | undefined): ConfigurationSpec['template'] | undefined {
  return (object?.spec as ConfigurationSpec | undefined)?.template;
}

function withTraffic(targets: readonly TrafficTarget[]): readonly TrafficTarget[] {
  return targets.map((target) => ({
    ...target,
    latestRevision: target.latestRevision ?? !target.revisionName,
    percent: target.percent ?? 0,
  }));
}

const domainMapping: Defaulter = (object) => {
  const spec = object.spec as DomainMappingSpec | undefined;
  const { namespace } = object.metadata;
  if (spec?.ref === undefined || spec.ref.namespace || namespace === undefined) return object;
  return { ...object, spec: { ...spec, ref: { ...spec.ref, namespace } } };
};

const podAutoscaler: Defaulter = (object, platform) => {
  const annotations = object.metadata.annotations ?? {};
  const autoscaler = annotations[AUTOSCALER_CLASS] ?? platform.autoscaler.podAutoscalerClass;
  const metric = annotations[METRIC] ?? defaultMetric(autoscaler);
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, [AUTOSCALER_CLASS]: autoscaler, [METRIC]: metric } },
  };
};

function defaultMetric(autoscaler: string): string {
  if (autoscaler === KPA_CLASS) return 'concurrency';
  return autoscaler === HPA_CLASS ? 'cpu' : '';
}

const ingress: Defaulter = (object) => {
  const spec = object.spec as IngressSpec | undefined;
  return spec?.rules ? { ...object, spec: { ...spec, rules: spec.rules.map(withVisibility) } } : object;
};

function withVisibility(rule: IngressRule): IngressRule {
  const paths = rule.http?.paths?.map((path) => {
    const [split, ...others] = path.splits ?? [];
    return split && others.length === 0 && !split.percent ? { ...path, splits: [{ ...split, percent: 100 }] } : path;
  });
  return { ...rule, visibility: rule.visibility || 'ExternalIP', ...(paths && { http: { ...rule.http, paths } }) };
}

/** What upstream's webhook fills, kind by kind. */
export const servingDefaulters: Defaulters = {
  'serving.knative.dev/v1/Service': service,
  'serving.knative.dev/v1/Configuration': configuration,
  'serving.knative.dev/v1/Route': route,
  'serving.knative.dev/v1/Revision': revision,
  'serving.knative.dev/v1beta1/DomainMapping': domainMapping,
  'autoscaling.internal.knative.dev/v1alpha1/PodAutoscaler': podAutoscaler,
  'networking.internal.knative.dev/v1alpha1/Ingress': ingress,
};
