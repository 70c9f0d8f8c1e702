import { expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { versionedJob } from '../../../lib/platform/versioned-job';
import { releaseObjects, releasesAreAbsent } from '../../upstream-releases';

const job = (metadata: object, spec: object = {}): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata,
  spec,
});
const nameOf = (object: KubeObject) => versionedJob(object).metadata.name;

test('a Job that the server would name is named by its version', () => {
  const labels = { 'app.kubernetes.io/version': '1.23.0' };
  const named = versionedJob(job({ generateName: 'migrate-', namespace: 'mills', labels }));
  expect(named.metadata).toEqual({ name: 'migrate-1.23.0', namespace: 'mills', labels });
});

test('a Job without a version is named by its spec', () => {
  const names = [nameOf(job({ generateName: 'a-' }, { b: 1 })), nameOf(job({ generateName: 'a-' }, { b: 2 }))];
  expect(names[0]).toMatch(/^a-[0-9a-f]{8}$/);
  expect(names[0]).not.toBe(names[1]);
  expect(nameOf(job({ generateName: 'a-' }, { b: 1 }))).toBe(names[0]);
});

test('a long prefix is cut, so that the name can be a label', () => {
  expect(nameOf(job({ generateName: `${'a'.repeat(70)}-` }))).toHaveLength(63);
});

test('what has a name keeps it, and so does what is no Job', () => {
  const named = job({ name: 'a' });
  const run: KubeObject = { apiVersion: 'tekton.dev/v1', kind: 'PipelineRun', metadata: { generateName: 'ci-' } };
  expect([versionedJob(named), versionedJob(run)]).toEqual([named, run]);
});

test.skipIf(releasesAreAbsent('which Jobs of the releases get a name'))('three Jobs of the releases get a name', () => {
  const files = [
    'knative-serving/1.23.0/serving-post-install-jobs.yaml',
    'knative-eventing/1.23.0/eventing-post-install.yaml',
  ];
  const nameless = releaseObjects(files).filter(({ metadata }) => metadata.name === undefined);
  expect(nameless.map(nameOf)).toEqual([
    'storage-version-migration-serving-1.23.0',
    'cleanup-serving-1.23.0',
    'storage-version-migration-eventing-1.23.0',
  ]);
});
