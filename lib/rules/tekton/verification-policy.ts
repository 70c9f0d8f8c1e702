import { createPublicKey } from 'node:crypto';
import type { KubeObject } from '../../api/meta/v1';
import {
  type AuthorityKey,
  VerificationPolicy,
  type VerificationPolicySpec,
} from '../../api/tekton/v1alpha1/verification-policy';
import { type Report, type Rule, type RuleSet, rulesFor } from '../rule';
import { regexFault } from '../syntax/regex';

const SOURCE = 'pipeline v1alpha1, verificationpolicy_validation.go';

type Policy = KubeObject<VerificationPolicySpec>;

const ALGORITHMS: readonly string[] = ['sha224', 'sha256', 'sha384', 'sha512'];
const MODES: readonly string[] = ['enforce', 'warn'];
/** A public key of nobody. */
const KEY = [
  '-----BEGIN PUBLIC KEY-----',
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElN7ah9UhObQjsUbZB0FCndEc7vu8',
  'ohQbCuH2z8u04AwXkfi2Zk35CfkIz2HibuYW4/Wam5unwKY3e3VYDOQKbw==',
  '-----END PUBLIC KEY-----',
].join('\n');

const ref = { name: 'release-key', namespace: 'default' };
const withKey = (key: object) => ({ spec: { authorities: [{ name: 'release', key }] } });

function eachKey(check: (key: AuthorityKey | undefined, report: Report) => void): Rule<Policy>['check'] {
  return ({ spec }, report) => {
    spec?.authorities?.forEach(({ key }, i) => {
      check(key, (path, ...fault) => report(['spec', 'authorities', i, 'key', ...path], ...fault));
    });
  };
}

function isPublicKey(text: string): boolean {
  try {
    createPublicKey(text);
    return true;
  } catch {
    return false;
  }
}

const rules: readonly Rule<Policy>[] = [
  {
    code: 'KT3501',
    title: 'a policy is for some resources, and names authorities',
    why: 'The webhook refuses a policy that is for nothing, or that nobody could meet.',
    source: SOURCE,
    check({ spec }, report) {
      if (!spec?.resources?.length)
        report(['spec', 'resources'], 'there are no resources', 'write patterns of addresses');
      if (!spec?.authorities?.length) report(['spec', 'authorities'], 'there are no authorities', 'write who signs');
    },
    good: { spec: { resources: [{ pattern: '.*' }] } },
    bad: [{ spec: { resources: [] } }, { spec: { authorities: [] } }, { spec: null }],
  },
  {
    code: 'KT3502',
    title: 'the pattern of a policy is a regular expression',
    why: 'The webhook refuses what is none.',
    source: SOURCE,
    check({ spec }, report) {
      spec?.resources?.forEach(({ pattern }, i) => {
        const fault = pattern === '' ? undefined : regexFault(pattern);
        if (fault !== undefined)
          report(['spec', 'resources', i, 'pattern'], `"${pattern}" is none: ${fault}`, 'write .* for anything');
      });
    },
    good: { spec: { resources: [{ pattern: '^https://git\\.example\\.com/.+$' }] } },
    bad: [{ spec: { resources: [{ pattern: '(' }] } }, { spec: { resources: [{ pattern: '*' }] } }],
  },
  {
    code: 'KT3503',
    title: 'a policy is enforced or warns',
    why: 'The webhook knows these two.',
    source: SOURCE,
    check({ spec }, report) {
      if (spec?.mode && !MODES.includes(spec.mode))
        report(['spec', 'mode'], `there is no mode "${spec.mode}"`, 'write enforce or warn');
    },
    good: { spec: { mode: 'warn' } },
    bad: { spec: { mode: 'audit' } },
  },
  {
    code: 'KT3504',
    title: 'a key comes from one place',
    why: 'The webhook refuses none, and more than one of secretRef, data and kms.',
    source: SOURCE,
    check: eachKey((key, report) => {
      // At an authority without a key the webhook does not look.
      if (key === undefined) return;
      const found = (['secretRef', 'data', 'kms'] as const).filter((place) => key[place]);
      if (found.length === 0) report([], 'there is no key', 'write secretRef, data or kms');
      if (found.length > 1) report([], `there are ${found.join(' and ')}`, 'leave one of them');
    }),
    good: withKey({ kms: 'gcpkms://projects/a/locations/b/keyRings/c/cryptoKeys/d' }),
    bad: [withKey({}), withKey({ secretRef: ref, kms: 'gcpkms://a' })],
  },
  {
    code: 'KT3551',
    severity: 'warning',
    title: 'a key that is written out is a public key as PEM',
    why: 'The webhook takes any text; the key is read when something is verified, which then fails.',
    source: 'pipeline, pkg/trustedresources/verifier/verifier.go',
    check: eachKey(({ data } = {}, report) => {
      if (data && !isPublicKey(data))
        report(['data'], 'it is no public key', 'write it as PEM: -----BEGIN PUBLIC KEY-----');
    }),
    good: withKey({ data: KEY }),
    bad: withKey({ data: 'ssh-ed25519 AAAA' }),
  },
  {
    code: 'KT3506',
    title: 'what is signed is hashed by an algorithm that Tekton knows',
    why: 'The webhook knows sha224, sha256, sha384 and sha512.',
    source: SOURCE,
    check: eachKey(({ hashAlgorithm } = {}, report) => {
      if (hashAlgorithm && !ALGORITHMS.includes(hashAlgorithm.toLowerCase()))
        report(['hashAlgorithm'], `there is no "${hashAlgorithm}"`, `write one of ${ALGORITHMS.join(', ')}`);
    }),
    good: withKey({ secretRef: ref, hashAlgorithm: 'sha512' }),
    bad: withKey({ secretRef: ref, hashAlgorithm: 'md5' }),
  },
];

export const verificationPolicyRuleSets: readonly RuleSet[] = [rulesFor(VerificationPolicy, rules)];
