import type { HTTPMatchRequest, StringMatch } from '../../../api/istio/networking/v1/http-match';
import { VirtualService } from '../../../api/istio/networking/v1/virtual-service';
import type { FieldPath } from '../../diagnostic';
import type { Rule } from '../../rule';
import { EACH, rulesOf } from '../../rule';
import { regexFault } from '../../syntax/regex';
import { BY_SCHEMA } from '../by-schema';
import { labelsFault } from '../labels';
import { maybe, type Placed, present } from '../placed';
import { isPort, PORT_HINT } from '../syntax/addresses';
import { isLabel } from '../syntax/hosts';
import { isClaim } from './spec';

const SOURCE = 'istio, pkg/config/validation/virtualservice.go';

const SINGLE = ['uri', 'scheme', 'method', 'authority'] as const;
const BY_NAME = ['headers', 'withoutHeaders', 'queryParams'] as const;
const HEADERS = ['headers', 'withoutHeaders'] as const;

const PSEUDO_HEADERS = [':method', ':scheme', ':authority', ':path', ':status'];
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
/** Conditions of a match that have a field of their own. */
const OWN_FIELDS = ['uri', 'scheme', 'method', 'authority'];

/** Every text of a match, with what it is compared to. */
function textsOf(match: HTTPMatchRequest): Placed<StringMatch>[] {
  const named = BY_NAME.flatMap((field) =>
    Object.entries(match[field] ?? {}).map(([name, value]) => ({ at: [field, name] as FieldPath, value })),
  );
  return [...SINGLE.flatMap((field) => maybe(match[field], [field])), ...named];
}

const rules: readonly Rule<HTTPMatchRequest>[] = [
  {
    code: 'KI5109',
    title: 'a text is compared in one way: exact, prefix or regex',
    why: 'Two comparisons could contradict each other.',
    source: 'the CRD (oneOf)',
    check(match, report) {
      for (const { at, value } of textsOf(match)) {
        const [first, second] = present(value, ['exact', 'prefix', 'regex']);
        if (second !== undefined) report(at, `both ${first} and ${second} are given`, 'leave out one of them');
      }
    },
    good: [{ value: { uri: { prefix: '/login' }, headers: { foo: { exact: 'bar' } } } }],
    bad: { value: { uri: { prefix: '/login', exact: '/login' } }, notJudged: BY_SCHEMA },
  },
  {
    code: 'KI5110',
    title: 'a prefix is not empty, except that of a path',
    why: 'Envoy refuses an empty one. To ask only that a header is there, leave the comparison out.',
    source: SOURCE,
    check(match, report) {
      for (const { at, value } of textsOf(match)) {
        if (value.prefix === '' && at[0] !== 'uri') report([...at, 'prefix'], 'the prefix is empty', 'leave it out');
      }
    },
    good: [{ value: { uri: { prefix: '' } } }, { value: { headers: { foo: {} } } }],
    bad: [{ value: { headers: { foo: { prefix: '' } } } }, { value: { method: { prefix: '' } } }],
  },
  {
    code: 'KI5111',
    title: 'a regular expression is one of RE2, of at most 1024 characters',
    why: 'Envoy would refuse the whole configuration. RE2 has neither look-around nor back references.',
    source: SOURCE,
    check(match, report) {
      for (const { at, value } of textsOf(match)) {
        if (value.regex === undefined || (value.regex === '*' && at[0] === 'withoutHeaders')) continue;
        const fault = regexFault(value.regex);
        if (fault !== undefined) report([...at, 'regex'], fault);
      }
    },
    good: [
      { value: { uri: { regex: '(?i)/item/[0-9]+(?P<rest>/.*)?' } } },
      { value: { withoutHeaders: { foo: { regex: '*' } } } },
    ],
    bad: [
      { value: { uri: { regex: '*' } } },
      { value: { uri: { regex: '/(?!login).*' } } },
      { value: { headers: { foo: { regex: '' } } } },
      { value: { uri: { regex: '/(a)\\1' } } },
    ],
  },
  {
    code: 'KI5112',
    title: 'a header is named by letters, digits and dashes',
    why: 'No request has a header of another name.',
    source: SOURCE,
    check(match, report) {
      for (const field of HEADERS) {
        for (const name of Object.keys(match[field] ?? {})) {
          if (!isClaim(name) && !PSEUDO_HEADERS.includes(name) && !HEADER_NAME.test(name))
            report([field, name], `"${name}" names no header`);
        }
      }
    },
    good: { value: { headers: { 'x-version': { exact: '2' }, ':method': { exact: 'GET' } } } },
    bad: [{ value: { headers: { 'x version': { exact: '2' } } } }, { value: { withoutHeaders: { ':foo': {} } } }],
  },
  {
    code: 'KI5119',
    title: 'a port, a namespace and labels of a match can exist',
    why: 'Nothing would ever match.',
    source: SOURCE,
    check({ port = 0, sourceNamespace = '', sourceLabels }, report) {
      if (port !== 0 && !isPort(port)) report(['port'], `the port is ${port}`, PORT_HINT);
      if (sourceNamespace !== '' && !isLabel(sourceNamespace))
        report(['sourceNamespace'], `"${sourceNamespace}" is no namespace`);
      const fault = labelsFault(sourceLabels);
      if (fault !== undefined) report(['sourceLabels', fault.name], fault.message);
    },
    good: { value: { port: 80, sourceNamespace: 'web', sourceLabels: { app: 'shop' } } },
    bad: [
      { value: { port: 70_000 } },
      { value: { sourceNamespace: 'my_web' } },
      { value: { sourceLabels: { app: 'a b' } } },
    ],
  },
  {
    code: 'KI5164',
    severity: 'warning',
    title: 'path, scheme, method and host are matched by fields of their own',
    why: 'As names of headers they are ignored, so that the match holds for more than it looks like.',
    source: 'istio.io/api, networking/v1/virtual_service.proto',
    check({ headers }, report) {
      for (const name of Object.keys(headers ?? {})) {
        if (OWN_FIELDS.includes(name))
          report(['headers', name], `a header "${name}" is ignored`, `move it to ${name} of the match`);
      }
    },
    good: { value: { method: { exact: 'GET' } } },
    bad: { value: { headers: { method: { exact: 'GET' } } } },
  },
];

export const httpMatchRules = rulesOf(
  'Matches of HTTP',
  [{ kind: VirtualService, at: ['spec', 'http', EACH, 'match', EACH] }],
  rules,
);
