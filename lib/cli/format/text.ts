import { displayRef } from '../../graph/object-ref';
import type { Finding, FoundObject } from '../../manifests';
import type { Paint } from '../io';
import type { ValidationReport } from '../report';

/** For people: a finding with its place, object and hint, and an empty line between files. */
export function toText({ findings }: Pick<ValidationReport, 'findings'>, paint: Paint): string {
  let text = '';
  let previous: string | undefined;
  for (const finding of findings) {
    if (previous !== undefined && previous !== finding.file) text += '\n';
    text += textOf(finding, paint);
    previous = finding.file;
  }
  return text;
}

function textOf({ file, line, column, severity, code, message, path, object, hint }: Finding, paint: Paint): string {
  const place = `${paint('bold', file)}:${line}:${column}`;
  const lines = [
    `${place} ${paint(severity === 'error' ? 'red' : 'yellow', severity)} ${paint('bold', code)} ${message}`,
  ];
  const where = [...(object === undefined ? [] : [displayObject(object)]), path]
    .filter((part) => part !== '')
    .join(' ');
  if (where !== '') lines.push(`  ${paint('dim', `at ${where}`)}`);
  if (hint !== undefined) lines.push(`  ${paint('cyan', `hint: ${hint}`)}`);
  return `${lines.join('\n')}\n`;
}

/** `Service shop/hello spec.traffic`; empty if the file itself is at fault. */
export function whereOf({ object, path }: Pick<Finding, 'object' | 'path'>): string {
  return [object === undefined ? '' : displayObject(object), path].filter((part) => part !== '').join(' ');
}

/** Many messages say what a field must be and leave it to the place to say which: here in one sentence. */
export function sentenceOf(finding: Pick<Finding, 'message' | 'object' | 'path'>): string {
  const where = whereOf(finding);
  return where === '' ? finding.message : `${finding.message} (${where})`;
}

/** As `displayRef` has it, but an object without a name is told by its kind. */
function displayObject(object: FoundObject): string {
  if (object.name !== '') return displayRef(object);
  return object.namespace === undefined ? object.kind : `${object.kind} in ${object.namespace}`;
}
