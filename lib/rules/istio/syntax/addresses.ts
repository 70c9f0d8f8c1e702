import { isIP } from 'node:net';

const UNIX = 'unix://';
const MAX_PORT = 65_535;

export const PORT_HINT = 'write a number from 1 to 65535';

export function isPort(number: number): boolean {
  return number >= 1 && number <= MAX_PORT;
}

export function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** An address, or a range of them as `10.0.0.0/8`. */
export function isSubnet(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (more.length > 0) return false;
  const version = isIP(address);
  if (bits === undefined) return version !== 0;
  return version !== 0 && /^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

export function isUnixSocket(text: string): boolean {
  return text.startsWith(UNIX);
}

/** What is wrong with the path of a Unix socket. An abstract one begins with `@`. */
export function socketFault(text: string): string | undefined {
  const path = text.slice(UNIX.length);
  if (path === '') return `"${text}" names no file`;
  if (path.startsWith('@')) return undefined;
  return path.startsWith('/') && !path.endsWith('/') ? undefined : `"${path}" is no absolute path of a file`;
}
