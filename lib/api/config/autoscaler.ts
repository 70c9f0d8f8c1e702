import type { ConfigSettings, ConfigTable, ConfigValues } from './key';
import type { ConfigMapDefinition } from './problems';
import { readSettings } from './read';

const HOUR = 3600;
const MIN_TARGET = 0.01;

/** The keys of `config-autoscaler`. */
export const autoscalerKeys = {
  'pod-autoscaler-class': {
    type: 'text',
    default: 'kpa.autoscaling.knative.dev',
    short: { kpa: 'kpa.autoscaling.knative.dev', hpa: 'hpa.autoscaling.knative.dev' },
    doc: 'Autoscaler of the revisions that name none.',
  },
  'enable-scale-to-zero': { type: 'boolean', default: true, doc: 'Whether an idle revision goes down to no pod.' },
  'allow-zero-initial-scale': { type: 'boolean', default: false, doc: 'Whether a revision may start with no pod.' },
  'initial-scale': {
    type: 'integer',
    bits: 32,
    default: 1,
    minimum: 0,
    unit: 'pods',
    doc: 'How many pods a revision must reach to become ready.',
  },
  'min-scale': {
    type: 'integer',
    bits: 32,
    default: 0,
    minimum: 0,
    unit: 'pods',
    doc: 'The fewest pods of a revision.',
  },
  'max-scale': {
    type: 'integer',
    bits: 32,
    default: 0,
    minimum: 0,
    unit: 'pods',
    doc: 'The most pods of a revision; 0 sets no limit.',
  },
  'max-scale-limit': {
    type: 'integer',
    bits: 32,
    default: 0,
    minimum: 0,
    unit: 'pods',
    doc: 'The greatest max-scale that a revision may ask for; 0 sets no limit.',
  },
  'container-concurrency-target-percentage': {
    type: 'number',
    default: 70,
    above: 0,
    maximum: 100,
    unit: 'percent',
    doc: 'How much of its target a pod is to be given; up to 1 it is read as a fraction.',
  },
  'container-concurrency-target-default': {
    type: 'number',
    default: 100,
    unit: 'requests',
    doc: 'Requests at a time that a pod without a limit is to be given.',
  },
  'requests-per-second-target-default': {
    type: 'number',
    default: 200,
    minimum: MIN_TARGET,
    unit: 'requests per second',
    doc: 'Requests per second that a pod is to be given, where these are counted.',
  },
  'target-burst-capacity': {
    type: 'number',
    default: 211,
    minimum: 0,
    special: -1,
    unit: 'requests',
    doc: 'Spare requests below which the activator stays in the path; -1 keeps it there always.',
  },
  'activator-capacity': {
    type: 'number',
    default: 100,
    minimum: 1,
    unit: 'requests',
    doc: 'Requests at a time that one activator is to be given.',
  },
  'stable-window': {
    type: 'duration',
    default: 60,
    minimum: 6,
    maximum: HOUR,
    wholeSeconds: true,
    doc: 'Time over which load is averaged.',
  },
  'panic-window-percentage': {
    type: 'number',
    default: 10,
    minimum: 1,
    maximum: 100,
    unit: 'percent',
    doc: 'Part of the stable window over which a burst is seen.',
  },
  'panic-threshold-percentage': {
    type: 'number',
    default: 200,
    unit: 'percent',
    doc: 'Load, as a part of the target, from which a revision panics.',
  },
  'max-scale-up-rate': {
    type: 'number',
    default: 1000,
    above: 1,
    doc: 'How many times the pods may grow in one step.',
  },
  'max-scale-down-rate': {
    type: 'number',
    default: 2,
    above: 1,
    doc: 'How many times the pods may shrink in one step.',
  },
  'scale-to-zero-grace-period': {
    type: 'duration',
    default: 30,
    above: 0,
    doc: 'Time that the network is given before the last pod goes.',
  },
  'scale-to-zero-pod-retention-period': {
    type: 'duration',
    default: 0,
    minimum: 0,
    doc: 'Time that the last pod stays at least.',
  },
  'scale-down-delay': {
    type: 'duration',
    default: 0,
    minimum: 0,
    wholeSeconds: true,
    doc: 'Time that load must stay low before pods go.',
  },
} as const satisfies ConfigTable;

/** `config-autoscaler`, read. */
export type AutoscalerConfig = ConfigValues<typeof autoscalerKeys>;

/** `config-autoscaler`. */
export const autoscalerConfigMap: ConfigMapDefinition<typeof autoscalerKeys> = {
  namespace: 'knative-serving',
  name: 'config-autoscaler',
  settings: 'AutoscalerSettings',
  doc: 'How revisions scale that do not say it themselves, and what bounds all of them have.',
  keys: autoscalerKeys,
  read: autoscalerConfig,
  relations: [
    ({ initialScale, allowZeroInitialScale }) =>
      initialScale === 0 && !allowZeroInitialScale
        ? {
            key: 'initial-scale',
            found: '0 is not open while allow-zero-initial-scale is false',
            hint: 'write 1 or more, or set allow-zero-initial-scale to true',
          }
        : undefined,
    ({ minScale, maxScale }) =>
      maxScale > 0 && minScale > maxScale
        ? {
            key: 'min-scale',
            found: `${minScale} is over max-scale, ${maxScale}`,
            hint: `write at most ${maxScale}, or raise max-scale`,
          }
        : undefined,
    ({ maxScale, maxScaleLimit }) =>
      maxScaleLimit > 0 && (maxScale < 1 || maxScale > maxScaleLimit)
        ? {
            key: 'max-scale',
            found: `${maxScale} is not within max-scale-limit`,
            hint: `set max-scale from 1 to ${maxScaleLimit}`,
          }
        : undefined,
    ({ containerConcurrencyTargetPercentage: percentage, containerConcurrencyTargetDefault: target }) =>
      target * (percentage > 1 ? percentage / 100 : percentage) < MIN_TARGET
        ? {
            key: 'container-concurrency-target-default',
            found: `${target} leaves a target under ${MIN_TARGET}`,
            hint: 'raise it, or container-concurrency-target-percentage',
          }
        : undefined,
  ],
  removed: {
    'tick-interval': undefined,
    'panic-window': 'panic-window-percentage',
    'concurrency-quantum-of-time': undefined,
    'multi-concurrency-target': 'container-concurrency-target-default',
    'single-concurrency-target': 'container-concurrency-target-default',
    'scale-to-zero-threshold': undefined,
    'enable-vertical-pod-autoscaling': undefined,
    'enable-graceful-scaledown': undefined,
  },
};

/** Reads `config-autoscaler`; what is absent or wrong has its default. */
export function autoscalerConfig(settings: ConfigSettings): AutoscalerConfig {
  return readSettings(autoscalerKeys, settings);
}
