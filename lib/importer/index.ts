export type { Change, ChangeAction } from './change';
export { type Imported, type ImportedObject, importTexts } from './import';
export { type ImportReport, reportJson, reportText } from './report';
