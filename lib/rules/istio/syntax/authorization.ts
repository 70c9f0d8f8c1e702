import { isSubnet } from './addresses';

const MATCH_ONE = '{*}';
const MATCH_ANY = '{**}';
const LITERAL = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

export function isAddressBlock(text: string): boolean {
  return isSubnet(text);
}

/** A port as text, 0 to 65535. */
export function isPortText(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65_535;
}

/** What is wrong with a value in which `*` may stand at one end. */
export function wildcardFault(text: string): string | undefined {
  if (text === '') return 'a value is empty';
  const inner = text.slice(1, -1);
  const count = text.split('*').length - 1;
  if (count > 1) return `"${text}" has more than one wildcard`;
  return inner.includes('*') ? `"${text}" has a wildcard in its middle` : undefined;
}

/** What is wrong with the name of a ServiceAccount, `name` or `namespace/name`. */
export function serviceAccountFault(text: string): string | undefined {
  const parts = text.split('/');
  if (text.includes('*')) return `"${text}" is a wildcard`;
  return parts.length > 2 || parts.includes('') ? `"${text}" names no ServiceAccount` : undefined;
}

/** What is wrong with a path in which `{*}` stands for one part and `{**}`, last, for any number. */
export function pathFault(text: string): string | undefined {
  const isTemplate = text.includes(MATCH_ONE) || text.includes(MATCH_ANY);
  let isOver = false;
  for (const part of text.replace(/^\/+|\/+$/g, '').split('/')) {
    if (part === MATCH_ONE || part === MATCH_ANY) {
      if (isOver) return `"${text}" goes on after {**}`;
      isOver = part === MATCH_ANY;
      continue;
    }
    if (/[{}]/.test(part)) return `"${part}" is no template: only {*} and {**} are`;
    if (isTemplate && !LITERAL.test(part)) return `"${part}" can't stand beside a template`;
  }
  return undefined;
}
