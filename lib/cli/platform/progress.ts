import type { InstallEvent, Pending } from '../../platform/install/install';
import { objectName } from '../../platform/install/remove';
import { type Io, type Paint, paintFor } from '../io';

type Tally = Map<string, number>;

/** How often lines tell what is waited for while it stays the same, in milliseconds. */
const REPEAT_MS = 15_000;

/** On a terminal, what goes on now stands in one line that is written over; elsewhere each change has a line. */
export function progressFor({ stderr, env }: Io, clock: () => number = Date.now): (event: InstallEvent) => void {
  const paint = paintFor(stderr, env);
  const line = stderr.isTTY === true ? lastLine(stderr) : undefined;
  const say = (text: string) => stderr.write(`${line?.clear() ?? ''}${text}\n`);
  let tally: Tally = new Map();
  let heading = '';
  let told: { readonly text: string; readonly at: number } | undefined;
  return (event) => {
    switch (event.type) {
      case 'stage':
        tally = new Map();
        told = undefined;
        heading = `[${event.number}/${event.of}] ${event.stage.title}`;
        if (line === undefined) say(`${heading}: ${objects(event.stage.nodes.length)}`);
        else line.show(heading);
        return;
      case 'applied':
        tally.set(event.outcome, (tally.get(event.outcome) ?? 0) + 1);
        if (line !== undefined) line.show(`${heading}: ${summary(tally)}`);
        return;
      case 'skipped':
        say(`  ${paint('yellow', 'skipped')} ${objectName(event.node.object)}: ${event.reason}`);
        return;
      case 'retry':
        if (line === undefined) say(`  again: ${objectName(event.node.object)}: ${event.reason}`);
        else line.show(`${heading}: again: ${objectName(event.node.object)}: ${event.reason}`);
        return;
      case 'deferred':
        say(`  later: ${objectName(event.node.object)}: ${event.reason}`);
        return;
      case 'waiting': {
        const text = waitingText(event.pending);
        if (line !== undefined) line.show(`${heading}: ${text}`);
        else if (told?.text !== text || clock() - told.at >= REPEAT_MS) {
          say(`  ${text}`);
          told = { text, at: clock() };
        }
        return;
      }
      case 'ready':
        say(done(heading, tally, paint, line === undefined));
    }
  };
}

function done(heading: string, tally: Tally, paint: Paint, isPlain: boolean): string {
  const text = summary(tally) || 'nothing to do';
  return isPlain ? `  ${text}` : `${paint('cyan', '✓')} ${heading}: ${text}`;
}

/** `3 created, 1 changed, 12 unchanged` */
export function summary(tally: ReadonlyMap<string, number>): string {
  const order = ['created', 'changed', 'replaced', 'unchanged', 'skipped', 'deleted'];
  return order.flatMap((outcome) => (tally.has(outcome) ? [`${tally.get(outcome)} ${outcome}`] : [])).join(', ');
}

function waitingText(pending: readonly Pending[]): string {
  const [first] = pending;
  const more = pending.length > 1 ? ` and ${pending.length - 1} more` : '';
  return `waiting for ${objectName(first!.object)}${more}: ${first!.reason}`;
}

function objects(count: number): string {
  return `${count} object${count === 1 ? '' : 's'}`;
}

/** The last line of a terminal, to be written over. A longer text than the line is cut: two lines would stay. */
function lastLine(output: Io['stderr'] & { readonly columns?: number }): { show(text: string): void; clear(): string } {
  const CLEAR = '\r\u001b[K';
  let isShown = false;
  return {
    show(text) {
      const width = (output.columns ?? 80) - 1;
      const [line = ''] = text.split('\n', 1);
      output.write(`${CLEAR}${line.length > width ? `${line.slice(0, width - 1)}…` : line}`);
      isShown = true;
    },
    clear() {
      const text = isShown ? CLEAR : '';
      isShown = false;
      return text;
    },
  };
}
