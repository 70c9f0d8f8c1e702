import { type Command, Option } from 'commander';
import { toDot, toJson, toMermaid } from '../graph/diagram';
import type { ResourceGraph } from '../graph/graph';
import { toSvg } from '../graph/svg';
import { graphOfManifests, loadManifests, problemFinding } from '../manifests';
import { registryMarkdown, registryOf } from '../rules/eventing/registry';
import { AppError } from './app';
import { toText } from './format/text';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor, readAll } from './io';

const FORMATS = ['mermaid', 'dot', 'svg', 'json'] as const;

interface Options {
  readonly format: (typeof FORMATS)[number];
  readonly events?: boolean;
}

const HELP = `
Examples:
  $ cdk8s-knative graph k8s/                      a flowchart that GitHub and GitLab draw in Markdown
  $ cdk8s-knative graph k8s/ --format svg > k8s.svg
  $ cdk8s-knative graph k8s/ --format json | jq '.danglings'
  $ cdk8s-knative graph k8s/ --events             which types of events there are, from whom and for whom
${EXIT_CODE_HELP}`;

/** `graph`: draws which object refers to which. */
export function addGraph(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  program
    .command('graph')
    .summary('draw which object refers to which')
    .description('Draws the objects of these manifests and their references to each other.')
    .argument('<paths...>', 'files, folders, or -')
    .addOption(new Option('--format <format>', 'how to draw it').choices(FORMATS).default('mermaid'))
    .option('--events', 'a table of the types of events in place of a drawing; with --format json, as data')
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await graph(paths, options, io)));
}

async function graph(paths: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  if (options.events === true && options.format !== 'mermaid' && options.format !== 'json') {
    throw new AppError(
      `--events is a table, and no ${options.format}: leave --format out, or give --format json for data`,
    );
  }
  const { objects, problems } = await loadManifests(paths, { cwd: io.cwd, stdin: () => readAll(io.stdin) });
  if (problems.length > 0) {
    // A drawing that silently lacks what could not be read would be taken for the whole.
    const findings = problems.map(problemFinding);
    io.stderr.write(toText({ findings }, paintFor(io.stderr, io.env)));
    return exitCodes.input;
  }
  const found = graphOfManifests(objects).graph;
  io.stdout.write(options.events === true ? eventTable(found, options.format) : drawn(found, options.format));
  return exitCodes.good;
}

function eventTable(graph: ResourceGraph, format: Options['format']): string {
  const types = registryOf(graph);
  return format === 'json' ? json(types) : registryMarkdown(types);
}

function drawn(graph: ResourceGraph, format: Options['format']): string {
  switch (format) {
    case 'mermaid':
      return toMermaid(graph);
    case 'dot':
      return toDot(graph);
    case 'svg':
      return toSvg(graph);
    case 'json':
      return json({ version: 1, ...toJson(graph) });
  }
}

function json(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
