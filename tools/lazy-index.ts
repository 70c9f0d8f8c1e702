import { readFileSync, writeFileSync } from 'node:fs';

const REQUIRED_MODULE = /^var (\w+) = require\("([^"]+)"\);$/gm;

/**
 * Makes a compiled index load each module when one of its names is first used, as aws-cdk-lib does: a program that
 * uses three constructs doesn't pay for all of them. Only the variables of the modules change: ESM finds the names of
 * a CommonJS module by the form of the statements that export them.
 */
export function makeLazy(indexFile: string): void {
  const text = readFileSync(indexFile, 'utf8');
  const lazy = text.replace(REQUIRED_MODULE, (_, variable: string, path: string) => {
    const names = [...text.matchAll(new RegExp(`return ${variable}\\.(\\w+); \\}`, 'g'))].map(([, name]) => name);
    const getters = names.map((name) => `get ${name}() { return require("${path}").${name}; }`);
    return `var ${variable} = { ${getters.join(', ')} };`;
  });
  writeFileSync(indexFile, lazy);
}
