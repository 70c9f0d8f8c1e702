import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { foreignFields } from '../../../lib/pulumi/foreign-fields';
import { waitingAnnotations } from '../../../lib/pulumi/waiting';
import { type ProgramRun, runProgram } from './played-engine';

describe('an operator that Pulumi installs', () => {
  let run: ProgramRun;
  beforeAll(async () => {
    run = await runProgram(join(__dirname, 'operator'), {});
  }, 180_000);
  const called = (name: string) => {
    const found = run.registrations.find((registration) => registration.name === `platform/${name}`);
    if (found === undefined) throw new Error(`${name} is not among ${run.registrations.map((one) => one.name)}`);
    return found;
  };
  const ofKind = (kind: string) => run.registrations.find(({ object }) => object.kind === kind)!;
  const predecessors = (registration: { readonly dependencies: readonly string[] }) =>
    registration.dependencies.map((urn) => {
      const found = run.registrations.find((each) => each.urn === urn)!;
      return `${String(found.object.kind)} ${found.name}`;
    });
  const ANSWERS = 'mill.example.com/answers';

  test('comes stage by stage', () => {
    expect(run.code, run.output).toBe(0);
    expect(predecessors(ofKind('CustomResourceDefinition'))).toEqual(['Namespace platform/mills']);
    expect(predecessors(ofKind('ClusterRole'))).toEqual(['CustomResourceDefinition platform/flours.grain.example.com']);
    expect(predecessors(ofKind('Deployment'))).toContain('ValidatingWebhookConfiguration platform/mill.example.com');
  });

  test('goes on once its webhooks have a certificate and rules', () => {
    const gate = called(ANSWERS);
    expect(gate.object).toMatchObject({
      metadata: {
        name: 'mill.example.com',
        annotations: {
          'pulumi.com/waitFor': JSON.stringify([
            'jsonpath={.webhooks[0].clientConfig.caBundle}',
            'jsonpath={.webhooks[0].rules[0].operations[0]}',
          ]),
        },
      },
    });
    expect(predecessors(gate).map((each) => each.split(' ')[0])).toEqual(
      expect.arrayContaining(['Deployment', 'ValidatingWebhookConfiguration']),
    );
    for (const name of ['mills/rye', 'default/shop']) expect(called(name).dependencies).toContain(gate.urn);
  });

  test('does not wait for Pods behind a Service that come later', () => {
    const { object } = ofKind('Service');
    expect(object).toMatchObject({ metadata: { annotations: { 'pulumi.com/skipAwait': 'true' } } });
  });

  test('leaves to webhooks what they write, and to the program what it says', () => {
    expect(ofKind('ValidatingWebhookConfiguration').ignoreChanges).toEqual([
      'webhooks[*].clientConfig.caBundle',
      'webhooks[*].rules',
    ]);
  });
});

test('what only controllers make is not waited for, since without cert-manager nobody looks at it', () => {
  const annotations = (apiVersion: string, kind: string) =>
    waitingAnnotations({ apiVersion, kind, metadata: { name: 'a' } }, undefined);
  expect(annotations('networking.internal.knative.dev/v1alpha1', 'Certificate')).toEqual({});
  expect(annotations('serving.knative.dev/v1', 'Service')).toEqual({ 'pulumi.com/waitFor': 'condition=Ready' });
});

describe('fields that others write', () => {
  const configuration = (name: string, rules: readonly object[] = []) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name },
    webhooks: [{ name, rules, clientConfig: { service: { name: 'webhook', namespace: 'knative-serving' } } }],
  });

  test("are those of the drift rules, for the platform's own objects", () => {
    const rules = [{ apiGroups: ['serving.knative.dev'] }];
    expect(foreignFields(configuration('webhook.serving.knative.dev', rules))).toEqual([
      'webhooks[*].clientConfig.caBundle',
      'webhooks[*].clientConfig.service.path',
      'webhooks[*].rules',
      'webhooks[*].namespaceSelector',
      'webhooks[*].objectSelector',
      'metadata.ownerReferences',
    ]);
    const activator = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'activator', namespace: 'knative-serving' },
    };
    expect(foreignFields(activator)).toEqual(['spec.replicas']);
  });

  test("are not the rules of a webhook of one's own, where the program says them", () => {
    const own = configuration('mill.example.com', [{ apiGroups: ['grain.example.com'] }]);
    expect(foreignFields(own)).toEqual(['webhooks[*].clientConfig.caBundle']);
  });
});
