import { kubernetes } from '../../api/kubernetes';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';

const INJECTION = 'istio-injection';
const REVISION = 'istio.io/rev';

const labelled = (labels: Readonly<Record<string, string>>) => ({ metadata: { labels } });

const rules: readonly Rule[] = [
  {
    code: 'KI5051',
    severity: 'warning',
    title: 'a namespace asks for sidecars in one way',
    why: 'Beside istio-injection, a revision is not looked at (IST0123).',
    source: 'istio, pkg/config/analysis/analyzers/injection',
    check({ metadata: { labels = {} } }, report) {
      if (labels[INJECTION] === undefined || labels[REVISION] === undefined) return;
      report(
        ['metadata', 'labels', REVISION],
        `${INJECTION} is "${labels[INJECTION]}" beside it`,
        'leave out one of them',
      );
    },
    good: [labelled({ [INJECTION]: 'enabled' }), labelled({ [REVISION]: '1-30' })],
    bad: labelled({ [INJECTION]: 'enabled', [REVISION]: '1-30' }),
  },
];

export const meshNamespaceRules = rulesFor(kubernetes.Namespace, rules);
