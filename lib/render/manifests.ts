import { join } from 'node:path';
import { makeFolder, writeWhole } from '../files';
import type { GraphNode, ResourceGraph } from '../graph/graph';
import { toYaml } from './yaml';

/** A file to write. */
export interface ManifestFile {
  /** File name, below the folder. */
  readonly name: string;
  readonly text: string;
}

/** Where manifests go. */
export interface WriteManifestsOptions {
  /** Folder, made if it isn't there. @default 'dist' */
  readonly outdir?: string;
  /** What file names end in. @default '.k8s.yaml' */
  readonly extension?: string;
}

/**
 * The graph as files: one for each chart, named for it, with the chart's objects in the order they were made.
 * Objects that no construct made go to `manifests`.
 */
export function manifestFiles(
  graph: ResourceGraph,
  { extension = '.k8s.yaml' }: WriteManifestsOptions = {},
): ManifestFile[] {
  const charts = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const chart = node.origin.chart ?? 'manifests';
    const nodes = charts.get(chart);
    if (nodes === undefined) charts.set(chart, [node]);
    else nodes.push(node);
  }
  return Array.from(charts, ([chart, nodes]) => ({
    name: `${chart.replaceAll('/', '-')}${extension}`,
    text: toYaml(nodes.map(({ object }) => object)),
  }));
}

/**
 * Writes the graph's objects as YAML, a file for each chart, and gives the paths written.
 * Other files in the folder are left as they are.
 *
 * @throws FileError if a file can't be written.
 */
export function writeManifests(graph: ResourceGraph, options: WriteManifestsOptions = {}): string[] {
  const { outdir = 'dist' } = options;
  makeFolder(outdir);
  return manifestFiles(graph, options).map(({ name, text }) => {
    const path = join(outdir, name);
    writeWhole(path, text);
    return path;
  });
}
