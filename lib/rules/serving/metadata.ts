import { Metric } from '../../api/autoscaling/v1alpha1/metric';
import { PodAutoscaler } from '../../api/autoscaling/v1alpha1/pod-autoscaler';
import type { Kind } from '../../api/kind';
import type { KubeObject, ObjectMeta } from '../../api/meta/v1';
import { Configuration } from '../../api/serving/v1/configuration';
import { Revision } from '../../api/serving/v1/revision';
import { Route } from '../../api/serving/v1/route';
import { Service } from '../../api/serving/v1/service';
import { DomainMapping } from '../../api/serving/v1beta1/domain-mapping';
import { type Rule, type RuleSet, rulesOf, type Target } from '../rule';
import { dnsLabelHint, isDns1035Label, isDns1035Prefix } from '../syntax/names';
import { wholeSecondsFault } from './annotations';
import { isUnchanged } from './updates';

const metadataOf = (...kinds: Kind[]): Target[] => kinds.map((kind) => ({ kind, at: ['metadata'] }));

const nameRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KN1001',
    title: 'generateName is the beginning of a DNS label',
    why: 'The name becomes part of host names and of the names of Deployments.',
    source: 'knative.dev/pkg, apis/metadata_validation.go',
    check: ({ generateName }, report) => {
      if (!generateName || isDns1035Prefix(generateName)) return;
      report(['generateName'], `no DNS label begins with "${generateName}"`, dnsLabelHint(generateName));
    },
    good: { metadata: { name: null, generateName: 'hello-' } },
    bad: [{ metadata: { name: null, generateName: 'Hello-' } }, { metadata: { name: null, generateName: '1st-' } }],
  },
  {
    code: 'KN1002',
    title: 'the name is a DNS label that begins with a letter',
    why: 'It becomes part of a host name and of the names of all objects made for it.',
    source: 'knative.dev/pkg, apis/metadata_validation.go',
    check: ({ name, generateName = '' }, report) => {
      // Upstream looks no further once the prefix is wrong.
      if (!name || isDns1035Label(name) || (generateName && !isDns1035Prefix(generateName))) return;
      report(['name'], `"${name}" is no DNS label`, dnsLabelHint(name));
    },
    good: { metadata: { name: 'a1-b' } },
    bad: [{ metadata: { name: 'My_Service' } }, { metadata: { name: '1st' } }, { metadata: { name: 'a'.repeat(64) } }],
  },
  {
    code: 'KN1003',
    title: 'an object has a name or a generateName',
    why: 'Without either nobody can refer to it, and the API server refuses it.',
    source: 'knative.dev/pkg, apis/metadata_validation.go',
    check: ({ name, generateName }, report) => {
      if (!name && !generateName) report(['name'], 'there is no name', 'set metadata.name');
    },
    good: { metadata: { name: 'hello' } },
    bad: { metadata: { name: null } },
  },
];

const placementRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KN1004',
    title: 'autoscaling annotations are on the template',
    why: 'Scaling is a property of a revision; on the object itself upstream refuses these annotations.',
    source: 'serving, pkg/apis/serving/metadata_validation.go',
    check: ({ annotations }, report) => {
      for (const key in annotations) {
        if (!key.startsWith('autoscaling.knative.dev')) continue;
        report(['annotations', key], `"${key}" has no place here`, 'move it to spec.template.metadata.annotations');
      }
    },
    good: { metadata: { annotations: { 'example.com/min-scale': '1' } } },
    bad: { metadata: { annotations: { 'autoscaling.knative.dev/min-scale': '1' } } },
  },
];

const ROLLOUT = ['serving.knative.dev/rollout-duration', 'serving.knative.dev/rolloutDuration'] as const;

const rolloutRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KN1005',
    title: 'the rollout duration is a number of whole seconds',
    why: 'The controller moves traffic in steps of seconds.',
    source: 'serving, pkg/apis/serving/metadata_validation.go',
    check: ({ annotations }, report) => {
      const key = ROLLOUT.find((name) => annotations?.[name] !== undefined);
      const text = key && annotations?.[key];
      if (!text) return;
      const fault = wholeSecondsFault(text);
      if (fault !== undefined) report(['annotations', key], ...fault);
    },
    good: { metadata: { annotations: { 'serving.knative.dev/rollout-duration': '5m' } } },
    bad: [
      { metadata: { annotations: { 'serving.knative.dev/rollout-duration': '380' } } },
      { metadata: { annotations: { 'serving.knative.dev/rollout-duration': '1500ms' } } },
      { metadata: { annotations: { 'serving.knative.dev/rolloutDuration': '-10s' } } },
    ],
  },
];

const OWNER_LABELS = {
  Configuration: { label: 'serving.knative.dev/service', owner: 'Service' },
  Route: { label: 'serving.knative.dev/service', owner: 'Service' },
  Revision: { label: 'serving.knative.dev/configuration', owner: 'Configuration' },
} as const;

const ownerRule = (kind: keyof typeof OWNER_LABELS): Rule<ObjectMeta> => {
  const { label, owner } = OWNER_LABELS[kind];
  return {
    code: kind === 'Revision' ? 'KN1007' : 'KN1006',
    title: `the label ${label} names the ${owner} that owns the object`,
    why: `Controllers set the label together with the owner; on an object of one's own it would claim a false ${owner}.`,
    source: 'serving, pkg/apis/serving/v1, ValidateLabels',
    check: ({ labels, ownerReferences = [] }, report) => {
      const name = labels?.[label];
      if (name === undefined || ownerReferences.some((ref) => ref.kind === owner && ref.name === name)) return;
      report(['labels', label], `no ${owner} "${name}" owns the object`, 'remove the label');
    },
    good: {
      metadata: {
        labels: { [label]: 'hello' },
        ownerReferences: [{ apiVersion: 'serving.knative.dev/v1', kind: owner, name: 'hello', uid: '1' }],
      },
    },
    bad: { metadata: { labels: { [label]: 'hello' } } },
  };
};

const CREATOR = 'serving.knative.dev/creator';
const MODIFIER = 'serving.knative.dev/lastModifier';

/** Owned Configurations and Routes belong to the controller, which may write what it likes. */
function isOnesOwn({ kind, metadata }: KubeObject): boolean {
  return (kind !== 'Configuration' && kind !== 'Route') || !metadata.ownerReferences?.length;
}

const authorRules: readonly Rule<ObjectMeta>[] = [
  {
    code: 'KN1008',
    title: 'the annotation of the creator stays',
    why: 'The webhook keeps there who made the object; nobody may write it.',
    source: 'knative.dev/pkg, apis/metadata_validation.go',
    check: ({ annotations }, report, { object, before }) => {
      if (before === undefined || !isOnesOwn(object)) return;
      const was = before.metadata.annotations?.[CREATOR] ?? '';
      if ((annotations?.[CREATOR] ?? '') === was) return;
      report(['annotations', CREATOR], 'the creator is not the one it was', was ? `keep ${was}` : 'remove it');
    },
    good: {
      metadata: { annotations: { [CREATOR]: 'ann' } },
      before: { metadata: { annotations: { [CREATOR]: 'ann' } } },
    },
    bad: {
      metadata: { annotations: { [CREATOR]: 'bob' } },
      before: { metadata: { annotations: { [CREATOR]: 'ann' } } },
    },
  },
  {
    code: 'KN1009',
    title: 'the annotation of the last modifier changes with the spec only',
    why: 'The webhook writes it when the spec changes; nobody else may.',
    source: 'knative.dev/pkg, apis/metadata_validation.go',
    check: ({ annotations }, report, context) => {
      const { object, before } = context;
      if (before === undefined || !isOnesOwn(object)) return;
      const was = before.metadata.annotations?.[MODIFIER] ?? '';
      if ((annotations?.[MODIFIER] ?? '') === was || !isUnchanged(context, ['spec'])) return;
      const hint = was ? `keep ${was}` : 'remove it';
      report(['annotations', MODIFIER], 'the last modifier changes, the spec does not', hint);
    },
    good: {
      metadata: { annotations: { [MODIFIER]: 'ann' } },
      before: { metadata: { annotations: { [MODIFIER]: 'ann' } } },
    },
    bad: {
      metadata: { annotations: { [MODIFIER]: 'bob' } },
      before: { metadata: { annotations: { [MODIFIER]: 'ann' } } },
    },
  },
];

export const metadataRuleSets: readonly RuleSet[] = [
  rulesOf('Names', metadataOf(Service, Configuration, Route, Revision, PodAutoscaler, Metric), nameRules),
  rulesOf('Placement of annotations', metadataOf(Service, Configuration, Route), placementRules),
  rulesOf('Rollout', metadataOf(Service, Route), rolloutRules),
  rulesOf('Owners', metadataOf(Configuration, Route), [ownerRule('Configuration')]),
  rulesOf('Owners of revisions', metadataOf(Revision), [ownerRule('Revision')]),
  rulesOf('Authors', metadataOf(Service, Configuration, Route, DomainMapping), authorRules),
];
