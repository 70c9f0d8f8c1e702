import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  Broker,
  ConfigMap,
  configurePlatform,
  EnvValue,
  InvalidProgramError,
  JobSink,
  KnativeService,
  Namespace,
  Sequence,
  Task,
  TaskRun,
  Traffic,
} from 'cdk8s-knative';
import { asNumber, asString, inputs, Program } from 'cdk8s-knative/pulumi';
import { synth } from 'cdk8s-knative/testing';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { known, mockStack, settled } from './mock-stack';

const image = 'example.com/shop:v1';
/** A value that is known a moment later, as those of resources are. */
const later = <T>(value: T) => pulumi.output(new Promise<T>((resolve) => setImmediate(() => resolve(value))));

/** The parts of an object that tests look at. */
interface Deployed {
  readonly type: string;
  readonly data?: unknown;
  readonly metadata: { readonly namespace?: string; readonly labels?: unknown; readonly annotations?: unknown };
  readonly spec: {
    readonly template: { readonly metadata?: { readonly annotations: unknown }; readonly spec: unknown };
    readonly traffic: readonly { readonly percent: number }[];
  };
}

/** What becomes of the objects of a program: their inputs, by name of the resource. */
async function deployed(run: (scope: Chart) => void, options?: ConstructorParameters<typeof Program>[2]) {
  const { registered } = await mockStack();
  await settled(new Program('shop', run, { namespace: 'default', ...options }));
  const objects = registered.filter(({ type }) => /^kubernetes:/.test(type));
  return new Map(objects.map(({ name, type, inputs: given }) => [name, { type, ...given } as Deployed]));
}

afterEach(() => vi.restoreAllMocks());
afterAll(() => pulumi.runtime.disconnect());

describe('an object', () => {
  test('of Kubernetes itself is a resource of the class that the SDK has for it', async () => {
    const objects = await deployed((scope) => {
      new ConfigMap(scope, 'settings', { data: { color: 'blue' } });
      new ApiObject(scope, 'role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: [] });
      new ApiObject(scope, 'route', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec: {} });
    });
    expect(Array.from(objects.values(), ({ type }) => type).sort()).toEqual([
      'kubernetes:core/v1:ConfigMap',
      'kubernetes:gateway.networking.k8s.io/v1:HTTPRoute',
      'kubernetes:rbac.authorization.k8s.io/v1:Role',
    ]);
  });

  test('has a name that tells what it is in the cluster', async () => {
    const objects = await deployed((scope) => {
      new Namespace(scope, 'orders');
      new Broker(scope, 'default', { namespace: 'orders' });
    });
    expect([...objects.keys()]).toEqual(['shop/orders', 'shop/orders/default']);
  });

  test('is waited for by the condition of its kind', async () => {
    const objects = await deployed((scope) => {
      const task = new Task(scope, 'hello', {
        steps: [{ name: 'greet', image: 'busybox:1.36', script: 'echo hello' }],
      });
      new TaskRun(scope, 'run', { task });
      new KnativeService(scope, 'web', { image });
      new ConfigMap(scope, 'settings', { data: {} });
    });
    const annotations = (name: string) => objects.get(`shop/default/${name}`)!.metadata.annotations;
    expect(annotations('web')).toEqual({ 'pulumi.com/waitFor': 'condition=Ready' });
    expect(annotations('run')).toEqual({ 'pulumi.com/waitFor': 'condition=Succeeded' });
    expect(annotations('hello')).toBeUndefined();
    expect(annotations('settings')).toBeUndefined();
  });

  test('is waited for as the program says', async () => {
    const options = {
      waitFor: ({ kind }: { kind: string }) =>
        kind === 'Broker' ? false : ['condition=Ready', 'jsonpath={.status.url}'],
    };
    const objects = await deployed((scope) => {
      new Broker(scope, 'default');
      new KnativeService(scope, 'web', { image, annotations: { 'pulumi.com/timeoutSeconds': '7' } });
    }, options);
    expect(objects.get('shop/default/default')!.metadata.annotations).toEqual({ 'pulumi.com/skipAwait': 'true' });
    expect(objects.get('shop/default/web')!.metadata.annotations).toEqual({
      'pulumi.com/waitFor': '["condition=Ready","jsonpath={.status.url}"]',
      'pulumi.com/timeoutSeconds': '7',
    });
  });
});

describe('an Output', () => {
  test('may stand for a text, a part of one, a number', async () => {
    const objects = await deployed((scope) => {
      new KnativeService(
        scope,
        'web',
        inputs({
          image: later(image),
          args: [`--db=${asString(later('postgres://db'))}`],
          env: { DB: later('postgres://db'), KEY: EnvValue.plain(asString(later('abc'))) },
          port: later(9000),
          containerConcurrency: asNumber(later(7)),
          scale: { max: later(3) },
          labels: { team: later('a') },
        }),
      );
    });
    const { metadata, spec } = objects.get('shop/default/web')!;
    expect(metadata.labels).toEqual({ team: 'a' });
    expect(spec.template.metadata?.annotations).toEqual({ 'autoscaling.knative.dev/max-scale': '3' });
    expect(spec.template.spec).toMatchObject({
      containerConcurrency: 7,
      containers: [
        {
          image,
          args: ['--db=postgres://db'],
          env: [
            { name: 'DB', value: 'postgres://db' },
            { name: 'KEY', value: 'abc' },
          ],
          ports: [{ containerPort: 9000 }],
        },
      ],
    });
  });

  test('may be a share of the traffic', async () => {
    const objects = await deployed((scope) => {
      const percent = asNumber(later(20));
      new KnativeService(scope, 'web', {
        image,
        revision: 'v2',
        traffic: Traffic.canary({ stable: 'v1', candidate: 'v2', percent }),
      });
    });
    const percents = objects.get('shop/default/web')!.spec.traffic.map(({ percent }) => percent);
    expect(percents).toEqual([80, 20, 0]);
  });

  test('may be given as it is where types do not mind: in bare objects, patches and data', async () => {
    const objects = await deployed((scope) => {
      new ConfigMap(scope, 'settings', inputs({ data: { pods: later('3') } }));
      const object = new ApiObject(scope, 'thing', {
        apiVersion: 'example.com/v1',
        kind: 'Thing',
        spec: { size: later(3) },
      });
      object.addJsonPatch(JsonPatch.add('/spec/color', asString(later('blue'))));
    });
    expect(objects.get('shop/default/settings')!.data).toEqual({ pods: '3' });
    expect([...objects.values()][1]).toMatchObject({ spec: { size: 3, color: 'blue' } });
  });

  test('may be the namespace of a program', async () => {
    const objects = await deployed(
      (scope) => {
        const broker = new Broker(scope, 'default');
        broker.on({ type: 'order' }, new KnativeService(scope, 'web', { image }));
      },
      { namespace: later('orders') },
    );
    expect([...objects.keys()]).toEqual(['shop/default', 'shop/web', 'shop/web-order']);
    for (const { metadata } of objects.values()) expect(metadata.namespace).toBe('orders');
  });

  test('is no name', async () => {
    await mockStack();
    const run = () => {
      new Program('shop', (scope) => {
        new KnativeService(scope, 'web', { image, name: asString(later('web')) });
      });
    };
    expect(run).toThrow(/KG0009 shop\/web: the name would be known only when the program is deployed \(name\)/);
  });

  test('that was put into a text without being asked for is told', async () => {
    await mockStack();
    const run = () => {
      new Program('shop', (scope) => {
        new KnativeService(scope, 'web', { image, env: { URL: `http://${later('host')}` } });
      });
    };
    expect(run).toThrow(/KG0009 shop\/web: an Output was written out as text/);
  });

  test('has no place in a program that is synthesized', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const given = inputs<{ image: string }>({ image: later(image) });
    expect(() => new KnativeService(chart, 'web', given)).toThrow(/KG0001 .*an Output of Pulumi \(image\).*Program/);
    new KnativeService(chart, 'other', { image: asString(later(image)) });
    expect(() => synth(chart)).toThrow(/KG0009 shop\/other: the value is known only when Pulumi deploys the program/);
  });

  test('that is secret stays so, and is warned of outside of Secrets', async () => {
    const { registered } = await mockStack();
    const warnings: string[] = [];
    vi.spyOn(console, 'warn').mockImplementation((line: string) => void warnings.push(line));
    const key = pulumi.secret('hunter2');
    await settled(
      new Program('shop', (scope) => {
        new KnativeService(scope, 'web', inputs({ image, env: { KEY: key, URL: `http://${asString(key)}@db` } }));
        new ApiObject(scope, 'key', { apiVersion: 'v1', kind: 'Secret', stringData: { key } });
      }),
    );
    const [secret, service] = registered.filter(({ type }) => type.startsWith('kubernetes:'));
    // How Pulumi marks what is secret.
    const mark = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270' };
    expect(secret!.inputs.stringData).toEqual({ ...mark, value: { key: 'hunter2' } });
    expect(service!.inputs.spec).toMatchObject({ ...mark, value: expect.anything() });
    expect(JSON.stringify(service!.inputs.spec)).toContain('http://hunter2@db');
    expect(warnings.join('\n')).toMatch(/Service web would hold a secret in .*env.1.value: put it into a Secret/);
  });
});

describe('rules', () => {
  test('judge a program before anything is deployed', async () => {
    const { registered } = await mockStack();
    const run = () => {
      new Program('shop', (scope) => {
        new KnativeService(scope, 'web', { image, containerConcurrency: -1 });
      });
    };
    expect(run).toThrow(InvalidProgramError);
    expect(registered.filter(({ type }) => type.startsWith('kubernetes:'))).toEqual([]);
  });

  test('judge what is known beside Outputs', async () => {
    await mockStack();
    const run = () => {
      new Program('shop', (scope) => {
        new KnativeService(scope, 'web', {
          image: asString(later(image)),
          port: asNumber(later(80)),
          containerConcurrency: -1,
        });
      });
    };
    expect(run).toThrow(/containerConcurrency/);
  });

  test('know the cluster that the program is for', async () => {
    const run = (scope: Chart) => {
      configurePlatform(scope, { warnings: 'fail' });
      new KnativeService(scope, 'web', { image, nodeSelector: { disk: 'ssd' } });
    };
    await expect(deployed(run)).rejects.toThrow(/nodeselector/i);
    await deployed(run, { platform: { features: { 'kubernetes.podspec-nodeselector': 'enabled' } } });
  });
});

describe('what the cluster says', () => {
  test('comes out as Outputs, alone and within texts, lists and maps', async () => {
    await mockStack({ Service: { url: 'http://web.example.com' } });
    const program = new Program('shop', (scope) => {
      const { url } = new KnativeService(scope, 'web', { image });
      return { url, page: `${url}/index.html`, all: [{ url }], fixed: 3, given: later('x') };
    });
    const { url, page, all, fixed, given } = program.outputs;
    expect(await Promise.all([url, page, fixed, given].map((output) => known<unknown>(output)))).toEqual([
      'http://web.example.com',
      'http://web.example.com/index.html',
      3,
      'x',
    ]);
    expect(await known(all)).toEqual([{ url: 'http://web.example.com' }]);
  });

  test('goes into other objects, which come later', async () => {
    const { registered } = await mockStack({ Broker: { address: { url: 'http://broker' } } });
    const program = new Program(
      'shop',
      (scope) => {
        const broker = new Broker(scope, 'orders');
        new KnativeService(scope, 'a-web', { image, env: { BROKER: broker.address } });
      },
      { namespace: 'default' },
    );
    await settled(program);
    const objects = registered.filter(({ type }) => type.startsWith('kubernetes:'));
    expect(objects.map(({ name }) => name)).toEqual(['shop/default/orders', 'shop/default/a-web']);
    expect(JSON.stringify(objects[1]!.inputs)).toContain('{"name":"BROKER","value":"http://broker"}');
  });

  test('may be the result of a run', async () => {
    await mockStack({ TaskRun: { results: [{ name: 'commit', value: 'abc' }] } });
    const program = new Program('shop', (scope) => {
      const task = new Task(scope, 'hello', {
        steps: [{ name: 'greet', image: 'busybox:1.36', script: 'echo hello' }],
      });
      const run = new TaskRun(scope, 'run', { task });
      return { commit: run.result('commit') };
    });
    expect(await known(program.outputs.commit)).toBe('abc');
  });

  test('is not known to a program that is synthesized', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const web = new KnativeService(chart, 'web', { image });
    expect(() => web.url).toThrow(/KG0009 shop\/web: status.url of Service "web" is known only to the cluster/);
  });

  test('is the address of any sink', async () => {
    await mockStack({
      JobSink: { address: { url: 'http://jobs.example.com' } },
      Sequence: { address: { url: 'http://steps.example.com' } },
    });
    const program = new Program('shop', (scope) => {
      const resize = new JobSink(scope, 'resize', { image });
      const steps = new Sequence(scope, 'steps', { steps: [resize] });
      return { resize: resize.address, steps: steps.address };
    });
    expect(await known(program.outputs.resize)).toBe('http://jobs.example.com');
    expect(await known(program.outputs.steps)).toBe('http://steps.example.com');
  });

  test('goes in no circle', async () => {
    await mockStack();
    const run = () => {
      new Program('shop', (scope) => {
        const web = new KnativeService(scope, 'web', { image });
        ApiObject.of(web).addJsonPatch(JsonPatch.add('/metadata/annotations', { me: web.url }));
      });
    };
    expect(run).toThrow(/status.url of shop\/web\/Default is needed before the object can be there/);
  });

  test('can be read of a resource', async () => {
    await mockStack({ Service: { url: 'http://web.example.com' } });
    let web: KnativeService | undefined;
    const program = new Program('shop', (scope) => {
      web = new KnativeService(scope, 'web', { image });
    });
    expect(await known(program.resourceOf(web!).status!)).toEqual({ url: 'http://web.example.com' });
  });
});
