import { type JWTRule, RequestAuthentication } from '../../api/istio/security/v1/request-authentication';
import type { Rule } from '../rule';
import { EACH, rulesOf } from '../rule';
import { isUriError, parseUri, type Uri } from '../syntax/uri';
import { BY_SCHEMA } from './by-schema';
import { present } from './placed';
import { keysIn } from './syntax/json-web-keys';

const SOURCE = 'the CRD; istio, pkg/config/validation/validation.go';

const PRIVATE = ['d', 'k'];
const rsa = {
  kty: 'RSA',
  e: 'AQAB',
  n: 'xAE7eB6qugXyCAG3yhh7pkDkT65pHymX-P7KfIupjf59vsdo91bSP9C8H07pSAGQO1MV_xFj9VswgsCg4R6otmg5PV2He95lZdHtOcU5DXIg_pbhLdKXbi66GlVeK6ABZOUW3WYtnNHD-91gVuoeJT_DwtGGcp4ignkgXfkiEm4sw-4sfb4qdt5oLbyVpmW6x9cfa7vs2WTfURiCrBoUqgBo_-4WTiULmmHSGZHOjzwa8WtrtOQGsAFjIbno85jp6MnGGGZPYZbDAa_b3y5u-YpW7ypZrvD8BgtKVjgtQgZhLAGezMt0ua3DRrWnKqTZ0BJ_EyxOGuHJrLsn00fnMQ',
};
const symmetric = { kty: 'oct', k: 'GawgguFyGrWKav7AX4VKUg' };

const keys = (...list: readonly object[]) => JSON.stringify({ keys: list });

/** The URI of keys as Istio reads it; undefined for one of another scheme. */
function addressOf(url: string): Uri | undefined {
  const uri = parseUri(url);
  return !isUriError(uri) && /^https?$/.test(uri.scheme) ? uri : undefined;
}

const urlsOf = ({ jwksUri, jwks_uri }: JWTRule) => Object.entries({ jwksUri, jwks_uri });

const rules: readonly Rule<JWTRule>[] = [
  {
    code: 'KI5631',
    title: 'a rule says who issues the tokens or where the keys are, and gives the keys once',
    why: 'The keys are found by the issuer, at an address, or stand in the rule.',
    source: SOURCE,
    check(rule, report) {
      const [first, second] = present(rule, ['jwksUri', 'jwks_uri', 'jwks']);
      if (second !== undefined) report([second], `both ${first} and ${second} are given`, 'leave out one of them');
      if (rule.issuer === undefined && rule.jwksUri === undefined && rule.jwks_uri === undefined)
        report(['issuer'], 'there is neither an issuer nor jwksUri', 'add issuer');
    },
    good: [{ value: { issuer: null, jwksUri: 'https://accounts.example.com/keys' } }, { value: { jwks: keys(rsa) } }],
    bad: [
      { value: { issuer: null } },
      { value: { jwks: keys(rsa), jwksUri: 'https://accounts.example.com/keys' }, notJudged: BY_SCHEMA },
    ],
  },
  {
    code: 'KI5632',
    title: 'keys are fetched by http or https',
    why: 'Istio knows no other way.',
    source: SOURCE,
    check(rule, report) {
      for (const [field, url = 'https://'] of urlsOf(rule))
        if (addressOf(url) === undefined)
          report([field], `"${url}" is no such address`, 'write it as https://accounts.example.com/keys');
    },
    good: { value: { jwksUri: 'https://accounts.example.com/keys' } },
    bad: { value: { jwksUri: 'accounts.example.com/keys' } },
  },
  {
    code: 'KI5654',
    severity: 'warning',
    title: 'the address of keys names a host',
    why: 'The webhook reads the scheme alone. Where no host follows "://" nothing can be fetched, and every token is refused.',
    source: SOURCE,
    check(rule, report) {
      for (const [field, url] of urlsOf(rule))
        if (url !== undefined && addressOf(url)?.host === '')
          report([field], `"${url}" has no host`, 'write it as https://accounts.example.com/keys');
    },
    good: { value: { jwksUri: 'https://accounts.example.com/keys' } },
    bad: { value: { jwksUri: 'https:/accounts.example.com/keys' } },
  },
  {
    code: 'KI5633',
    title: 'keys that stand in a rule are a set of keys in JSON',
    why: 'A token is checked by them.',
    source: SOURCE,
    check({ jwks = '' }, report) {
      if (jwks !== '' && keysIn(jwks) === undefined)
        report(['jwks'], 'it is no set of keys', 'write { "keys": [ … ] }');
    },
    good: { value: { jwks: keys(rsa) } },
    bad: [
      { value: { jwks: 'keys' } },
      { value: { jwks: keys({ ...rsa, kty: 'rsa' }) } },
      { value: { jwks: keys({ kty: 'RSA', n: rsa.n }) } },
      { value: { jwks: keys({ ...rsa, e: 'AQABA' }) } },
    ],
  },
  {
    code: 'KI5653',
    severity: 'warning',
    title: 'a rule holds no private key',
    why: 'Only public keys are needed; whoever can read the object could issue tokens.',
    source: SOURCE,
    check({ jwks = '' }, report) {
      const index = keysIn(jwks)?.findIndex((key) => PRIVATE.some((field) => Object.hasOwn(key, field))) ?? -1;
      if (index >= 0) report(['jwks'], `key ${index} is a private one`, 'give the public key alone');
    },
    good: { value: { jwks: keys(rsa) } },
    bad: { value: { jwks: keys(symmetric) } },
  },
];

export const requestAuthenticationRules = rulesOf(
  'RequestAuthentication',
  [{ kind: RequestAuthentication, at: ['spec', 'jwtRules', EACH] }],
  rules,
);
