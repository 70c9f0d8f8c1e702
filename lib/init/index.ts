import { cdk8sProject } from './cdk8s';
import { gitopsProject } from './gitops';
import type { Flavor, ProjectFiles, ProjectSettings } from './project';
import { pulumiProject } from './pulumi';

export { type Flavor, flavors, type ProjectFiles, projectName } from './project';

const templates: Readonly<Record<Flavor, (settings: ProjectSettings) => ProjectFiles>> = {
  cdk8s: cdk8sProject,
  pulumi: pulumiProject,
  gitops: gitopsProject,
};

/** The files of a new project. */
export function projectFiles(flavor: Flavor, settings: ProjectSettings): ProjectFiles {
  return templates[flavor](settings);
}
