import { findReferee } from './find-referee';
import { LineProcess } from './programs/line-process';

interface Answer {
  readonly id: string;
  readonly text: string;
  /** Why there is no text. */
  readonly failed?: string;
}

/** Expressions of a Kustomization of Flux. */
export interface HealthExpressions {
  readonly current: string;
  readonly failed?: string;
}

/** What the tools that apply a tree make of it. */
export interface GitOpsTools {
  /** What kubectl reads from a document of YAML. */
  read(text: string): Promise<unknown>;
  /** What `kustomize build` prints for a folder. */
  build(folder: string): Promise<string>;
  /** A text with variables, as Flux puts them into it. */
  substituted(text: string, variables: Readonly<Record<string, string>>): Promise<string>;
  /** What Flux takes an object for by expressions. */
  health(object: object, expressions: HealthExpressions): Promise<string>;
  end(): Promise<void>;
}

/** Starts the tools; undefined, aloud, where they are absent. */
export function startGitOpsTools(): GitOpsTools | undefined {
  const program = findReferee('gitops-oracle');
  if (program === undefined) return undefined;
  const tools = new LineProcess<Answer>(program);
  const ask = async (request: object) => {
    const { text, failed } = await tools.ask(request);
    if (failed !== undefined) throw new Error(failed);
    return text;
  };
  return {
    read: async (text) => JSON.parse(await ask({ op: 'read', text })),
    build: (folder) => ask({ op: 'build', folder }),
    substituted: (text, variables) => ask({ op: 'substitute', text, variables }),
    health: (object, health) => ask({ op: 'health', object, health }),
    end: () => tools.end(),
  };
}
