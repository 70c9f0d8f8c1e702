import { Metric } from '../../api/autoscaling/v1alpha1/metric';
import { PodAutoscaler } from '../../api/autoscaling/v1alpha1/pod-autoscaler';
import { parseGoFloat, parseGoInteger } from '../../api/config/number';
import type { ObjectMeta } from '../../api/meta/v1';
import { Configuration } from '../../api/serving/v1/configuration';
import { Revision } from '../../api/serving/v1/revision';
import { Service } from '../../api/serving/v1/service';
import { type Rule, type RuleContext, type RuleExample, rulesOf, type Target } from '../rule';
import { formatGoDuration, isWholeSeconds, parseGoDuration } from '../syntax/duration';
import {
  type Annotation,
  AUTOSCALING_PREFIX,
  type AutoscalingKey,
  autoscalerClassOf,
  autoscalingAnnotation,
  HPA_CLASS,
  KPA_CLASS,
} from './autoscaling-keys';

const MAX_INT32 = 2 ** 31 - 1;
const HOUR = 3600;
const MIN_TARGET = 0.01;

/** What autoscaling annotations stand in: labels and annotations of a revision. */
export type Annotated = Pick<ObjectMeta, 'annotations'>;

/** Where annotations of autoscaling are read. */
export const autoscalingTargets: readonly Target[] = [
  { kind: Service, at: ['spec', 'template', 'metadata'] },
  { kind: Configuration, at: ['spec', 'template', 'metadata'] },
  { kind: Revision, at: ['metadata'] },
];
const internalTargets: readonly Target[] = [PodAutoscaler, Metric].map((kind) => ({ kind, at: ['metadata'] }));

type AnnotationCheck = (
  annotation: Annotation,
  report: (found: string, hint?: string) => void,
  context: RuleContext,
) => void;

/** Checks one annotation, in whatever spelling it is there. */
function ifPresent(keys: readonly AutoscalingKey[], check: AnnotationCheck): Rule<Annotated>['check'] {
  return ({ annotations }, report, context) => {
    for (const key of keys) {
      const found = autoscalingAnnotation(annotations, key);
      if (found) check(found, (...fault) => report(['annotations', found.name], ...fault), context);
    }
  };
}

/** An example with annotations of autoscaling, by their short keys. */
export function scaled(annotations: Readonly<Record<string, string>>): RuleExample {
  const entries = Object.entries(annotations).map(([key, value]) => [`${AUTOSCALING_PREFIX}${key}`, value]);
  return { value: { annotations: Object.fromEntries(entries) } };
}

/** A number of pods as upstream reads it; what can't be read counts as 0. */
export function scaleOf(annotations: Annotated['annotations'], key: AutoscalingKey): number {
  const text = autoscalingAnnotation(annotations, key)?.value;
  const value = text === undefined ? 0 : parseGoInteger(text, 32);
  return typeof value === 'string' || value < 0 ? 0 : value;
}

function checkFloat(keys: readonly AutoscalingKey[], least: number, most: number): Rule<Annotated>['check'] {
  return ifPresent(keys, ({ value }, report) => {
    const number = parseGoFloat(value);
    const hint = `write a number from ${least} to ${most}`;
    if (typeof number === 'string') report(`"${value}" is no number`, hint);
    else if (number < least || number > most) report(`${value} is out of bounds`, hint);
  });
}

function checkDuration(least: number, most: number, whole: boolean): AnnotationCheck {
  return ({ value }, report) => {
    const duration = parseGoDuration(value);
    if (duration === undefined) report(`"${value}" is no duration`, 'write a number with a unit, such as 60s or 5m');
    else if (duration < least * 1e9 || duration > most * 1e9) {
      report(`${value} is out of bounds`, `write ${formatGoDuration(least)} to ${formatGoDuration(most)}`);
    } else if (whole && !isWholeSeconds(duration)) report(`${value} has a part of a second`, 'write whole seconds');
  };
}

function checkPercentages(...all: Parameters<Rule<Annotated>['check']>): void {
  checkFloat(['panic-window-percentage', 'target-utilization-percentage'], 1, 100)(...all);
  checkFloat(['panic-threshold-percentage'], 110, 1000)(...all);
}

const rules: readonly Rule<Annotated>[] = [
  {
    code: 'KN1501',
    title: 'an autoscaler of knative.dev is one that exists',
    why: 'Knative has two of its own; any other class needs a controller with another domain.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ifPresent(['class'], ({ value }, report) => {
      if (!value.endsWith('.knative.dev') || value === KPA_CLASS || value === HPA_CLASS) return;
      report(`"${value}" does not exist`, `write ${KPA_CLASS} or ${HPA_CLASS}`);
    }),
    good: scaled({ class: HPA_CLASS, metric: 'cpu', 'min-scale': '1' }),
    bad: scaled({ class: 'keda.autoscaling.knative.dev' }),
  },
  {
    code: 'KN1502',
    title: 'the least and the greatest number of pods are whole numbers of 0 or more',
    why: 'Pods come in one piece.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ifPresent(['min-scale', 'max-scale'], ({ value }, report) => {
      const number = parseGoInteger(value, 32);
      if (number === 'syntax') report(`"${value}" is no whole number`, 'write 0 or more');
      else if (number === 'range' || number < 0) report(`${value} is out of bounds`, `write 0 to ${MAX_INT32}`);
    }),
    good: scaled({ 'min-scale': '1', maxScale: '10' }),
    bad: [
      scaled({ 'min-scale': 'one' }),
      scaled({ maxScale: '-1' }),
      scaled({ 'min-scale': '1.5' }),
      scaled({ 'max-scale': '3000000000' }),
    ],
  },
  {
    code: 'KN1503',
    title: 'there are no more pods at least than at most',
    why: 'No number of pods is both.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ({ annotations }, report) => {
      const most = autoscalingAnnotation(annotations, 'max-scale');
      const least = scaleOf(annotations, 'min-scale');
      const value = scaleOf(annotations, 'max-scale');
      if (most === undefined || value === 0 || value >= least) return;
      report(
        ['annotations', most.name],
        `${value} is under min-scale, ${least}`,
        `write ${least} or more, or lower min-scale`,
      );
    },
    good: scaled({ 'min-scale': '3', 'max-scale': '3' }),
    bad: scaled({ 'min-scale': '5', 'max-scale': '3' }),
  },
  {
    code: 'KN1504',
    title: 'the greatest number of pods is within what the cluster allows',
    why: 'The operator of the cluster has set max-scale-limit.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ifPresent(['max-scale'], ({ value }, report, { platform: { autoscaler } }) => {
      const limit = autoscaler.maxScaleLimit;
      const number = parseGoInteger(value, 32);
      if (limit === 0 || typeof number === 'string' || number < 0) return;
      if (number === 0) report(`0 sets no limit, the cluster sets ${limit}`, `write 1 to ${limit}`);
      else if (number > limit) report(`${number} is over the limit of the cluster`, `write 1 to ${limit}`);
    }),
    good: {
      ...scaled({ 'max-scale': '5' }),
      settings: { autoscaler: { 'max-scale-limit': '10', 'max-scale': '5' } },
    },
    bad: {
      ...scaled({ 'max-scale': '20' }),
      settings: { autoscaler: { 'max-scale-limit': '10', 'max-scale': '5' } },
    },
  },
  {
    code: 'KN1505',
    title: 'the number of pods on activation is from 2, within least and most',
    why: 'It takes effect only where it is more than the one pod that would start anyway.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: (metadata, report, context) => {
      const least = scaleOf(metadata.annotations, 'min-scale');
      const most = scaleOf(metadata.annotations, 'max-scale');
      ifPresent(['activation-scale'], ({ value }, fault) => {
        const number = parseGoInteger(value, 32);
        if (typeof number === 'string') fault(`"${value}" is no whole number`, 'write 2 or more');
        else if (number < least) fault(`${number} is under min-scale, ${least}`, `write ${least} or more`);
        else if (most !== 0 && number > most) fault(`${number} is over max-scale, ${most}`, `write at most ${most}`);
        else if (number < 2) fault(`${number} is out of bounds`, 'write 2 or more, or remove it');
      })(metadata, report, context);
    },
    good: scaled({ 'activation-scale': '3', 'max-scale': '5' }),
    bad: [
      scaled({ 'activation-scale': '1' }),
      scaled({ 'activation-scale': '3', 'max-scale': '2' }),
      scaled({ 'activation-scale': 'x' }),
    ],
  },
  {
    code: 'KN1506',
    title: 'the number of pods at first is a whole number that the cluster allows',
    why: 'A revision is ready when it has reached it; 0 must be allowed by the cluster.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ifPresent(['initial-scale'], ({ value }, report, { platform }) => {
      const number = parseGoInteger(value);
      if (typeof number === 'string' || number < 0)
        report(`"${value}" is no whole number of 0 or more`, 'write 1 or more');
      else if (number === 0 && !platform.autoscaler.allowZeroInitialScale) {
        report(
          '0 is not open on this cluster',
          'write 1 or more, or set allow-zero-initial-scale in config-autoscaler',
        );
      }
    }),
    good: scaled({ 'initial-scale': '2' }),
    bad: [scaled({ 'initial-scale': '0' }), scaled({ 'initial-scale': '-1' }), scaled({ initialScale: 'two' })],
  },
  {
    code: 'KN1507',
    title: 'percentages of autoscaling are within their bounds',
    why: 'The panic window is a part of the window, the panic threshold more than the target.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: checkPercentages,
    good: scaled({ 'panic-window-percentage': '20', 'target-utilization-percentage': '80' }),
    bad: [
      scaled({ 'panic-window-percentage': '0' }),
      scaled({ 'target-utilization-percentage': '80%' }),
      scaled({ 'panic-threshold-percentage': '100' }),
    ],
  },
  {
    code: 'KN1508',
    title: 'the target of a pod is a number from 0.01',
    why: 'The number of pods is the load divided by it.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ifPresent(['target'], ({ value }, report) => {
      const number = parseGoFloat(value);
      if (typeof number === 'string') report(`"${value}" is no number`, `write ${MIN_TARGET} or more`);
      else if (number < MIN_TARGET) report(`${value} is too small`, `write ${MIN_TARGET} or more`);
    }),
    good: scaled({ target: '50' }),
    bad: [scaled({ target: '0' }), scaled({ target: 'many' })],
  },
  {
    code: 'KN1509',
    title: 'the burst capacity is a number from 0, or -1',
    why: 'It is a number of requests, and -1 stands for any.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ifPresent(['target-burst-capacity'], ({ value }, report) => {
      const number = parseGoFloat(value);
      if (typeof number === 'string' || (number < 0 && number !== -1)) {
        report(`"${value}" is no burst capacity`, 'write 0 or more, or -1 for no limit');
      }
    }),
    good: scaled({ 'target-burst-capacity': '-1' }),
    bad: [scaled({ 'target-burst-capacity': '-2' }), scaled({ targetBurstCapacity: 'no' })],
  },
  {
    code: 'KN1510',
    title: 'times of autoscaling are durations of whole seconds, up to an hour',
    why: 'Load is counted by the second, and kept for an hour.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: (...all) => {
      ifPresent(['window'], checkDuration(6, HOUR, true))(...all);
      ifPresent(['scale-down-delay'], checkDuration(0, HOUR, true))(...all);
      ifPresent(['scale-to-zero-pod-retention-period'], checkDuration(0, HOUR, false))(...all);
    },
    good: scaled({ window: '60s', 'scale-down-delay': '15m', scaleToZeroPodRetentionPeriod: '1m5s' }),
    bad: [
      scaled({ window: '5s' }),
      scaled({ window: '60' }),
      scaled({ 'scale-down-delay': '2h' }),
      scaled({ 'scale-down-delay': '1500ms' }),
    ],
  },
  {
    code: 'KN1511',
    title: 'the metric is one that the autoscaler counts',
    why: 'Knative counts concurrency and requests per second; Kubernetes needs the name of a metric.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: ({ annotations }, report, { platform }) => {
      const metric = autoscalingAnnotation(annotations, 'metric');
      if (metric === undefined) return;
      const autoscaler = autoscalerClassOf(annotations, platform.autoscaler.podAutoscalerClass);
      const at = ['annotations', metric.name];
      if (autoscaler === KPA_CLASS && metric.value !== 'concurrency' && metric.value !== 'rps') {
        const isHpaMetric = metric.value === 'cpu' || metric.value === 'memory';
        const hint = isHpaMetric ? `set ${AUTOSCALING_PREFIX}class to ${HPA_CLASS}` : 'write concurrency or rps';
        report(at, `the autoscaler does not count "${metric.value}"`, hint);
      }
      if (autoscaler === HPA_CLASS && metric.value === '') report(at, 'the metric is empty', 'write cpu or memory');
    },
    good: scaled({ metric: 'rps' }),
    bad: [scaled({ metric: 'cpu' }), scaled({ metric: 'qps' })],
  },
  {
    code: 'KN1512',
    title: 'the metric is averaged in a way that exists',
    why: 'Knative knows two ways.',
    source: 'serving, pkg/apis/autoscaling/annotation_validation.go',
    check: (metadata, report, context) => {
      if (autoscalingAnnotation(metadata.annotations, 'class')?.value !== KPA_CLASS) return;
      ifPresent(['metric-aggregation-algorithm'], ({ value }, fault) => {
        if (!isAlgorithm(value)) fault(`"${value}" does not exist`, 'write linear or weighted-exponential');
      })(metadata, report, context);
    },
    good: scaled({ class: KPA_CLASS, 'metric-aggregation-algorithm': 'weighted-exponential' }),
    bad: scaled({ class: KPA_CLASS, 'metric-aggregation-algorithm': 'exponential' }),
  },
];

/** Whether Knative knows the way to average a metric. */
export function isAlgorithm(name: string): boolean {
  return ['', 'linear', 'weighted-exponential', 'weightedExponential'].includes(name);
}

export const autoscalingRuleSet = rulesOf('Autoscaling', [...autoscalingTargets, ...internalTargets], rules);
