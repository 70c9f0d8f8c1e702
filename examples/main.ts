import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'cdk8s';

/** A program, and the folder that its manifests go to: none of its own, or the name of its step. */
export interface Program {
  readonly folder: string;
  readonly build: (app: App) => void;
}

/** What a program file exports: one program, or several by name that are applied one after the other. */
interface Example {
  readonly program?: (app: App) => void;
  readonly steps?: Readonly<Record<string, (app: App) => void>>;
}

/** The examples that need manifests of upstream's, which are not in this repository. */
export const vendoredExampleNames: readonly string[] = ['platform', 'platform-small'];

/** Names of the examples that need nothing else: the folders beside this file that hold a program. */
export function exampleNames(): string[] {
  return readdirSync(__dirname)
    .filter((name) => existsSync(join(__dirname, name, 'program.ts')) && !vendoredExampleNames.includes(name))
    .sort();
}

/** Whether `platform vendor` was run here. */
const isVendored = existsSync('vendor/platform/platform.lock.yaml');

/** The programs of an example, each to be given an app of its own. */
export async function programsOf(name: string): Promise<readonly Program[]> {
  const { program, steps }: Example = await import(join(__dirname, name, 'program.ts'));
  if (steps !== undefined) return Object.entries(steps).map(([folder, build]) => ({ folder, build }));
  if (program === undefined) throw new Error('program.ts exports neither program nor steps');
  return [{ folder: '', build: program }];
}

/** Writes the manifests of all examples, a folder each: two of them may use the same names. */
async function main(): Promise<void> {
  const outdir = resolve(process.env['CDK8S_OUTDIR'] ?? 'dist');
  if (!isVendored) console.error(`${vendoredExampleNames.join(', ')}: passed over, as there is no vendor/platform`);
  for (const name of [...exampleNames(), ...(isVendored ? vendoredExampleNames : [])]) {
    try {
      for (const { folder, build } of await programsOf(name)) {
        const app = new App({ outdir: join(outdir, name, folder) });
        build(app);
        app.synth();
      }
    } catch (error) {
      console.error(`example ${name}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
}

if (require.main === module) void main();
