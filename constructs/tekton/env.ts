import type { EnvVar } from '../../lib/api/core/v1/env';
import { type Env, lowerEnv } from '../pod/env-value';
import type { StringVariable } from './variable';

/** Environment variables by name: a text, a variable of Tekton, or where the value comes from. */
export type TektonEnv = Readonly<Record<string, Env[string] | StringVariable>>;

export function lowerTektonEnv(env: TektonEnv | undefined): readonly EnvVar[] | undefined {
  if (env === undefined) return undefined;
  const plain = Object.entries(env).map(([name, value]) => [name, isVariable(value) ? String(value) : value] as const);
  return lowerEnv(Object.fromEntries(plain));
}

function isVariable(value: TektonEnv[string]): value is StringVariable {
  return typeof value === 'object' && 'type' in value;
}
