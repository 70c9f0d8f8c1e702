import { type Pair, pair, valuesAt } from '../corpus/pair';

const TEMPLATE = '/spec/template';
const annotation = (key: string) => `${TEMPLATE}/metadata/annotations/${key.replaceAll('/', '~1')}`;
const scaling = (key: string) => annotation(`autoscaling.knative.dev/${key}`);

const names = (['Service', 'Configuration'] as const).flatMap((name) =>
  valuesAt(name, `${TEMPLATE}/metadata/name`, {
    'a revision without the prefix': ['v1', 'hello-v1'],
    'a revision of the very name': ['hello', 'hello-1'],
    'a revision with a dot': ['hello-v1.2', 'hello-v1-2'],
    'a revision in capitals': ['hello-V1', 'hello-v1'],
    'a revision with a dash last': ['hello-', ''],
    'a revision of another service': ['cart-00001', 'hello-cart-00001'],
  }),
);

const others: readonly Pair[] = [
  pair(
    'a name below a prefix',
    'Service',
    { '/metadata': { generateName: 'hello-' }, [`${TEMPLATE}/metadata/name`]: 'hello-v1' },
    { '/metadata': { generateName: 'hello-' }, [`${TEMPLATE}/metadata/labels`]: {} },
  ),
  ...valuesAt('Service', `${TEMPLATE}/metadata/generateName`, { 'a prefix in capitals': ['Hello-', 'hello-'] }),
  ...valuesAt('Service', annotation('networking.knative.dev/ingress-class'), {
    'a class that is a number': [1, 'istio'],
  }),
  pair(
    'a misspelt networking annotation',
    'Service',
    { [annotation('networking.knative.dev/ingressclass')]: 'a' },
    { [annotation('networking.knative.dev/ingress.class')]: 'a' },
  ),
  ...valuesAt('Service', annotation('queue.sidecar.serving.knative.dev/cpu-resource-request'), {
    'a CPU amount with a space': ['1 00m', '100m'],
    'a CPU amount in words': ['half', '0.5'],
    'an empty CPU amount': ['', '0'],
    'an exponent without digits': ['1e', 'm'],
  }),
  ...valuesAt('Service', annotation('queue.sidecar.serving.knative.dev/memory-resource-limit'), {
    'memory in MB': ['128MB', '128M'],
    'memory in lower case': ['128mi', '128Mi'],
  }),
  ...valuesAt('Service', annotation('queue.sidecar.serving.knative.dev/resource-percentage'), {
    'a share of the queue in percent': ['20%', '20'],
    'a share of the queue of nothing': ['0', '0.1'],
    'a share of the queue above the whole': ['101', '100'],
  }),
  ...valuesAt('Service', annotation('serving.knative.dev/progress-deadline'), {
    'a deadline without unit': ['600', '600s'],
    'a deadline with parts of a second': ['0.5s', '0s'],
    'a negative deadline': ['-1m', '1m'],
    'a deadline in words': ['soon', ''],
  }),
];

const scales: readonly Pair[] = [
  ...valuesAt('Service', scaling('class'), {
    'a class that does not exist': ['kpa.knative.dev', 'kpa.autoscaling.knative.dev'],
    'a class of KEDA': ['keda.autoscaling.knative.dev', 'keda.sh'],
  }),
  ...valuesAt('Service', scaling('min-scale'), {
    'a negative number of pods': ['-1', '0'],
    'a fraction of pods': ['1.5', '1'],
    'a number in words': ['one', '+1'],
    'an empty number': ['', '00'],
    'a number of 33 bits': ['2147483648', '2147483647'],
    'a number with a space': ['1 ', '1'],
  }),
  ...valuesAt('Service', scaling('maxScale'), { 'a negative limit in camel case': ['-1', '5'] }),
  ...valuesAt('Service', scaling('initial-scale'), {
    'no pod at first': ['0', '1'],
    'a negative number at first': ['-1', '9999999999'],
    'a number at first in words': ['two', '2'],
  }),
  ...valuesAt('Service', scaling('activation-scale'), {
    'one pod on activation': ['1', '2'],
    'a negative number on activation': ['-2', '3'],
    'a fraction on activation': ['2.5', '4'],
  }),
  ...valuesAt('Service', scaling('target'), {
    'a target of 0': ['0', '0.01'],
    'a target in words': ['many', '1e2'],
    'a target with a comma': ['1,5', '1.5'],
    'a target in percent': ['70%', '70'],
    'a target too large for a number': ['1e999', 'Inf'],
  }),
  ...valuesAt('Service', scaling('target-utilization-percentage'), {
    'a utilization of 0': ['0', '1'],
    'a utilization above the whole': ['100.1', '100'],
    'a utilization as a fraction': ['0.7', '70'],
  }),
  ...valuesAt('Service', scaling('target-burst-capacity'), {
    'a burst of -2': ['-2', '-1'],
    'a burst in words': ['no', '0'],
  }),
  ...valuesAt('Service', scaling('panic-window-percentage'), {
    'a panic window of 0': ['0', '1'],
    'a panic window of 101': ['101', '100'],
  }),
  ...valuesAt('Service', scaling('panic-threshold-percentage'), {
    'a threshold of 100': ['100', '110'],
    'a threshold of 1001': ['1001', '1000'],
  }),
  ...valuesAt('Service', scaling('window'), {
    'a window without unit': ['60', '60s'],
    'a window of 5 seconds': ['5s', '6s'],
    'a window above an hour': ['61m', '60m'],
    'a window with parts of a second': ['6500ms', '7000ms'],
    'an empty window': ['', '1h'],
  }),
  ...valuesAt('Service', scaling('scale-down-delay'), {
    'a delay without unit': ['15', '15m'],
    'a negative delay': ['-1s', '0'],
    'a delay with parts of a second': ['1.5s', '1s'],
    'a delay above an hour': ['2h', '1h'],
  }),
  ...valuesAt('Service', scaling('scale-to-zero-pod-retention-period'), {
    'a negative retention': ['-1s', '1.5s'],
    'a retention above an hour': ['1h1s', '1h'],
  }),
  ...valuesAt('Service', scaling('metric'), {
    'cpu under the default class': ['cpu', 'concurrency'],
    'requests spelt out': ['requests-per-second', 'rps'],
    'a metric in capitals': ['RPS', 'rps'],
    'an empty metric': ['', 'rps'],
  }),
  pair(
    'at least more than at most',
    'Service',
    { [scaling('min-scale')]: '3', [scaling('max-scale')]: '2' },
    { [scaling('min-scale')]: '3', [scaling('max-scale')]: '0' },
  ),
  pair(
    'activation above the limit',
    'Service',
    { [scaling('activation-scale')]: '4', [scaling('max-scale')]: '3' },
    { [scaling('activation-scale')]: '3', [scaling('max-scale')]: '3' },
  ),
  pair(
    'an empty metric under the HPA class',
    'Configuration',
    { [scaling('class')]: 'hpa.autoscaling.knative.dev', [scaling('metric')]: '' },
    { [scaling('class')]: 'hpa.autoscaling.knative.dev', [scaling('metric')]: 'my-metric' },
  ),
  pair(
    'an unknown average beside the class',
    'Service',
    { [scaling('class')]: 'kpa.autoscaling.knative.dev', [scaling('metric-aggregation-algorithm')]: 'exponential' },
    { [scaling('metric-aggregation-algorithm')]: 'exponential' },
  ),
  ...valuesAt('Revision', '/metadata/annotations', {
    'a target of 0': [{ 'autoscaling.knative.dev/target': '0' }, { 'autoscaling.knative.dev/target': '1' }],
    'nonsense in the old spelling': [
      { 'autoscaling.knative.dev/minScale': 'x' },
      { 'autoscaling.knative.dev/minscale': 'x' },
    ],
    'the dashed spelling goes first': [
      { 'autoscaling.knative.dev/min-scale': 'x', 'autoscaling.knative.dev/minScale': '1' },
      { 'autoscaling.knative.dev/min-scale': '1', 'autoscaling.knative.dev/minScale': 'x' },
    ],
  }),
];

export const templatePairs: readonly Pair[] = [...names, ...others, ...scales];
