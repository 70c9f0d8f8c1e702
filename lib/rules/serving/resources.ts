import type { Quantity } from '../../api/meta/v1';
import type { RevisionSpec } from '../../api/serving/v1/revision';
import { nearest } from '../nearest';
import type { Report, Rule } from '../rule';
import { parseQuantity } from '../syntax/quantity';
import { eachContainer, podRules, withContainer } from './pod';

const LISTS = ['requests', 'limits'] as const;
const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

type AmountCheck = (name: string, amount: Quantity, report: Report) => void;

function eachAmount(check: AmountCheck): Rule<RevisionSpec>['check'] {
  return eachContainer(({ container: { resources } }, report) => {
    for (const list of LISTS) {
      const amounts = resources?.[list];
      for (const name in amounts) {
        check(name, amounts[name]!, (path, ...fault) => report(['resources', list, name, ...path], ...fault));
      }
    }
  });
}

const withLimits = (limits: object) => withContainer({ resources: { limits } });

const rules: readonly Rule<RevisionSpec>[] = [
  {
    code: 'KN1463',
    severity: 'warning',
    title: 'a container asks for no more than it may have',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachContainer(({ container: { resources: { requests, limits } = {} } }, report) => {
      for (const name in requests) {
        const limit = limits?.[name];
        if (limit === undefined) continue;
        const asked = parseQuantity(requests[name]!);
        const most = parseQuantity(limit);
        if (asked === undefined || most === undefined || asked <= most) continue;
        report(
          ['resources', 'requests', name],
          `${requests[name]} is over the limit, ${limit}`,
          `write at most ${limit}`,
        );
      }
    }),
    good: withContainer({ resources: { requests: { cpu: '500m' }, limits: { cpu: 1 } } }),
    bad: withContainer({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  },
  {
    code: 'KN1464',
    severity: 'warning',
    title: 'an amount of a resource is not negative',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachAmount((_name, amount, report) => {
      const value = parseQuantity(amount);
      if (value !== undefined && value < 0) report([], `${amount} is negative`, 'write 0 or more');
    }),
    good: withLimits({ memory: '128Mi' }),
    bad: withLimits({ memory: '-128Mi' }),
  },
  {
    code: 'KN1465',
    severity: 'warning',
    title: 'memory and storage are counted in bytes',
    why: 'The suffix m stands for thousandths: nothing starts in less than a byte.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachAmount((name, amount, report) => {
      if (name === 'cpu' || typeof amount !== 'string' || !/^\d.*m$/.test(amount)) return;
      report(
        [],
        `${amount} is ${parseQuantity(amount)} bytes`,
        `write ${amount.slice(0, -1)}Mi or ${amount.slice(0, -1)}M`,
      );
    }),
    good: withLimits({ memory: '512Mi' }),
    bad: withLimits({ memory: '512m' }),
  },
  {
    code: 'KN1466',
    severity: 'warning',
    title: 'a resource is one that Kubernetes knows, or has a domain in front',
    why: 'The Deployment made from it would be refused.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachAmount((name, _amount, report) => {
      if (RESOURCES.includes(name) || name.includes('/') || name.startsWith('hugepages-')) return;
      const meant = nearest(name, RESOURCES);
      report(
        [],
        `there is no resource "${name}"`,
        meant === undefined ? `use ${RESOURCES.join(', ')}` : `did you mean "${meant}"?`,
      );
    }),
    good: withLimits({ 'nvidia.com/gpu': 1 }),
    bad: withLimits({ memroy: '512Mi' }),
  },
];

export const resourceRuleSet = podRules('Resources', rules);
