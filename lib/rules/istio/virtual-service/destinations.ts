import { VirtualService, type VirtualServiceSpec } from '../../../api/istio/networking/v1/virtual-service';
import type { KubeObject } from '../../../api/meta/v1';
import type { Rule } from '../../rule';
import { rulesFor } from '../../rule';
import { each, type Placed } from '../placed';
import { isPort, PORT_HINT } from '../syntax/addresses';
import { isLabel, isWildcardDomain } from '../syntax/hosts';
import { destinationsOf, routeTo } from './parts';

type VirtualServiceObject = KubeObject<VirtualServiceSpec>;

const SOURCE = 'istio, pkg/config/validation/validation.go';

const shop = 'shop.default.svc.cluster.local';
const to = (destination: object) => ({
  spec: { http: [{ route: [{ destination: { host: shop, ...destination } }] }] },
});
const weighted = (...weights: readonly (number | undefined)[]) => ({
  spec: { http: [{ route: weights.map((weight) => ({ ...routeTo(shop), weight })) }] },
});

type Weighted = readonly { readonly weight?: number }[];

function sharesOf({ http, tls, tcp }: VirtualServiceSpec): Placed<Weighted>[] {
  return [...each(http, ['spec', 'http']), ...each(tls, ['spec', 'tls']), ...each(tcp, ['spec', 'tcp'])].flatMap(
    ({ at, value }) => (value.route === undefined ? [] : [{ at: [...at, 'route'], value: value.route }]),
  );
}

const sumOf = (route: Weighted) => route.reduce((sum, { weight = 0 }) => sum + weight, 0);

const rules: readonly Rule<VirtualServiceObject>[] = [
  {
    code: 'KI5118',
    title: 'a destination is a host by its name, perhaps with a subset and a port',
    why: 'Requests go to one service; its subsets are named by DNS labels.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const { at, value } of destinationsOf(spec)) {
        const { host, subset = '', port } = value;
        const path = ['spec', ...at];
        if (host === '*' || !isWildcardDomain(host))
          report([...path, 'host'], `"${host}" is no host`, 'write it as shop.default.svc.cluster.local');
        if (subset !== '' && !isLabel(subset)) report([...path, 'subset'], `"${subset}" is no DNS label`);
        if (port !== undefined && !isPort(port.number ?? 0))
          report([...path, 'port', 'number'], `the port is ${port.number ?? 'not given'}`, PORT_HINT);
      }
    },
    good: [to({}), to({ subset: 'v1', port: { number: 80 } })],
    bad: [to({ host: '*' }), to({ host: 'http://shop' }), to({ subset: 'v_1' }), to({ port: {} })],
  },
  {
    code: 'KI5117',
    title: 'weights are 0 or more, and one of several is above 0',
    why: 'They are shares of the sum of all.',
    source: SOURCE,
    check({ spec = {} }, report) {
      for (const { at, value } of sharesOf(spec)) {
        const negative = value.findIndex(({ weight = 0 }) => weight < 0);
        if (negative >= 0) report([...at, negative, 'weight'], `the weight is ${value[negative]?.weight}`);
        else if (value.length > 1 && sumOf(value) === 0)
          report(at, 'the weights sum to 0', 'give each destination its weight');
      }
    },
    good: [weighted(undefined), weighted(90, 10)],
    bad: [weighted(-1), weighted(undefined, undefined), weighted(0, 0)],
  },
  {
    code: 'KI5155',
    severity: 'warning',
    title: 'the weights of a route sum to 100',
    why: 'They are shares of their sum: with another sum, none of them is the percentage that it looks like.',
    source: 'istio.io/api, networking/v1/virtual_service.proto',
    check({ spec = {} }, report) {
      for (const { at, value } of sharesOf(spec)) {
        const sum = sumOf(value);
        if (value.length < 2 || sum === 0 || sum === 100 || value.some(({ weight = 0 }) => weight < 0)) continue;
        report(at, `the weights sum to ${sum}`, 'make them percentages');
      }
    },
    good: [weighted(90, 10), weighted(1)],
    bad: weighted(90, 20),
  },
  {
    code: 'KI5154',
    severity: 'warning',
    title: 'a destination is named in full',
    why: 'A short name means a service of the namespace of the virtual service, wherever the request comes from.',
    source: 'istio.io/api, networking/v1/virtual_service.proto',
    check({ metadata, spec = {} }, report) {
      for (const { at, value } of destinationsOf(spec)) {
        const { host } = value;
        if (!/^[a-z0-9-]+$/i.test(host)) continue;
        const full = `${host}.${metadata.namespace ?? 'NAMESPACE'}.svc.cluster.local`;
        report(['spec', ...at, 'host'], `"${host}" is a short name`, `write ${full}`);
      }
    },
    good: to({}),
    bad: to({ host: 'shop' }),
  },
];

export const destinationRules = rulesFor(VirtualService, rules);
