/** An object that is referred to by its name: a construct, or anything else that has one. */
export interface INamed {
  readonly name: string;
}

/** The name of an object that is given as such or by its name. */
export function nameOf(object: string | INamed): string {
  return typeof object === 'string' ? object : object.name;
}

/** A reference by name alone, where an object is given. */
export function namedRef(object: string | INamed | undefined): { name: string } | undefined {
  return object === undefined ? undefined : { name: nameOf(object) };
}
