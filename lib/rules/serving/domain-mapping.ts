import type { KubeObject } from '../../api/meta/v1';
import { DomainMapping, type DomainMappingSpec } from '../../api/serving/v1beta1/domain-mapping';
import { groupOf } from '../../graph/object-ref';
import { nearest } from '../nearest';
import { type Rule, rulesFor } from '../rule';
import { dnsLabelHint, isFullyQualifiedDomain } from '../syntax/names';

type Mapping = KubeObject<DomainMappingSpec>;

const CLUSTER_DOMAIN = 'cluster.local';

/** What a domain can lead to, by API group, as far as one knows without asking the cluster. */
const ADDRESSABLE: Readonly<Record<string, readonly string[]>> = {
  'serving.knative.dev': ['Service', 'Route'],
  'eventing.knative.dev': ['Broker'],
  'messaging.knative.dev': ['Channel', 'InMemoryChannel', 'KafkaChannel'],
  'flows.knative.dev': ['Sequence', 'Parallel'],
  '': ['Service'],
};

/** Groups of which no kind can be reached. */
const GROUPS_WITHOUT_ADDRESS = ['apps', 'batch', 'networking.k8s.io', 'gateway.networking.k8s.io'];

const ref = (patch: object) => ({ spec: { ref: patch } });

const rules: readonly Rule<Mapping>[] = [
  {
    code: 'KN1601',
    title: 'a DomainMapping has no generateName',
    why: 'Its name is the domain.',
    source: 'serving, pkg/apis/serving/v1beta1/domainmapping_validation.go',
    check: ({ metadata: { generateName } }, report) => {
      if (generateName)
        report(['metadata', 'generateName'], `"${generateName}" is set`, 'write the domain into metadata.name');
    },
    good: { metadata: { name: 'shop.example.com' } },
    bad: { metadata: { generateName: 'shop' } },
  },
  {
    code: 'KN1602',
    title: 'the name of a DomainMapping is a domain of two parts or more',
    why: 'Its name is the domain.',
    source: 'serving, pkg/apis/serving/v1beta1/domainmapping_validation.go',
    check: ({ metadata: { name } }, report) => {
      if (name && isFullyQualifiedDomain(name)) return;
      report(
        ['metadata', 'name'],
        name ? `"${name}" is no domain` : 'there is no name',
        'write a domain, such as shop.example.com',
      );
    },
    good: { metadata: { name: 'a.b' } },
    bad: [
      { metadata: { name: 'shop' } },
      { metadata: { name: 'Shop.example.com' } },
      { metadata: { name: '*.example.com' } },
    ],
  },
  {
    code: 'KN1603',
    title: 'the domain is not one of the cluster itself',
    why: 'Names under the domain of the cluster belong to its Services.',
    source: 'serving, pkg/apis/serving/v1beta1/domainmapping_validation.go',
    check: ({ metadata: { name = '' } }, report) => {
      if (!name.endsWith(`.${CLUSTER_DOMAIN}`) || !isFullyQualifiedDomain(name)) return;
      report(['metadata', 'name'], `"${name}" is under ${CLUSTER_DOMAIN}`, 'choose a domain of your own');
    },
    good: { metadata: { name: 'cluster.localhost' } },
    bad: { metadata: { name: 'shop.default.svc.cluster.local' } },
  },
  {
    code: 'KN1604',
    title: 'the target has apiVersion, kind and name',
    why: 'By the three of them the cluster finds it.',
    source: 'serving, pkg/apis/serving/v1beta1/domainmapping_validation.go',
    check: ({ spec: { ref: target } = emptySpec }, report) => {
      const fields = ['apiVersion', 'kind', 'name'] as const;
      if (fields.every((field) => !target[field])) {
        report(['spec', 'ref'], 'there is no target', `write ${fields.join(', ')}`);
        return;
      }
      for (const field of fields) {
        // In place of apiVersion there is a group, which is told as such.
        if (field === 'apiVersion' && target.group) continue;
        if (!target[field]) report(['spec', 'ref', field], `there is no ${field}`, 'set it');
      }
    },
    good: ref({ name: 'shop' }),
    bad: [ref({ name: '' }), ref({ apiVersion: null })],
  },
  {
    code: 'KN1605',
    title: 'the target is named by apiVersion, not by group',
    why: 'Upstream refuses the field here.',
    source: 'serving, pkg/apis/serving/v1beta1/domainmapping_validation.go',
    check: ({ spec: { ref: target } = emptySpec }, report) => {
      if (target.group) report(['spec', 'ref', 'group'], `"${target.group}" is set`, 'remove it, and write apiVersion');
    },
    good: ref({ apiVersion: 'serving.knative.dev/v1' }),
    bad: ref({ group: 'serving.knative.dev' }),
  },
  {
    code: 'KN1606',
    title: 'the target lies in the namespace of the DomainMapping',
    why: 'A domain can not lead into the namespace of others.',
    source: 'serving, pkg/apis/serving/v1beta1/domainmapping_validation.go',
    check: ({ metadata, spec: { ref: target } = emptySpec }, report) => {
      // An object without a namespace gets one from whoever applies it.
      if (!target.namespace || metadata.namespace === undefined || target.namespace === metadata.namespace) return;
      report(
        ['spec', 'ref', 'namespace'],
        `"${target.namespace}" is not "${metadata.namespace}"`,
        'remove it, or move the DomainMapping',
      );
    },
    good: ref({ namespace: 'default' }),
    bad: ref({ namespace: 'shop' }),
  },
  {
    code: 'KN1651',
    severity: 'warning',
    title: 'the target is of a kind that has an address',
    why: 'The domain leads nowhere: the DomainMapping stays at ResolveFailed.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ spec: { ref: target } = emptySpec }, report) => {
      const { apiVersion, kind } = target;
      if (!apiVersion || !kind) return;
      const group = groupOf(apiVersion);
      const kinds = ADDRESSABLE[group];
      const at = ['spec', 'ref'];
      if (GROUPS_WITHOUT_ADDRESS.includes(group)) {
        report([...at, 'kind'], `a ${kind} has no address`, 'name a Service of serving.knative.dev/v1');
      } else if (kinds !== undefined && !kinds.includes(kind)) {
        const meant = nearest(kind, kinds);
        const hint = meant === undefined ? `name a ${kinds.join(' or ')}` : `did you mean "${meant}"?`;
        report([...at, 'kind'], `no ${kind} of "${apiVersion}" has an address`, hint);
      } else if (group !== '' && !group.includes('.')) {
        report([...at, 'apiVersion'], `there is no group "${group}"`, 'write serving.knative.dev/v1');
      }
    },
    good: [ref({ kind: 'Route' }), ref({ apiVersion: 'v1', kind: 'Service' })],
    bad: [
      ref({ apiVersion: 'apps/v1', kind: 'Deployment' }),
      ref({ kind: 'service' }),
      ref({ apiVersion: 'serving/v1' }),
    ],
  },
  {
    code: 'KN1652',
    severity: 'warning',
    title: 'a certificate of one’s own is in a Secret with a name',
    why: 'The name says where the certificate is; an empty one leads nowhere.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ spec }, report) => {
      if (spec?.tls && !spec.tls.secretName)
        report(['spec', 'tls', 'secretName'], 'the name is empty', 'name the Secret, or remove tls');
    },
    good: { spec: { tls: { secretName: 'shop-tls' } } },
    bad: { spec: { tls: { secretName: '' } } },
  },
  {
    code: 'KN1653',
    severity: 'warning',
    title: 'the name of the target can be that of an object',
    why: 'No object has another; the domain leads nowhere.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ spec: { ref: target } = emptySpec }, report) => {
      if (!target.name || /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(target.name)) return;
      report(['spec', 'ref', 'name'], `no object can be named "${target.name}"`, dnsLabelHint(target.name));
    },
    good: ref({ name: 'shop' }),
    bad: ref({ name: 'My_Shop' }),
  },
];

const emptySpec: DomainMappingSpec = { ref: { apiVersion: '', kind: '', name: '' } };

export const domainMappingRuleSet = rulesFor(DomainMapping, rules);
