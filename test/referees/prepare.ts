import { lookFor, places } from './find-referee';
import { build, canBuild } from './programs/build';
import { type RefereeProgram, refereePrograms } from './programs/program';

/** Builds each referee that is not there, or is too old to judge all. Vitest calls it before the first test. */
export async function setup(): Promise<void> {
  // One after the other: each keeps all processors busy.
  for (const program of Object.values<RefereeProgram>(refereePrograms)) await prepare(program);
}

async function prepare(program: RefereeProgram): Promise<void> {
  const found = lookFor(program, places());
  if (found !== undefined && found.lacks === undefined) return;
  // The tests say what they skip for want of it.
  if (!canBuild()) return;
  const why = found === undefined ? 'there is none' : `the one at hand knows nothing of ${found.lacks}`;
  console.log(`building ${program.name}, once, about ${program.cost}: ${why}`);
  const begun = performance.now();
  try {
    await build(program, places().cache);
    console.log(`built ${program.name} in ${Math.round((performance.now() - begun) / 1000)} s`);
  } catch (error) {
    console.warn(`${program.name} can't be built: ${error instanceof Error ? error.message : error}`);
  }
}
