import { dump } from 'js-yaml';
import type { ManifestFile } from '../manifests';

const NAME = 'kustomization.yaml';

/** The list by which kustomize, and kubectl, Argo CD and Flux with it, read a folder: files or folders in it. */
export function kustomizationFile(folder: string, resources: readonly string[]): ManifestFile {
  const content = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources].sort(),
  };
  return { name: folder === '' ? NAME : `${folder}/${NAME}`, text: dump(content, { lineWidth: -1 }) };
}
