import type { FieldPath } from '../../rules/diagnostic';
import type { ReplaceImage } from './places';
import { formatImage, type ImageReference, parseImage } from './reference';

/** Values of Istio's charts, as its ConfigMaps hold them in JSON. */
interface IstioValues {
  readonly global: {
    readonly hub: string;
    readonly tag: string | number;
    readonly variant?: string;
    readonly [part: string]: unknown;
  };
  readonly [part: string]: unknown;
}

/** Whether a text is the JSON of Istio's values, in which an image is spread over hub, name and tag. */
export function isIstioValues(text: string): boolean {
  return /^\s*\{/.test(text) && valuesIn(text) !== undefined;
}

function valuesIn(text: string): IstioValues | undefined {
  if (!text.includes('"hub"')) return undefined;
  try {
    const values = JSON.parse(text) as Partial<IstioValues>;
    return typeof values.global?.hub === 'string' ? (values as IstioValues) : undefined;
  } catch {
    return undefined;
  }
}

/** Parts of `global` that name an image of the hub. */
const PROXIES = ['proxy', 'proxy_init'] as const;

/** The proxy that values name no image for. */
const PROXY = 'proxyv2';

/**
 * The JSON with another hub. Where an image is not called as before in the new hub, the image itself gets its whole
 * reference, which the injector takes as it is.
 */
export function istioImages(text: string, at: FieldPath, replace: ReplaceImage): string {
  const values = valuesIn(text)!;
  const { hub, tag, variant } = values.global;
  const suffix = variant === undefined || variant === '' ? '' : `-${variant}`;
  const named = PROXIES.flatMap((part) => {
    const { image } = (values.global[part] ?? {}) as { readonly image?: unknown };
    return typeof image === 'string' ? [{ part, image }] : [];
  });
  // Values that were given, and not merged, may leave the image to the charts.
  const images = named.length > 0 ? named : [{ part: undefined, image: PROXY }];
  const moves = images.flatMap(({ part, image }) => {
    const whole = image.includes('/') ? image : `${hub}/${image}:${tag}${suffix}`;
    const reference = parseImage(whole);
    if (reference === undefined) return [];
    const path = [...at, 'global', ...(part === undefined ? ['hub'] : [part, 'image'])];
    const replacement = replace({ text: whole, reference, place: 'istio', at: path });
    const hubThere = image.includes('/') ? undefined : hubOf(replacement, reference, image);
    return [{ part: part ?? PROXIES[0], whole, replacement, hub: hubThere }];
  });
  if (moves.every(({ whole, replacement }) => whole === replacement)) return text;
  const [first] = moves;
  const oneHub = first?.hub !== undefined && moves.every((move) => move.hub === first.hub);
  const global: Record<string, unknown> = oneHub ? { ...values.global, hub: first.hub } : { ...values.global };
  if (!oneHub) {
    for (const { part, replacement } of moves) global[part] = { ...(global[part] as object), image: replacement };
  }
  return written({ ...values, global: global as IstioValues['global'] }, text);
}

/** The JSON with a secret that injected sidecars pull with. */
export function withIstioPullSecret(text: string, secret: string): string {
  const values = valuesIn(text)!;
  const { imagePullSecrets } = values.global;
  const given = Array.isArray(imagePullSecrets) ? imagePullSecrets : [];
  if (given.includes(secret)) return text;
  return written({ ...values, global: { ...values.global, imagePullSecrets: [...given, secret] } }, text);
}

function written(values: IstioValues, before: string): string {
  return `${JSON.stringify(values, null, 2)}${/\s*$/.exec(before)![0]}`;
}

/** The hub that gives the same image under the same name; undefined if there is none. */
function hubOf(replacement: string, { tag, digest }: ImageReference, image: string): string | undefined {
  const moved = parseImage(replacement);
  if (moved === undefined || moved.tag !== tag || moved.digest !== digest) return undefined;
  const end = `/${image}`;
  if (!`/${moved.repository}`.endsWith(end)) return undefined;
  const repository = formatImage({ registry: moved.registry, repository: moved.repository });
  return repository.slice(0, -end.length);
}
