import type { KubeObject } from '../../lib/api/meta/v1';
import type { CustomResourceDefinition, Verdict } from './cluster';
import { findReferee } from './find-referee';
import { LineProcess } from './programs/line-process';

/** Who says what an API server says of an object that somebody wants to create. */
export interface DryRun {
  dryRun(object: KubeObject): Promise<Verdict>;
}

interface Answer {
  readonly id: string;
  readonly defaulted?: KubeObject;
  readonly errors: readonly {
    readonly message: string;
    readonly paths?: readonly string[];
    readonly details?: string;
  }[];
  readonly failed?: string;
}

const [OK, NOT_FOUND, BAD_REQUEST, INVALID] = [201, 404, 400, 422];

/** What an API server does with custom resources before it keeps them, without the server: as one process. */
export class Schemas implements DryRun {
  readonly #installed: Promise<void>;

  private constructor(
    private readonly program: LineProcess<Answer>,
    definitions: readonly CustomResourceDefinition[],
  ) {
    this.#installed = this.#install(definitions);
    // Who asks is told.
    this.#installed.catch(() => undefined);
  }

  /** Starts the program, with these kinds; undefined, aloud, where it is absent. */
  public static start(definitions: () => readonly CustomResourceDefinition[]): Schemas | undefined {
    const program = findReferee('schema-oracle');
    return program === undefined ? undefined : new Schemas(new LineProcess(program), definitions());
  }

  public async dryRun(object: KubeObject): Promise<Verdict> {
    await this.#installed;
    return verdict(await this.program.ask({ op: 'create', object }));
  }

  public async end(): Promise<void> {
    await this.program.end();
  }

  async #install(definitions: readonly CustomResourceDefinition[]): Promise<void> {
    const installed = definitions.map(async (definition) => {
      const { failed } = await this.program.ask({ op: 'install', object: definition });
      if (failed !== undefined) throw new Error(`${definition.metadata.name}: ${failed}`);
    });
    await Promise.all(installed);
  }
}

function verdict({ defaulted, errors, failed }: Answer): Verdict {
  const causes = errors.map(({ message, paths: [field = ''] = [], details = '' }) => {
    return { reason: details, message, field };
  });
  const refused = { ok: false, causes, warnings: [] };
  if (failed !== undefined)
    return { ...refused, status: failed.startsWith('unknown kind') ? NOT_FOUND : BAD_REQUEST, message: failed };
  if (causes.length > 0) {
    const message = causes.map(({ field, message: text }) => `${field}: ${text}`).join(', ');
    return { ...refused, status: INVALID, message };
  }
  return { ok: true, status: OK, message: '', causes, warnings: [], object: defaulted };
}
