import { expect, test } from 'vitest';
import { expand } from '../../../lib/expand';
import { find, read, settings, told } from '../expand/read';

const sugar = (data: Readonly<Record<string, string>>) => settings('config-sugar', data, 'knative-eventing');
const namespaces = read(`
{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: shop}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: other}}
`);
const trigger = read(
  '{apiVersion: eventing.knative.dev/v1, kind: Trigger, metadata: {name: audit, namespace: other}, spec: {broker: orders, subscriber: {uri: "http://audit.example.com/"}}}',
);
const brokersOf = ({ objects }: ReturnType<typeof expand>) =>
  objects.filter(({ kind }) => kind === 'Broker').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

test('no broker is made that nobody asked for', () => {
  expect(brokersOf(expand([...namespaces, ...trigger]))).toEqual([]);
  expect(brokersOf(expand([sugar({ 'namespace-selector': '' }), ...namespaces, ...trigger]))).toEqual([]);
});

test('namespaces that the settings select get a broker', () => {
  const expansion = expand([sugar({ 'namespace-selector': 'matchLabels: {team: shop}' }), ...namespaces]);
  expect(brokersOf(expansion)).toEqual(['shop/default']);
  expect(find(expansion, 'Broker', 'default').metadata.labels).toEqual({ 'eventing.knative.dev/injected': 'true' });
  expect(told(expansion, 'Namespace', 'shop')).toEqual([
    'Normal BrokerCreated Default eventing.knative.dev Broker created.',
  ]);
});

test('a broker that is there stays as it is', () => {
  const own = read('{apiVersion: eventing.knative.dev/v1, kind: Broker, metadata: {name: default, namespace: shop}}');
  const expansion = expand([sugar({ 'namespace-selector': '{}' }), ...own, namespaces[0]!]);
  expect(find(expansion, 'Broker', 'default').metadata.labels).toBeUndefined();
});

test('triggers that the settings select get the broker that they name, and are ready', () => {
  const expansion = expand([sugar({ 'trigger-selector': '{}' }), ...trigger]);
  expect(brokersOf(expansion)).toEqual(['other/orders']);
  expect(told(expansion, 'Trigger', 'audit')).toContain(
    'Normal BrokerCreated Default eventing.knative.dev Broker "orders" created.',
  );
});
