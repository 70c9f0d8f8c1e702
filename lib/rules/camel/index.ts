import { Integration, type IntegrationSpec, type IntegrationStatus } from '../../api/camel/v1/integration';
import { Pipe, type PipeEndpoint, type PipeSpec, type PipeStatus } from '../../api/camel/v1/pipe';
import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../diagnostic';
import type { Rule, RuleSet } from '../rule';
import { rulesFor } from '../rule';

const OPERATOR = 'camel-k, pkg/controller/pipe and pkg/util/bindings';

/** All ends of a pipe with their paths. Without a webhook an end may be missing. */
function endsOf(spec: Partial<PipeSpec> | undefined): { at: FieldPath; end: PipeEndpoint | undefined }[] {
  return [
    { at: ['spec', 'source'], end: spec?.source },
    ...(spec?.steps ?? []).map((end, i) => ({ at: ['spec', 'steps', i] as FieldPath, end })),
    { at: ['spec', 'sink'], end: spec?.sink },
  ];
}

const broker = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' };

/** Camel K has no webhook: whatever the schema takes is accepted, and the operator tells of the rest in the status. */
const pipeRules: readonly Rule<KubeObject<PipeSpec, PipeStatus>>[] = [
  {
    code: 'KE3470',
    severity: 'warning',
    title: 'each end of a Pipe is an object or a URI',
    why: 'With neither or with both no Integration can be made of the pipe.',
    source: OPERATOR,
    check({ spec }, report) {
      for (const { at, end } of endsOf(spec)) {
        if (end?.ref !== undefined && end.uri) report(at, 'both ref and uri are given', 'leave out one of them');
        if (end?.ref === undefined && !end?.uri)
          report(at, 'neither ref nor uri is given', 'name a Kamelet or an object');
      }
    },
    good: { spec: { steps: [{ uri: 'log:info' }] } },
    bad: [{ spec: { source: null } }, { spec: { sink: { ref: broker, uri: 'log:info' } } }, { spec: { steps: [{}] } }],
  },
  {
    code: 'KE3471',
    severity: 'warning',
    title: 'an object at an end of a Pipe has an apiVersion, a kind and a name',
    why: 'All three are needed to know how it is spoken to.',
    source: OPERATOR,
    check({ spec }, report) {
      for (const { at, end } of endsOf(spec)) {
        for (const field of ['apiVersion', 'kind', 'name'] as const) {
          if (end?.ref !== undefined && !end.ref[field])
            report([...at, 'ref', field], `the reference has no ${field}`, 'write it as in the manifest of the object');
        }
      }
    },
    good: { spec: { sink: { ref: broker } } },
    bad: { spec: { sink: { ref: { ...broker, apiVersion: null } } } },
  },
  {
    code: 'KE3472',
    severity: 'warning',
    title: 'the errorHandler of a Pipe is one of none, log and sink',
    why: 'The operator knows no others and makes no Integration of the pipe.',
    source: 'camel-k, pkg/apis/camel/v1, error_handler_types.go',
    check({ spec }, report) {
      const names = Object.keys(spec?.errorHandler ?? {});
      if (spec?.errorHandler === undefined || (names.length === 1 && ['none', 'log', 'sink'].includes(names[0]!)))
        return;
      const found = names.length === 0 ? 'the errorHandler is empty' : `the errorHandler is ${names.join(' and ')}`;
      report(['spec', 'errorHandler'], found, 'write none, log or sink, with its settings');
    },
    good: { spec: { errorHandler: { log: {} } } },
    bad: [{ spec: { errorHandler: { retry: {} } } }, { spec: { errorHandler: {} } }],
  },
];

const integrationRules: readonly Rule<KubeObject<IntegrationSpec, IntegrationStatus>>[] = [
  {
    code: 'KE3480',
    severity: 'warning',
    title: 'an Integration has routes, or an image that has them',
    why: 'Without any there is nothing to run.',
    source: 'camel-k, pkg/controller/integration',
    check({ spec }, report) {
      const { flows = [], sources = [], integrationKit, traits } = spec ?? {};
      const image = traits?.container?.image;
      // Git, and whatever else a later release takes routes from.
      const elsewhere = spec !== undefined && 'git' in spec;
      if (flows.length > 0 || sources.length > 0 || integrationKit !== undefined || image || elsewhere) return;
      report(['spec'], 'there are no flows and no sources', 'write a route into flows');
    },
    good: { spec: { flows: null, traits: { container: { image: 'ghcr.io/example/routes' } } } },
    bad: { spec: { flows: [] } },
  },
];

/** The rules of Camel K's kinds, as far as sources of events need them. */
export const camelRuleSets: readonly RuleSet[] = [rulesFor(Pipe, pipeRules), rulesFor(Integration, integrationRules)];
