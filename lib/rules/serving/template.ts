import { Configuration } from '../../api/serving/v1/configuration';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import { Revision } from '../../api/serving/v1/revision';
import type { RevisionTemplate } from '../../api/serving/v1/revision-template';
import { Service } from '../../api/serving/v1/service';
import { minimalContainer } from '../minimal';
import { type Rule, type RuleSet, rulesFor, rulesOf } from '../rule';
import { dnsLabelHint, isDns1035Label, isDns1035Prefix } from '../syntax/names';
import { settledRevisionSpec } from './settled-template';
import { isUnchanged, isUnsettled } from './updates';

const MAX_LABEL = 63;

const settled = settledRevisionSpec({ containers: [minimalContainer] }, {});
const LOST_HINT = 'write its containers with all that the cluster shows in them, or remove the name';

const rules: readonly Rule<RevisionTemplate>[] = [
  {
    code: 'KN1301',
    title: 'generateName of the template is the beginning of a DNS label',
    why: 'Names of revisions come of it.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ metadata = {} }, report) => {
      const { generateName } = metadata;
      if (!generateName || isDns1035Prefix(generateName)) return;
      report(['metadata', 'generateName'], `no DNS label begins with "${generateName}"`, dnsLabelHint(generateName));
    },
    good: { value: { metadata: { generateName: 'hello-' } } },
    bad: { value: { metadata: { generateName: 'Hello_' } } },
  },
  {
    code: 'KN1302',
    title: 'the name of a revision is a DNS label that begins with a letter',
    why: 'It becomes the name of a Kubernetes Service.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ metadata = {} }, report) => {
      const { name } = metadata;
      if (name && !isDns1035Label(name)) report(['metadata', 'name'], `"${name}" is no DNS label`, dnsLabelHint(name));
    },
    good: { value: { metadata: { name: 'hello-v2' } } },
    bad: [
      { value: { metadata: { name: 'hello-v1.2' } } },
      { value: { metadata: { name: 'hello-' } } },
      { value: { metadata: { name: `hello-${'a'.repeat(MAX_LABEL)}` } } },
    ],
  },
  {
    code: 'KN1303',
    title: 'only an object with a name of its own names its revision',
    why: 'The name of the revision must begin with that of the object, which is not known beforehand.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ metadata: { name } = {} }, report, { object: { metadata } }) => {
      if (!name || metadata.name || !metadata.generateName) return;
      report(
        ['metadata', 'name'],
        `"${name}" is set, the object has a generateName`,
        'remove it, or give the object a name',
      );
    },
    good: { metadata: { name: null, generateName: 'hello-' } },
    bad: { metadata: { name: null, generateName: 'hello-' }, value: { metadata: { name: 'hello-v1' } } },
  },
  {
    code: 'KN1304',
    title: 'the name of a revision begins with that of its object',
    why: 'Revisions of all Services share one namespace of names.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ metadata: { name } = {} }, report, { object }) => {
      const parent = object.metadata.name;
      if (!name || !parent || name.startsWith(`${parent}-`)) return;
      report(['metadata', 'name'], `"${name}" does not begin with "${parent}-"`, `write ${parent}-${name}`);
    },
    good: { value: { metadata: { name: 'hello-v2' } } },
    bad: [{ value: { metadata: { name: 'v2' } } }, { value: { metadata: { name: 'hello' } } }],
  },
  {
    code: 'KN1305',
    title: 'a changed template has another name',
    why: 'A revision never changes: a new template under the old name can be no new revision.',
    source: 'serving, pkg/apis/serving/v1/revision_validation.go',
    check: ({ metadata: { name } = {} }, report, context) => {
      if (!name || name !== nameBefore(context.before?.spec) || isUnchanged(context, ['spec', 'template'])) return;
      const isLost = isUnsettled(context, ['spec', 'template']);
      report(
        ['metadata', 'name'],
        isLost
          ? `the template "${name}" loses what the webhook filled into its containers`
          : `the template changes, its name "${name}" does not`,
        isLost ? LOST_HINT : 'change the name, or remove it',
      );
    },
    good: [
      {
        value: { metadata: { name: 'hello-v2' }, spec: { timeoutSeconds: 60 } },
        before: { spec: { template: { metadata: { name: 'hello-v1' } } } },
      },
      {
        value: { metadata: { name: 'hello-v1' }, spec: settled },
        before: { spec: { template: { metadata: { name: 'hello-v1' } } } },
      },
    ],
    bad: [
      {
        value: { metadata: { name: 'hello-v1' }, spec: { timeoutSeconds: 60 } },
        before: { spec: { template: { metadata: { name: 'hello-v1' } } } },
      },
      {
        value: { metadata: { name: 'hello-v1' } },
        before: { spec: { template: { metadata: { name: 'hello-v1' } } } },
      },
    ],
  },
];

function nameBefore(spec: unknown): string | undefined {
  return (spec as { template?: RevisionTemplate } | undefined)?.template?.metadata?.name;
}

export const templateRuleSets: readonly RuleSet[] = [
  rulesOf(
    'Template',
    [Service, Configuration].map((kind) => ({ kind, at: ['spec', 'template'] })),
    rules,
  ),
  rulesFor(Revision, [
    {
      code: 'KN1310',
      title: 'the spec of a Revision never changes',
      why: 'A revision is what ran at one point in time; traffic goes back to it by its name.',
      source: 'serving, pkg/apis/serving/v1/revision_validation.go',
      check: (_object, report, context) => {
        if (context.before === undefined || isUnchanged(context, ['spec'])) return;
        const isLost = isUnsettled(context, ['spec']);
        report(
          ['spec'],
          isLost ? 'the containers lose what the webhook filled into them' : 'the spec is not the one it was',
          isLost ? 'write all that the cluster shows in them' : 'make a new revision by changing the Service',
        );
      },
      good: { metadata: { labels: { team: 'a' } }, spec: settled, before: {} },
      bad: [
        { spec: { containers: [minimalContainer], timeoutSeconds: 60 } satisfies RevisionSpec, before: {} },
        { metadata: { labels: { team: 'a' } }, before: {} },
      ],
    },
  ]),
];
