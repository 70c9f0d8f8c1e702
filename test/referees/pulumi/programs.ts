import { delimiter, dirname } from 'node:path';
import { findUserProgram } from '../find-referee';

/** What a user has from Pulumi: the command, its host for Node.js programs, and the provider for Kubernetes. */
const PROGRAMS = ['pulumi', 'pulumi-language-nodejs', 'pulumi-resource-kubernetes'] as const;

/** The folders of Pulumi's programs, for PATH; undefined, said aloud, where one of them is absent. */
export function pulumiPath(): string | undefined {
  const found = PROGRAMS.map((name) => findUserProgram(name));
  if (found.some((path) => path === undefined)) return undefined;
  return [...new Set(found.map((path) => dirname(path!))), process.env.PATH].join(delimiter);
}
