import { setTimeout } from 'node:timers/promises';
import type { KubeObject, ObjectMeta } from '../../../lib/api/meta/v1';
import type { ApiClient } from '../api-client';

const INTERVAL_MS = 200;

/** Paths of what the controllers look after. */
const COLLECTIONS = [
  '/apis/serving.knative.dev/v1/services',
  '/apis/eventing.knative.dev/v1/brokers',
  '/apis/eventing.knative.dev/v1/triggers',
] as const;

/** Plays Knative's controllers: says of each object that it is ready, and gives it a URL. */
export class PlayedControllers {
  readonly #ended = new AbortController();
  readonly #playing: Promise<void>;

  /**
   * @param client of the cluster
   * @param neglected whether an object is left alone
   */
  public constructor(
    private readonly client: ApiClient,
    private readonly neglected: (name: string) => boolean,
  ) {
    this.#playing = this.#play();
  }

  public async stop(): Promise<void> {
    this.#ended.abort();
    await this.#playing;
  }

  async #play(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      for (const collection of COLLECTIONS) await this.#lookAfter(collection);
      await setTimeout(INTERVAL_MS);
    }
  }

  async #lookAfter(collection: string): Promise<void> {
    const { body } = await this.client.request('GET', collection);
    const { items = [] } = body as { readonly items?: readonly KubeObject[] };
    for (const { metadata, status } of items) {
      const { observedGeneration } = (status ?? {}) as { readonly observedGeneration?: number };
      if (observedGeneration === metadata.generation || this.neglected(metadata.name ?? '')) continue;
      const [root, plural] = [collection.slice(0, collection.lastIndexOf('/')), collection.split('/').at(-1)];
      const path = `${root}/namespaces/${metadata.namespace}/${plural}/${metadata.name}/status`;
      await this.client.request('PATCH', path, { status: statusOf(metadata) }, 'application/merge-patch+json');
    }
  }
}

function statusOf({ name, namespace, generation }: ObjectMeta): object {
  return {
    observedGeneration: generation,
    url: `http://${name}.${namespace}.example.com`,
    address: { url: `http://broker.example.com/${namespace}/${name}` },
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }],
  };
}
