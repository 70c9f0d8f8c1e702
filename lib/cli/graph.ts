import { type Command, Option } from 'commander';
import { toDot, toJson, toMermaid } from '../graph/diagram';
import type { ResourceGraph } from '../graph/graph';
import { graphOfManifests, loadManifests, problemFinding } from '../manifests';
import { toText } from './format/text';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor, readAll } from './io';

interface Options {
  readonly format: 'mermaid' | 'dot' | 'json';
}

const HELP = `
Examples:
  $ cdk8s-knative graph k8s/                      a flowchart that GitHub and GitLab draw in Markdown
  $ cdk8s-knative graph k8s/ --format dot | dot -Tsvg > k8s.svg
  $ cdk8s-knative graph k8s/ --format json | jq '.danglings'
${EXIT_CODE_HELP}`;

/** `graph`: draws which object refers to which. */
export function addGraph(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  program
    .command('graph')
    .summary('draw which object refers to which')
    .description('Draws the objects of these manifests and their references to each other.')
    .argument('<paths...>', 'files, folders, or -')
    .addOption(new Option('--format <format>', 'how to draw it').choices(['mermaid', 'dot', 'json']).default('mermaid'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => exit(await graph(paths, options, io)));
}

async function graph(paths: readonly string[], { format }: Options, io: Io): Promise<ExitCode> {
  const { objects, problems } = await loadManifests(paths, { cwd: io.cwd, stdin: () => readAll(io.stdin) });
  if (problems.length > 0) {
    // A drawing that silently lacks what could not be read would be taken for the whole.
    const findings = problems.map(problemFinding);
    io.stderr.write(toText({ findings }, paintFor(io.stderr, io.env)));
    return exitCodes.input;
  }
  io.stdout.write(drawn(graphOfManifests(objects).graph, format));
  return exitCodes.good;
}

function drawn(graph: ResourceGraph, format: Options['format']): string {
  switch (format) {
    case 'mermaid':
      return toMermaid(graph);
    case 'dot':
      return toDot(graph);
    case 'json':
      return `${JSON.stringify(toJson(graph), undefined, 2)}\n`;
  }
}
