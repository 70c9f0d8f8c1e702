export type { Change, ChangeAction } from './change';
export { type Imported, type ImportedObject, importTexts } from './import';
export type { Expression, ModuleName, Variable } from './program/expression';
export { printProgram } from './program/print';
export type { Outcome, Program, Statement, Trial, WrittenObject } from './program/program';
export { writeProgram } from './program/write';
export { type ImportReport, reportJson, reportText } from './report';
