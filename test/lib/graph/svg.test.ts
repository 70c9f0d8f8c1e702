import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { graphOf } from '../../../lib/graph/build';
import { toSvg } from '../../../lib/graph/svg';

const object = (kind: string, name: string, spec: object = {}, namespace = 'shop', group = 'eventing.knative.dev') =>
  ({ apiVersion: `${group}/v1`, kind, metadata: { name, namespace }, spec }) as KubeObject;
const service = (name: string) => object('Service', name, {}, 'shop', 'serving.knative.dev');
const ref = (kind: string, name: string, group = 'serving.knative.dev') => ({
  ref: { apiVersion: `${group}/v1`, kind, name },
});
const svgOf = (objects: readonly KubeObject[]) => toSvg(graphOf(objects.map((given) => ({ object: given }))));

/** Where the boxes are, by the ids of their objects. */
function boxesIn(svg: string) {
  const found = svg.matchAll(
    /<g><title>([^<]*)<\/title><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
  );
  return new Map(
    Array.from(found, ([, id = '', ...numbers]) => {
      const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
      return [id.split('/').at(-1) ?? '', { x, y, width, height }] as const;
    }),
  );
}

const shop = [
  object('Broker', 'default'),
  service('orders'),
  service('letters'),
  object('Trigger', 'created', {
    broker: 'default',
    subscriber: ref('Sequence', 'checkout', 'flows.knative.dev'),
    delivery: { deadLetterSink: ref('Service', 'letters') },
  }),
  object('Sequence', 'checkout', { steps: [ref('Service', 'orders')] }, 'shop', 'flows.knative.dev'),
];

describe('an SVG image', () => {
  test('is the same bytes for the same objects', async () => {
    const svg = svgOf(shop);
    expect(svgOf(shop)).toBe(svg);
    await expect(svg).toMatchFileSnapshot('golden/graph.svg');
  });

  test('has what is referred to on the right of what refers to it', () => {
    const boxes = boxesIn(svgOf(shop));
    const left = (name: string) => boxes.get(name)!.x;
    expect(left('created')).toBeLessThan(left('checkout'));
    expect(left('checkout')).toBeLessThan(left('orders'));
    expect(left('created')).toBeLessThan(left('default'));
  });

  test('has boxes that do not overlap, within the image', () => {
    const objects = Array.from({ length: 30 }, (_, i) =>
      object(
        'Trigger',
        `t${i}`,
        {
          broker: `b${i % 4}`,
          subscriber: ref('Service', `s${i % 7}`),
        },
        i % 3 === 0 ? 'shop' : 'ops',
      ),
    );
    for (let i = 0; i < 4; i++) objects.push(object('Broker', `b${i}`), object('Broker', `b${i}`, {}, 'ops'));
    const svg = svgOf([...objects, service('s0'), service('s1')]);
    const found = [
      ...svg.matchAll(/<title>[^<]*<\/title><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ];
    const all = found.map((match) => match.slice(1).map(Number) as [number, number, number, number]);
    const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number) as [number, number, number];
    expect(all).toHaveLength(40);
    for (const [i, [x, y, w, h]] of all.entries()) {
      expect(x + w).toBeLessThan(width);
      expect(y + h).toBeLessThan(height);
      for (const [x2, y2, w2, h2] of all.slice(i + 1)) {
        expect(x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y).toBe(true);
      }
    }
  });

  test('has text that XML can hold', () => {
    const svg = svgOf([object('Broker', '<b>&"\u0001', {}, 'a<b')]);
    expect(svg).toContain('&lt;b&gt;&amp;&quot;</text>');
    expect(svg).not.toContain('<b>');
    expect(svg).not.toContain('\u0001');
  });

  test('shortens long names, and has them whole in the title', () => {
    const name = 'x'.repeat(63);
    const svg = svgOf([object('Broker', name)]);
    expect(svg).toContain(`${'x'.repeat(33)}…</text>`);
    expect(svg).toContain(`/${name}</title>`);
  });

  test('shows circles, objects that refer to themselves, and no objects at all', () => {
    const circle = [
      object('Sequence', 'a', { steps: [ref('Sequence', 'b', 'flows.knative.dev')] }, 'shop', 'flows.knative.dev'),
      object('Sequence', 'b', { steps: [ref('Sequence', 'a', 'flows.knative.dev')] }, 'shop', 'flows.knative.dev'),
      object('Sequence', 'c', { steps: [ref('Sequence', 'c', 'flows.knative.dev')] }, 'shop', 'flows.knative.dev'),
    ];
    expect(svgOf(circle).match(/class="edge"/g)).toHaveLength(3);
    expect(svgOf([])).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(svgOf([])).not.toMatch(/NaN|Infinity|undefined/);
    expect(svgOf(circle)).not.toMatch(/NaN|Infinity|undefined/);
  });
});
