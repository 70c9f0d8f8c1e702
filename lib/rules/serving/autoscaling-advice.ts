import { parseGoFloat, parseGoInteger } from '../../api/config/number';
import { Configuration } from '../../api/serving/v1/configuration';
import type { RevisionTemplate } from '../../api/serving/v1/revision-template';
import { Service } from '../../api/serving/v1/service';
import { minimalContainer } from '../minimal';
import { nearest } from '../nearest';
import { type Rule, type RuleSet, rulesOf } from '../rule';
import { parseGoDuration } from '../syntax/duration';
import { type Annotated, autoscalingTargets, isAlgorithm, scaled, scaleOf } from './autoscaling';
import {
  AUTOSCALING_PREFIX,
  type AutoscalingKey,
  autoscalerClassOf,
  autoscalingAnnotation,
  autoscalingKeys,
  HPA_CLASS,
  KPA_CLASS,
  spellingsOf,
} from './autoscaling-keys';

const shortKeys = Object.keys(autoscalingKeys) as AutoscalingKey[];
const known = new Set(shortKeys.flatMap(spellingsOf));

/** Words of other autoscalers for what Knative calls otherwise. */
const OTHER_WORDS: Readonly<Record<string, AutoscalingKey>> = {
  minreplicas: 'min-scale',
  maxreplicas: 'max-scale',
  minreplicacount: 'min-scale',
  maxreplicacount: 'max-scale',
  initialreplicas: 'initial-scale',
  targetconcurrency: 'target',
  targetutilization: 'target-utilization-percentage',
  stablewindow: 'window',
};

const KPA_ONLY: readonly AutoscalingKey[] = [
  'window',
  'target-burst-capacity',
  'panic-window-percentage',
  'panic-threshold-percentage',
  'metric-aggregation-algorithm',
  'scale-to-zero-pod-retention-period',
  'activation-scale',
];

function meantKey(key: string): AutoscalingKey | undefined {
  const word = key.slice(AUTOSCALING_PREFIX.length);
  const folded = word.toLowerCase().replace(/[^a-z]/g, '');
  return Object.hasOwn(OTHER_WORDS, folded)
    ? OTHER_WORDS[folded]
    : (nearest(word, shortKeys) as AutoscalingKey | undefined);
}

const rules: readonly Rule<Annotated>[] = [
  {
    code: 'KN1551',
    severity: 'warning',
    title: 'an autoscaling annotation is one that exists',
    why: 'Nobody reads an unknown one: the revision scales as if it were not there, to zero and without a limit.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report) => {
      for (const key in annotations) {
        if (!key.startsWith(AUTOSCALING_PREFIX) || known.has(key)) continue;
        const meant = meantKey(key);
        const hint =
          meant === undefined ? `it has ${shortKeys.join(', ')}` : `did you mean "${AUTOSCALING_PREFIX}${meant}"?`;
        report(['annotations', key], `nobody reads "${key}"`, hint);
      }
    },
    good: scaled({ minScale: '1', 'max-scale': '3' }),
    bad: [
      scaled({ minscale: '1' }),
      scaled({ 'min-scales': '1' }),
      scaled({ minReplicas: '1' }),
      scaled({ activationScale: '2' }),
    ],
  },
  {
    code: 'KN1552',
    severity: 'warning',
    title: 'no more pods are asked for at first than at most',
    why: 'The autoscaler takes the greater of the two for the first pods; one of them is not meant.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report) => {
      const initial = autoscalingAnnotation(annotations, 'initial-scale');
      const most = scaleOf(annotations, 'max-scale');
      const value = initial && parseGoInteger(initial.value);
      if (initial === undefined || typeof value !== 'number' || most === 0 || value <= most) return;
      report(['annotations', initial.name], `${value} is over max-scale, ${most}`, `write at most ${most}`);
    },
    good: scaled({ 'initial-scale': '3', 'max-scale': '3' }),
    bad: scaled({ 'initial-scale': '10', 'max-scale': '3' }),
  },
  {
    code: 'KN1553',
    severity: 'warning',
    title: "Kubernetes' autoscaler keeps one pod at least",
    why: 'It does not scale to zero; 0 becomes 1.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report, { platform }) => {
      if (autoscalerClassOf(annotations, platform.autoscaler.podAutoscalerClass) !== HPA_CLASS) return;
      const least = autoscalingAnnotation(annotations, 'min-scale');
      if (least === undefined || parseGoInteger(least.value, 32) !== 0) return;
      report(['annotations', least.name], 'it does not scale to 0', 'write 1 or more');
    },
    good: scaled({ class: HPA_CLASS, metric: 'cpu', 'min-scale': '1' }),
    bad: scaled({ class: HPA_CLASS, metric: 'cpu', 'min-scale': '0' }),
  },
  {
    code: 'KN1554',
    severity: 'warning',
    title: "the metric of Kubernetes' autoscaler is cpu or memory",
    why: 'Any other name becomes a custom metric, which some adapter in the cluster must serve.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report, { platform }) => {
      if (autoscalerClassOf(annotations, platform.autoscaler.podAutoscalerClass) !== HPA_CLASS) return;
      const metric = autoscalingAnnotation(annotations, 'metric');
      if (!metric?.value || metric.value === 'cpu' || metric.value === 'memory') return;
      const meant = nearest(metric.value, ['cpu', 'memory']);
      const hint =
        meant === undefined ? 'write cpu or memory, unless an adapter serves it' : `did you mean "${meant}"?`;
      report(['annotations', metric.name], `"${metric.value}" is a custom metric`, hint);
    },
    good: scaled({ class: HPA_CLASS, metric: 'memory' }),
    bad: scaled({ class: HPA_CLASS, metric: 'cpus' }),
  },
  {
    code: 'KN1555',
    severity: 'warning',
    title: "annotations of Knative's autoscaler stand with that autoscaler",
    why: "Kubernetes' autoscaler does not read them.",
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report, { platform }) => {
      if (autoscalerClassOf(annotations, platform.autoscaler.podAutoscalerClass) !== HPA_CLASS) return;
      for (const key of KPA_ONLY) {
        const found = autoscalingAnnotation(annotations, key);
        if (found)
          report(
            ['annotations', found.name],
            `${HPA_CLASS} does not read it`,
            `remove it, or set the class to ${KPA_CLASS}`,
          );
      }
    },
    good: scaled({ class: HPA_CLASS, target: '75' }),
    bad: [scaled({ class: HPA_CLASS, window: '60s' }), scaled({ class: HPA_CLASS, 'target-burst-capacity': '0' })],
  },
  {
    code: 'KN1556',
    severity: 'warning',
    title: 'the class of an autoscaler has a domain',
    why: 'Autoscalers are called by their full names; nobody scales a revision of a class that does not exist.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report) => {
      const found = autoscalingAnnotation(annotations, 'class');
      if (found === undefined || found.value.includes('.')) return;
      const right = found.value.toLowerCase() === 'hpa' ? HPA_CLASS : KPA_CLASS;
      report(['annotations', found.name], `"${found.value}" is no class`, `write ${right}`);
    },
    good: scaled({ class: 'keda.example.com' }),
    bad: scaled({ class: 'kpa' }),
  },
  {
    code: 'KN1557',
    severity: 'warning',
    title: 'the metric is averaged in a way that Knative has, though the class is not written out',
    why: 'Upstream checks the way only beside the class; an unknown one counts as linear.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report, { platform }) => {
      const algorithm = autoscalingAnnotation(annotations, 'metric-aggregation-algorithm');
      if (algorithm === undefined || isAlgorithm(algorithm.value)) return;
      if (autoscalingAnnotation(annotations, 'class') || platform.autoscaler.podAutoscalerClass !== KPA_CLASS) return;
      report(
        ['annotations', algorithm.name],
        `"${algorithm.value}" does not exist`,
        'write linear or weighted-exponential',
      );
    },
    good: scaled({ 'metric-aggregation-algorithm': 'linear' }),
    bad: scaled({ 'metric-aggregation-algorithm': 'exponential' }),
  },
  {
    code: 'KN1558',
    severity: 'warning',
    title: 'the panic window is a second or more',
    why: 'Load is counted by the second; a shorter window is taken for one second.',
    source: 'serving, pkg/reconciler/autoscaling/resources/metric.go',
    check: ({ annotations }, report, { platform: { autoscaler } }) => {
      const part = autoscalingAnnotation(annotations, 'panic-window-percentage');
      const percentage = part && parseGoFloat(part.value);
      if (part === undefined || typeof percentage !== 'number') return;
      const window = autoscalingAnnotation(annotations, 'window');
      const seconds = window ? (parseGoDuration(window.value) ?? 0) / 1e9 : autoscaler.stableWindow;
      const panic = (seconds * percentage) / 100;
      if (panic <= 0 || panic >= 1 || percentage < 1) return;
      report(
        ['annotations', part.name],
        `${part.value} % of ${seconds}s is less than a second`,
        `write ${Math.ceil(100 / seconds)} or more`,
      );
    },
    good: scaled({ window: '60s', 'panic-window-percentage': '10' }),
    bad: scaled({ window: '6s', 'panic-window-percentage': '10' }),
  },
  {
    code: 'KN1559',
    severity: 'warning',
    title: 'an autoscaling annotation is there in one spelling',
    why: 'Upstream reads the one with dashes and passes over the other.',
    source: 'knative.dev/pkg, kmap',
    check: ({ annotations }, report) => {
      if (annotations === undefined) return;
      for (const key of shortKeys) {
        const [dashed, camel] = spellingsOf(key);
        if (camel === undefined || annotations[dashed!] === undefined || annotations[camel] === undefined) continue;
        report(['annotations', camel], `"${dashed}" goes before it`, 'remove it');
      }
    },
    good: scaled({ 'min-scale': '1' }),
    bad: scaled({ 'min-scale': '1', minScale: '2' }),
  },
];

const templateRules: readonly Rule<RevisionTemplate>[] = [
  {
    code: 'KN1560',
    severity: 'warning',
    title: 'the target of a pod is within its limit of concurrent requests',
    why: 'The limit is reached first and counts; the target has no effect.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ metadata, spec }, report, { platform }) => {
      const target = autoscalingAnnotation(metadata?.annotations, 'target');
      const limit = spec.containerConcurrency ?? 0;
      const value = target && parseGoFloat(target.value);
      if (target === undefined || typeof value !== 'number' || limit === 0 || value <= limit) return;
      const metric = autoscalingAnnotation(metadata?.annotations, 'metric')?.value ?? 'concurrency';
      const autoscaler = autoscalerClassOf(metadata?.annotations, platform.autoscaler.podAutoscalerClass);
      if (metric !== 'concurrency' || autoscaler !== KPA_CLASS) return;
      report(
        ['metadata', 'annotations', target.name],
        `${target.value} is over containerConcurrency, ${limit}`,
        `write at most ${limit}`,
      );
    },
    good: withTarget('10'),
    bad: withTarget('100'),
  },
];

function withTarget(target: string) {
  return {
    value: {
      metadata: { annotations: { [`${AUTOSCALING_PREFIX}target`]: target } },
      spec: { containers: [minimalContainer], containerConcurrency: 10 },
    },
  };
}

export const autoscalingAdviceRuleSets: readonly RuleSet[] = [
  rulesOf('Autoscaling, what to look out for', autoscalingTargets, rules),
  rulesOf(
    'Autoscaling and the template',
    [Service, Configuration].map((kind) => ({ kind, at: ['spec', 'template'] })),
    templateRules,
  ),
];
