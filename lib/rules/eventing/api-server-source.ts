import type { KubeObject, LabelSelector } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import {
  type APIVersionKind,
  ApiServerSource,
  type ApiServerSourceSpec,
  type ApiServerSourceStatus,
} from '../../api/sources/v1/api-server-source';
import type { FieldPath } from '../diagnostic';
import { nearest } from '../nearest';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';

const VALIDATION = 'eventing, sources v1, apiserver_validation.go';
const ADAPTER = 'eventing, pkg/adapter/apiserver';

type SourceObject = KubeObject<ApiServerSourceSpec, ApiServerSourceStatus>;

const pods = { apiVersion: 'v1', kind: 'Pod' };

/** The kinds that a source names: those it watches, and that of their owner. */
function kindsOf(spec: ApiServerSourceSpec | undefined): { at: FieldPath; named: Partial<APIVersionKind> }[] {
  const resources = (spec?.resources ?? []).map((named, i) => ({
    at: ['spec', 'resources', i] as FieldPath,
    named: named ?? {},
  }));
  return spec?.owner === undefined ? resources : [...resources, { at: ['spec', 'owner'], named: spec.owner }];
}

/** All label selectors of a source. */
function selectorsOf(spec: ApiServerSourceSpec | undefined): { at: FieldPath; selector: LabelSelector }[] {
  const found = (spec?.resources ?? []).flatMap((resource, i) =>
    resource?.selector === undefined
      ? []
      : [{ at: ['spec', 'resources', i, 'selector'] as FieldPath, selector: resource.selector }],
  );
  const { namespaceSelector } = spec ?? {};
  return namespaceSelector === undefined
    ? found
    : [...found, { at: ['spec', 'namespaceSelector'], selector: namespaceSelector }];
}

const errors: readonly Rule<SourceObject>[] = [
  {
    code: 'KE2401',
    title: 'the mode of an ApiServerSource is Reference or Resource',
    why: 'It says whether events name the object or carry it; there is no third way.',
    source: VALIDATION,
    check({ spec }, report) {
      const mode: string | undefined = spec?.mode;
      if (mode === 'Reference' || mode === 'Resource') return;
      const meant = mode === 'Ref' ? 'Reference' : nearest(mode ?? '', ['Reference', 'Resource']);
      report(
        ['spec', 'mode'],
        `"${mode ?? ''}" is no mode`,
        meant === undefined ? 'write Reference or Resource' : `did you mean "${meant}"?`,
      );
    },
    good: { spec: { mode: 'Resource' } },
    bad: { spec: { mode: 'Ref' } },
  },
  {
    code: 'KE2402',
    title: 'an ApiServerSource watches something',
    why: 'Without resources there is nothing to tell of.',
    source: VALIDATION,
    check({ spec }, report) {
      if ((spec?.resources?.length ?? 0) === 0)
        report(['spec', 'resources'], 'no resources are named', 'name a kind, such as apiVersion: v1, kind: Event');
    },
    good: { spec: { resources: [pods] } },
    bad: { spec: { resources: [] } },
  },
  {
    code: 'KE2403',
    title: 'filters of an ApiServerSource need the feature new-apiserversource-filters',
    why: 'With the feature off, as it ships, the webhook refuses them.',
    source: VALIDATION,
    check({ spec }, report, { platform }) {
      if ((spec?.filters?.length ?? 0) > 0 && !platform.isEnabled('new-apiserversource-filters')) {
        report(
          ['spec', 'filters'],
          'the feature new-apiserversource-filters is off',
          'filter in a trigger, or enable the feature in config-features',
        );
      }
    },
    good: { spec: { filters: [{ exact: { type: 'a' } }] }, features: { 'new-apiserversource-filters': 'enabled' } },
    bad: { spec: { filters: [{ exact: { type: 'a' } }] } },
  },
  {
    code: 'KE2404',
    title: 'the apiVersion of a resource is a version, or a group and a version',
    why: 'The webhook refuses what has more than one slash.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const { at, named } of kindsOf(spec)) {
        const slashes = (named.apiVersion ?? '').split('/').length - 1;
        if (slashes > 1)
          report([...at, 'apiVersion'], `"${named.apiVersion}" has ${slashes} slashes`, 'write GROUP/VERSION');
      }
    },
    good: { spec: { resources: [{ apiVersion: 'apps/v1', kind: 'Deployment' }] } },
    bad: [
      { spec: { resources: [{ apiVersion: 'apps/v1/deployments', kind: 'Deployment' }] } },
      { spec: { owner: { apiVersion: 'a/b/c', kind: 'Deployment' } } },
    ],
  },
  {
    code: 'KE2405',
    title: 'a resource has a kind',
    why: 'Without it nothing says what is watched.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const { at, named } of kindsOf(spec)) {
        if (isBlank(named.kind ?? ''))
          report([...at, 'kind'], 'no kind is named', 'write it as in manifests, such as Pod');
      }
    },
    good: { spec: { resources: [pods] } },
    bad: [{ spec: { resources: [{ apiVersion: 'v1' }] } }, { spec: { owner: { apiVersion: 'apps/v1', kind: ' ' } } }],
  },
];

const warnings: readonly Rule<SourceObject>[] = [
  {
    code: 'KE2450',
    severity: 'warning',
    title: 'a resource has an apiVersion',
    why: 'The webhook takes the empty one for a version, but no API server has it: the source never becomes ready.',
    source: ADAPTER,
    check({ spec }, report) {
      for (const { at, named } of kindsOf(spec)) {
        if (/^\/?$/.test(named.apiVersion ?? ''))
          report(
            [...at, 'apiVersion'],
            `${named.kind || 'the resource'} has no apiVersion`,
            'write it as in manifests, such as v1 or apps/v1',
          );
      }
    },
    good: { spec: { resources: [pods] } },
    bad: { spec: { resources: [{ kind: 'Pod' }] } },
  },
  {
    code: 'KE2451',
    severity: 'warning',
    title: 'the kind of a resource is written as in manifests',
    why: 'Kinds begin with a capital and are singular: the plural is found by the source itself, and "pods" is not.',
    source: ADAPTER,
    check({ spec }, report) {
      for (const { at, named } of kindsOf(spec)) {
        const kind = named.kind ?? '';
        if (isBlank(kind) || /^[A-Z][A-Za-z0-9]*$/.test(kind)) continue;
        report([...at, 'kind'], `"${kind}" is not how a kind is written`, kindHint(kind));
      }
    },
    good: { spec: { resources: [pods] } },
    bad: { spec: { resources: [{ apiVersion: 'v1', kind: 'pods' }] } },
  },
  {
    code: 'KE2452',
    severity: 'warning',
    title: 'a resource is named once',
    why: 'A kind that is watched twice is told of twice.',
    source: ADAPTER,
    check({ spec }, report) {
      const resources = spec?.resources ?? [];
      for (const [i, resource] of resources.entries()) {
        const first = resources.findIndex((other) =>
          isSemanticallyEqual(ApiServerSource, ['spec', 'resources', i], other, resource),
        );
        if (first < i)
          report(
            ['spec', 'resources', i],
            `${resource?.kind ?? 'the kind'} is named a second time`,
            'leave one of them out',
          );
      }
    },
    good: { spec: { resources: [pods, { apiVersion: 'v1', kind: 'Event' }] } },
    bad: { spec: { resources: [pods, pods] } },
  },
  {
    code: 'KE2453',
    severity: 'warning',
    title: 'label selectors have operators that exist',
    why: 'The webhook does not look; the selector cannot be made, and the source never becomes ready.',
    source: 'Kubernetes, label selectors',
    check({ spec }, report) {
      for (const { at, selector } of selectorsOf(spec)) checkOperators(selector, at, report);
    },
    good: { spec: { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'In', values: ['prod'] }] } } },
    bad: {
      spec: {
        resources: [
          { ...pods, selector: { matchExpressions: [{ key: 'app', operator: 'Equals', values: ['shop'] }] } },
        ],
      },
    },
  },
  {
    code: 'KE2454',
    severity: 'warning',
    title: 'In and NotIn have values, Exists and DoesNotExist have none',
    why: 'The webhook does not look; the selector cannot be made, and the source never becomes ready.',
    source: 'Kubernetes, label selectors',
    check({ spec }, report) {
      for (const { at, selector } of selectorsOf(spec)) checkValues(selector, at, report);
    },
    good: { spec: { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'Exists' }] } } },
    bad: [
      { spec: { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'In' }] } } },
      { spec: { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'Exists', values: ['prod'] }] } } },
    ],
  },
  {
    code: 'KE2455',
    severity: 'warning',
    title: 'an ApiServerSource names its service account',
    why: 'The account "default" may get, list and watch nothing: the source would see no changes.',
    source: 'eventing, sources v1, apiserver_defaults.go',
    check(_, report, { given }) {
      const name = (given as SourceObject).spec?.serviceAccountName;
      if (!name)
        report(
          ['spec', 'serviceAccountName'],
          'no service account is named, so "default" is used',
          'name one that may get, list and watch the resources',
        );
    },
    good: { spec: { serviceAccountName: 'watcher' } },
    bad: { spec: { serviceAccountName: null } },
  },
];

/** As Go's TrimSpace sees it. */
function isBlank(text: string): boolean {
  return /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/.test(text);
}

function kindHint(kind: string): string {
  const singular = kind.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
  return `perhaps ${singular.charAt(0).toUpperCase()}${singular.slice(1)}`;
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function checkOperators({ matchExpressions = [] }: LabelSelector, at: FieldPath, report: Report): void {
  for (const [i, { operator }] of matchExpressions.entries()) {
    const found: string | undefined = operator;
    if (found !== undefined && OPERATORS.includes(found)) continue;
    const meant = nearest(found ?? '', OPERATORS);
    report(
      [...at, 'matchExpressions', i, 'operator'],
      `"${found ?? ''}" is no operator`,
      meant === undefined ? `write ${OPERATORS.join(', ')}` : `did you mean ${meant}?`,
    );
  }
}

function checkValues({ matchExpressions = [] }: LabelSelector, at: FieldPath, report: Report): void {
  for (const [i, { key, operator, values = [] }] of matchExpressions.entries()) {
    const wantsValues = operator === 'In' || operator === 'NotIn';
    if (!OPERATORS.includes(operator) || wantsValues === values.length > 0) continue;
    const path = [...at, 'matchExpressions', i, 'values'];
    if (wantsValues) report(path, `${operator} of "${key}" has no values`, 'name one or more, or write Exists');
    else report(path, `${operator} of "${key}" has values`, 'leave them out, or write In');
  }
}

export const apiServerSourceRules = rulesFor(ApiServerSource, [...errors, ...warnings]);
