/** What a new project is made for. */
export const flavors = ['cdk8s', 'pulumi', 'gitops'] as const;

export type Flavor = (typeof flavors)[number];

/** What a template needs to know. */
export interface ProjectSettings {
  /** Name of the project, as npm takes it. */
  readonly name: string;
  /** Versions by package that were tested together. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The files of a project: texts by path. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** A name that npm takes, made of that of a folder. */
export function projectName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9-_.]+/g, '-')
    .replace(/^[-_.]+|[-_.]+$/g, '');
  return name === '' ? 'app' : name;
}
