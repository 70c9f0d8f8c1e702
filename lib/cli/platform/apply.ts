import { type Command, Option } from 'commander';
import type { Connection } from '../../controller/client';
import { type InstallEvent, type InstallReport, install } from '../../platform/install/install';
import { objectName } from '../../platform/install/remove';
import { type PreflightFinding, preflight } from '../../platform/preflight';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor } from '../io';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster';
import { durationOption } from './duration';
import { addGivenOptions, GIVEN_HELP, type GivenFlags, givenStages } from './given';
import { progressFor, summary } from './progress';

interface Options extends GivenFlags, ClusterFlags {
  readonly dryRun?: boolean;
  readonly timeout: number;
  readonly forceConflicts?: boolean;
  readonly preflight: boolean;
  readonly format: 'text' | 'json';
}

const HELP = `${GIVEN_HELP}

Objects are applied on the server's side, stage by stage ("platform plan" shows the stages). The next stage begins when all
before it is ready: definitions are served, workloads available, webhooks answer. Run again, the command changes nothing
that is as it should be, and goes on where an earlier run was broken off. Fields that Knative, Tekton and Istio write at run
time are left to them; other fields that somebody else wrote are told, and taken over by --force-conflicts only.

Examples:
  $ cdk8s-knative platform apply                              what the program of cdk8s.yaml makes
  $ cdk8s-knative platform apply dist/ --context staging
  $ cdk8s-knative platform apply --release 1.23 --dry-run
${EXIT_CODE_HELP}`;

/** `platform apply`: brings a cluster to what is given. */
export function addApply(platform: Command, io: Io, exit: (code: ExitCode) => void): void {
  const command = platform
    .command('apply')
    .summary('install or upgrade the platform in a cluster')
    .description('Applies objects to a cluster in the order in which they can work, and waits until they do.');
  addClusterOptions(addGivenOptions(command))
    .option('--dry-run', 'only tell what the cluster would change')
    .option('--timeout <duration>', 'how long one stage may take to become ready', durationOption, 600_000)
    .option('--force-conflicts', 'take over fields that somebody else wrote')
    .option('--no-preflight', 'do not look first whether the cluster is fit for it')
    .addOption(new Option('--format <format>', 'how to tell the outcome').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => {
      exit(await withCluster(options, io, (connection, signal) => apply(paths, options, io, connection, signal)));
    });
}

async function apply(
  paths: readonly string[],
  options: Options,
  io: Io,
  { client, access }: Connection,
  signal: AbortSignal,
): Promise<ExitCode> {
  const given = await givenStages(paths, options, io);
  if (given === undefined) return exitCodes.input;
  const { dryRun = false, forceConflicts: force = false, timeout: timeoutMs } = options;
  io.stderr.write(
    `${dryRun ? 'Trying' : 'Applying'} ${given.nodes.length} objects: ${access.context}, ${access.server.origin}\n`,
  );
  if (options.preflight) {
    const findings = await preflight({ client, nodes: given.nodes, signal });
    tell(findings, io);
    if (findings.some(({ severity }) => severity === 'error')) return exitCodes.input;
  }
  const show = progressFor(io);
  const differences = new Map<string, readonly string[]>();
  const onEvent = (event: InstallEvent) => {
    if (event.type === 'applied' && event.differences !== undefined) differences.set(event.node.id, event.differences);
    show(event);
  };
  const report = await install(client, given.stages, { dryRun, force, timeoutMs, signal, onEvent });
  io.stdout.write(options.format === 'json' ? asJson(report, differences) : asText(report, differences, options));
  return exitCodes.good;
}

function tell(findings: readonly PreflightFinding[], io: Io): void {
  const paint = paintFor(io.stderr, io.env);
  for (const { severity, check, message, hint } of findings) {
    const label = paint(severity === 'error' ? 'red' : 'yellow', severity);
    io.stderr.write(`${label}: ${message} (${check})\n  ${hint}\n`);
  }
}

type Differences = ReadonlyMap<string, readonly string[]>;

function asText({ stages }: InstallReport, differences: Differences, { dryRun = false }: Options): string {
  const all = stages.flatMap(({ objects }) => objects);
  const tally = new Map<string, number>();
  for (const { outcome } of all) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  const lines = dryRun
    ? all.flatMap(({ node, outcome }) => {
        if (outcome === 'unchanged') return [];
        const fields = differences.get(node.id) ?? [];
        const what = fields.length === 0 ? '' : `: ${fields.slice(0, 5).join(', ')}${fields.length > 5 ? ', …' : ''}`;
        return [`  ${outcome === 'skipped' ? outcome : `would be ${outcome}`}: ${objectName(node.object)}${what}\n`];
      })
    : [];
  return `${lines.join('')}${summary(tally) || 'no objects'}\n`;
}

function asJson({ stages }: InstallReport, differences: Differences): string {
  const told = stages.map(({ stage, objects }) => ({
    id: stage.id,
    title: stage.title,
    objects: objects.map(({ node, outcome }) => ({
      apiVersion: node.object.apiVersion,
      kind: node.ref.kind,
      namespace: node.ref.namespace,
      name: node.ref.name,
      outcome,
      differences: differences.get(node.id),
    })),
  }));
  return `${JSON.stringify({ version: 1, stages: told }, null, 2)}\n`;
}
