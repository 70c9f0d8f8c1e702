import type { CloudEventOverrides } from '../../api/duck/v1/source';
import { ApiServerSource } from '../../api/sources/v1/api-server-source';
import { ContainerSource } from '../../api/sources/v1/container-source';
import { KafkaSource } from '../../api/sources/v1/kafka-source';
import { PingSource } from '../../api/sources/v1/ping-source';
import { SinkBinding } from '../../api/sources/v1/sink-binding';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';
import { asAttributeName, CORE_ATTRIBUTES, EXTENSION_NAME } from '../syntax/attribute-name';

/** What is said of overrides; the error only where a webhook looks at them. */
export const ceOverridesChecks: readonly Rule<CloudEventOverrides>[] = [
  {
    code: 'KE2221',
    title: 'names of extensions are letters and digits',
    why: 'An event can have no attribute of another name, so the webhook refuses it.',
    source: 'knative.dev/pkg, apis/duck/v1/source_types.go',
    check({ extensions }, report) {
      for (const name of Object.keys(extensions ?? {})) {
        if (EXTENSION_NAME.test(name)) continue;
        const meant = asAttributeName(name);
        report(
          ['extensions', name],
          `"${name}" is no attribute name`,
          meant === undefined ? 'write lower-case letters and digits' : `write ${meant}`,
        );
      }
    },
    good: { value: { extensions: { region: 'eu' } } },
    bad: { value: { extensions: { 'my-region': 'eu' } } },
  },
  {
    code: 'KE2271',
    severity: 'warning',
    title: 'names of extensions are in lower case',
    why: 'CloudEvents has no capitals: on the wire the attribute has its name in lower case, and filters must use that.',
    source: 'CloudEvents 1.0, 3.1 Attribute Naming Convention',
    check({ extensions }, report) {
      for (const name of Object.keys(extensions ?? {})) {
        if (EXTENSION_NAME.test(name) && /[A-Z]/.test(name)) {
          report(['extensions', name], `"${name}" has a capital`, `write ${name.toLowerCase()}`);
        }
      }
    },
    good: { value: { extensions: { buildid: '7' } } },
    bad: { value: { extensions: { buildId: '7' } } },
  },
  {
    code: 'KE2272',
    severity: 'warning',
    title: 'ceOverrides adds extensions, not what CloudEvents defines',
    why: 'The source sets id, type, source and the like itself: they are no extensions.',
    source: 'CloudEvents 1.0, 3.2 Extension Context Attributes',
    check({ extensions }, report) {
      for (const name of Object.keys(extensions ?? {})) {
        if (CORE_ATTRIBUTES.has(name.toLowerCase())) {
          report(
            ['extensions', name],
            `"${name}" is an attribute of CloudEvents itself`,
            'choose another name for the extension',
          );
        }
      }
    },
    good: { value: { extensions: { region: 'eu' } } },
    bad: { value: { extensions: { id: '7' } } },
  },
];

export const ceOverridesRules = rulesOf(
  'Overrides of attributes',
  [
    { kind: PingSource, at: ['spec', 'ceOverrides'] },
    { kind: ApiServerSource, at: ['spec', 'ceOverrides'] },
    { kind: ContainerSource, at: ['spec', 'ceOverrides'] },
    { kind: SinkBinding, at: ['spec', 'ceOverrides'] },
    { kind: KafkaSource, at: ['spec', 'ceOverrides'] },
  ],
  ceOverridesChecks,
);
