import { isFields } from '../draft';

/** One change that makes a manifest what it should be, as JSON Patch has it. */
export type Patch =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** What has to be changed in a manifest so that it becomes another one. Lists of equal length are compared item by item. */
export function patchesBetween(is: unknown, shall: unknown, path = ''): Patch[] {
  if (isFields(is) && isFields(shall)) {
    const gone = Object.keys(is).filter((key) => !Object.hasOwn(shall, key));
    return [
      ...gone.map((key): Patch => ({ op: 'remove', path: `${path}/${escaped(key)}` })),
      ...Object.entries(shall).flatMap(([key, value]): Patch[] => {
        const at = `${path}/${escaped(key)}`;
        return Object.hasOwn(is, key) ? patchesBetween(is[key], value, at) : [{ op: 'add', path: at, value }];
      }),
    ];
  }
  if (Array.isArray(is) && Array.isArray(shall) && is.length === shall.length) {
    return shall.flatMap((value, i) => patchesBetween(is[i], value, `${path}/${i}`));
  }
  return Object.is(is, shall) ? [] : [{ op: 'replace', path, value: shall }];
}

function escaped(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
