import { nearest } from '../nearest';
import { ianaZones } from './timezone-names';

/** Trees of the zone database that hold every zone a second time: without and with leap seconds. */
const SECOND_TREES = /^(posix|right)\//;

/** Files of a zone database that are zones without being of the IANA list. */
const LINKS = new Set(['localtime', 'posixrules']);

/**
 * Whether Go's LoadLocation, and so a PingSource, knows a time zone. The name's case matters, abbreviations
 * such as `CST` and offsets such as `UTC+8` are unknown, and both `Local` and the empty name pass.
 */
export function isTimeZone(name: string): boolean {
  if (name === '' || name === 'UTC' || name === 'Local') return true;
  if (name.includes('..') || /^[/\\]/.test(name) || name.endsWith('/')) return false;
  // A zone is looked up as a file, so `Europe//Paris` and `./UTC` are found too.
  const file = name
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  if (name.endsWith('/.')) return false;
  return LINKS.has(file) || isListed(file.replace(SECOND_TREES, ''));
}

let newerZones: ReadonlySet<string> | undefined;

/** Node's own list has zones younger than ours; ours has the old names that Node's leaves out. */
function isListed(name: string): boolean {
  if (ianaZones.has(name)) return true;
  newerZones ??= new Set(Intl.supportedValuesOf('timeZone').filter((zone) => !zone.startsWith('SystemV/')));
  return newerZones.has(name);
}

/** What a zone that people often give otherwise is called. */
const MEANT: Readonly<Record<string, string>> = {
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  EDT: 'America/New_York',
  BST: 'Europe/London',
  CEST: 'Europe/Berlin',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  'Asia/Beijing': 'Asia/Shanghai',
  'Asia/Hanoi': 'Asia/Ho_Chi_Minh',
};

/** The zone that was most likely meant. */
export function nearestTimeZone(name: string): string | undefined {
  const known = MEANT[name.toUpperCase()] ?? MEANT[name];
  if (known !== undefined) return known;
  const offset = /^(?:UTC|GMT)?([+-])0?(\d{1,2})(?::?00)?$/i.exec(name);
  if (offset !== null) {
    // In the Etc area the sign says how far Greenwich is ahead.
    const zone = `Etc/GMT${offset[1] === '+' ? '-' : '+'}${offset[2]}`;
    return ianaZones.has(zone) ? zone : undefined;
  }
  const folded = name.trim().toLowerCase().replaceAll(' ', '_');
  for (const zone of ianaZones) if (zone.toLowerCase() === folded) return zone;
  return nearest(name, ianaZones);
}
