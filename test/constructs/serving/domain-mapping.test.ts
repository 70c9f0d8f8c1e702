import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ClusterDomainClaim, DomainMapping, KnativeService } from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const image = 'registry.example.com/shop:v1';

describe('a domain', () => {
  test('leads to a service, with a certificate and a claim of its own', async () => {
    const objects = synthChart((chart) => {
      const shop = new KnativeService(chart, 'shop', { image });
      shop.bindDomain('shop.example.com', { tls: 'shop-certificate', claim: true });
    });
    await expectGolden(objects.slice(1), 'domain-with-claim');
  });

  test('can be named by its construct or by a property', () => {
    const objects = synthChart((chart) => {
      const shop = new KnativeService(chart, 'shop', { image });
      new DomainMapping(chart, 'www.example.com', { ref: shop });
      new DomainMapping(chart, 'second', { name: 'example.com', ref: shop });
      new ClusterDomainClaim(chart, 'example.com', { for: 'default' });
    });
    expect(objects.slice(1).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'DomainMapping www.example.com',
      'DomainMapping example.com',
      'ClusterDomainClaim example.com',
    ]);
  });

  test('does not lead into another namespace', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'web' });
    const shop = new KnativeService(chart, 'shop', { image, namespace: 'shop' });
    expect(() => new DomainMapping(chart, 'shop.example.com', { ref: shop })).toThrow(
      'KG0006 test/shop.example.com: Service "shop" is in the namespace shop (ref): put the mapping in the namespace of what it leads to',
    );
    expect(shop.bindDomain('shop.example.org').namespace).toBe('shop');
  });

  test('is not claimed for nobody', () => {
    const chart = new Chart(new App(), 'test');
    const shop = new KnativeService(chart, 'shop', { image });
    expect(() => shop.bindDomain('shop.example.com', { claim: true })).toThrow(
      /^KG0005 test\/shop\/shop\.example\.com: .*\(claim\): give the chart or the mapping a namespace$/,
    );
  });
});
