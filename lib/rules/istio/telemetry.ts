import { Telemetry, type TelemetrySpec } from '../../api/istio/telemetry/v1/telemetry';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';
import { isCelProblem } from '../syntax/cel/lexer';
import { readCel } from '../syntax/cel/parser';
import { BY_SCHEMA } from './by-schema';
import { each, present } from './placed';

const SOURCE = 'the CRD; istio, pkg/config/validation/validation.go';

const TAGS = ['literal', 'environment', 'header', 'formatter'] as const;

const metrics = (...overrides: readonly object[]) => ({ value: { metrics: [{ overrides }] } });
const tag = (value: object) => ({ value: { tracing: [{ customTags: { team: value } }] } });

const overridesOf = ({ metrics: list }: TelemetrySpec) =>
  each(list, ['metrics']).flatMap(({ at, value }) => each(value.overrides, [...at, 'overrides']));

/** Why a text is no expression; undefined if it is one. */
function celFault(text: string): string | undefined {
  if (text.trim() === '') return 'there is none';
  const read = readCel(text);
  return isCelProblem(read) ? read.problem : undefined;
}

const rules: readonly Rule<TelemetrySpec>[] = [
  {
    code: 'KI5701',
    title: 'metrics are chosen by one name',
    why: 'A metric of Istio and one of another name are two.',
    source: 'the CRD (oneOf)',
    check(spec, report) {
      for (const { at, value } of overridesOf(spec)) {
        const [first, second] = present(value.match ?? {}, ['metric', 'customMetric']);
        if (second !== undefined)
          report([...at, 'match', second], `both ${first} and ${second} are given`, 'leave out one of them');
      }
    },
    good: metrics({ match: { metric: 'REQUEST_COUNT' }, disabled: true }),
    bad: { ...metrics({ match: { metric: 'REQUEST_COUNT', customMetric: 'orders' } }), notJudged: BY_SCHEMA },
  },
  {
    code: 'KI5702',
    title: 'a tag that is set has a value, one that is taken out has none',
    why: 'The value is an expression that is evaluated for each request.',
    source: SOURCE,
    check(spec, report) {
      for (const { at, value } of overridesOf(spec))
        for (const [name, { operation = 'UPSERT', value: text }] of Object.entries(value.tagOverrides ?? {})) {
          const path = [...at, 'tagOverrides', name, 'value'];
          if (operation === 'UPSERT' && !text) report(path, 'there is none', 'add it, or write REMOVE');
          if (operation === 'REMOVE' && text !== undefined) report(path, 'the tag is taken out', 'leave it out');
        }
    },
    good: metrics({ tagOverrides: { path: { value: 'request.path' }, host: { operation: 'REMOVE' } } }),
    bad: [
      metrics({ tagOverrides: { path: {} } }),
      metrics({ tagOverrides: { path: { operation: 'REMOVE', value: 'a' } } }),
    ],
  },
  {
    code: 'KI5703',
    title: 'a tag of a span comes from one place',
    why: 'It is a text, a variable of the environment, a header, or a format.',
    source: 'the CRD (oneOf)',
    check({ tracing }, report) {
      for (const { at, value } of each(tracing, ['tracing']))
        for (const [name, one] of Object.entries(value.customTags ?? {})) {
          if (name === '') report([...at, 'customTags', name], 'the tag has no name');
          const [first, second] = present(one, TAGS);
          if (second !== undefined)
            report(
              [...at, 'customTags', name, second],
              `both ${first} and ${second} are given`,
              'leave out one of them',
            );
        }
    },
    good: tag({ literal: { value: 'shop' } }),
    bad: [
      { ...tag({ literal: { value: 'shop' }, header: { name: 'x-team' } }), notJudged: BY_SCHEMA },
      { value: { tracing: [{ customTags: { '': { literal: { value: 'shop' } } } }] } },
    ],
  },
  {
    code: 'KI5704',
    title: 'what a log is filtered by is an expression in CEL',
    why: 'It is evaluated for each request; the webhook refuses what does not parse, and an empty one.',
    source: SOURCE,
    check({ accessLogging }, report) {
      for (const { at, value } of each(accessLogging, ['accessLogging'])) {
        if (value.filter === undefined) continue;
        const fault = celFault(value.filter.expression ?? '');
        if (fault !== undefined) report([...at, 'filter', 'expression'], fault, 'write it as response.code >= 400');
      }
    },
    good: { value: { accessLogging: [{ filter: { expression: 'response.code >= 400' } }] } },
    bad: [
      { value: { accessLogging: [{ filter: {} }] } },
      { value: { accessLogging: [{ filter: { expression: 'response.code >=' } }] } },
    ],
  },
  {
    code: 'KI5751',
    severity: 'warning',
    title: 'requests are traced in one way, for one provider',
    why: 'Istio takes the first of several.',
    source: SOURCE,
    check({ tracing }, report) {
      for (const { at, value } of each(tracing, ['tracing'])) {
        if (at[1] !== 0) report(at, 'there is another before it', 'leave it out');
        if ((value.providers?.length ?? 0) > 1)
          report([...at, 'providers'], `there are ${value.providers?.length}`, 'name one');
      }
    },
    good: { value: { tracing: [{ providers: [{ name: 'zipkin' }] }] } },
    bad: [
      { value: { tracing: [{ randomSamplingPercentage: 1 }, { randomSamplingPercentage: 2 }] } },
      { value: { tracing: [{ providers: [{ name: 'a' }, { name: 'b' }] }] } },
    ],
  },
];

export const telemetryRules = rulesOf('Telemetry', [{ kind: Telemetry, at: ['spec'] }], rules);
