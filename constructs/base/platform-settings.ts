import type { IConstruct } from 'constructs';
import type { ResourceGraph } from '../../lib/graph/graph';
import type { Diagnostic } from '../../lib/rules/diagnostic';
import { Program, type ProgramOptions } from './program';

/**
 * Says what cluster a program is for, and what to do with warnings. Later calls add to earlier ones.
 *
 * @example
 * configurePlatform(app, { features: { 'kubernetes.podspec-nodeselector': 'enabled' } });
 */
export function configurePlatform(scope: IConstruct, options: ProgramOptions): void {
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
