export { FileError, unwritable } from './file-error';
export { makeFolder, writeWhole } from './write';
