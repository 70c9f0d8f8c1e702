import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import type { KubeObject } from '../lib/api/meta/v1';
import { constructs, graph, render, rules } from './built';
import { interleaved, median, timed } from './measure';
import { formatRatio, type Row } from './table';

export interface SynthesisOptions {
  readonly services: number;
  readonly charts: number;
  readonly rounds: number;
}

/** Our way and cdk8s' own for the same manifests: the construction of the program, and its files. */
export function benchSynthesis(options: SynthesisOptions): Row[] {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-knative-bench-'));
  try {
    const objects = manifestsOf(ourProgram(outdir, options));
    const { ours, synth, bare } = interleaved(
      {
        ours: () => {
          render.writeManifests(constructs.resourceGraph(ourProgram(outdir, options)), { outdir });
        },
        bare: () => bareProgram(outdir, options, objects).synth(),
        synth: () => ourProgram(outdir, options).synth(),
      },
      { rounds: options.rounds, warmups: 2 },
    );
    const what = `${options.services} services in ${options.charts} charts`;
    return [
      {
        what: `${what}: constructs, validated, written by writeManifests`,
        result: formatRatio(ours / bare),
        goal: '≤ 1.0',
      },
      { what: `${what}: constructs, validated, written by app.synth()`, result: formatRatio(synth / bare), goal: '' },
      ...phases(outdir, options),
    ];
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The share of each step of our way in all of them, taken one after the other. */
function phases(outdir: string, options: SynthesisOptions): Row[] {
  const times: Record<string, number[]> = {};
  const step = <T>(name: string, work: () => T): T => {
    let result: T | undefined;
    const time = timed(() => {
      result = work();
    });
    times[name] = [...(times[name] ?? []), time];
    return result as T;
  };
  for (let round = 0; round < options.rounds; round++) {
    const app = step('construct', () => ourProgram(outdir, options));
    const objects = step('toJson', () => manifestsOf(app));
    const built = step('graph', () => graph.graphOf(objects.map((object) => ({ object }))));
    step('validate', () => rules.check(built));
    step('YAML and files', () => render.writeManifests(built, { outdir }));
  }
  const shares = Object.entries(times).map(([name, all]) => [name, median(all)] as const);
  const whole = shares.reduce((sum, [, time]) => sum + time, 0);
  return shares.map(([name, time]) => ({
    what: `the first of these two, step by step: ${name}`,
    result: `${Math.round((100 * time) / whole)} %`,
    goal: '',
  }));
}

export function ourProgram(outdir: string, { services, charts }: SynthesisOptions): App {
  const app = new App({ outdir });
  for (let c = 0; c < charts; c++) {
    const chart = new Chart(app, `chart-${c}`, { namespace: 'shop' });
    for (let s = 0; s < services / charts; s++) {
      new constructs.KnativeService(chart, `service-${c}-${s}`, {
        image: 'ghcr.io/example/shop@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        port: { containerPort: 8080, protocol: 'http1' },
        env: { TARGET: 'World', MODE: 'fast', LIMIT: '10' },
        scale: { target: 10, targetUtilization: 100, max: 20 },
        securityContext: { runAsUser: 65532 },
      });
    }
  }
  return app;
}

function bareProgram(outdir: string, { charts }: SynthesisOptions, objects: readonly KubeObject[]): App {
  const app = new App({ outdir });
  const each = objects.length / charts;
  for (let c = 0; c < charts; c++) {
    const chart = new Chart(app, `chart-${c}`, { namespace: 'shop' });
    for (const object of objects.slice(c * each, (c + 1) * each)) {
      new ApiObject(chart, object.metadata.name!, object as ApiObjectProps);
    }
  }
  return app;
}

export function manifestsOf(app: App): KubeObject[] {
  const objects = app.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return objects.map((object) => object.toJson() as KubeObject);
}
