import type { HTTPRoute } from '../../../api/istio/networking/v1/http-route';
import { VirtualService } from '../../../api/istio/networking/v1/virtual-service';
import type { Rule } from '../../rule';
import { rulesOf } from '../../rule';
import { isWholeSeconds, parseGoDuration } from '../../syntax/duration';
import { regexFault } from '../../syntax/regex';
import { BY_SCHEMA } from '../by-schema';
import { durationFault } from '../durations';
import { each, present } from '../placed';

const SOURCE = 'istio, pkg/config/validation/validation.go';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'];
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const GRPC_STATUSES = [
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS'],
  ...['PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED'],
  ...['INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'],
];
const ABORTS = ['httpStatus', 'grpcStatus', 'http2Error'] as const;
const LEAST_SHARE = 0.0001;

const cors = (corsPolicy: object) => ({ value: { corsPolicy } });
const fault = (faults: object) => ({ value: { fault: faults } });

const isShare = (share: number) => share === 0 || (share >= LEAST_SHARE && share <= 100);

const rules: readonly Rule<HTTPRoute>[] = [
  {
    code: 'KI5125',
    title: 'a CORS policy names origins, methods and headers that there are, and whole seconds',
    why: 'A browser compares them to the letter.',
    source: SOURCE,
    check({ corsPolicy }, report) {
      if (corsPolicy === undefined) return;
      const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAge } = corsPolicy;
      const at = ['corsPolicy'];
      for (const origin of each(allowOrigins, [...at, 'allowOrigins'])) {
        const [way, other] = present(origin.value, ['exact', 'prefix', 'regex']);
        const text = origin.value[way as 'exact'] ?? '';
        const problem = way === 'regex' ? regexFault(text) : undefined;
        if (text === '') report(origin.at, 'it says nothing', 'add exact, prefix or regex');
        else if (other !== undefined) report(origin.at, `both ${way} and ${other} are given`, 'leave out one of them');
        else if (problem !== undefined) report([...origin.at, 'regex'], problem);
      }
      for (const method of each(allowMethods, [...at, 'allowMethods']))
        if (!METHODS.includes(method.value))
          report(method.at, `"${method.value}" is no method`, 'write it in upper case');
      for (const header of [
        ...each(allowHeaders, [...at, 'allowHeaders']),
        ...each(exposeHeaders, [...at, 'exposeHeaders']),
      ])
        if (!HEADER_NAME.test(header.value)) report(header.at, `"${header.value}" names no header`);
      if (maxAge !== undefined && durationFault(maxAge) === undefined && !isWholeSeconds(parseGoDuration(maxAge)!))
        report([...at, 'maxAge'], `"${maxAge}" has a part of a second`, 'write whole seconds');
    },
    good: cors({
      allowOrigins: [{ exact: 'https://example.com' }],
      allowMethods: ['GET'],
      allowHeaders: ['x-a'],
      maxAge: '24h',
    }),
    bad: [
      cors({ allowOrigins: [{}] }),
      { ...cors({ allowOrigins: [{ exact: 'https://a.com', prefix: 'https://b.com' }] }), notJudged: BY_SCHEMA },
      cors({ allowMethods: ['get'] }),
      cors({ exposeHeaders: ['x a'] }),
      cors({ maxAge: '1.5s' }),
    ],
  },
  {
    code: 'KI5126',
    title: 'a fault delays or aborts a share of requests in a way that Istio knows',
    why: 'exponentialDelay and http2Error are in the schema, but nothing is made of them.',
    source: SOURCE,
    check({ fault: faults }, report) {
      if (faults === undefined) return;
      const { delay, abort } = faults;
      if (delay === undefined && abort === undefined) report(['fault'], 'it says nothing', 'add delay or abort');
      for (const [name, part] of Object.entries({ delay, abort })) {
        const share = part?.percentage?.value ?? 0;
        if (!isShare(share)) report(['fault', name, 'percentage', 'value'], `the share is ${share}`);
      }
      if (delay?.exponentialDelay !== undefined)
        report(['fault', 'delay', 'exponentialDelay'], 'it is not implemented', 'use fixedDelay');
      if (abort === undefined) return;
      const [way, other] = present(abort, ABORTS);
      const { httpStatus = 200, grpcStatus = 'OK' } = abort;
      if (other !== undefined)
        report(['fault', 'abort'], `both ${way} and ${other} are given`, 'leave out one of them');
      else if (way === 'http2Error') report(['fault', 'abort', way], 'it is not implemented', 'use httpStatus');
      else if (httpStatus < 200 || httpStatus > 600)
        report(['fault', 'abort', 'httpStatus'], `the status is ${httpStatus}`);
      else if (!GRPC_STATUSES.includes(grpcStatus))
        report(['fault', 'abort', 'grpcStatus'], `"${grpcStatus}" is no status of gRPC`, 'write it as UNAVAILABLE');
    },
    good: [
      fault({ delay: { fixedDelay: '5s', percentage: { value: 0.1 } } }),
      fault({ abort: { grpcStatus: 'UNAVAILABLE' } }),
    ],
    bad: [
      fault({}),
      fault({ delay: { fixedDelay: '5s', percentage: { value: 101 } } }),
      fault({ delay: { exponentialDelay: '5s' } }),
      fault({ abort: { httpStatus: 42 } }),
      { ...fault({ abort: { httpStatus: 500, grpcStatus: 'OK' } }), notJudged: BY_SCHEMA },
      fault({ abort: { grpcStatus: 'GONE' } }),
    ],
  },
  {
    code: 'KI5159',
    severity: 'warning',
    title: 'a fault that aborts says with which status',
    why: 'Without one no request fails.',
    source: SOURCE,
    check({ fault: faults }, report) {
      const abort = faults?.abort;
      if (abort !== undefined && present(abort, ABORTS).length === 0)
        report(['fault', 'abort'], 'there is no status', 'add httpStatus');
    },
    good: fault({ abort: { httpStatus: 503 } }),
    bad: fault({ abort: { percentage: { value: 10 } } }),
  },
  {
    code: 'KI5161',
    severity: 'warning',
    title: 'a route uses no field that is deprecated',
    why: 'It still works, and will go.',
    source: 'istio.io/api, networking/v1/virtual_service.proto',
    check({ corsPolicy, fault: faults }, report) {
      if (corsPolicy?.allowOrigin !== undefined)
        report(['corsPolicy', 'allowOrigin'], 'allowOrigin is deprecated', 'use allowOrigins');
      if (faults?.delay?.percent !== undefined)
        report(['fault', 'delay', 'percent'], 'percent is deprecated', 'use percentage');
    },
    good: cors({ allowOrigins: [{ exact: 'https://example.com' }] }),
    bad: [cors({ allowOrigin: ['https://example.com'] }), fault({ delay: { fixedDelay: '5s', percent: 10 } })],
  },
];

export const corsAndFaultRules = rulesOf(
  'Routes of HTTP',
  [{ kind: VirtualService, at: ['spec', 'http', '*'] }],
  rules,
);
