/**
 * Marks the objects of a class, so that two installed copies of this package know each other's objects.
 * Use with `hasBrand`, never with a bare `instanceof`.
 */
export function brand(object: object, name: string): void {
  Object.defineProperty(object, Symbol.for(`cdk8s-knative.${name}`), { value: true });
}

export function hasBrand(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Symbol.for(`cdk8s-knative.${name}`) in value;
}
