import type { Construct } from 'constructs';
import {
  PeerAuthentication as kind,
  type PeerAuthenticationSpec,
} from '../../lib/api/istio/security/v1/peer-authentication';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** Whether connections must be encrypted by the mesh. */
export type PeerMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE' | 'UNSET';

/** Which connections some Pods take. */
export interface PeerAuthenticationProps extends ResourceProps {
  /** Labels of the Pods. @default - all of the namespace; of the mesh, in its root namespace */
  readonly selector?: Readonly<Record<string, string>>;
  /** What holds for all ports. @default - as the wider policy has it */
  readonly mode?: PeerMode;
  /** What holds for single ports of the Pods, by number; needs a selector. @default - what holds for all */
  readonly ports?: Readonly<Record<number, PeerMode>>;
}

/**
 * Says which connections Pods take: encrypted by the mesh, plain, or both.
 *
 * Becomes: one PeerAuthentication.
 * @example
 * new PeerAuthentication(chart, 'webhook', { selector: { app: 'webhook' }, ports: { 8443: 'PERMISSIVE' } });
 */
export class PeerAuthentication extends Resource<PeerAuthenticationSpec> {
  public constructor(scope: Construct, id: string, given: PeerAuthenticationProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => {
      const { selector, mode, ports } = props;
      return {
        spec: {
          selector: selector && { matchLabels: selector },
          mtls: mode && { mode },
          portLevelMtls:
            ports && Object.fromEntries(Object.entries(ports).map(([port, ofPort]) => [port, { mode: ofPort }])),
        },
      };
    });
  }
}
