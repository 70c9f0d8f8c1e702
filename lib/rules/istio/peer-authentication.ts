import { PeerAuthentication, type PeerAuthenticationSpec } from '../../api/istio/security/v1/peer-authentication';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';
import { isPort, PORT_HINT } from './syntax/addresses';

const SOURCE = 'the CRD; istio, pkg/config/validation/validation.go';

const rules: readonly Rule<PeerAuthenticationSpec>[] = [
  {
    code: 'KI5601',
    title: 'modes of single ports go with a selector that has labels',
    why: 'Ports are those of Pods, and without a selector no Pods are picked.',
    source: SOURCE,
    check({ portLevelMtls, selector }, report) {
      if (portLevelMtls === undefined || Object.keys(selector?.matchLabels ?? {}).length > 0) return;
      report(['portLevelMtls'], 'there is no selector with labels', 'add selector: { matchLabels: … }');
    },
    good: { value: { portLevelMtls: { '8080': { mode: 'DISABLE' } } } },
    bad: { value: { selector: null, portLevelMtls: { '8080': { mode: 'DISABLE' } } } },
  },
  {
    code: 'KI5602',
    title: 'a port with a mode of its own is a number from 1 to 65535',
    why: 'It is the port of the container, not the name or the number that a Service gives it.',
    source: SOURCE,
    check({ portLevelMtls }, report) {
      for (const port of Object.keys(portLevelMtls ?? {}))
        if (!/^\d+$/.test(port) || !isPort(Number(port)))
          report(['portLevelMtls', port], `the port is "${port}"`, PORT_HINT);
    },
    good: { value: { portLevelMtls: { '8443': { mode: 'PERMISSIVE' } } } },
    bad: [
      { value: { portLevelMtls: { '0': { mode: 'DISABLE' } } } },
      { value: { portLevelMtls: { http: { mode: 'DISABLE' } } } },
    ],
  },
];

export const peerAuthenticationRules = rulesOf(
  'PeerAuthentication',
  [{ kind: PeerAuthentication, at: ['spec'] }],
  rules,
);
