// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no header may hold
const CONTROL = /[\u0000-\u0008\u000A-\u001F\u007F]/;

type State = 'text' | 'name' | 'arguments' | 'item' | 'string' | 'delimiter' | 'closing' | 'end';

/** What is wrong with the value of a header in which Envoy's variables may stand. */
export function headerValueFault(text: string): string | undefined {
  if (CONTROL.test(text)) return `"${text}" holds control characters`;
  let state: State = 'text';
  for (let i = 0; i < text.length; i++) {
    const isEscape = (state === 'text' && text.startsWith('%%', i)) || (state === 'string' && text[i] === '\\');
    if (isEscape) {
      if (i + 1 === text.length) return unfinished(text);
      i++;
      continue;
    }
    const next = AFTER[state](text[i]!);
    if (next === undefined) return `"${text}" has a variable that can't be read`;
    state = next;
  }
  return state === 'text' ? undefined : unfinished(text);
}

function unfinished(text: string): string {
  return `"${text}" has a percent sign that begins a variable and nothing that ends it`;
}

const spaceOr = (states: Readonly<Record<string, State>>, state: State) => (character: string) =>
  states[character] ?? (character === ' ' ? state : undefined);

/** The state after each character: a variable is `%NAME%`, `%NAME(text)%` or `%NAME(["a", "b"])%`. */
const AFTER: Readonly<Record<State, (character: string) => State | undefined>> = {
  text: (character) => (character === '%' ? 'name' : 'text'),
  name: (character) => (({ '%': 'text', '(': 'arguments' })[character] as State | undefined) ?? 'name',
  arguments: (character) => (({ '[': 'item', ' ': 'arguments' })[character] as State | undefined) ?? 'string',
  item: spaceOr({ '"': 'string' }, 'item'),
  string: (character) => (({ ')': 'end', '"': 'delimiter' })[character] as State | undefined) ?? 'string',
  delimiter: spaceOr({ ',': 'item', ']': 'closing' }, 'delimiter'),
  closing: spaceOr({ ')': 'end' }, 'closing'),
  end: spaceOr({ '%': 'text' }, 'end'),
};
