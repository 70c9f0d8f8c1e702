import { EventListener } from '../../api/triggers/v1beta1/event-listener';
import type { TriggerInterceptor, WebhookInterceptor } from '../../api/triggers/v1beta1/interceptor-use';
import { CORE_INTERCEPTORS } from '../../graph/triggers-references';
import { nearest } from '../nearest';
import { EACH, type Rule, type RuleSet, rulesOf, type Target } from '../rule';
import { isUriError, parseUri } from '../syntax/uri';
import { celRules } from './cel';
import { coreParamRules } from './core-params';
import { inTriggers } from './targets';

const TRIGGER = 'triggers v1beta1, trigger_validation.go';
const SINK = 'triggers, pkg/sink; pkg/interceptors/webhook';
const KINDS = ['ClusterInterceptor', 'NamespacedInterceptor'];

const ofTriggers = inTriggers('interceptors', EACH);
const ofGroups: readonly Target[] = [
  { kind: EventListener, at: ['spec', 'triggerGroups', EACH, 'interceptors', EACH] },
];

const service = { apiVersion: 'v1', kind: 'Service', name: 'limits' };
const limits = { ref: { name: 'limits' } };

/** A webhook in place of an interceptor by its name. */
const webhook = (changes: object) => ({ value: { ref: null, webhook: { objectRef: service, ...changes } } });

const isNamed: Rule<TriggerInterceptor> = {
  code: 'KT4301',
  title: 'an interceptor has a name',
  why: 'Without ref.name nobody is asked; the webhook refuses it.',
  source: TRIGGER,
  check({ ref, webhook: old }, report) {
    if (old === undefined && !ref?.name)
      report(['ref', 'name'], 'no interceptor is named', 'write ref.name, such as cel');
  },
  good: { value: limits },
  bad: [{ value: { ref: null } }, { value: { ref: { name: '', kind: 'ClusterInterceptor' } } }],
};

const ofWebhook: readonly Rule<TriggerInterceptor>[] = [
  {
    code: 'KT4302',
    title: 'an interceptor of the old form is a Service',
    why: 'The webhook refuses a url alone.',
    source: TRIGGER,
    check({ webhook: old }, report) {
      if (old !== undefined && old.objectRef === undefined)
        report(
          ['webhook', 'objectRef'],
          old.url ? `the webhook has the URL ${old.url} only` : 'the webhook names no Service',
          'write objectRef, or make a ClusterInterceptor with a url',
        );
    },
    good: webhook({}),
    bad: [webhook({ objectRef: null }), webhook({ objectRef: null, url: 'http://limits.example.com' })],
  },
  {
    code: 'KT4303',
    title: 'the object of an interceptor of the old form is a Service of v1',
    why: 'No other kind is looked up; the webhook wants both written out.',
    source: TRIGGER,
    check({ webhook: old }, report) {
      const ref = old?.objectRef;
      if (ref === undefined) return;
      if (ref.kind !== 'Service')
        report(['webhook', 'objectRef', 'kind'], `the kind is "${ref.kind ?? ''}"`, 'write Service');
      if (ref.apiVersion !== 'v1')
        report(['webhook', 'objectRef', 'apiVersion'], `the apiVersion is "${ref.apiVersion ?? ''}"`, 'write v1');
    },
    good: webhook({ objectRef: { ...service, namespace: 'tools' } }),
    bad: [
      webhook({ objectRef: { ...service, kind: 'Pod' } }),
      webhook({ objectRef: { ...service, apiVersion: 'serving.knative.dev/v1' } }),
      webhook({ objectRef: { name: 'limits' } }),
    ],
  },
  {
    code: 'KT4304',
    title: 'names of headers are in canonical form',
    why: 'Each word begins with a capital, and the rest is small: the webhook refuses other spellings.',
    source: `${TRIGGER}; Go, http.CanonicalHeaderKey`,
    check({ webhook: old }, report) {
      headersOf(old).forEach(({ name = '' }, i) => {
        const canonical = canonicalHeader(name);
        if (name !== '' && name === canonical) return;
        report(
          ['webhook', 'header', i, 'name'],
          name === '' ? 'the header has no name' : `"${name}" is not in canonical form`,
          name === '' ? 'write its name' : `write ${canonical}`,
        );
      });
    },
    good: webhook({ header: [{ name: 'X-Github-Event', value: 'push' }] }),
    bad: [
      webhook({ header: [{ name: 'X-GitHub-Event', value: 'push' }] }),
      webhook({ header: [{ name: 'x-team', value: 'shop' }] }),
      webhook({ header: [{ name: '', value: 'shop' }] }),
    ],
  },
  {
    code: 'KT4305',
    title: 'headers have values',
    why: 'The webhook refuses an empty one, and can’t read one that is not there.',
    source: TRIGGER,
    check({ webhook: old }, report) {
      headersOf(old).forEach(({ name, value }, i) => {
        if (hasText(value)) return;
        report(['webhook', 'header', i, 'value'], `the header ${name ?? ''} has no value`, 'write a text, or a list');
      });
    },
    good: webhook({ header: [{ name: 'X-Team', value: ['shop', 'bank'] }] }),
    bad: [
      webhook({ header: [{ name: 'X-Team', value: '' }] }),
      webhook({ header: [{ name: 'X-Team', value: [] }] }),
      webhook({ header: [{ name: 'X-Team', value: { a: 'b' } }] }),
      { ...webhook({ header: [{ name: 'X-Team' }] }), notJudged: 'the referee ends where the webhook panics' },
    ],
  },
  {
    code: 'KT4356',
    severity: 'warning',
    title: 'an interceptor of the old form names its Service',
    why: 'The webhook does not look; each event fails, which only the log tells.',
    source: SINK,
    check({ webhook: old }, report) {
      if (old?.objectRef !== undefined && !old.objectRef.name)
        report(['webhook', 'objectRef', 'name'], 'the Service has no name', 'write its name');
    },
    good: webhook({}),
    bad: webhook({ objectRef: { ...service, name: null } }),
  },
];

/** What the webhook lets pass in a trigger, and in a group of them, which it does not look at. */
const warnings: readonly Rule<TriggerInterceptor>[] = [
  {
    code: 'KT4354',
    severity: 'warning',
    title: 'an interceptor’s name is not almost one of those that come with Tekton Triggers',
    why: 'An interceptor that is not there fails each event, which only the log tells.',
    source: SINK,
    check({ ref: { name, kind } = {} }, report) {
      if (!name || (kind && kind !== 'ClusterInterceptor') || CORE_INTERCEPTORS.includes(name)) return;
      const meant = nearest(name, CORE_INTERCEPTORS, 1);
      if (meant !== undefined) report(['ref', 'name'], `there is no interceptor "${name}"`, `did you mean "${meant}"?`);
    },
    good: [{ value: limits }, { value: { ref: { name: 'gitub', kind: 'NamespacedInterceptor' } } }],
    bad: [{ value: { ref: { name: 'gitub' } } }, { value: { ref: { name: 'CEL' } } }],
  },
  {
    code: 'KT4355',
    severity: 'warning',
    title: 'an interceptor is of a kind that there is',
    why: 'The webhook does not look; each event fails, which only the log tells.',
    source: SINK,
    check({ ref, webhook: old }, report) {
      const kind: string | undefined = ref?.kind;
      if (old !== undefined || !kind || KINDS.includes(kind)) return;
      const meant = kind === 'Interceptor' ? 'NamespacedInterceptor' : nearest(kind, KINDS);
      report(['ref', 'kind'], `there is no kind "${kind}" of interceptors`, `write ${meant ?? KINDS.join(' or ')}`);
    },
    good: { value: { ref: { name: 'limits', kind: 'NamespacedInterceptor' } } },
    bad: [
      { value: { ref: { name: 'limits', kind: 'ClusterInterceptors' } } },
      { value: { ref: { name: 'limits', kind: 'Interceptor' } } },
    ],
  },
];

const groupInterceptor: Rule<TriggerInterceptor> = {
  ...isNamed,
  code: 'KT4357',
  severity: 'warning',
  title: 'an interceptor of a group has a name',
  why: 'The webhook does not look at the interceptors of groups; without ref.name each event fails.',
  source: SINK,
  bad: [{ value: {} }, { value: { ref: { name: '' } } }],
};

const readableUrl: Rule<TriggerInterceptor> = {
  code: 'KT4307',
  title: 'the url of an interceptor of the old form can be read',
  why: 'The webhook cannot decode an object with a text there that is no URI.',
  source: 'knative.dev/pkg, apis/url.go',
  check({ webhook: old }, report) {
    const read = parseUri(old?.url ?? '');
    if (isUriError(read)) report(['webhook', 'url'], `"${old?.url}" is no URI: ${read.error}`, 'write it whole');
  },
  good: webhook({ url: 'http://limits.default.svc/' }),
  bad: webhook({ url: 'http://lim its/' }),
};

const groupHeaders: Rule<TriggerInterceptor> = {
  code: 'KT4306',
  title: 'headers of an interceptor of a group have values',
  why: 'The webhook does not look at the interceptors of groups, but can’t write a header without a value, and fails.',
  source: TRIGGER,
  check({ webhook: old }, report) {
    headersOf(old).forEach(({ name, value }, i) => {
      if (value === undefined)
        report(['webhook', 'header', i, 'value'], `the header ${name ?? ''} has no value`, 'write a text, or a list');
    });
  },
  good: webhook({ header: [{ name: 'X-Team', value: '' }] }),
  bad: webhook({ header: [{ name: 'X-Team' }] }),
};

/** Examples of a group need the group. */
function inGroup(rule: Rule<TriggerInterceptor>): Rule<TriggerInterceptor> {
  const group = { name: 'all', triggerSelector: { labelSelector: {} }, interceptors: [{}] };
  const withGroup = (examples: Rule<TriggerInterceptor>['good']) =>
    ('length' in examples ? examples : [examples]).map((example) => ({ ...example, spec: { triggerGroups: [group] } }));
  return { ...rule, good: withGroup(rule.good), bad: withGroup(rule.bad) };
}

export const interceptorUseRuleSets: readonly RuleSet[] = [
  rulesOf('Interceptor of a trigger', ofTriggers, [
    isNamed,
    ...ofWebhook,
    readableUrl,
    ...warnings,
    ...coreParamRules,
    ...celRules,
  ]),
  rulesOf(
    'Interceptor of a trigger',
    ofGroups,
    [groupInterceptor, groupHeaders, readableUrl, ...warnings, ...coreParamRules, ...celRules].map(inGroup),
  ),
];

function headersOf(webhook: WebhookInterceptor | undefined): NonNullable<WebhookInterceptor['header']> {
  return webhook?.header ?? [];
}

/** A name with a character that headers can't have comes back as it is, as in Go. */
function canonicalHeader(name: string): string {
  if (!/^[-!#$%&'*+.^_`|~0-9A-Za-z]+$/.test(name)) return name;
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

/** What is neither a text nor a list or map of texts is read as a text. */
function hasText(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || !Object.values(value).every(isTextOrNull);
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
