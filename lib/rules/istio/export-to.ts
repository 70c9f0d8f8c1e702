import { DestinationRule } from '../../api/istio/networking/v1/destination-rule';
import { ServiceEntry } from '../../api/istio/networking/v1/service-entry';
import { VirtualService } from '../../api/istio/networking/v1/virtual-service';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';
import { isLabel } from './syntax/hosts';

const OWN = '.';
const ALL = '*';
const NONE = '~';

const rules: readonly Rule<{ readonly exportTo?: readonly string[] }>[] = [
  {
    code: 'KI5006',
    title: 'exportTo names namespaces, each once, or all of them',
    why: '"." is the own namespace and "*" all of them, so that nothing can stand beside "*".',
    source: 'istio, pkg/config/validation/validation.go',
    check({ exportTo = [] }, report, { object }) {
      const seen = new Set<string>();
      exportTo.forEach((written, i) => {
        const namespace = written === OWN ? (object.metadata.namespace ?? OWN) : written;
        const isNone = written === NONE && object.kind === 'ServiceEntry';
        if (!isNone && written !== ALL && written !== OWN && !isLabel(written))
          report(['exportTo', i], `"${written}" is no namespace`, 'write a name, "." or "*"');
        else if (seen.has(namespace)) report(['exportTo', i], `"${written}" is there twice`);
        else if ((written === ALL || isNone) && exportTo.length > 1)
          report(['exportTo', i], `"${written}" does not stand alone`, 'leave out the rest');
        seen.add(namespace);
      });
    },
    good: [{ value: { exportTo: ['.', 'web'] } }, { value: { exportTo: ['*'] } }],
    bad: [
      { value: { exportTo: ['my_namespace'] } },
      { value: { exportTo: ['.', 'default'] } },
      { value: { exportTo: ['*', 'web'] } },
    ],
  },
];

const kinds = [VirtualService, DestinationRule, ServiceEntry];

export const exportToRules = rulesOf(
  'exportTo',
  kinds.map((kind) => ({ kind, at: ['spec'] })),
  rules,
);
