import { setTimeout } from 'node:timers/promises';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { type ApiClient, ApiError, nameOf } from '../../../lib/controller/client';
import { type AdmissionWebhook, admissionWebhooksOf, type WebhookRule } from '../../../lib/graph/webhooks';

/** What the webhooks' Pods don't do, to see what becomes of it. */
export interface Faults {
  /** Write no certificate into webhook configurations. */
  noCertificates: boolean;
  /** Write no rules into webhook configurations. */
  noRules: boolean;
}

type Pod = KubeObject<
  { readonly nodeName?: string; readonly containers: readonly { readonly name: string; readonly image: string }[] },
  { readonly phase?: string; readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
>;

const NODE = 'played';
const EVERY_MS = 400;

/** A node that is silent for 50 s takes the readiness of its Pods with it. */
const BEAT_EVERY_MS = 5000;

/**
 * Plays what doesn't run here: a kubelet whose Pods are ready as soon as they are there, and the Pods of the platform as
 * far as they write into the cluster: certificates and rules into their webhook configurations.
 */
export class PlayedRuntime {
  public readonly faults: Faults = { noCertificates: false, noRules: false };
  readonly #stop = new AbortController();
  #playing: Promise<unknown> | undefined;
  #address = 0;

  public constructor(
    private readonly client: ApiClient,
    private readonly caBundle: string,
  ) {}

  public start(): void {
    this.#playing = Promise.all([
      this.#each(BEAT_EVERY_MS, () => this.#beat()),
      this.#each(EVERY_MS, () => this.#play()),
    ]);
  }

  public async stop(): Promise<void> {
    this.#stop.abort();
    await this.#playing;
  }

  async #each(ms: number, work: () => Promise<void>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      // What was just there may be gone, and who writes may come too late: the next round sees.
      await work().catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
      });
      await setTimeout(ms);
    }
  }

  async #play(): Promise<void> {
    for (const pod of await this.client.list<Pod>('v1', 'Pod')) await this.#run(pod);
    await this.#runWebhooks();
    await this.#runConversions();
  }

  async #beat(): Promise<void> {
    const node: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE } };
    await this.client.apply(node);
    const lastHeartbeatTime = new Date().toISOString();
    const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime };
    await this.client.patch(nameOf(node), { status: { conditions: [ready] } }, { part: 'status' });
  }

  async #run(pod: Pod): Promise<void> {
    const { name = '', namespace = '', deletionTimestamp, ownerReferences = [] } = pod.metadata;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    if (deletionTimestamp !== undefined) {
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 };
      await this.client.request({ method: 'DELETE', path, body });
      return;
    }
    const isLost = pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'False') ?? false;
    if (pod.status?.phase !== 'Pending' && !(pod.status?.phase === 'Running' && isLost)) return;
    if (pod.spec?.nodeName === undefined) {
      const target = { apiVersion: 'v1', kind: 'Node', name: NODE };
      const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target };
      await this.client.request({ method: 'POST', path: `${path}/binding`, body: binding });
    }
    const isDone = ownerReferences.some(({ kind }) => kind === 'Job');
    await this.client.patch(
      nameOf(pod),
      { status: isDone ? this.#succeeded(pod) : this.#running(pod) },
      { part: 'status' },
    );
  }

  #running({ spec }: Pod): object {
    const podIP = `10.200.${++this.#address >> 8}.${this.#address & 255}`;
    const now = new Date().toISOString();
    return {
      phase: 'Running',
      podIP,
      podIPs: [{ ip: podIP }],
      startTime: now,
      conditions: ['Initialized', 'ContainersReady', 'Ready'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: now,
      })),
      containerStatuses: spec?.containers.map(({ name, image }) => ({
        name,
        image,
        imageID: image,
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: { startedAt: now } },
      })),
    };
  }

  #succeeded({ spec }: Pod): object {
    const now = new Date().toISOString();
    const terminated = { exitCode: 0, reason: 'Completed', startedAt: now, finishedAt: now };
    return {
      phase: 'Succeeded',
      startTime: now,
      containerStatuses: spec?.containers.map(({ name, image }) => ({
        name,
        image,
        imageID: image,
        ready: false,
        restartCount: 0,
        state: { terminated },
      })),
    };
  }

  async #runWebhooks(): Promise<void> {
    for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
      for (const configuration of await this.client.list<KubeObject>('admissionregistration.k8s.io/v1', kind)) {
        await this.#runWebhook(configuration);
      }
    }
  }

  async #runWebhook(configuration: KubeObject): Promise<void> {
    const entries = (configuration as unknown as { readonly webhooks?: readonly Entry[] }).webhooks ?? [];
    const webhooks = admissionWebhooksOf(configuration);
    const written: unknown[] = [];
    for (const [i, entry] of entries.entries()) {
      const webhook = webhooks[i]!;
      written.push((await this.#isRunning(webhook)) ? this.#written(entry, webhook) : entry);
    }
    if (JSON.stringify(written) === JSON.stringify(entries)) return;
    await this.client.patch(nameOf(configuration), { webhooks: written });
  }

  #written(entry: Entry, { name, rules }: AdmissionWebhook): object {
    const { noCertificates, noRules } = this.faults;
    return {
      ...entry,
      clientConfig: noCertificates ? entry.clientConfig : { ...entry.clientConfig, caBundle: this.caBundle },
      ...(rules.length === 0 && !noRules && { rules: rulesOf(name) }),
      // As istiod does when it can answer.
      ...(name.endsWith('validation.istio.io') && { failurePolicy: 'Fail' }),
    };
  }

  async #isRunning({ service }: AdmissionWebhook): Promise<boolean> {
    if (service === undefined) return false;
    const slices = await this.client.list<KubeObject & { readonly endpoints?: readonly unknown[] }>(
      'discovery.k8s.io/v1',
      'EndpointSlice',
      { namespace: service.namespace, labelSelector: `kubernetes.io/service-name=${service.name}` },
    );
    return slices.some(({ endpoints }) => (endpoints ?? []).length > 0);
  }

  async #runConversions(): Promise<void> {
    const definitions = await this.client.list<Definition>('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    for (const definition of definitions) {
      const { clientConfig } = definition.spec?.conversion?.webhook ?? {};
      if (clientConfig === undefined || clientConfig.caBundle !== undefined) continue;
      const webhook = { clientConfig: { caBundle: this.caBundle } };
      await this.client.patch(nameOf(definition), { spec: { conversion: { webhook } } });
    }
  }
}

interface Entry {
  readonly clientConfig: object;
}

type Definition = KubeObject<{
  readonly conversion?: { readonly webhook?: { readonly clientConfig?: { readonly caBundle?: string } } };
}>;

/** The rules that upstream's Pods write where the release has none, by the names of their webhooks. */
const RULES: readonly (readonly [name: RegExp, groups: readonly string[], resources: readonly string[]])[] = [
  [/bindings\.webhook/, [], []],
  [/^mill\./, ['grain.example.com'], ['breads']],
  [/^config\./, [''], ['configmaps/*']],
  [/istio\.networking\.internal/, ['networking.internal.knative.dev'], ['ingresses', 'ingresses/*']],
  [/inmemorychannel/, ['messaging.knative.dev'], ['inmemorychannels', 'inmemorychannels/*']],
  [/kafka/, ['eventing.knative.dev'], ['kafkasinks', 'kafkasinks/*']],
  [/eventing/, ['eventing.knative.dev'], ['brokers', 'brokers/*', 'triggers', 'triggers/*']],
  [/pipeline/, ['tekton.dev'], ['tasks', 'tasks/*', 'pipelines', 'pipelines/*']],
  [/triggers/, ['triggers.tekton.dev'], ['clusterinterceptors', 'triggertemplates', 'triggertemplates/*']],
];

function rulesOf(name: string): WebhookRule[] {
  const [, apiGroups, resources] = RULES.find(([pattern]) => pattern.test(name)) ?? [];
  if (apiGroups === undefined || resources === undefined) throw new Error(`nobody told the rules of ${name}`);
  return apiGroups.length === 0 ? [] : [{ apiGroups, apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources }];
}
