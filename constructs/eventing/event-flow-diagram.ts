import type { SubscriptionsAPIFilter } from '../../lib/api/duck/v1/filter';
import { Resource } from '../base/resource';
import type { FlowBranch, FlowPart } from './event-flow-parts';
import { type EventFilter, lowerFilter } from './filter';
import type { ISink } from './sink';

/** A flow as a Mermaid flowchart: what events pass, from left to right. */
export function flowDiagram(hub: string, parts: readonly FlowPart[], deadLetters: ISink | undefined): string {
  const chart = new Flowchart();
  const entry = chart.node(hub, HUB);
  let before: Way[] = [{ from: entry }];
  for (const part of parts) {
    switch (part.kind) {
      case 'source':
        chart.edge({ from: chart.node(sourceLabel(part.source), SOURCE) }, entry);
        break;
      case 'where':
        before = before.map(({ from }) => ({ from, label: filterLabel(part.filter) }));
        break;
      case 'steps':
        for (const step of part.steps) before = [{ from: chart.reach(before, step.sinkName, BOX) }];
        break;
      case 'flow':
        before = [{ from: chart.reach(before, part.flow.sinkName, FLOW) }];
        break;
      case 'split':
        before = chart.split(before, part.branches);
        break;
      case 'to':
        chart.reach(before, part.sink.sinkName, BOX);
    }
  }
  if (deadLetters !== undefined) chart.edge({ from: entry }, chart.node(deadLetters.sinkName, BOX), DEAD_LETTERS);
  return chart.text;
}

/** Where an edge begins, and what is written at it. */
interface Way {
  readonly from: string;
  readonly label?: string;
}

type Shape = readonly [open: string, close: string];

const BOX: Shape = ['[', ']'];
const HUB: Shape = ['([', '])'];
const SOURCE: Shape = ['>', ']'];
const FLOW: Shape = ['[[', ']]'];
const FILTER: Shape = ['{{', '}}'];
const FORK: Shape = ['{', '}'];
const DEAD_LETTERS = '-. dead letters .->';

class Flowchart {
  readonly #lines = ['flowchart LR'];
  #count = 0;

  public get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  public node(label: string, [open, close]: Shape): string {
    const id = `n${this.#count++}`;
    this.#lines.push(`  ${id}${open}${quote(label)}${close}`);
    return id;
  }

  public edge({ from, label }: Way, to: string, arrow = '-->'): void {
    this.#lines.push(`  ${from} ${arrow}${label === undefined ? '' : `|${quote(label)}|`} ${to}`);
  }

  /** A node to which all these ways lead. */
  public reach(ways: readonly Way[], label: string, shape: Shape): string {
    const node = this.node(label, shape);
    for (const way of ways) this.edge(way, node);
    return node;
  }

  public split(ways: readonly Way[], branches: readonly FlowBranch[]): Way[] {
    const fork = this.reach(ways, 'all of', FORK);
    return branches.map(({ filter, to }) => {
      const from = filter === undefined ? fork : this.reach([{ from: fork }], filter.sinkName, FILTER);
      return { from: this.reach([{ from }], to.sinkName, BOX) };
    });
  }
}

function sourceLabel(source: unknown): string {
  return source instanceof Resource ? `${source.kind}<br/>${source.name}` : 'source';
}

/** What a filter asks for, in a few words. */
function filterLabel(given: EventFilter): string {
  const { filter, filters = [] } = lowerFilter(given);
  if (filter?.attributes !== undefined) return pairs(filter.attributes, (value) => value);
  return filters.map(expressionLabel).join(' and ');
}

function expressionLabel(filter: SubscriptionsAPIFilter): string {
  const { exact, prefix, suffix, all, any, not, cesql } = filter;
  if (exact !== undefined) return pairs(exact, (value) => value);
  if (prefix !== undefined) return pairs(prefix, (value) => `${value}…`);
  if (suffix !== undefined) return pairs(suffix, (value) => `…${value}`);
  if (all !== undefined) return all.map(expressionLabel).join(' and ');
  if (any !== undefined) return `(${any.map(expressionLabel).join(' or ')})`;
  if (not !== undefined) return `not (${expressionLabel(not)})`;
  return cesql ?? '';
}

function pairs(attributes: Readonly<Record<string, string>>, show: (value: string) => string): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name} = ${show(value)}`)
    .join(' and ');
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`;
}
