import type { KubeObject } from '../../api/meta/v1';
import { canonical } from '../canonical';
import type { ManifestFile } from '../manifests';
import { toYaml } from '../yaml';
import { kustomizationFile } from './kustomization';

/** A folder of objects for the tool that applies the tree, to be applied once: `kubectl apply -k FOLDER`. */
export function controlFolder(folder: string, objects: Readonly<Record<string, KubeObject>>): ManifestFile[] {
  const files = Object.entries(objects).map(([name, object]) => ({
    name: `${folder}/${name}`,
    text: toYaml([canonical(object)]),
  }));
  return [...files, kustomizationFile(folder, Object.keys(objects))];
}
