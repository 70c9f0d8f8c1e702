import type { Report } from '../rule';

/** What consumers and producers take for an address: a host and a port, several with commas between them. */
const ADDRESS = /^(?:\[[\da-fA-F:]+\]|[^\s:/[\]]+):\d{1,5}$/;

/** Tells addresses that no client of Kafka can be given. */
export function checkServers(servers: readonly string[] | undefined, report: Report): void {
  for (const [i, server] of (servers ?? []).entries()) {
    const wrong = server.split(',').find((part) => !ADDRESS.test(part.trim()));
    if (wrong === undefined) continue;
    const rest = wrong.trim().replace(/^[\w+]*:\/\//, '');
    const host = rest.replace(/:.*$/s, '');
    const hint = ADDRESS.test(rest) ? `write ${rest}` : `write HOST:PORT${host === '' ? '' : `, such as ${host}:9092`}`;
    report(['spec', 'bootstrapServers', i], `"${wrong.trim()}" is not HOST:PORT`, hint);
  }
}

/** Whether Kafka takes a name for a topic. */
export function isTopicName(name: string): boolean {
  return /^[\w.-]{1,249}$/.test(name) && name !== '.' && name !== '..';
}

export const TOPIC_HINT = 'use letters, digits, dots, dashes and underscores, at most 249';

/** Tells a number that has to be above zero. */
export function checkAboveZero(value: number | undefined, field: string, report: Report): void {
  if (value !== undefined && value <= 0) report(['spec', field], `${field} is ${value}`, 'write 1 or more');
}
