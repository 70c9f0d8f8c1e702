import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { expand, expandChange, type Update } from '../../../lib/expand';
import { settledRevisionSpec } from '../../../lib/rules/serving/settled-template';
import { validate } from '../../../lib/rules/validate';
import { goldenFiles } from '../../referees/golden';

const named = (spec: object): KubeObject => ({
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name: 'shop', namespace: 'demo' },
  spec: { template: { metadata: { name: 'shop-one' }, spec } },
});
const container = { image: 'shop:1' };
const settled = settledRevisionSpec({ containers: [container] }, {});

/** Asks of every update what a cluster would refuse of it. */
function reviewer() {
  const refused: string[] = [];
  const review = ({ object, before, platform }: Update) => {
    for (const { code, severity, path } of validate(object, { before, platform })) {
      if (severity === 'error') refused.push(`${code} ${path}`);
    }
  };
  return { refused, review };
}

function refusedThen(first: KubeObject, update: KubeObject): readonly string[] {
  const { refused, review } = reviewer();
  expand([first], { steps: [{ update: [update] }], review });
  return refused;
}

function refusedChange(first: KubeObject, next: KubeObject): readonly string[] {
  const { refused, review } = reviewer();
  expandChange([first], [next], { review });
  return refused;
}

const CHANGED = ['KN1305 spec.template.metadata.name'];

describe.each([
  ['an update', refusedThen],
  ['a change of the program', refusedChange],
])('%s of a Service whose revision has a name', (_, refused) => {
  test('may leave out what the webhook filled into maps', () => {
    expect(refused(named(settled), named(settled))).toEqual([]);
  });

  test('may not leave out what it filled into lists', () => {
    expect(refused(named({ containers: [container] }), named({ containers: [container] }))).toEqual(CHANGED);
  });

  test('may not leave out a part of what it filled into a container that has a name', () => {
    const { name, image } = settled.containers[0]!;
    expect(refused(named(settled), named({ containers: [{ name, image }] }))).toEqual(CHANGED);
  });

  test('may not change anything as long as the name stays', () => {
    expect(refused(named(settled), named({ ...settled, timeoutSeconds: 60 }))).toEqual(CHANGED);
  });
});

test('an update of a share of traffic leaves a template with a name alone', () => {
  const traffic = [{ revisionName: 'shop-one', percent: 100 }];
  expect(refusedThen(named({ containers: [container] }), { ...named({}), spec: { traffic } })).toEqual([]);
});

test('who takes away a field that he once wrote changes the template, even where it was the default', () => {
  expect(refusedChange(named({ ...settled, timeoutSeconds: 300 }), named(settled))).toEqual(CHANGED);
});

test('a review may prevent an update', () => {
  const review = () => {
    throw new Error('refused');
  };
  expect(() => expand([named(settled)], { steps: [{ update: [named({ timeoutSeconds: 60 })] }], review })).toThrow(
    'refused',
  );
});

test.each(goldenFiles().map(({ name, objects }) => [name, objects] as const))(
  '%s may be applied a second time',
  (_, objects) => {
    const { refused, review } = reviewer();
    expandChange(objects, objects, { review });
    expect(refused).toEqual([]);
  },
);
