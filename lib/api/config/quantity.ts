const QUANTITY = /^(?=.)([+-]?\d*\.?\d*)([a-zA-Z]*[+-]?\d*)$/;
const EXPONENT = /^[eE]([+-]?\d{1,18})$/;

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Reads an amount as Kubernetes writes it (`500m`, `128Mi`, `1e3`); undefined if it is none. */
export function parseQuantity(quantity: number | string): number | undefined {
  if (typeof quantity === 'number') return quantity;
  const parts = QUANTITY.exec(quantity);
  if (parts === null) return undefined;
  const [, amount = '', suffix = ''] = parts;
  // Kubernetes takes a suffix without digits before it for zero of them.
  const digits = /\d/.test(amount) ? amount : '0';
  const exponent = EXPONENT.exec(suffix);
  if (exponent !== null) return Number(`${digits}e${exponent[1]}`);
  const factor = Object.hasOwn(FACTORS, suffix) ? FACTORS[suffix] : undefined;
  return factor === undefined ? undefined : Number(digits) * factor;
}
