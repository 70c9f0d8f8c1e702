import { expect, test } from 'vitest';
import {
  ClusterInterceptor,
  EventListener,
  Interceptor,
  KnativeService,
  NamespacedInterceptor,
  SecretRef,
} from '../../../../constructs';
import { synthChart } from '../../../../constructs/testing';
import { expectGolden } from '../../../golden';
import { buildTemplate } from './build-template';

const secret = SecretRef.of('host', 'webhook');
const token = SecretRef.of('host', 'api');

test('the interceptors that come with Tekton are factories', async () => {
  const interceptors = [
    Interceptor.github({
      secret,
      eventTypes: ['push', 'pull_request'],
      githubOwners: { personalAccessToken: token, checkType: 'orgMembers' },
    }),
    Interceptor.github({ secret, addChangedFiles: { personalAccessToken: token } }),
    Interceptor.github({ secret, addChangedFiles: {} }),
    Interceptor.github({ secret, githubOwners: {} }),
    Interceptor.gitlab({ secret, eventTypes: ['Push Hook'] }),
    Interceptor.bitbucket({ secret }),
    Interceptor.slack({ requestedFields: ['text'] }),
    Interceptor.cel({
      filter: "body.ref.startsWith('refs/heads/')",
      overlays: { branch: "body.ref.split('/')[2]" },
    }),
  ];
  await expectGolden(
    synthChart((chart) => {
      const trigger = buildTemplate(chart).trigger({ interceptors, params: { revision: '$(body.after)' } });
      new EventListener(chart, 'all', { serviceAccount: { name: 'listener' }, triggers: [trigger] });
    }),
    'interceptors',
  );
});

test('interceptors of one’s own are asked by their names', async () => {
  await expectGolden(
    synthChart((chart) => {
      const service = new KnativeService(chart, 'limits', { image: 'ghcr.io/example/limits' });
      const own = new NamespacedInterceptor(chart, 'own-limits', { service, path: 'check' });
      const all = new ClusterInterceptor(chart, 'all-limits', {
        service: 'limits',
        serviceNamespace: 'tools',
        port: 8443,
        caBundle: '-----BEGIN CERTIFICATE-----\n',
      });
      const interceptors = [
        Interceptor.custom(own, { perHour: 60 }),
        Interceptor.custom(all),
        Interceptor.custom('elsewhere'),
        Interceptor.webhook('old', { namespace: 'tools', header: { 'X-Team': 'shop', 'X-Tags': ['a', 'b'] } }),
      ];
      const trigger = buildTemplate(chart).trigger({ interceptors, params: { revision: '$(body.after)' } });
      new EventListener(chart, 'all', { serviceAccount: { name: 'listener' }, triggers: [trigger] });
    }),
    'interceptors-of-ones-own',
  );
});

test('a secret is a reference, and what is none is never shown', () => {
  const github = () => Interceptor.github({ secret: 'PRIVATE' as unknown as SecretRef });
  expect(github).toThrow(/KG0004 Interceptor\.github: .*\(secret\)/);
  expect(github).not.toThrow(/PRIVATE/);
  expect(() =>
    Interceptor.github({ secret, addChangedFiles: { personalAccessToken: 'PRIVATE' as unknown as SecretRef } }),
  ).toThrow(/KG0004 .*\(addChangedFiles\.personalAccessToken\)/);
});

test('owners are not asked for beside the changed files, nor members without a token', () => {
  expect(() => Interceptor.github({ secret, addChangedFiles: {}, githubOwners: {} })).toThrow(
    /KG0002 Interceptor\.github: .*\(githubOwners\)/,
  );
  expect(() => Interceptor.github({ secret, githubOwners: { checkType: 'repoMembers' } })).toThrow(
    /KG0003 .*repoMembers \(githubOwners\.personalAccessToken\)/,
  );
});

test('an option that a factory does not have is told', () => {
  expect(() => Interceptor.cel({ filer: 'true' } as never)).toThrow(/KG0007 Interceptor\.cel: .*filter/);
  expect(() => Interceptor.github({ secret, eventType: ['push'] } as never)).toThrow(/KG0007 .*eventTypes/);
});

test('an interceptor has a Service or a URL', () => {
  const making = (props: object) => () => synthChart((chart) => new ClusterInterceptor(chart, 'it', props));
  expect(making({})).toThrow(/KG0003 test\/it: .*\(service\)/);
  expect(making({ service: 'a', url: 'https://a.example.com' })).toThrow(/KG0002 test\/it: .*\(url\)/);
  expect(() =>
    synthChart((chart) => new ClusterInterceptor(chart, 'it', { url: 'https://a.example.com' })),
  ).not.toThrow();
});

test('a Service in no known namespace is refused for an interceptor of the cluster', () => {
  expect(() => synthChart((chart) => new ClusterInterceptor(chart, 'it', { service: 'a' }))).toThrow(
    /KG0005 test\/it: .*\(serviceNamespace\)/,
  );
});
