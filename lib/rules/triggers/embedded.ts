import type { KubeObject } from '../../api/meta/v1';
import { TriggerTemplate, type TriggerTemplateSpec } from '../../api/triggers/v1beta1/trigger-template';
import type { Diagnostic } from '../diagnostic';
import { isRecord } from '../eventing/filter-walk';
import { identityRules } from '../identity';
import type { Rule, RuleContext, RuleExample } from '../rule';
import { structureRules } from '../structure';
import { valueAt } from '../value-at';

const CREATE = 'triggers, pkg/resources/create.go';
const IDENTITY: readonly string[] = Object.values(identityRules).map(({ code }) => code);

function example(object: object): RuleExample {
  return { value: { params: null, resourcetemplates: [object] } };
}

const broker = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', metadata: { generateName: 'it-' } };
const sequence = (spec: object) => ({
  apiVersion: 'flows.knative.dev/v1',
  kind: 'Sequence',
  metadata: { generateName: 'it-' },
  spec,
});
const step = { ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'shipping' } };

/** Rules of the objects that a template makes; the webhook looks at none of them. */
export const embeddedRules: readonly Rule<TriggerTemplateSpec>[] = [
  {
    code: 'KT4271',
    severity: 'warning',
    title: 'a template makes objects of kinds that there are',
    why: 'The webhook does not look; creating the object fails for every event, which only the log tells.',
    source: CREATE,
    check({ resourcetemplates }, report, context) {
      resourcetemplates?.forEach((object, i) => {
        for (const { code, at, message, hint } of faultsOf(object, context))
          if (IDENTITY.includes(code)) report(['resourcetemplates', i, ...at], message, hint);
      });
    },
    good: example(broker),
    bad: [example({ ...broker, kind: 'Brokers' }), example({ ...broker, apiVersion: 'eventing.knative.dev/v2' })],
  },
  {
    code: 'KT4272',
    severity: 'warning',
    title: 'a template makes objects that their own API takes',
    why: 'The webhook does not look; creating the object fails for every event, which only the log tells.',
    source: CREATE,
    check({ resourcetemplates }, report, context) {
      resourcetemplates?.forEach((object, i) => {
        for (const { code, at, message, hint } of faultsOf(object, context))
          if (!IDENTITY.includes(code)) report(['resourcetemplates', i, ...at], `${message} (${code})`, hint);
      });
    },
    good: [
      example(sequence({ steps: [step] })),
      { value: { resourcetemplates: [sequence({ steps: [step], reply: { uri: '$(tt.params.revision)' } })] } },
    ],
    bad: [
      example(sequence({ steps: [] })),
      { value: { resourcetemplates: [sequence({ steps: '$(tt.params.revision)' })] } },
    ],
  },
  {
    code: 'KT4273',
    severity: 'warning',
    title: 'an object of a template has no fixed name',
    why: 'The second event can’t make an object that is there already.',
    source: CREATE,
    check({ resourcetemplates }, report) {
      resourcetemplates?.forEach(({ metadata }, i) => {
        const name = isRecord(metadata) ? metadata.name : undefined;
        if (typeof name !== 'string' || name === '' || name.includes('$(')) return;
        report(
          ['resourcetemplates', i, 'metadata', 'name'],
          `each event makes "${name}"`,
          `write generateName: ${name}-`,
        );
      });
    },
    good: { value: { params: null, resourcetemplates: [{ ...broker, metadata: { name: 'it-$(uid)' } }] } },
    bad: example({ ...broker, metadata: { name: 'it' } }),
  },
  {
    code: 'KT4274',
    severity: 'warning',
    title: 'an object of a template has a generateName or a name',
    why: 'Without one the API server refuses it, for every event.',
    source: CREATE,
    check({ resourcetemplates }, report) {
      resourcetemplates?.forEach(({ kind, metadata }, i) => {
        const { name, generateName } = isRecord(metadata) ? metadata : {};
        if (name || generateName) return;
        report(
          ['resourcetemplates', i, 'metadata', 'generateName'],
          `the ${String(kind ?? 'object')} has no name`,
          'write metadata.generateName',
        );
      });
    },
    good: example(broker),
    bad: [example({ ...broker, metadata: null }), example({ ...broker, metadata: { labels: { a: 'b' } } })],
  },
];

/** Objects are judged once for both rules that ask, which have one context. */
const judged = new WeakMap<RuleContext, Map<object, readonly Diagnostic[]>>();

/** What the API of an object would refuse, as far as params don't decide about it. */
function faultsOf(given: Readonly<Record<string, unknown>>, context: RuleContext): readonly Diagnostic[] {
  const ofContext = judged.get(context) ?? new Map<object, readonly Diagnostic[]>();
  judged.set(context, ofContext);
  const known = ofContext.get(given);
  if (known !== undefined) return known;
  const object = asObject(given, context);
  const faults =
    object === undefined
      ? []
      : context.judge(object).filter(({ severity, at, message, code }) => {
          if (severity !== 'error' || isToldBesides(at)) return false;
          // Text stays text, whatever a param puts into it.
          return code === structureRules.type.code || !dependsOnParams(object, at, message);
        });
  ofContext.set(given, faults);
  return faults;
}

/** The object as it would be made: in the namespace of the template, and with a name. */
function asObject(given: Readonly<Record<string, unknown>>, { object }: RuleContext): KubeObject | undefined {
  const { apiVersion, kind, metadata } = given;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') return undefined;
  if (apiVersion.includes('$(') || kind.includes('$(')) return undefined;
  if (kind === TriggerTemplate.kind && apiVersion === TriggerTemplate.apiVersion) return undefined;
  if (metadata !== undefined && !isRecord(metadata)) return { ...given, apiVersion, kind, metadata } as never;
  const { namespace } = object.metadata;
  return { ...given, apiVersion, kind, metadata: { ...(namespace && { namespace }), ...metadata } };
}

/** Rules of ours tell of names. */
function isToldBesides(at: Diagnostic['at']): boolean {
  return at[0] === 'metadata' && (at[1] === 'name' || at[1] === undefined);
}

const EXPRESSION = /\$\((?:tt\.params\.|uid\))/;

function dependsOnParams(object: KubeObject, at: Diagnostic['at'], message: string): boolean {
  const value = valueAt(object, at);
  return EXPRESSION.test(message) || (typeof value === 'string' && EXPRESSION.test(value));
}
