import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Destination } from '../../lib/api/duck/v1/destination';
import { brand } from '../base/brand';
import { foundValue } from '../base/found-value';
import { assertKnownProps } from '../base/known-props';
import { objectName } from '../base/object-name';
import { assertPlainProps } from '../base/plain-data';
import { Program } from '../base/program';
import { SynthError, type SynthFault } from '../base/synth-error';
import { watchedProps } from '../base/watched-props';
import type { IBroker } from './broker-reference';
import { Channel } from './channel';
import type { IChannel } from './channel-reference';
import type { DeliveryProps } from './delivery';
import { flowDiagram } from './event-flow-diagram';
import { NextStage } from './event-flow-next';
import type { EventFlowProps, FlowBranch, FlowPart, FlowSource, FlowStageOptions } from './event-flow-parts';
import type { EventFilter } from './filter';
import { Parallel } from './parallel';
import { Sequence, type StepProps, stepOf } from './sequence';
import { type ISink, isSink, SINKS } from './sink';
import { Subscription } from './subscription';
import { Trigger } from './trigger';

/**
 * The way of events, said in one breath: from sources, past a filter, through steps, down branches, to an end.
 *
 * Becomes: with `broker` a Trigger, else a Channel (unless `entry` is one) and a Subscription, all of the flow's name;
 * a Sequence for each `through` and a Parallel for each `split`. All of them are constructs below the flow.
 *
 * Throws: SynthError KG0008 for parts in the wrong order; at synth KG0003 for a flow that leads nowhere.
 * @example
 * new EventFlow(chart, 'orders', { broker, delivery: { retry: 3, deadLetterSink: letters } })
 *   .from((sink) => new PingSource(chart, 'ping', { sink }))
 *   .where({ type: PingSource.eventType })
 *   .through(validate, enrich)
 *   .to(shipping);
 */
export class EventFlow extends Construct implements ISink {
  public readonly sinkName: string;
  readonly #namespace: string | undefined;
  readonly #channel: EventFlowProps['channel'];
  readonly #delivery: DeliveryProps | undefined;
  /** Where events come in. */
  readonly #hub: EventHub;
  readonly #parts: FlowPart[] = [];
  readonly #stages: (Sequence | Parallel)[] = [];
  #entry: Trigger | Subscription | undefined;
  /** What the next stage is to be put behind; none where nothing comes out. */
  #open: readonly NextStage[] = [];
  #ended = false;

  public constructor(scope: Construct, id: string, given: EventFlowProps = {}) {
    super(scope, id);
    brand(this, 'EventFlow');
    assertPlainProps(given, this.node.path);
    const props = watchedProps(given);
    this.sinkName = props.name ?? id;
    this.#namespace = props.namespace ?? Chart.of(this).namespace;
    this.#channel = props.channel;
    this.#delivery = given.delivery ?? undefined;
    if (props.broker !== undefined && props.entry !== undefined) {
      this.#refuse('exclusive', 'entry', 'both broker and entry are given', 'leave out one of them');
    }
    this.#hub = props.broker === undefined ? { channel: props.entry ?? this.#makeChannel() } : { broker: props.broker };
    // The delivery is read by the stages that get it: here it only counts as known.
    void ('delivery' in props);
    assertKnownProps(props, this.node.path);
    Program.of(this).makeLate(() => this.#assertLeadsOn());
  }

  /**
   * Has sources made that send to the flow. A source that is made elsewhere gets the flow itself as its sink.
   */
  public from(...sources: readonly FlowSource[]): this {
    if (this.#entry !== undefined) {
      this.#refuse('order', 'from', 'a source comes after what its events go through', 'say from() first');
    }
    for (const [i, make] of sources.entries()) {
      if (typeof make === 'function') continue;
      this.#refuse(
        'value',
        `from[${i}]`,
        `found ${foundValue(make)}`,
        'give a function that makes a source for the flow',
      );
    }
    for (const make of sources) this.#parts.push({ kind: 'source', source: make(this) });
    return this;
  }

  /** Lets only events pass that a filter lets: the flow's Trigger has it. Needs a broker. */
  public where(filter: EventFilter, options: FlowStageOptions = {}): this {
    if (this.#entry !== undefined) {
      this.#refuse('order', 'where', 'a second filter, or one after a stage', 'say where() once, right after from()');
    }
    if (this.#hub.broker === undefined) {
      this.#refuse('missing', 'where', 'channels pass every event', 'give the flow a broker, or split() with a filter');
    }
    this.#enter(filter, options.delivery);
    this.#parts.push({ kind: 'where', filter });
    return this;
  }

  /**
   * Sends events through steps: each one's answer is what the next one gets. A flow among them is gone through from
   * its beginning to its end.
   */
  public through(...steps: readonly (ISink | StepProps)[]): this {
    if (steps.length === 0) this.#refuse('missing', 'through', 'there is no step', 'give one or more');
    for (const [i, step] of steps.entries()) this.#assertSink(`through[${i}]`, isSink(step) ? step : step?.sink);
    let row: StepProps[] = [];
    for (const step of steps.map(stepOf)) {
      if (!(#hub in step.sink)) {
        row.push(step);
        continue;
      }
      if (step.sink === this) this.#refuse('order', 'through', 'the flow goes through itself', 'leave it out');
      this.#addSequence(row);
      row = [];
      this.#begin('through');
      this.#goOnTo(step.sink);
      this.#open = step.sink.#handOver();
      this.#parts.push({ kind: 'flow', flow: step.sink });
    }
    this.#addSequence(row);
    return this;
  }

  /** Sends each event down every branch whose filter lets it pass. What branches answer with goes on. */
  public split(...branches: readonly FlowBranch[]): this {
    if (branches.length === 0) this.#refuse('missing', 'split', 'there is no branch', 'give one or more');
    for (const [i, branch] of branches.entries()) this.#assertSink(`split[${i}].to`, branch?.to);
    this.#begin('split');
    const next = new NextStage();
    const parallel = new Parallel(this, this.#nextId('parallel'), {
      ...this.#identity('parallel'),
      branches: branches.map(({ to, ...rest }) => ({ ...rest, subscriber: to })),
      reply: next,
      channel: this.#channel,
      delivery: this.#delivery,
    });
    this.#goOnTo(parallel);
    this.#stages.push(parallel);
    const nested = branches.flatMap(({ to }) => (#hub in to ? to.#handOver() : []));
    this.#open = [next, ...nested];
    this.#parts.push({ kind: 'split', branches });
    return this;
  }

  /** Ends the flow: what comes out of its last stage goes there. */
  public to(sink: ISink): this {
    this.#assertSink('to', sink);
    this.#begin('to');
    this.#goOnTo(sink);
    this.#open = [];
    this.#ended = true;
    this.#parts.push({ kind: 'to', sink });
    return this;
  }

  /** The construct that hands events to the first stage; undefined as long as there is none. */
  public get entry(): Trigger | Subscription | undefined {
    return this.#entry;
  }

  /** The sequences and parallels of the flow, in its order. */
  public get stages(): readonly (Sequence | Parallel)[] {
    return this.#stages;
  }

  /** The flow as a Mermaid flowchart. */
  public diagram(): string {
    const { broker, channel } = this.#hub;
    const hub = broker === undefined ? `Channel<br/>${channel.name}` : `Broker<br/>${broker.name}`;
    return flowDiagram(hub, this.#parts, this.#delivery?.deadLetterSink);
  }

  public toDestination(namespace: string | undefined): Destination {
    return (this.#hub.broker ?? this.#hub.channel).toDestination(namespace);
  }

  /** Has the flow in which this one is nested go on behind its last stage. */
  #handOver(): readonly NextStage[] {
    if (this.#entry === undefined) this.#refuse('order', '', 'a flow without a stage is part of another', NEST_LATER);
    const open = this.#open;
    this.#open = [];
    this.#ended = true;
    return open;
  }

  #addSequence(steps: readonly StepProps[]): void {
    if (steps.length === 0) return;
    this.#begin('through');
    const next = new NextStage();
    const sequence = new Sequence(this, this.#nextId('sequence'), {
      ...this.#identity('sequence'),
      steps,
      reply: next,
      channel: this.#channel,
      delivery: this.#delivery,
    });
    this.#goOnTo(sequence);
    this.#stages.push(sequence);
    this.#open = [next];
    this.#parts.push({ kind: 'steps', steps: steps.map(({ sink }) => sink) });
  }

  /** Refuses another stage where nothing comes out any more. */
  #begin(call: string): void {
    if (this.#entry === undefined) this.#enter(undefined, this.#delivery);
    if (this.#open.length > 0) return;
    const found = this.#ended ? 'the flow has ended' : 'nothing comes out of the flow that is gone through before';
    this.#refuse('order', call, found, this.#ended ? 'say to() once, last' : 'leave its end open, or put it last');
  }

  /** Puts a sink behind what comes before. */
  #goOnTo(sink: ISink): void {
    for (const next of this.#open) next.fill(sink);
  }

  /** Makes what hands events to the first stage. */
  #enter(filter: EventFilter | undefined, delivery = this.#delivery): void {
    const next = new NextStage();
    const { broker, channel } = this.#hub;
    const common = { name: this.sinkName, namespace: this.#namespace, subscriber: next, delivery };
    this.#entry =
      broker === undefined
        ? new Subscription(this, 'subscription', { ...common, channel })
        : new Trigger(this, 'trigger', { ...common, broker, filter });
    this.#open = [next];
  }

  #makeChannel(): IChannel {
    const identity = { name: this.sinkName, namespace: this.#namespace };
    return new Channel(this, 'channel', { ...identity, template: this.#channel });
  }

  /** Id of the next stage of a kind: `sequence`, then `sequence-2`. */
  #nextId(kind: 'sequence' | 'parallel'): string {
    const of = kind === 'sequence' ? Sequence : Parallel;
    const count = this.#stages.filter((stage) => stage instanceof of).length + 1;
    return count === 1 ? kind : `${kind}-${count}`;
  }

  #identity(kind: 'sequence' | 'parallel'): { name: string; namespace: string | undefined } {
    return { name: objectName([this.sinkName, this.#nextId(kind)]), namespace: this.#namespace };
  }

  #assertLeadsOn(): void {
    const leadsOn = this.#ended || this.#stages.length > 0 || this.#parts.some(({ kind }) => kind === 'flow');
    if (!leadsOn) this.#refuse('missing', '', 'the flow leads nowhere', 'say through(), split() or to()');
  }

  #assertSink(path: string, sink: unknown): void {
    if (isSink(sink)) return;
    const fault = sink === undefined || sink === null ? 'missing' : 'value';
    this.#refuse(fault, path, `found ${foundValue(sink)}`, `give ${SINKS}`);
  }

  #refuse(fault: SynthFault, path: string, found: string, hint: string): never {
    throw new SynthError(fault, this.node.path, path, found, hint);
  }
}

const NEST_LATER = 'give it through() or split() before';

/** Where the events of a flow come in. */
type EventHub =
  | { readonly broker: IBroker & ISink; readonly channel?: undefined }
  | { readonly broker?: undefined; readonly channel: IChannel };
