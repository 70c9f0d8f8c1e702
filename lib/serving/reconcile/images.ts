import type { ContainerStatus } from '../../api/serving/v1/revision';
import type { Answer } from '../../controller/reconciler';
import type { Container } from './containers';

/** What is asked of a registry. */
export interface DigestQuestion {
  readonly image: string;
  readonly namespace: string;
  readonly serviceAccount?: string;
  readonly pullSecrets: readonly string[];
}

export type Resolve = (question: DigestQuestion) => Answer<string>;

const BY_DIGEST = /@sha256:[0-9a-f]{64}$/;

/** The digests of all containers' images, or what is in the way of them. */
export function resolveImages(
  containers: readonly Container[],
  skipped: readonly string[],
  ask: (image: string) => Answer<string>,
): Answer<readonly ContainerStatus[]> {
  const statuses: ContainerStatus[] = [];
  let pending = false;
  for (const { name, image } of containers) {
    const answer = digestOf(image, skipped, ask);
    if (answer.state === 'failed') {
      return { state: 'failed', message: `Unable to fetch image "${image}": ${answer.message}` };
    }
    if (answer.state === 'pending') pending = true;
    else statuses.push({ name, ...(answer.value === '' ? {} : { imageDigest: answer.value }) });
  }
  return pending ? { state: 'pending' } : { state: 'known', value: statuses };
}

function digestOf(image: string, skipped: readonly string[], ask: (image: string) => Answer<string>): Answer<string> {
  if (BY_DIGEST.test(image)) return { state: 'known', value: image };
  if (skipped.includes(registryOf(image))) return { state: 'known', value: '' };
  return ask(image);
}

/** The registry of an image: the part before the first slash where it looks like a host, else Docker's own. */
export function registryOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'index.docker.io';
}
