import { isIP } from 'node:net';
import { SynthError } from '../base/synth-error';

/** Names that resolve to the address within them. */
export type MagicDomainService = 'sslip.io' | 'nip.io';

/**
 * A domain whose hosts all resolve to an address, without a DNS server of one's own: `10.0.0.5.sslip.io`. It is known at
 * once, where the job `default-domain` waits for a load balancer.
 *
 * @throws SynthError KG0004 for a text that is no address
 * @example
 * new ClusterBootstrap(chart, 'platform', { serving: { domains: { [magicDomain('192.0.2.10')]: {} } } });
 */
export function magicDomain(address: string, service: MagicDomainService = 'sslip.io'): string {
  switch (isIP(address)) {
    case 4:
      return `${address}.${service}`;
    case 6:
      if (service === 'sslip.io')
        return `${address.replaceAll(':', '-').replace(/^-/, '0-').replace(/-$/, '-0')}.${service}`;
      throw new SynthError('value', 'magicDomain', 'address', `${service} knows no address of IPv6`, 'take sslip.io');
    default:
      throw new SynthError(
        'value',
        'magicDomain',
        'address',
        `"${address}" is no IP address`,
        'give one such as 192.0.2.10',
      );
  }
}
