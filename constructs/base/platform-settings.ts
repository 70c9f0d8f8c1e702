import type { IConstruct } from 'constructs';
import type { ResourceGraph } from '../../lib/graph/graph';
import type { Diagnostic } from '../../lib/rules/diagnostic';
import { featureDefinitions, isFeatureName } from '../../lib/rules/features';
import { nearest } from '../../lib/rules/nearest';
import { Program, type ProgramOptions } from './program';
import { SynthError } from './synth-error';

/**
 * Says what cluster a program is for, and what to do with warnings. Later calls add to earlier ones.
 *
 * @throws SynthError KG0004 for a feature that there is not.
 * @example
 * configurePlatform(app, { features: { 'kubernetes.podspec-nodeselector': 'enabled' } });
 */
export function configurePlatform(scope: IConstruct, options: ProgramOptions): void {
  for (const name of Object.keys(options.features ?? {})) assertFeature(name, scope);
  Program.of(scope).configure(options);
}

/**
 * The objects of the whole program that a construct is part of, and their references to each other.
 *
 * @throws InvalidProgramError with a line for each fault of the program.
 * @example
 * writeManifests(resourceGraph(app), { outdir: 'dist' });
 */
export function resourceGraph(scope: IConstruct): ResourceGraph {
  return Program.of(scope).soundGraph;
}

/** Everything that is wrong with the program that a construct is part of: errors and warnings. */
export function diagnosticsOf(scope: IConstruct): readonly Diagnostic[] {
  return Program.of(scope).diagnostics;
}

/** The compiler tells of a misspelt feature; plain JavaScript would go on without it. */
function assertFeature(name: string, { node }: IConstruct): void {
  if (isFeatureName(name)) return;
  const meant = nearest(name, Object.keys(featureDefinitions));
  const hint = meant === undefined ? 'leave it out' : `did you mean "${meant}"?`;
  throw new SynthError('value', node.path, `features["${name}"]`, `there is no feature "${name}"`, hint);
}
