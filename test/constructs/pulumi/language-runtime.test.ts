import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ProgramRun, type Registration, runProgram } from './played-engine';

describe('a program that the language runtime of Pulumi runs', () => {
  let run: ProgramRun;
  beforeAll(async () => {
    run = await runProgram(join(__dirname, 'language-runtime'), {
      Service: { url: 'http://web.example.com' },
      Broker: { address: { url: 'http://broker.example.com' } },
      TaskRun: { results: [{ name: 'commit', value: 'abc' }] },
    });
  }, 180_000);
  const called = (name: string): Registration => {
    const found = run.registrations.find((registration) => registration.name === name);
    if (found === undefined) throw new Error(`${name} is not among ${run.registrations.map((one) => one.name)}`);
    return found;
  };

  test('ends well, and tells what the cluster told', () => {
    expect(run).toMatchObject({ code: 0, output: '' });
    expect(run.outputs).toEqual({ url: 'http://web.example.com', commit: 'abc' });
  });

  test('has a component for each construct with others below it', () => {
    expect(called('shop').type).toBe('cdk8s-knative:index:Program');
    expect(called('shop/frontend')).toMatchObject({
      type: 'cdk8s-knative:index:Construct',
      parent: called('shop').urn,
    });
    expect(called('shop/orders/web').parent).toBe(called('shop/frontend').urn);
    expect(called('shop/orders/default').parent).toBe(called('shop/default').urn);
    expect(called('shop/orders/hello').parent).toBe(called('shop').urn);
  });

  test('has an object come after those that it refers to', () => {
    const trigger = called('shop/orders/web-order');
    expect([...trigger.dependencies].sort()).toEqual(
      ['shop/orders', 'shop/orders/default', 'shop/orders/web'].map((name) => called(name).urn).sort(),
    );
    expect(called('shop/orders/web').dependencies).toContain(called('shop/orders/default').urn);
    expect(called('shop/orders/run').dependencies).toContain(called('shop/orders/hello').urn);
  });

  test('has a namespace take its objects along', () => {
    expect(called('shop/orders/web').deletedWith).toBe(called('shop/orders').urn);
    expect(called('shop/orders').deletedWith).toBe('');
  });

  test('leaves what webhooks write', () => {
    expect(called('shop/orders/web').ignoreChanges).toEqual([
      'metadata.annotations["serving.knative.dev/creator"]',
      'metadata.annotations["serving.knative.dev/lastModifier"]',
    ]);
  });

  test('waits for a run as long as it may take', () => {
    expect(called('shop/orders/run').createTimeout).toBe('3600s');
    expect(called('shop/orders/web').createTimeout).toBe('');
  });

  test('makes a run anew when what it is to do changes', () => {
    expect(called('shop/orders/run').replaceOnChanges).toEqual(['spec']);
  });

  test('takes over what it is told to', () => {
    expect(called('shop/orders/default').importId).toBe('orders/default');
    expect(called('shop/orders/web').importId).toBe('');
  });

  test('knows an object again at another depth, and by the former name of the program', () => {
    const { aliases } = called('shop/orders/web');
    const program = 'cdk8s-knative:index:Program';
    const construct = 'cdk8s-knative:index:Construct';
    expect(aliases.map(({ parentUrn }) => parentUrn.split('::')[2])).toEqual(
      expect.arrayContaining([program, `${program}$${construct}$${construct}`]),
    );
    expect(aliases.map(({ name }) => name)).toContain('store/orders/web');
  });

  test('keeps a secret a secret', () => {
    const { spec } = called('shop/orders/web').object as { spec: unknown };
    const marked = JSON.stringify(spec).replace(
      /.*"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270"/,
      '',
    );
    expect(marked).toContain('hunter2');
    expect(JSON.stringify(called('shop/orders/default').object)).not.toContain('hunter2');
  });
});
