import { resolve } from 'node:path';
import { createFormatter, createParser, DEFAULT_CONFIG, type Schema, SchemaGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';
import type { Kind } from '../../lib/api/kind';
import { TAGS } from './tags';

/** What the interfaces of a kind say, as ts-json-schema-generator reads them. */
export interface KindSource {
  readonly kind: Kind;
  /** Name of the interface of its spec. */
  readonly spec: string;
  /** Name of the interface of its status, if it has one. */
  readonly status: string | undefined;
  /** Definitions of these two and of all types that they use. */
  readonly definitions: NonNullable<Schema['definitions']>;
}

/** Reads the interfaces of all kinds in one pass of the compiler; and those of `extra`, files that hold no kind. */
export function readKinds(
  root: string,
  kinds: readonly Kind[],
): { kinds: KindSource[]; metadata: KindSource['definitions'] } {
  const metadataFile = resolve(root, 'lib/api/meta/v1.ts');
  const reader = readerOf(root, [resolve(root, 'lib/api/registry.ts'), metadataFile]);
  const declared = reader.files.flatMap(declaredKinds);
  return {
    kinds: kinds.map((kind) => {
      const found = declared.filter((one) => one.id === `${kind.apiVersion}/${kind.kind}`);
      if (found.length !== 1) throw new Error(`${kind.apiVersion}/${kind.kind} is declared ${found.length} times`);
      const { file, types } = found[0]!;
      const [spec, status] = types;
      if (spec === undefined) throw new Error(`${kind.kind} does not name the interface of its spec`);
      return { kind, spec, status, definitions: reader.definitions(file, types) };
    }),
    metadata: reader.definitions(reader.file(metadataFile), ['ObjectMeta']),
  };
}

interface Reader {
  readonly files: readonly ts.SourceFile[];
  file(path: string): ts.SourceFile;
  definitions(file: ts.SourceFile, interfaces: readonly string[]): NonNullable<Schema['definitions']>;
}

/** A reader of the interfaces in these files and in those that they import. */
export function readerOf(root: string, paths: readonly string[]): Reader {
  const program = ts.createProgram({
    rootNames: [...paths],
    options: { target: ts.ScriptTarget.ES2022, strict: true, noEmit: true, types: [] },
  });
  const config = {
    ...DEFAULT_CONFIG,
    jsDoc: 'extended' as const,
    expose: 'export' as const,
    additionalProperties: true,
    skipTypeCheck: true,
    extraTags: [...TAGS],
  };
  const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
  const ours = resolve(root, 'lib/api');
  return {
    files: program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(ours)),
    file(path) {
      const file = program.getSourceFile(path);
      if (file === undefined) throw new Error(`${path} is not part of the program`);
      return file;
    },
    definitions(file, interfaces) {
      const nodes = interfaces.map((name) => interfaceOf(file, name));
      return generator.createSchemaFromNodes(nodes).definitions ?? {};
    },
  };
}

function interfaceOf(file: ts.SourceFile, name: string): ts.InterfaceDeclaration {
  for (const statement of file.statements)
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) return statement;
  throw new Error(`${file.fileName} has no interface ${name}: a kind's spec and status stand in its own file`);
}

interface DeclaredKind {
  readonly id: string;
  readonly file: ts.SourceFile;
  /** Names of the interfaces of spec and status. */
  readonly types: readonly string[];
}

/** The `export const X = defineKind<XSpec, XStatus>({ … })` of a file. */
function declaredKinds(file: ts.SourceFile): DeclaredKind[] {
  return file.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ initializer: call }) => {
      if (call === undefined || !ts.isCallExpression(call) || call.expression.getText(file) !== 'defineKind') return [];
      const [definition] = call.arguments;
      if (definition === undefined || !ts.isObjectLiteralExpression(definition)) return [];
      const text = (name: string) => textOf(definition, name, file);
      const types = (call.typeArguments ?? []).map((type) => type.getText(file));
      return [{ id: `${text('group')}/${text('version')}/${text('kind')}`, file, types }];
    }),
  );
}

function textOf(literal: ts.ObjectLiteralExpression, name: string, file: ts.SourceFile): string {
  for (const property of literal.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText(file) !== name) continue;
    if (ts.isStringLiteral(property.initializer)) return property.initializer.text;
  }
  throw new Error(`${file.fileName}: "${name}" of a kind must be a plain string`);
}
