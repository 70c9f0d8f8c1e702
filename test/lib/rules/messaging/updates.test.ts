import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { mergePatch } from '../../../../lib/rules/examples';
import type { FeatureFlags } from '../../../../lib/rules/features';
import { minimalObjects } from '../../../../lib/rules/minimal';
import { Platform } from '../../../../lib/rules/platform';
import { validate } from '../../../../lib/rules/validate';

const changed = (name: string, spec: object = {}) => mergePatch(minimalObjects[name], { spec }) as KubeObject;
const channel = (spec?: object) => changed('messaging.knative.dev/v1/Channel', spec);
const inMemory = (spec?: object) => changed('messaging.knative.dev/v1/InMemoryChannel', spec);
const subscription = (spec?: object) => changed('messaging.knative.dev/v1/Subscription', spec);
const policy = (spec?: object) => changed('eventing.knative.dev/v1alpha1/EventPolicy', spec);

const codes = (object: KubeObject, before?: KubeObject, features: FeatureFlags = {}) =>
  validate(object, { before, platform: new Platform({ features }) })
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

describe('an update', () => {
  it('of a Channel changes nothing, its delivery included; what defaults have made of it is no change', () => {
    const template = { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' };
    expect(codes(channel({ channelTemplate: template }), channel())).toEqual([]);
    expect(codes(channel({ channelTemplate: { ...template, spec: { delivery: { retry: 1 } } } }), channel())).toEqual([
      'KE2503',
    ]);
    expect(codes(channel({ delivery: { retry: 1 } }), channel())).toEqual(['KE2503']);
  });

  it('of an InMemoryChannel changes the delivery, not the subscribers', () => {
    expect(codes(inMemory({ delivery: { retry: 1 } }), inMemory())).toEqual([]);
    expect(codes(inMemory({ subscribers: [{ subscriberUri: 'http://a' }] }), inMemory())).toEqual(['KE2506']);
  });

  it('of a Subscription changes all but the channel', () => {
    const subscriber = { ref: { name: 'other' } };
    expect(codes(subscription({ subscriber, delivery: { retry: 1 } }), subscription())).toEqual([]);
    expect(codes(subscription({ channel: { name: 'other' } }), subscription())).toEqual(['KE2517']);
  });
});

describe('a feature', () => {
  it('cross-namespace-event-links opens the namespace of a channel', () => {
    const linked = subscription({ channel: { namespace: 'shop' } });
    expect(codes(linked)).toEqual(['KE2514']);
    expect(codes(linked, undefined, { 'cross-namespace-event-links': 'enabled' })).toEqual([]);
  });

  it('authentication-oidc opens policies, and then they are looked at', () => {
    const broken = policy({ from: [{}], filters: [{ exact: { Type: 'a' } }] });
    expect(codes(broken)).toEqual(['KE2711']);
    expect(codes(broken, undefined, { 'authentication-oidc': 'enabled' })).toEqual(['KE2712', 'KE2104']);
    expect(codes(policy(), undefined, { 'authentication-oidc': 'enabled' })).toEqual([]);
  });
});

describe('what no webhook looks at', () => {
  it('is told as a warning', () => {
    const object = inMemory({ delivery: { retry: -3 } });
    expect(validate(object).map(({ code, severity }) => [code, severity])).toEqual([['KE2268', 'warning']]);
  });
});

describe('a reply that is empty', () => {
  it('counts as none', () => {
    expect(codes(subscription({ reply: {} }))).toEqual([]);
    expect(codes(subscription({ reply: { CACerts: 'x' } }))).toContain('KE2516');
  });
});
