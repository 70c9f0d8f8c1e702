import { GitHubBinding } from '../../api/bindings/v1alpha1/github-binding';
import type { BindingSubject } from '../../api/duck/v1/binding';
import type { LabelSelector } from '../../api/meta/v1';
import { SinkBinding } from '../../api/sources/v1/sink-binding';
import { groupOf } from '../../graph/object-ref';
import { nearest } from '../nearest';
import type { Report, Rule } from '../rule';
import { rulesOf } from '../rule';
import { dnsLabelHint, isCIdentifier, isDns1123Label, isQualifiedName } from '../syntax/names';

const VALIDATION = 'knative.dev/pkg, tracker, Reference.Validate';
const RECONCILER = 'eventing, pkg/reconciler/sinkbinding';

type Subject = Partial<BindingSubject>;

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders', selector: null, namespace: null };
const app = { matchLabels: { app: 'orders' } };

/** Kinds with a pod template where a binding looks for it; others of these groups have none. */
const WITH_PODS: Readonly<Record<string, readonly string[]>> = {
  '': ['ReplicationController'],
  apps: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  batch: ['Job'],
  'serving.knative.dev': ['Service', 'Configuration'],
};

/** Groups of kinds none of which has a pod template. */
const WITHOUT_PODS = ['networking.k8s.io', 'rbac.authorization.k8s.io', 'policy', 'autoscaling'];

/** An apiVersion that ends in a version. */
const VERSIONED = /(^|\/)v\d+((alpha|beta)\d+)?$/;

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

const errors: readonly Rule<Subject>[] = [
  {
    code: 'KE3011',
    title: 'a subject has the apiVersion and the kind of its objects',
    why: 'Without them, or with signs that neither can have, there is nothing to look for.',
    source: VALIDATION,
    check({ apiVersion, kind }, report) {
      if (!apiVersion) report(['apiVersion'], 'the subject has no apiVersion', 'write it as in manifests: apps/v1');
      else if (!isQualifiedName(apiVersion))
        report(['apiVersion'], `"${apiVersion}" is no apiVersion`, 'write it as in manifests: apps/v1');
      if (!kind) report(['kind'], 'the subject has no kind', 'write it as in manifests, such as Deployment');
      else if (!isCIdentifier(kind)) report(['kind'], `"${kind}" is no kind`, 'write it as in manifests: Deployment');
    },
    good: { value: deployment },
    bad: [
      { value: { ...deployment, apiVersion: null } },
      { value: { ...deployment, apiVersion: 'apps/v1/deployments' } },
      { value: { ...deployment, kind: '' } },
      { value: { ...deployment, kind: 'deploy-ment' } },
    ],
  },
  {
    code: 'KE3012',
    title: 'a subject is one object by its name, or several by their labels',
    why: 'With neither nobody is meant, with both it is not clear who.',
    source: VALIDATION,
    check({ name, selector }, report) {
      if (name && selector !== undefined) report([], 'both name and selector are given', 'leave out one of them');
      if (!name && selector === undefined) report([], 'neither name nor selector is given', 'name the object');
    },
    good: { value: { ...deployment, name: null, selector: app } },
    bad: [{ value: { ...deployment, name: null } }, { value: { ...deployment, selector: app } }],
  },
  {
    code: 'KE3013',
    title: 'the name of a subject is a DNS label',
    why: 'The webhook takes no other name, though a Deployment may have a dot in its own.',
    source: VALIDATION,
    check({ name }, report) {
      if (name && !isDns1123Label(name)) report(['name'], `"${name}" is no DNS label`, dnsLabelHint(name));
    },
    good: { value: { ...deployment, name: 'orders-2' } },
    bad: [{ value: { ...deployment, name: 'My_Orders' } }, { value: { ...deployment, name: 'orders.v2' } }],
  },
  {
    code: 'KE3014',
    title: 'a subject is in the namespace of its binding',
    why: 'A binding changes pods of its own namespace only.',
    source: 'eventing, sources v1, sinkbinding_validation.go',
    check({ namespace }, report, { object }) {
      const own = object.metadata.namespace;
      if (namespace && own && namespace !== own)
        report(['namespace'], `the subject is in namespace "${namespace}", the binding in "${own}"`, 'leave it out');
    },
    good: { value: { ...deployment, namespace: 'default' } },
    bad: { value: { ...deployment, namespace: 'shop' } },
  },
  {
    code: 'KE3015',
    title: 'the selector of a subject can be read',
    why: 'The webhook refuses labels, operators and values that select nothing.',
    source: VALIDATION,
    check({ name, selector }, report) {
      if (!name && selector !== undefined)
        checkSelector(selector, (path, ...fault) => report(['selector', ...path], ...fault));
    },
    good: {
      value: {
        ...deployment,
        name: null,
        selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['orders'] }] },
      },
    },
    bad: [
      { value: { ...deployment, name: null, selector: { matchLabels: { 'a b': 'c' } } } },
      { value: { ...deployment, name: null, selector: { matchExpressions: [{ key: 'app', operator: 'Equals' }] } } },
      { value: { ...deployment, name: null, selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } } },
      {
        value: {
          ...deployment,
          name: null,
          selector: { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['orders'] }] },
        },
      },
    ],
  },
];

const warnings: readonly Rule<Subject>[] = [
  {
    code: 'KE3060',
    severity: 'warning',
    title: 'a subject is of a kind that has pods',
    why: 'The webhook takes any kind; a binding finds nothing to change in one without a pod template.',
    source: RECONCILER,
    check({ apiVersion, kind, name }, report) {
      if (!apiVersion || !kind || !isCIdentifier(kind) || !VERSIONED.test(apiVersion)) return;
      if (apiVersion === 'batch/v1' && kind === 'CronJob') return;
      const group = groupOf(apiVersion);
      const known = WITH_PODS[group];
      if (known === undefined ? !WITHOUT_PODS.includes(group) : known.includes(kind)) return;
      const meant = nearest(kind, known ?? []);
      report(
        ['kind'],
        `${name ? `${kind} "${name}"` : kind} has no pod template`,
        meant === undefined ? 'bind the Deployment, StatefulSet or Job that runs the pods' : `did you mean "${meant}"?`,
      );
    },
    good: { value: { ...deployment, apiVersion: 'serving.knative.dev/v1', kind: 'Service' } },
    bad: [
      { value: { ...deployment, kind: 'deployment' } },
      { value: { ...deployment, apiVersion: 'v1', kind: 'ConfigMap' } },
    ],
  },
  {
    code: 'KE3061',
    severity: 'warning',
    title: 'a subject with a selector selects by something',
    why: 'An empty selector is all objects of the kind in the namespace: each of them is rolled out anew.',
    source: RECONCILER,
    check({ name, kind, selector }, report) {
      if (name || selector === undefined) return;
      const { matchLabels, matchExpressions } = selector;
      if (Object.keys(matchLabels ?? {}).length > 0 || (matchExpressions?.length ?? 0) > 0) return;
      report(
        ['selector'],
        `the empty selector means every ${kind ?? 'object'} of the namespace`,
        'select by a label, or give the name of one object',
      );
    },
    good: { value: { ...deployment, name: null, selector: app } },
    bad: { value: { ...deployment, name: null, selector: {} } },
  },
  {
    code: 'KE3062',
    severity: 'warning',
    title: 'jobs of a CronJob are bound, not the CronJob',
    why: 'Its pod template is one level deeper than a binding looks, so no pod of it is told.',
    source: 'eventing, docs of SinkBinding; sinkbinding_lifecycle.go',
    check({ apiVersion, kind }, report) {
      if (apiVersion === 'batch/v1' && kind === 'CronJob')
        report(
          ['kind'],
          'a CronJob has its pod template in jobTemplate',
          'label its jobs, and bind kind: Job by a selector with that label',
        );
    },
    good: { value: { ...deployment, apiVersion: 'batch/v1', kind: 'Job', name: null, selector: app } },
    bad: { value: { ...deployment, apiVersion: 'batch/v1', kind: 'CronJob' } },
  },
  {
    code: 'KE3063',
    severity: 'warning',
    title: 'the apiVersion of a subject has a version',
    why: 'A group alone passes the webhook, but no API server has it.',
    source: RECONCILER,
    check({ apiVersion }, report) {
      if (apiVersion && isQualifiedName(apiVersion) && !VERSIONED.test(apiVersion))
        report(['apiVersion'], `"${apiVersion}" has no version`, 'write GROUP/VERSION, such as apps/v1');
    },
    good: { value: deployment },
    bad: { value: { ...deployment, apiVersion: 'apps' } },
  },
];

function checkSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, report: Report): void {
  for (const [key, value] of Object.entries(matchLabels)) {
    if (!isQualifiedName(key)) report(['matchLabels', key], `no label can be named "${key}"`);
    else if (!LABEL_VALUE.test(value)) report(['matchLabels', key], `no label can have the value "${value}"`);
  }
  for (const [i, { key, operator, values = [] }] of matchExpressions.entries()) {
    const at = ['matchExpressions', i];
    const wantsValues = operator === 'In' || operator === 'NotIn';
    if (!OPERATORS.includes(operator)) {
      const meant = nearest(operator ?? '', OPERATORS);
      const hint = meant === undefined ? `write ${OPERATORS.join(', ')}` : `did you mean ${meant}?`;
      report([...at, 'operator'], `"${operator ?? ''}" is no operator`, hint);
    } else if (!isQualifiedName(key ?? '')) {
      report([...at, 'key'], `no label can be named "${key ?? ''}"`);
    } else if (wantsValues !== values.length > 0) {
      const hint = wantsValues ? 'name one or more, or write Exists' : 'leave them out, or write In';
      report([...at, 'values'], `${operator} of "${key}" has ${wantsValues ? 'no ' : ''}values`, hint);
    } else if (!values.every((value) => LABEL_VALUE.test(value))) {
      report([...at, 'values'], `no label can have one of the values ${values.join(', ')}`);
    }
  }
}

/** Rules of what bindings bind. */
export const subjectRules = rulesOf<Subject>(
  'Subject of a binding',
  [
    { kind: SinkBinding, at: ['spec', 'subject'] },
    { kind: GitHubBinding, at: ['spec', 'subject'] },
  ],
  [...errors, ...warnings],
);
