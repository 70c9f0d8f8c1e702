import * as cdk8s from 'cdk8s';
import { ApiObject, App } from 'cdk8s';
import type { KubeObject } from '../../lib/api/meta/v1';
import type { Expression, ModuleName, Outcome, Program, Variable } from '../../lib/importer';
import * as ours from '../index';

const MODULES: Readonly<Record<ModuleName, Readonly<Record<string, unknown>>>> = {
  cdk8s: cdk8s as unknown as Readonly<Record<string, unknown>>,
  'cdk8s-knative': ours as unknown as Readonly<Record<string, unknown>>,
};

/**
 * Runs a program that the importer wrote, in this process and without writing anything, and tells what each of its
 * objects became. A statement that fails costs its own object, and those that need what it makes.
 */
export async function trial({ charts, objects }: Program): Promise<readonly Outcome[]> {
  const evaluation = new Evaluation();
  for (const { value, variable } of charts) evaluation.run(value, variable);
  return objects.map(({ statements, construct }): Outcome => {
    try {
      for (const { value, variable } of statements) evaluation.run(value, variable);
      const made = evaluation.valueOf(construct);
      return { manifest: ApiObject.of(made as ApiObject).toJson() as KubeObject };
    } catch (error) {
      return { failure: (error as Error).message };
    }
  });
}

class Evaluation {
  readonly #app = new App();
  readonly #values = new Map<Variable, unknown>();

  public run(expression: Expression, variable: Variable | undefined): void {
    const value = this.#evaluate(expression);
    if (variable !== undefined) this.#values.set(variable, value);
  }

  public valueOf(variable: Variable): unknown {
    if (variable.kind === 'app') return this.#app;
    if (!this.#values.has(variable)) throw new Error(`${variable.words} was not made`);
    return this.#values.get(variable);
  }

  #evaluate(expression: Expression): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'list':
        return expression.items.map((item) => this.#evaluate(item));
      case 'map':
        return Object.fromEntries(expression.entries.map(([key, value]) => [key, this.#evaluate(value)]));
      case 'import':
        return MODULES[expression.from][expression.name];
      case 'variable':
        return this.valueOf(expression.variable);
      case 'member':
        return (this.#evaluate(expression.of) as Readonly<Record<string, unknown>>)[expression.name];
      case 'template':
        return expression.parts
          .map((part) => (typeof part === 'string' ? part : String(this.#evaluate(part))))
          .join('');
      case 'call':
        return this.#call(expression);
      case 'new': {
        const made = this.#evaluate(expression.callee) as new (...args: unknown[]) => unknown;
        return new made(...expression.args.map((arg) => this.#evaluate(arg)));
      }
    }
  }

  /** Methods are called on what they are members of. */
  #call({ callee, args }: Expression & { readonly kind: 'call' }): unknown {
    const values = args.map((arg) => this.#evaluate(arg));
    if (callee.kind !== 'member') return (this.#evaluate(callee) as (...args: unknown[]) => unknown)(...values);
    const owner = this.#evaluate(callee.of) as Readonly<Record<string, (...args: unknown[]) => unknown>>;
    const method = owner[callee.name];
    if (method === undefined) throw new Error(`there is no ${callee.name}`);
    return method.apply(owner, values);
  }
}
