import { type Command, Option } from 'commander';
import type { KubeObject } from '../../api/meta/v1';
import type { Connection } from '../../controller/client';
import { type InstallEvent, type InstallReport, install } from '../../platform/install/install';
import { Inventory, isKept, prune } from '../../platform/install/inventory';
import { objectName } from '../../platform/install/remove';
import { type PreflightFinding, preflight } from '../../platform/preflight';
import { durationOption } from '../duration';
import { EXIT_CODE_HELP, type ExitCode, exitCodes, type Io, paintFor } from '../io';
import { addClusterOptions, type ClusterFlags, withCluster } from './cluster';
import { addGivenOptions, GIVEN_HELP, type GivenFlags, givenStages } from './given';
import { nameParts } from './name-parts';
import { progressFor, summary } from './progress';

interface Options extends GivenFlags, ClusterFlags {
  readonly dryRun?: boolean;
  readonly timeout: number;
  readonly forceConflicts?: boolean;
  readonly preflight: boolean;
  readonly inventory: string;
  readonly prune?: boolean;
  readonly format: 'text' | 'json';
}

const HELP = `${GIVEN_HELP}

Objects are applied on the server's side, stage by stage ("platform plan" shows the stages). The next stage begins when all
before it is ready: definitions are served, workloads available, webhooks answer. Run again, the command changes nothing
that is as it should be, and goes on where an earlier run was broken off. Fields that Knative, Tekton and Istio write at run
time are left to them; other fields that somebody else wrote are told, and taken over by --force-conflicts only.

What was applied is remembered in the cluster, in a ConfigMap of kube-system, under the name of --inventory. Objects of an
earlier run that are not among those given are told, and deleted by --prune; namespaces and definitions stay even then.

Examples:
  $ cdk8s-knative platform apply                              what the program of cdk8s.yaml makes
  $ cdk8s-knative platform apply dist/ --context staging
  $ cdk8s-knative platform apply --release 1.23 --dry-run
  $ cdk8s-knative platform apply --release 1.23 --prune
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
    .option('--prune', 'delete what an earlier run brought and this one does not')
    .option('--inventory <name>', 'what to remember it as: one name for each installation of a cluster', 'platform')
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
  const inventory = await Inventory.read(client, options.inventory, signal);
  if (options.prune === true && inventory.isOfOthersThan(given.nodes)) {
    io.stderr.write(
      `error: the cluster remembers "${inventory.name}" as something else altogether, all of which would be deleted\n` +
        '  name this installation by --inventory, or leave --prune out\n',
    );
    return exitCodes.input;
  }
  const obsolete = await inventory.obsoleteBeside(given.nodes, signal);
  // Before anything is applied: a run that is broken off has brought what it had come to.
  if (!dryRun) await inventory.write([...given.nodes.map(({ object }) => object), ...obsolete], signal);
  const show = progressFor(io);
  const differences = new Map<string, readonly string[]>();
  const onEvent = (event: InstallEvent) => {
    if (event.type === 'applied' && event.differences !== undefined) differences.set(event.node.id, event.differences);
    show(event);
  };
  const report = await install(client, given.stages, { dryRun, force, timeoutMs, signal, onEvent });
  const deleted = options.prune === true ? await prune(client, obsolete, { dryRun, timeoutMs, signal }) : [];
  if (!dryRun) await inventory.forget(deleted, signal);
  tellObsolete(
    obsolete.filter((object) => !deleted.includes(object)),
    options,
    io,
  );
  const outcome = { report, differences, deleted };
  io.stdout.write(options.format === 'json' ? asJson(outcome) : asText(outcome, options));
  return exitCodes.good;
}

function tellObsolete(obsolete: readonly KubeObject[], { prune: isPruning = false }: Options, { stderr }: Io): void {
  const kept = obsolete.filter((object) => isPruning || isKept(object));
  const others = obsolete.filter((object) => !kept.includes(object));
  const list = (objects: readonly KubeObject[]) => objects.map((object) => `  ${objectName(object)}\n`).join('');
  if (others.length > 0) {
    stderr.write(`note: of an earlier run, and not among these; --prune deletes them:\n${list(others)}`);
  }
  if (kept.length > 0) {
    stderr.write(`note: of an earlier run, and not among these; they stay, with all that is in them:\n${list(kept)}`);
  }
}

function tell(findings: readonly PreflightFinding[], io: Io): void {
  const paint = paintFor(io.stderr, io.env);
  for (const { severity, check, message, hint } of findings) {
    const label = paint(severity === 'error' ? 'red' : 'yellow', severity);
    io.stderr.write(`${label}: ${message} (${check})\n  ${hint}\n`);
  }
}

interface Told {
  readonly report: InstallReport;
  readonly differences: ReadonlyMap<string, readonly string[]>;
  readonly deleted: readonly KubeObject[];
}

function asText({ report: { stages }, differences, deleted }: Told, { dryRun = false }: Options): string {
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
  if (deleted.length > 0) tally.set('deleted', deleted.length);
  if (dryRun) lines.push(...deleted.map((object) => `  would be deleted: ${objectName(object)}\n`));
  return `${lines.join('')}${summary(tally) || 'no objects'}\n`;
}

function asJson({ report: { stages }, differences, deleted }: Told): string {
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
  return `${JSON.stringify({ version: 1, stages: told, deleted: deleted.map(nameParts) }, null, 2)}\n`;
}
