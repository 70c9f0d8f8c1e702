import type { ObjectMeta } from '../../api/meta/v1';
import { Route } from '../../api/serving/v1/route';
import { Service } from '../../api/serving/v1/service';
import { nearest } from '../nearest';
import { type Rule, type RuleSet, rulesOf } from '../rule';
import { isUnknownNetworkingAnnotation, NETWORKING_ANNOTATIONS } from './annotations';

export const VISIBILITY = 'networking.knative.dev/visibility';
const OLD_VISIBILITY = 'serving.knative.dev/visibility';
const CLUSTER_LOCAL = 'cluster-local';

const rules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KN1051',
    severity: 'warning',
    title: 'the visibility label says cluster-local or is not there',
    why: 'Any other value leaves the service open to the world, whatever was meant.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ labels }, report) => {
      const value = labels?.[VISIBILITY];
      if (value === undefined || value === CLUSTER_LOCAL) return;
      const found = `visibility "${value}" does not exist: the service is public`;
      report(['labels', VISIBILITY], found, `write ${CLUSTER_LOCAL}, or remove the label`);
    },
    good: { metadata: { labels: { [VISIBILITY]: CLUSTER_LOCAL } } },
    bad: { metadata: { labels: { [VISIBILITY]: 'cluster_local' } } },
  },
  {
    code: 'KN1052',
    severity: 'warning',
    title: 'an annotation of networking.knative.dev is one that exists',
    why: 'Nobody reads an unknown one.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ annotations }, report) => {
      for (const key in annotations) {
        if (!isUnknownNetworkingAnnotation(key)) continue;
        const meant = nearest(key, NETWORKING_ANNOTATIONS);
        const hint = meant === undefined ? 'remove it' : `did you mean "${meant}"?`;
        report(['annotations', key], `nobody reads "${key}"`, hint);
      }
    },
    good: { metadata: { annotations: { 'networking.knative.dev/http-protocol': 'redirected' } } },
    bad: { metadata: { annotations: { 'networking.knative.dev/http-protocoll': 'redirected' } } },
  },
  {
    code: 'KN1053',
    severity: 'warning',
    title: 'visibility is set by the label of networking.knative.dev',
    why: 'The label of serving.knative.dev is gone since Knative 0.21 and has no effect: the service is public.',
    source: 'serving 0.21, release notes',
    check: ({ labels }, report) => {
      if (labels?.[OLD_VISIBILITY] === undefined || labels[VISIBILITY] !== undefined) return;
      report(['labels', OLD_VISIBILITY], 'nobody reads this label any more', `use the label ${VISIBILITY}`);
    },
    good: { metadata: { labels: { [VISIBILITY]: CLUSTER_LOCAL } } },
    bad: { metadata: { labels: { [OLD_VISIBILITY]: CLUSTER_LOCAL } } },
  },
];

export const visibilityRuleSets: readonly RuleSet[] = [
  rulesOf(
    'Visibility',
    [Service, Route].map((kind) => ({ kind, at: ['metadata'] })),
    rules,
  ),
];
