import { type Fields, fieldsAt, listAt, textAt } from '../../draft';
import { type Entries, type Expression, given, list, literal, map, mapOrNone } from '../expression';
import { podProps, podVolumes, servingContainer } from '../pod';
import { type KindWriter, type Scope, Texts } from '../scope';
import { sink } from '../sink';
import { goDuration, numberText, oneOf, seconds } from '../values';

const SCALE = 'autoscaling.knative.dev/';

const service: KindWriter = (spec, scope) => ({
  of: 'KnativeService',
  props: { ...networking(scope), ...template(spec, scope), traffic: traffic(spec, scope) },
});

const configuration: KindWriter = (spec, scope) => ({ of: 'Configuration', props: template(spec, scope) });

const route: KindWriter = (spec, scope) => ({
  of: 'Route',
  props: {
    ...networking(scope),
    traffic: list(
      listAt(spec, 'traffic').map((target) => {
        const { configurationName, revisionName, latestRevision, percent, tag } = target;
        const named = textAt(target, 'configurationName');
        const of =
          named === undefined
            ? undefined
            : scope.constructOf({ apiVersion: 'serving.knative.dev/v1', kind: 'Configuration', name: named });
        return map({
          configuration: of ?? given(configurationName),
          latest: given(latestRevision),
          revisionName: given(revisionName),
          percent: given(percent),
          tag: given(tag),
        });
      }),
    ),
  },
});

const domainMapping: KindWriter = (spec, scope) => {
  const ref = fieldsAt(spec, 'ref');
  const to = ref && sink({ ref: { ...ref, address: undefined } }, scope);
  if (to === undefined) return undefined;
  const props = { ref: to, tls: given(fieldsAt(spec, 'tls')?.secretName), address: given(ref?.address) };
  return { of: 'DomainMapping', props };
};

const claim: KindWriter = (spec) => ({ of: 'ClusterDomainClaim', props: { for: given(spec.namespace) } });

function networking({ labels, annotations }: Scope): Entries {
  return {
    visibility: labels.property('networking.knative.dev/visibility', oneOf('cluster-local')),
    rolloutDuration: annotations.property('serving.knative.dev/rollout-duration', goDuration),
    ingressClass: annotations.property('networking.knative.dev/ingress-class', literal),
    certificateClass: annotations.property('networking.knative.dev/certificate-class', literal),
    externalDomainTls: annotations.property('networking.knative.dev/disable-external-domain-tls', (text) =>
      text === 'true' ? literal(false) : text === 'false' ? literal(true) : undefined,
    ),
    httpProtocol: annotations.property('networking.knative.dev/http-protocol', (text) =>
      text === 'Redirected' || text === 'Enabled' ? literal(text.toLowerCase()) : undefined,
    ),
  };
}

/** A revision: its container first, since that is what a service is. */
function template(spec: Fields, scope: Scope): Entries {
  const given_ = fieldsAt(spec, 'template');
  const metadata = fieldsAt(given_, 'metadata') ?? {};
  const pod = fieldsAt(given_, 'spec') ?? {};
  const [first = {}, ...others] = listAt(pod, 'containers');
  const init = listAt(pod, 'initContainers');
  const volumes = podVolumes(pod, [first, ...others, ...init], scope);
  const annotations = new Texts(fieldsAt(metadata, 'annotations') as Record<string, string> | undefined);
  const container = servingContainer(first, pod, volumes, scope);
  const named = (one: Fields) => map({ name: given(one.name), ...servingContainer(one, pod, volumes, scope) });
  return {
    containerName: given(first.name),
    ...container,
    containers: others.length === 0 ? undefined : list(others.map(named)),
    initContainers: init.length === 0 ? undefined : list(init.map(named)),
    ...revisionName(textAt(metadata, 'name'), scope.name),
    scale: scale(annotations),
    progressDeadline: annotations.property('serving.knative.dev/progress-deadline', goDuration),
    revisionLabels: given(metadata.labels),
    revisionAnnotations: annotations.rest,
    containerConcurrency: given(pod.containerConcurrency),
    timeout: seconds(pod.timeoutSeconds),
    responseStartTimeout: seconds(pod.responseStartTimeoutSeconds),
    idleTimeout: seconds(pod.idleTimeoutSeconds),
    ...podProps(pod, scope),
  };
}

function revisionName(name: string | undefined, service: string): Entries {
  const short = shortName(name, service);
  return short === undefined ? { revisionName: given(name) } : { revision: literal(short) };
}

/** A revision's name without that of its service before it, if it reads back as the same. */
function shortName(name: string | undefined, service: string): string | undefined {
  if (name === undefined || !name.startsWith(`${service}-`)) return undefined;
  const short = name.slice(service.length + 1);
  return short === '' || short.startsWith(`${service}-`) ? undefined : short;
}

function scale(annotations: Texts): Expression | undefined {
  const text = (name: string, read: (text: string) => Expression | undefined) =>
    annotations.property(`${SCALE}${name}`, read);
  return mapOrNone({
    class: text('class', (name) => literal(name.replace(/^(kpa|hpa)\.autoscaling\.knative\.dev$/, '$1'))),
    metric: text('metric', literal),
    target: text('target', numberText),
    targetUtilization: text('target-utilization-percentage', numberText),
    targetBurstCapacity: text('target-burst-capacity', numberText),
    min: text('min-scale', numberText),
    max: text('max-scale', numberText),
    initial: text('initial-scale', numberText),
    activation: text('activation-scale', numberText),
    window: text('window', goDuration),
    panicWindowPercentage: text('panic-window-percentage', numberText),
    panicThresholdPercentage: text('panic-threshold-percentage', numberText),
    scaleDownDelay: text('scale-down-delay', goDuration),
    retention: text('scale-to-zero-pod-retention-period', goDuration),
    aggregation: text('metric-aggregation-algorithm', oneOf('linear', 'weighted-exponential')),
  });
}

function traffic(spec: Fields, { name }: Scope): Expression | undefined {
  if (!Array.isArray(spec.traffic)) return undefined;
  return list(
    listAt(spec, 'traffic').map(({ latestRevision, revisionName: revision, percent, tag }) => {
      const short = typeof revision === 'string' ? shortName(revision, name) : undefined;
      return map({
        latest: given(latestRevision),
        revision: given(short),
        revisionName: short === undefined ? given(revision) : undefined,
        percent: given(percent),
        tag: given(tag),
      });
    }),
  );
}

export const servingWriters: Readonly<Record<string, KindWriter>> = {
  'serving.knative.dev/Service': service,
  'serving.knative.dev/Configuration': configuration,
  'serving.knative.dev/Route': route,
  'serving.knative.dev/DomainMapping': domainMapping,
  'networking.internal.knative.dev/ClusterDomainClaim': claim,
};
