import { parseGoFloat } from '../../api/config/number';
import { Configuration } from '../../api/serving/v1/configuration';
import type { RevisionTemplateMetadata } from '../../api/serving/v1/revision-template';
import { Service } from '../../api/serving/v1/service';
import { nearest } from '../nearest';
import { type Rule, type RuleSet, rulesOf, type Target } from '../rule';
import { parseQuantity } from '../syntax/quantity';
import { isUnknownNetworkingAnnotation, NETWORKING_ANNOTATIONS, wholeSecondsFault } from './annotations';
import { VISIBILITY } from './visibility';

const QUEUE = 'queue.sidecar.serving.knative.dev/';
const PERCENTAGE = [`${QUEUE}resource-percentage`, `${QUEUE}resourcePercentage`] as const;
const QUEUE_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'].flatMap((resource) => [
  `${QUEUE}${resource}-resource-request`,
  `${QUEUE}${resource}-resource-limit`,
]);
const DEADLINE = 'serving.knative.dev/progress-deadline';
const ROLLOUT = ['serving.knative.dev/rollout-duration', 'serving.knative.dev/rolloutDuration'] as const;

const annotated = (annotations: Readonly<Record<string, string>>) => ({ value: { annotations } });

type Metadata = RevisionTemplateMetadata;

function firstOf(annotations: Metadata['annotations'], names: readonly string[]) {
  const name = names.find((candidate) => annotations?.[candidate] !== undefined);
  return name === undefined ? undefined : { name, value: annotations![name]! };
}

const rules: readonly Rule<Metadata>[] = [
  {
    code: 'KN1307',
    title: 'the share of the queue proxy is a number from 0.1 to 100',
    why: 'It is a percentage of what the containers ask for.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ annotations }, report) => {
      const found = firstOf(annotations, PERCENTAGE);
      if (found === undefined) return;
      const value = parseGoFloat(found.value);
      if (typeof value === 'string')
        report(['annotations', found.name], `"${found.value}" is no number`, 'write 0.1 to 100');
      else if (value < 0.1 || value > 100)
        report(['annotations', found.name], `${found.value} is out of bounds`, 'write 0.1 to 100');
    },
    good: annotated({ [`${QUEUE}cpu-resource-request`]: '100m' }),
    bad: annotated({ [`${QUEUE}resource-percentage`]: '400' }),
  },
  {
    code: 'KN1308',
    title: 'resources of the queue proxy are quantities',
    why: 'They become requests and limits of a container.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ annotations }, report) => {
      if (annotations === undefined) return;
      for (const key of QUEUE_RESOURCES) {
        const text = annotations[key];
        if (text === undefined || parseQuantity(text) !== undefined) continue;
        report(['annotations', key], `"${text}" is no quantity`, 'write it like 100m or 128Mi');
      }
    },
    good: annotated({ [`${QUEUE}memory-resource-limit`]: '128Mi' }),
    bad: annotated({ [`${QUEUE}memory-resource-limit`]: '128MB' }),
  },
  {
    code: 'KN1309',
    title: 'the progress deadline is a number of whole seconds',
    why: 'It becomes the deadline of a Deployment, which counts seconds.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ annotations }, report) => {
      const text = annotations?.[DEADLINE];
      const fault = text ? wholeSecondsFault(text) : undefined;
      if (fault) report(['annotations', DEADLINE], ...fault);
    },
    good: annotated({ [DEADLINE]: '20m' }),
    bad: [annotated({ [DEADLINE]: '600' }), annotated({ [DEADLINE]: '1.5s' }), annotated({ [DEADLINE]: '-1s' })],
  },
  {
    code: 'KN1306',
    title: 'a networking.knative.dev annotation of the template is one that upstream lists',
    why: 'The webhook refuses all others on a template.',
    source: 'networking, pkg/apis/networking/metadata_validation.go',
    check: ({ annotations }, report) => {
      for (const key in annotations) {
        if (!isUnknownNetworkingAnnotation(key)) continue;
        const meant = nearest(key, NETWORKING_ANNOTATIONS);
        report(
          ['annotations', key],
          `"${key}" does not exist`,
          meant === undefined ? 'remove it' : `did you mean "${meant}"?`,
        );
      }
    },
    good: annotated({ 'networking.knative.dev/ingress-class': 'example.com/ingress' }),
    bad: annotated({ 'networking.knative.dev/ingres-class': 'example.com/ingress' }),
  },
];

const advice: readonly Rule<Metadata>[] = [
  {
    code: 'KN1351',
    severity: 'warning',
    title: 'resources of the queue proxy are given as amounts',
    why: 'The annotation that gives them as a percentage is deprecated.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ annotations }, report) => {
      const found = firstOf(annotations, PERCENTAGE);
      if (found === undefined) return;
      const value = parseGoFloat(found.value);
      if (typeof value === 'string' || value < 0.1 || value > 100) return;
      report(
        ['annotations', found.name],
        'resource-percentage is deprecated',
        `use ${QUEUE}cpu-resource-request and its like`,
      );
    },
    good: annotated({ [`${QUEUE}cpu-resource-request`]: '100m' }),
    bad: annotated({ [`${QUEUE}resource-percentage`]: '20' }),
  },
  {
    code: 'KN1352',
    severity: 'warning',
    title: 'the rollout duration is an annotation of the Service itself',
    why: 'Traffic is moved by the Route; on a template nobody reads the annotation.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report) => {
      const found = firstOf(annotations, ROLLOUT);
      if (found)
        report(
          ['annotations', found.name],
          'nobody reads the rollout duration here',
          'move it to metadata.annotations',
        );
    },
    good: annotated({ 'serving.knative.dev/progress-deadline': '120s' }),
    bad: annotated({ 'serving.knative.dev/rollout-duration': 'soon' }),
  },
  {
    code: 'KN1353',
    severity: 'warning',
    title: 'the visibility label is one of the Service itself',
    why: 'On a template nobody reads it: the service stays public.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ labels }, report) => {
      if (labels?.[VISIBILITY] === undefined) return;
      report(['labels', VISIBILITY], 'nobody reads the visibility here', 'move it to metadata.labels');
    },
    good: { value: { labels: { team: 'shop' } } },
    bad: { value: { labels: { [VISIBILITY]: 'cluster-local' } } },
  },
];

const ofTemplates: readonly Target[] = [Service, Configuration].map((kind) => ({
  kind,
  at: ['spec', 'template', 'metadata'],
}));

export const templateAnnotationRuleSets: readonly RuleSet[] = [
  rulesOf('Annotations of a template', ofTemplates, [...rules, ...advice]),
];
