import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../lib/api/meta/v1';

const RELEASES = resolve(__dirname, '../../shared/upstream/manifests');

/** The release files of one set of versions that fit together. */
export const releaseFiles = [
  'istio/1.29.2/istio-kind-no-mesh.yaml',
  'knative-serving/1.23.0/serving-core.yaml',
  'knative-serving/1.23.0/serving-hpa.yaml',
  'net-istio/1.23/net-istio.yaml',
  'net-kourier/1.23/kourier.yaml',
  'net-gateway-api/1.23/net-gateway-api.yaml',
  'knative-eventing/1.23.0/eventing-core.yaml',
  'knative-eventing/1.23.0/in-memory-channel.yaml',
  'knative-eventing/1.23.0/mt-channel-broker.yaml',
  'eventing-kafka/1.23/eventing-kafka-controller.yaml',
  'eventing-kafka/1.23/eventing-kafka-broker.yaml',
  'eventing-kafka/1.23/eventing-kafka-channel.yaml',
  'eventing-kafka/1.23/eventing-kafka-sink.yaml',
  'eventing-kafka/1.23/eventing-kafka-source.yaml',
  'tekton-pipelines/1.15.0/release.yaml',
  'tekton-triggers/0.37.0/release.yaml',
  'tekton-triggers/0.37.0/interceptors.yaml',
  'tekton-dashboard/0.71.0/release.yaml',
  'cert-manager/from-serving-third_party/cert-manager.yaml',
] as const;

/** Whether upstream's release files are not at hand; says so aloud. */
export function releasesAreAbsent(whatIsNotTested: string): boolean {
  const absent = !existsSync(RELEASES);
  if (absent) console.warn(`${RELEASES} is absent: ${whatIsNotTested}`);
  return absent;
}

/** The objects of upstream's release files. */
export function releaseObjects(files: readonly string[] = releaseFiles): KubeObject[] {
  return files.flatMap((file) => {
    const documents = parseAllDocuments(readFileSync(join(RELEASES, file), 'utf8'), { merge: true, logLevel: 'error' });
    return Array.from(documents, (document) => document.toJS() as KubeObject | null).filter(
      (object) => object !== null,
    );
  });
}
