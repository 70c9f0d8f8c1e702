import type { Expression, ModuleName, Variable } from './expression';
import { Names } from './names';
import type { Program, Statement } from './program';

const WIDTH = 120;
const INDENT = '  ';

/** A program as TypeScript, formatted as Prettier and Biome do. */
export function printProgram(program: Program): string {
  const statements = [...program.charts, ...program.objects.flatMap((object) => object.statements)];
  const imports = importsOf(statements);
  const imported = ['App', ...[...imports.values()].flatMap((names) => [...names])];
  const used = variablesIn(statements);
  const printer = new Printer(new Names(imported, used), used);
  const cdk8s = ['App', ...(imports.get('cdk8s') ?? [])];
  const ours = [...(imports.get('cdk8s-knative') ?? [])];
  const lines = [
    ...program.header.flatMap((text) => comment(text)),
    importLine([...new Set(cdk8s)], 'cdk8s'),
    ...(ours.length === 0 ? [] : [importLine(ours, 'cdk8s-knative')]),
    '',
    'const app = new App();',
    ...program.charts.map((chart) => printer.statement(chart)),
    '',
    ...program.objects.flatMap((object) => [...object.statements.map((statement) => printer.statement(statement)), '']),
    ...program.footer.flatMap((text) => comment(text)),
    ...(program.footer.length === 0 ? [] : ['']),
    'app.synth();',
  ];
  return `${lines.join('\n')}\n`;
}

function importLine(names: readonly string[], from: ModuleName): string {
  const sorted = [...names].sort();
  const line = `import { ${sorted.join(', ')} } from '${from}';`;
  return line.length <= WIDTH
    ? line
    : `import {\n${sorted.map((name) => `${INDENT}${name},\n`).join('')}} from '${from}';`;
}

function importsOf(statements: readonly Statement[]): Map<ModuleName, Set<string>> {
  const imports = new Map<ModuleName, Set<string>>();
  for (const { value } of statements) {
    eachExpression(value, (expression) => {
      if (expression.kind !== 'import') return;
      const names = imports.get(expression.from) ?? new Set<string>();
      imports.set(expression.from, names.add(expression.name));
    });
  }
  return imports;
}

/** The variables that something refers to. */
function variablesIn(statements: readonly Statement[]): ReadonlySet<Variable> {
  const used = new Set<Variable>();
  for (const { value } of statements) {
    eachExpression(value, (expression) => {
      if (expression.kind === 'variable') used.add(expression.variable);
    });
  }
  return used;
}

function eachExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) eachExpression(child, visit);
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.map(([, value]) => value);
    case 'member':
      return [expression.of];
    case 'template':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'call':
    case 'new':
      return [expression.callee, ...expression.args];
    default:
      return [];
  }
}

/** Lines of a comment, broken between words. */
function comment(text: string): string[] {
  const lines: string[] = [];
  let line = '//';
  for (const word of text.split(/\s+/)) {
    if (line.length + 1 + word.length > WIDTH && line !== '//') {
      lines.push(line);
      line = '//';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

class Printer {
  public constructor(
    private readonly names: Names,
    private readonly used: ReadonlySet<Variable>,
  ) {}

  public statement({ value, variable, comments = [] }: Statement): string {
    const head = variable !== undefined && this.used.has(variable) ? `const ${this.names.of(variable)} = ` : '';
    const said = comments.flatMap((text) => comment(text));
    return [...said, `${head}${this.#print(value, head.length + 1, 0)};`].join('\n');
  }

  /** The expression on one line if it fits there, else over several. `used` columns are taken on its first line. */
  #print(expression: Expression, used: number, depth: number): string {
    const flat = this.#flat(expression);
    if (flat !== undefined && !flat.includes('\n') && depth * INDENT.length + used + flat.length <= WIDTH) return flat;
    return this.#broken(expression, used, depth);
  }

  /** On one line, however long it gets; undefined if a text in it has lines of its own. */
  #flat(expression: Expression): string | undefined {
    switch (expression.kind) {
      case 'literal':
        return isLong(expression.value) ? undefined : printLiteral(expression.value);
      case 'import':
        return expression.name;
      case 'variable':
        return this.names.of(expression.variable);
      case 'member':
        return this.#member(this.#flat(expression.of) ?? '', expression.name);
      case 'template':
        return expression.parts.some(isLong) ? undefined : this.#template(expression.parts);
      case 'list':
        return this.#joined(
          expression.items.map((item) => this.#flat(item)),
          (items) => `[${items}]`,
        );
      case 'map': {
        const entries = expression.entries.map(([key, value]) => {
          const flat = this.#flat(value);
          return flat === undefined ? undefined : entry(key, flat);
        });
        return this.#joined(entries, (items) => (items === '' ? '{}' : `{ ${items} }`));
      }
      case 'call':
      case 'new': {
        const callee = this.#flat(expression.callee);
        const head = expression.kind === 'new' ? `new ${callee}` : callee;
        return this.#joined(
          expression.args.map((arg) => this.#flat(arg)),
          (items) => `${head}(${items})`,
        );
      }
    }
  }

  #joined(items: readonly (string | undefined)[], around: (items: string) => string): string | undefined {
    return items.some((item) => item === undefined) ? undefined : around(items.join(', '));
  }

  #broken(expression: Expression, used: number, depth: number): string {
    const inner = INDENT.repeat(depth + 1);
    const end = INDENT.repeat(depth);
    switch (expression.kind) {
      case 'literal':
        return printLiteral(expression.value);
      case 'template':
        return this.#template(expression.parts);
      case 'list':
        return `[\n${expression.items.map((item) => `${inner}${this.#print(item, 1, depth + 1)},\n`).join('')}${end}]`;
      case 'map':
        return `{\n${expression.entries.map(([key, value]) => `${inner}${this.#entry(key, value, depth + 1)},\n`).join('')}${end}}`;
      case 'call':
      case 'new':
        return this.#call(expression, used, depth);
      case 'member':
        return this.#member(this.#print(expression.of, used, depth), expression.name);
      default:
        return this.#flat(expression) ?? '';
    }
  }

  #entry(key: string, value: Expression, depth: number): string {
    const head = entry(key, '');
    return `${head}${this.#print(value, head.length + 1, depth)}`;
  }

  /** The last argument alone goes over several lines if it is a map or a list, as formatters have it. */
  #call(expression: Expression & { kind: 'call' | 'new' }, used: number, depth: number): string {
    const callee = this.#flat(expression.callee) ?? '';
    const head = expression.kind === 'new' ? `new ${callee}` : callee;
    const last = expression.args.at(-1);
    const before = expression.args.slice(0, -1).map((arg) => this.#flat(arg));
    const isHugged =
      last !== undefined && ['map', 'list'].includes(last.kind) && before.every((arg) => arg !== undefined);
    if (isHugged && last !== undefined) {
      const start = `${head}(${before.map((arg) => `${arg}, `).join('')}`;
      if (depth * INDENT.length + used + start.length < WIDTH)
        return `${start}${this.#broken(last, used + start.length, depth)})`;
    }
    const inner = INDENT.repeat(depth + 1);
    const args = expression.args.map((arg) => `${inner}${this.#print(arg, 1, depth + 1)},\n`);
    return args.length === 0 ? `${head}()` : `${head}(\n${args.join('')}${INDENT.repeat(depth)})`;
  }

  #template(parts: readonly (string | Expression)[]): string {
    const printed = parts.map((part) => (typeof part === 'string' ? inTemplate(part) : `\${${this.#flat(part)}}`));
    return `\`${printed.join('')}\``;
  }

  #member(of: string, name: string): string {
    return isIdentifier(name) ? `${of}.${name}` : `${of}[${quoted(name)}]`;
  }
}

function entry(key: string, value: string): string {
  const name = isIdentifier(key) ? key : quoted(key);
  return value === name ? name : `${name}: ${value}`;
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** Texts of several lines are easier to read as they are. */
function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function printLiteral(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '0' : String(value);
  if (!isLong(value) || /[^\P{C}\n]/u.test(value)) return quoted(value);
  return `\`${inTemplate(value)}\``;
}

/** A text as it stands between backticks. */
function inTemplate(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/`/g, '\\`').replace(/\$\{/g, '\\${');
}

/** In single quotes, or in double ones where that saves escapes, as formatters have it. */
function quoted(text: string): string {
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  const json = JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
  if (singles > doubles) return json;
  return `'${json.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
