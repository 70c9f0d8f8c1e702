import type { KubeObject } from '../../lib/api/meta/v1';
import { findReferee } from './find-referee';
import type { Flags } from './flags';
import { type Capabilities, capabilitiesOf } from './programs/capabilities';
import { LineProcess, WINDOW } from './programs/line-process';

/** What upstream's code says of one field, or of the object as a whole where it names no path. */
export interface UpstreamError {
  readonly message: string;
  readonly paths?: readonly string[];
  readonly details?: string;
  readonly level: 'Error' | 'Warning';
}

/** Upstream's verdict of an object. */
export interface Verdict {
  readonly id: string;
  /** The object as upstream's defaulting webhook leaves it; absent where it can't be decoded, or no webhook does. */
  readonly defaulted?: KubeObject;
  readonly errors: readonly UpstreamError[];
  /** Why there is no verdict by the validator, such as an object that can't be decoded. */
  readonly failed?: string;
}

/** The circumstances in which an object is applied. */
export interface Circumstances {
  /** The object that it replaces. @default - none: it is created */
  readonly before?: KubeObject;
  /** Whether the object is sent whole in its place, not merged into it as `kubectl apply` does. @default false */
  readonly isWhole?: boolean;
  /** What the cluster's ConfigMaps set. @default - they are as they were shipped */
  readonly flags?: Flags;
  /** Who applies it. @default - an administrator */
  readonly user?: string;
}

/** An object to judge, and in which circumstances. */
export interface Question extends Circumstances {
  readonly object: KubeObject;
}

/** The validators and defaulters of Knative, Tekton and Istio, as upstream compiled them. */
export interface Upstream {
  /** Whether there is a webhook upstream for such an object, and it is part of these programs. */
  knows(object: KubeObject): boolean;
  /** Whether the circumstances can be had: an older program knows no flags. */
  canJudge(question: Question): boolean;
  judge(object: KubeObject, circumstances?: Circumstances): Promise<Verdict>;
  /** Verdicts in the order of the questions, which are read no faster than they are answered. */
  judgeAll(questions: Iterable<Question>): AsyncGenerator<Verdict>;
  end(): Promise<void>;
}

/** Whether upstream lets the object pass. */
export function isAccepted({ errors, failed }: Verdict): boolean {
  return failed === undefined && !errors.some(({ level }) => level === 'Error');
}

/**
 * Upstream's code, as one process for each program that is there and asked; undefined, aloud, where the one that judges
 * Knative is absent.
 */
export function startUpstream(): Upstream | undefined {
  const knative = findReferee('upstream-oracle');
  if (knative === undefined) return undefined;
  const istio = findReferee('istio-oracle');
  return new Webhooks([knative, istio].filter((path) => path !== undefined).map((path) => new Webhook(path)));
}

/** One program, which runs from the first question on. */
class Webhook {
  public readonly capabilities: Capabilities;
  #process: LineProcess<Verdict> | undefined;

  public constructor(private readonly program: string) {
    this.capabilities = capabilitiesOf(program);
  }

  public ask(request: object): Promise<Verdict> {
    this.#process ??= new LineProcess(this.program);
    return this.#process.ask(request);
  }

  public async end(): Promise<void> {
    await this.#process?.end();
  }
}

class Webhooks implements Upstream {
  public constructor(private readonly webhooks: readonly Webhook[]) {}

  public knows(object: KubeObject): boolean {
    return this.#of(object) !== undefined;
  }

  public canJudge({ object, before, flags = {} }: Question): boolean {
    const capabilities = this.#of(object)?.capabilities;
    if (capabilities === undefined || (before !== undefined && !capabilities.update)) return false;
    return Object.keys(flags).every((family) => capabilities.flags.includes(family));
  }

  public judge(object: KubeObject, { before, isWhole, flags, user }: Circumstances = {}): Promise<Verdict> {
    // What none of them knows is for the first to refuse.
    const webhook = this.#of(object) ?? this.webhooks[0]!;
    const change = isWhole ? 'update' : 'apply';
    return webhook.ask({ op: before === undefined ? 'create' : change, object, old: before, flags, user });
  }

  public async *judgeAll(questions: Iterable<Question>): AsyncGenerator<Verdict> {
    const pending: Promise<Verdict>[] = [];
    for (const { object, ...circumstances } of questions) {
      const verdict = this.judge(object, circumstances);
      // Who stops asking half-way doesn't wait for it.
      verdict.catch(() => undefined);
      pending.push(verdict);
      if (pending.length >= WINDOW) yield await pending.shift()!;
    }
    for (const verdict of pending) yield await verdict;
  }

  public async end(): Promise<void> {
    await Promise.all(this.webhooks.map((webhook) => webhook.end()));
  }

  #of({ apiVersion, kind, metadata }: KubeObject): Webhook | undefined {
    const name = `${apiVersion}/${kind}`;
    return this.webhooks.find(({ capabilities: { kinds, configMaps } }) =>
      name === 'v1/ConfigMap' ? configMaps.has(`${metadata?.namespace}/${metadata?.name}`) : kinds.has(name),
    );
  }
}
