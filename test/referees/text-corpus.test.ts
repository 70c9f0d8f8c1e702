import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { type Finding, findingsOf, readManifests } from '../../lib/manifests';
import { documentsOf } from '../../lib/manifests/documents';
import { Cluster, isClusterThere } from './cluster';
import { textPairs } from './corpus/yaml';
import { modelledGroups } from './groups';
import { isAccepted, startUpstream } from './upstream';

const FILE = 'objects.yaml';
const upstream = startUpstream();
const areThere = upstream !== undefined && isClusterThere();
let cluster: Cluster | undefined;
beforeAll(async () => {
  if (areThere) cluster = await Cluster.withUpstreamCrds(modelledGroups);
});
afterAll(async () => {
  await cluster?.stop();
  await upstream?.end();
});

/** What `validate` says of a file. */
function errorsOf(text: string): Finding[] {
  const findings = findingsOf({ files: [FILE], ...readManifests(text, FILE) });
  return findings.filter(({ severity }) => severity === 'error');
}

/** Why a cluster with Knative refuses a document; undefined if it does not. `meant` tells where to send it. */
async function refusalOf(text: string, meant: KubeObject): Promise<string | undefined> {
  const given = readManifests(text, FILE).objects[0]?.object;
  const server = await cluster!.dryRunText(text, given ?? meant);
  if (!server.ok) return `the API server: ${server.message}`;
  // The server has read the YAML; it drops the status, which the webhook sees.
  const { managedFields: _, ...metadata } = server.object!.metadata;
  const status = given?.status;
  const verdict = await upstream!.judge({ ...server.object!, metadata, ...(status !== undefined && { status }) });
  if (verdict.failed?.startsWith('unknown kind') || isAccepted(verdict)) return undefined;
  return `the webhook: ${verdict.failed ?? verdict.errors.map(({ message }) => message).join('; ')}`;
}

async function refusalsOf(file: string, meant: KubeObject): Promise<string[]> {
  const documents = documentsOf(file.replace(/^\uFEFF/, '')).map(({ text }) => text.replace(/^---.*\n/, ''));
  const said = documents.filter((text) => text.replaceAll(/#.*/g, '').trim() !== '');
  const refusals = await Promise.all(said.map((text) => refusalOf(text, meant)));
  return refusals.filter((refusal) => refusal !== undefined);
}

it('each pair of texts has a title of its own', () => {
  expect(textPairs.length).toBeGreaterThanOrEqual(700);
  expect(new Set(textPairs.map(({ title }) => title)).size).toBe(textPairs.length);
});

describe('we refuse the fault in a file and accept its near miss', () => {
  it.each(textPairs.map((pair) => [pair.title, pair] as const))('%s', (_title, { fault, nearMiss }) => {
    expect(errorsOf(fault), 'the fault').not.toEqual([]);
    expect(errorsOf(nearMiss), 'the near miss').toEqual([]);
  });
});

describe.skipIf(!areThere)('a cluster with Knative refuses the fault in a file and accepts its near miss', () => {
  it.each(textPairs.map((pair) => [pair.title, pair] as const))('%s', async (_title, pair) => {
    const meant = readManifests(pair.nearMiss, FILE).objects[0]!.object;
    if (pair.notJudged === undefined) expect(await refusalsOf(pair.fault, meant), 'the fault').not.toEqual([]);
    expect(await refusalsOf(pair.nearMiss, meant), 'the near miss').toEqual([]);
  });
});
