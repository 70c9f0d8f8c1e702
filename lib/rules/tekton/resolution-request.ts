import type { KubeObject } from '../../api/meta/v1';
import {
  ResolutionRequest,
  type ResolutionRequestSpec,
  type ResolutionRequestStatus,
} from '../../api/resolution/v1beta1/resolution-request';
import { type Rule, type RuleSet, rulesFor } from '../rule';

const TYPE = 'resolution.tekton.dev/type';

const rules: readonly Rule<KubeObject<ResolutionRequestSpec, ResolutionRequestStatus>>[] = [
  {
    code: 'KT3511',
    title: 'a request has the label of its resolver',
    why: 'By resolution.tekton.dev/type each resolver finds the requests that are for it; the webhook refuses one without.',
    source: 'pipeline, pkg/apis/resolution/v1beta1/resolution_request_validation.go',
    check({ metadata: { labels = {} } }, report) {
      if (!labels[TYPE]) report(['metadata', 'labels', TYPE], 'no resolver is named', `write the label ${TYPE}: git`);
    },
    good: { metadata: { labels: { [TYPE]: 'bundles' } } },
    bad: [{ metadata: { labels: null } }, { metadata: { labels: { [TYPE]: '' } } }],
  },
];

export const resolutionRequestRuleSets: readonly RuleSet[] = [rulesFor(ResolutionRequest, rules)];
