import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  Broker,
  ClusterRole,
  ClusterRoleBinding,
  EventListener,
  type EventListenerProps,
  Interceptor,
  PingSource,
  RoleBinding,
  SecretRef,
  ServiceAccount,
  TektonTrigger,
  Trigger,
  TriggerTemplate,
} from '../../../../constructs';
import { diagnosticsOf } from '../../../../constructs/base/platform-settings';
import { synthChart } from '../../../../constructs/testing';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { expectGolden } from '../../../golden';
import { buildTemplate } from './build-template';

const secret = SecretRef.of('github', 'webhook');

function listenerOn(chart: Chart, props: Partial<EventListenerProps> = {}): EventListener {
  return new EventListener(chart, 'github', {
    triggers: [
      buildTemplate(chart).trigger({
        name: 'push',
        interceptors: [Interceptor.github({ secret, eventTypes: ['push'] })],
        params: { revision: '$(body.after)' },
      }),
    ],
    ...props,
  });
}

/** The rules of the role of a kind that a program becomes. */
function rulesOf(kind: 'Role' | 'ClusterRole', objects: readonly KubeObject[]): unknown {
  return (objects.find((object) => object.kind === kind) as { rules?: unknown } | undefined)?.rules;
}

describe('an event listener', () => {
  test('brings an account that may do what its triggers need, and nothing else', async () => {
    await expectGolden(
      synthChart((chart) => listenerOn(chart)),
      'event-listener',
    );
  });

  test('is warned of nothing', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'default' });
    listenerOn(chart);
    expect(diagnosticsOf(chart)).toEqual([]);
  });

  test('with an account of its own brings none', async () => {
    const program = (chart: Chart) => listenerOn(chart, { serviceAccount: { name: 'listener' } });
    const objects = synthChart(program);
    expect(objects.map(({ kind }) => kind)).toEqual(['TriggerTemplate', 'EventListener']);
  });

  test('can have the roles that Tekton ships', async () => {
    await expectGolden(
      synthChart((chart) => {
        const account = new ServiceAccount(chart, 'listener');
        const roles = ClusterRole.fromName('tekton-triggers-eventlistener-roles');
        const clusterRoles = ClusterRole.fromName('tekton-triggers-eventlistener-clusterroles');
        new RoleBinding(chart, 'listener-roles', { role: roles, account });
        new ClusterRoleBinding(chart, 'listener-cluster-roles', { role: clusterRoles, account });
        listenerOn(chart, { serviceAccount: account });
      }),
      'event-listener-shipped-roles',
    );
  });

  test('makes just the kinds of its templates', () => {
    const objects = synthChart((chart) => {
      const notes = new TriggerTemplate(chart, 'notes', {
        resourcetemplates: [
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'note-' } },
          { apiVersion: 'v1', kind: 'Secret', metadata: { generateName: 'note-' } },
          { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'note-' } },
        ],
      });
      new EventListener(chart, 'notes-listener', { triggers: [notes.trigger({})] });
    });
    expect(rulesOf('Role', objects)).toEqual([
      expect.objectContaining({ apiGroups: ['triggers.tekton.dev'] }),
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['create'] },
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create'] },
    ]);
  });

  test('may make runs where it does not know what a trigger makes', () => {
    const creating = { apiGroups: ['tekton.dev'], resources: ['pipelineruns', 'taskruns'], verbs: ['create'] };
    const programs: readonly Partial<EventListenerProps>[] = [
      { triggers: ['push'] },
      { triggers: [TriggerTemplate.fromName('build').trigger({ params: { revision: 'main' } })] },
      { triggers: [], labelSelector: { matchLabels: { team: 'shop' } } },
    ];
    for (const props of programs)
      expect(
        rulesOf(
          'Role',
          synthChart((chart) => new EventListener(chart, 'a', props)),
        ),
      ).toContainEqual(creating);
  });

  test('acts as the accounts that its triggers name, and needs no rights for what these make', () => {
    const objects = synthChart((chart) => {
      const template = buildTemplate(chart);
      const serviceAccount = new ServiceAccount(chart, 'builder');
      const params = { revision: '$(body.after)' };
      const tag = new TektonTrigger(chart, 'tag', { template, params, serviceAccount: { name: 'tagger' } });
      new EventListener(chart, 'github', { triggers: [template.trigger({ params, serviceAccount }), tag] });
    });
    expect(rulesOf('Role', objects)).toContainEqual({
      apiGroups: [''],
      resources: ['serviceaccounts'],
      resourceNames: ['builder', 'tagger'],
      verbs: ['impersonate'],
    });
    expect(JSON.stringify(rulesOf('Role', objects))).not.toContain('create');
  });

  test('never reads Secrets, and acts as nobody unless it is told to', () => {
    const objects = synthChart((chart) => listenerOn(chart));
    const rules = JSON.stringify([rulesOf('Role', objects), rulesOf('ClusterRole', objects)]);
    expect(rules).not.toMatch(/secrets|impersonate|\*/);
  });

  test('of other namespaces needs an account, since only their Triggers know what they make', () => {
    const selecting = (props: Partial<EventListenerProps>) => () =>
      synthChart((chart) => new EventListener(chart, 'all', props));
    expect(selecting({ namespaces: ['shop'] })).toThrow(/KG0003 test\/all: .*namespaces: shop\) \(serviceAccount\)/);
    const interceptors = [Interceptor.cel({ filter: 'true' })];
    expect(selecting({ triggerGroups: [{ name: 'a', interceptors, namespaces: ['*'] }] })).toThrow(
      /KG0003 .*triggerGroups\[0\]\.namespaces: \*\)/,
    );
    expect(selecting({ namespaces: ['default'] })).not.toThrow();
    expect(selecting({ namespaces: ['*'], serviceAccount: { name: 'listener' } })).not.toThrow();
  });

  test('does not guess a plural, nor make what is in no namespace or in another', () => {
    const making = (object: { apiVersion: string; kind: string; metadata?: object }, props = {}) =>
      synthChart((chart) => {
        const template = new TriggerTemplate(chart, 'things', {
          resourcetemplates: [{ ...object, metadata: { generateName: 'it-', ...object.metadata } }],
        });
        new EventListener(chart, 'listener', { triggers: [template.trigger({})], ...props });
      });
    const thing = { apiVersion: 'example.com/v1', kind: 'Thing' };
    expect(() => making(thing)).toThrow(/KG0003 test\/listener: the plural of Thing .*\(creates\)/);
    expect(rulesOf('Role', making(thing, { creates: [{ ...thing, plural: 'things' }] }))).toContainEqual({
      apiGroups: ['example.com'],
      resources: ['things'],
      verbs: ['create'],
    });
    expect(() => making({ apiVersion: 'v1', kind: 'Namespace' })).toThrow(/KG0003 .*in no namespace/);
    expect(() => making({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'ops' } })).toThrow(
      /KG0003 .*in namespace "ops"/,
    );
  });

  test('names Triggers of its own namespace, and groups share interceptors', async () => {
    await expectGolden(
      synthChart((chart) => {
        const template = buildTemplate(chart);
        const params = { revision: '$(body.after)' };
        const push = new TektonTrigger(chart, 'push', { template, params, labels: { team: 'shop' } });
        new EventListener(chart, 'github', {
          triggers: [push],
          triggerGroups: [
            {
              name: 'shop',
              interceptors: [Interceptor.cel({ filter: "header.match('X-Team', 'shop')" })],
              labelSelector: { matchLabels: { team: 'shop' } },
            },
          ],
        });
      }),
      'event-listener-groups',
    );
  });

  test('does not name a Trigger or a template of another namespace', () => {
    const program = (make: (chart: Chart) => void) => () => synthChart(make);
    expect(
      program((chart) => {
        const template = buildTemplate(chart);
        const push = new TektonTrigger(chart, 'push', { template, params: { revision: 'a' } });
        new EventListener(chart, 'github', { namespace: 'ops', triggers: [push] });
      }),
    ).toThrow(/KG0006 test\/github: "push" is in namespace "default" \(triggers\[0\]\)/);
    expect(program((chart) => listenerOn(chart, { namespace: 'ops' }))).toThrow(
      /KG0006 test\/github: "build" is in namespace "default" \(triggers\[0\]\.template\)/,
    );
  });

  test('runs with TLS, as often and where it is told to', async () => {
    const program = (chart: Chart) =>
      listenerOn(chart, {
        replicas: 2,
        service: { type: 'NodePort', port: 30_443 },
        tls: { certificate: SecretRef.of('tls', 'tls.crt'), key: SecretRef.of('tls', 'tls.key') },
        pod: {
          metadata: { labels: { team: 'shop' } },
          spec: { nodeSelector: { disk: 'fast' }, containers: [{ resources: { limits: { memory: '128Mi' } } }] },
        },
        payloadValidation: false,
        cloudEventURI: 'http://events.example.com',
      });
    await expectGolden(synthChart(program), 'event-listener-running');
  });

  test('runs as a Deployment or as another kind, not as both', () => {
    const customResource = { apiVersion: 'serving.knative.dev/v1', kind: 'Service' };
    expect(() => synthChart((chart) => listenerOn(chart, { customResource }))).not.toThrow();
    expect(() => synthChart((chart) => listenerOn(chart, { customResource, replicas: 2 }))).toThrow(
      /KG0002 .*\(customResource\)/,
    );
  });

  test('takes certificates from Secrets only, and never shows what is none', () => {
    const tls = { certificate: 'PRIVATE' as unknown as SecretRef, key: secret };
    const program = () => synthChart((chart) => listenerOn(chart, { tls }));
    expect(program).toThrow(/KG0004 test\/github: .*\(tls\.certificate\)/);
    expect(program).not.toThrow(/PRIVATE/);
  });

  test('tells a property that it does not have, in a trigger too', () => {
    expect(() => synthChart((chart) => listenerOn(chart, { replica: 2 } as never))).toThrow(/KG0007 .*replicas/);
    expect(() =>
      synthChart((chart) => buildTemplate(chart).trigger({ params: { revision: 'a' }, interceptor: [] } as never)),
    ).toThrow(/KG0007 a trigger of build: .*interceptors/);
  });
});

describe('the address of a listener', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const triggers = ['push'];
  const tls = { certificate: secret, key: secret };

  test.each<[string, Partial<EventListenerProps>, string]>([
    ['has port 8080', {}, 'http://el-a.default.svc.cluster.local:8080'],
    ['has the port of its Service', { service: { port: 80 } }, 'http://el-b.default.svc.cluster.local:80'],
    ['has port 8443 with TLS', { tls }, 'https://el-c.default.svc.cluster.local:8443'],
    [
      'has none where it runs as another kind',
      { customResource: { apiVersion: 'serving.knative.dev/v1', kind: 'Service' } },
      'http://el-d.default.svc.cluster.local',
    ],
  ])('%s', (_, props, address) => {
    const name = /el-(\w)/.exec(address)![1]!;
    expect(new EventListener(chart, name, { triggers, ...props }).address).toBe(address);
  });

  test('needs a namespace', () => {
    const open = new Chart(new App(), 'open');
    expect(() => new EventListener(open, 'a', { triggers }).address).toThrow(/KG0005 open\/a: .*namespace/);
  });

  test('is where schedules and brokers send, which the graph knows', async () => {
    await expectGolden(
      synthChart((on) => {
        const listener = listenerOn(on);
        new PingSource(on, 'nightly', { schedule: '0 3 * * *', data: { after: 'main' }, sink: listener });
        const broker = new Broker(on, 'default', { expects: ['image.pushed'] });
        new Trigger(on, 'pushed', { broker, filter: { type: 'image.pushed' }, subscriber: listener });
      }),
      'event-listener-as-sink',
    );
  });
});
