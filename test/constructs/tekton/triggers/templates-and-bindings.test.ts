import type { Chart } from 'cdk8s';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  ClusterTriggerBinding,
  EventListener,
  TektonTrigger,
  type TemplateValues,
  TriggerBinding,
  TriggerTemplate,
} from '../../../../constructs';
import { synthChart } from '../../../../constructs/testing';
import { expectGolden } from '../../../golden';
import { buildTemplate } from './build-template';

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'it-' } };

describe('a template', () => {
  test('declares params, which its objects use', async () => {
    await expectGolden(synthChart(buildTemplate), 'trigger-template');
  });

  test('may have no params, and a list of objects', () => {
    const [object] = synthChart((chart) => new TriggerTemplate(chart, 'it', { resourcetemplates: [configMap] }));
    expect(object?.spec).toEqual({ resourcetemplates: [configMap] });
  });

  test('refuses a default that would break the JSON of its objects', () => {
    const withDefault = (text: string) => () =>
      synthChart((chart) => {
        new TriggerTemplate(chart, 'it', {
          params: { note: { default: text } },
          resourcetemplates: ({ note }) => [{ ...configMap, data: { note } }],
        });
      });
    expect(withDefault('two\nlines')).toThrow(/KG0004 test\/it: the text has a line break \(params\.note\.default\)/);
    expect(withDefault('say "hi"')).toThrow(/KG0004 .*a quote/);
    expect(withDefault('C:\\data')).toThrow(/KG0004 .*a lone backslash/);
    expect(withDefault('say \\"hi\\"\\n')).not.toThrow();
  });

  test('needs objects', () => {
    expect(() => synthChart((chart) => new TriggerTemplate(chart, 'it', {} as never))).toThrow(
      /KG0003 test\/it: .*\(resourcetemplates\)/,
    );
  });
});

describe('bindings', () => {
  test('give values by name, to triggers of a namespace and of all', async () => {
    await expectGolden(
      synthChart((chart) => {
        const template = buildTemplate(chart);
        const push = new TriggerBinding(chart, 'push', { params: { revision: '$(body.after)' } });
        const branch = new ClusterTriggerBinding(chart, 'branch', { params: { branch: "$(extensions['branch'])" } });
        const bindings = [push, branch];
        new TektonTrigger(chart, 'on-push', { template, bindings, triggerName: 'push' });
        const shared = ClusterTriggerBinding.fromName('github-push');
        new EventListener(chart, 'github', {
          serviceAccount: { name: 'listener' },
          triggers: [
            template.trigger({ name: 'push', bindings }),
            template.trigger({ name: 'shared', bindings: [shared, 'more'], params: { branch: 'release' } }),
          ],
        });
      }),
      'trigger-bindings',
    );
  });

  test('refuse text that would break the JSON of the objects', () => {
    const value = '{"a": "$(body.a)"}';
    const programs: readonly ((chart: Chart) => void)[] = [
      (chart) => new TriggerBinding(chart, 'it', { params: { revision: value } }),
      (chart) => new ClusterTriggerBinding(chart, 'it', { params: { revision: value } }),
      (chart) => new TektonTrigger(chart, 'it', { template: buildTemplate(chart), params: { revision: value } }),
    ];
    for (const program of programs)
      expect(() => synthChart(program)).toThrow(/KG0004 test\/it: the text has a quote \(params\.revision\)/);
  });

  test('of another namespace are not named', () => {
    const program = (chart: Chart) => {
      const push = new TriggerBinding(chart, 'push', { namespace: 'ops', params: { revision: '$(body.after)' } });
      new TektonTrigger(chart, 'it', { template: buildTemplate(chart), bindings: [push] });
    };
    expect(() => synthChart(program)).toThrow(/KG0006 test\/it: "push" is in namespace "ops" \(bindings\[0\]\)/);
  });
});

test('a param that a template does not have, or that is missing, does not compile', () => {
  type Params = { revision: { description: string }; branch: { default: 'main' } };
  expectTypeOf<TemplateValues<Params>>().toExtend<{ readonly revision: string; readonly branch?: string }>();

  const neverRun = (chart: Chart) => {
    const template = buildTemplate(chart);
    template.trigger({ params: { revision: 'a' } });
    template.trigger({ params: { revision: 'a', branch: 'b' } });
    template.trigger({ bindings: ['push'] });
    template.trigger({ bindings: ['push'], params: { branch: 'b' } });
    // @ts-expect-error revision has no default
    template.trigger({ params: { branch: 'b' } });
    // @ts-expect-error revision has no default
    template.trigger({});
    // @ts-expect-error there is no param of that name
    template.trigger({ params: { revision: 'a', revison: 'b' } });
    // @ts-expect-error there is no param of that name
    template.trigger({ bindings: ['push'], params: { revison: 'b' } });
    // @ts-expect-error revision has no default
    new TektonTrigger(chart, 'a', { template, params: {} });
    // @ts-expect-error there is no param of that name
    new TektonTrigger(chart, 'b', { template, params: { revision: 'a', brnch: 'b' } });
    new TriggerTemplate(chart, 'c', {
      params: { url: {} },
      // @ts-expect-error there is no param of that name
      resourcetemplates: ({ uri }) => [{ ...configMap, data: { uri } }],
    });
  };
  expect(neverRun).toBeTypeOf('function');
});
