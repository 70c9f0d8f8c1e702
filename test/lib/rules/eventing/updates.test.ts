import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { mergePatch } from '../../../../lib/rules/examples';
import type { FeatureFlags } from '../../../../lib/rules/features';
import { minimalObjects } from '../../../../lib/rules/minimal';
import { Platform } from '../../../../lib/rules/platform';
import { validate } from '../../../../lib/rules/validate';

const changed = (name: string, patch: object) => mergePatch(minimalObjects[name], patch) as KubeObject;
const broker = (patch: object = {}) => changed('eventing.knative.dev/v1/Broker', patch);
const trigger = (spec: object = {}) => changed('eventing.knative.dev/v1/Trigger', { spec });
const changes = (spec: object = {}) => changed('sources.knative.dev/v1/ApiServerSource', { spec });

const codes = (object: KubeObject, before?: KubeObject) =>
  validate(object, { before })
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
const codesWith = (features: FeatureFlags, object: KubeObject) =>
  validate(object, { platform: new Platform({ features }) }).map(({ code }) => code);

describe('an update', () => {
  it('may change the delivery of a broker, not its config', () => {
    expect(codes(broker({ spec: { delivery: { retry: 1 } } }), broker())).toEqual([]);
    const config = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other' };
    expect(codes(broker({ spec: { config } }), broker())).toEqual(['KE2004']);
  });

  it('compares with what defaults have made of a broker', () => {
    const config = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'config-br-default-channel',
      namespace: 'knative-eventing',
    };
    const annotations = { 'eventing.knative.dev/broker.class': 'MTChannelBasedBroker' };
    expect(codes(broker(), broker({ metadata: { annotations }, spec: { config } }))).toEqual([]);
  });

  it('may not change the class of a broker, nor the broker of a trigger', () => {
    const annotations = { 'eventing.knative.dev/broker.class': 'Kafka' };
    expect(codes(broker({ metadata: { annotations } }), broker())).toEqual(['KE2005']);
    expect(codes(trigger({ broker: 'other' }), trigger())).toEqual(['KE2109']);
  });
});

describe('a feature', () => {
  const group = { subscriber: { ref: { apiVersion: null, group: 'serving.knative.dev' } } };

  it('kreference-group takes a group in place of an apiVersion, where the CRD keeps it', () => {
    const subscription = changed('messaging.knative.dev/v1/Subscription', { spec: group });
    expect(codesWith({}, subscription)).toEqual(['KE2207']);
    expect(codesWith({ 'kreference-group': 'enabled' }, subscription)).toEqual([]);
    expect(codesWith({}, trigger(group))).toEqual(['KE2207']);
    expect(codesWith({ 'kreference-group': 'enabled' }, trigger(group))).toEqual(['KG0105']);
  });

  it('delivery-retryafter opens retryAfterMax, and then looks at it', () => {
    const delivery = (retryAfterMax: string) => trigger({ delivery: { retryAfterMax } });
    expect(codesWith({}, delivery('PT1S'))).toEqual(['KE2217']);
    expect(codesWith({ 'delivery-retryafter': 'enabled' }, delivery('PT1S'))).toEqual([]);
    expect(codesWith({ 'delivery-retryafter': 'enabled' }, delivery('1s'))).toEqual(['KE2216']);
  });

  it('cross-namespace-event-links opens the namespace of a brokerRef', () => {
    const linked = trigger({ broker: null, brokerRef: { kind: 'Broker', name: 'default', namespace: 'shop' } });
    expect(codesWith({}, linked)).toEqual(['KE2103']);
    expect(codesWith({ 'cross-namespace-event-links': 'enabled' }, linked)).toEqual([]);
  });

  it('new-apiserversource-filters opens filters, and then looks at them', () => {
    const filtered = changes({ filters: [{ exact: { Type: 'a' } }] });
    expect(codesWith({}, filtered)).toEqual(['KE2403']);
    expect(codesWith({ 'new-apiserversource-filters': 'enabled' }, filtered)).toEqual(['KE2104']);
  });
});
