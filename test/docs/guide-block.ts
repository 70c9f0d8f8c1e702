import { App, Chart, Yaml } from 'cdk8s';
import { diagnosticsOf, resourceGraph } from 'cdk8s-knative';
import { toMermaid } from 'cdk8s-knative/graph';
import { synth } from 'cdk8s-knative/testing';
import ts from 'typescript';
import { formatDiagnostic } from '../../lib/rules';

/** What the packages that a block names are in a test. */
const packages: Record<string, () => Promise<unknown>> = {
  cdk8s: () => import('cdk8s'),
  'cdk8s-knative': () => import('cdk8s-knative'),
  'cdk8s-knative/graph': () => import('cdk8s-knative/graph'),
  'cdk8s-knative/render': () => import('cdk8s-knative/render'),
  'cdk8s-knative/rules': () => import('cdk8s-knative/rules'),
  'cdk8s-knative/pulumi': () => import('cdk8s-knative/pulumi'),
  'cdk8s-knative/testing': () => import('cdk8s-knative/testing'),
  '@pulumi/pulumi': pulumiUnderMocks,
  'node:assert/strict': () => import('node:assert/strict'),
};

/** Pulumi without an engine: whatever a page deploys is there at once, as it was asked for. */
async function pulumiUnderMocks(): Promise<unknown> {
  const pulumi = await import('@pulumi/pulumi');
  const newResource = ({ name, inputs }: { name: string; inputs: object }) => ({ id: name, state: { ...inputs } });
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) });
  return pulumi;
}

/** The codes of our rules: a program may throw nothing else. */
const FAULT = /\bK[A-Z]\d{4} /;

/** How a marked program of a page is judged: by its YAML, by the error that it throws, or by what it prints. */
export type BlockKind = 'example' | 'example: warns' | 'example: throws' | 'example: prints' | 'example: passes';

/** The text that belongs below a program: its YAML, its error or its output. */
export async function outcomeOf(program: string, kind: BlockKind): Promise<string> {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const lines: string[] = [];
  const run = async () => {
    await execute(program, chart, lines);
    return Yaml.stringify(...synth(chart));
  };
  switch (kind) {
    case 'example':
    case 'example: warns': {
      const yaml = await run();
      const warnings = diagnosticsOf(chart).map(formatDiagnostic);
      if (warnings.length > 0 !== (kind === 'example: warns')) throw new Error(`warnings: ${warnings.join('\n')}`);
      return yaml;
    }
    case 'example: throws':
      return run().then(
        () => Promise.reject(new Error('the program throws nothing')),
        (error: Error) => (FAULT.test(error.message) ? `${error.message}\n` : Promise.reject(error)),
      );
    case 'example: prints':
      await execute(program, chart, lines);
      return lines.map((line) => `${line}\n`).join('');
    case 'example: passes':
      await execute(program, chart, lines);
      return '';
  }
}

/** What a program makes, drawn: its objects and what refers to what. */
export async function diagramOf(program: string): Promise<string> {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  await execute(program, chart, []);
  return toMermaid(resourceGraph(chart));
}

async function execute(program: string, chart: Chart, lines: string[]): Promise<void> {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const loaded = new Map<string, unknown>();
  // Pulumi takes long to load: only who names it has it.
  const named = Object.keys(packages).filter((name) => program.includes(`'${name}'`));
  for (const name of named) loaded.set(name, await packages[name]?.());
  const require = (name: string) => loaded.get(name);
  const console = { log: (...words: unknown[]) => lines.push(words.join(' ').trimEnd()) };
  // In a block of its own the program may have a chart of its own.
  new Function('require', 'exports', 'chart', 'console', `{${outputText}\n}`)(require, {}, chart, console);
  if (named.includes('@pulumi/pulumi')) await (await import('@pulumi/pulumi')).runtime.disconnect();
}

/** What the compiler says of programs, which see `chart` as given; by the name of their page. */
export function typeErrors(programs: ReadonlyMap<string, string>, root: string): string[] {
  const { config } = ts.readConfigFile(`${root}/tsconfig.check.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const sources = new Map(Array.from(programs, ([name, text]) => [`${root}/docs/${name}.ts`, withChart(text)]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  // What a page does not use may stand there to show that it is returned.
  const program = ts.createProgram([...sources.keys()], { ...options, noUnusedLocals: false }, host);
  return [...sources.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const faults = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return faults.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

function withChart(text: string): string {
  return /\bconst chart\b/.test(text) ? text : `declare const chart: import('cdk8s').Chart;\n${text}\nexport {};\n`;
}
