import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../../manifests';
import { packageVersion } from '../package';
import type { ValidationReport } from '../report';
import { explainedRules } from '../rule-texts';
import { sentenceOf, whereOf } from './text';

/** SARIF 2.1.0, which code scanners such as GitHub's read. Files below `cwd` are told relative to it. */
export function toSarif({ findings }: ValidationReport, cwd: string): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-knative', semanticVersion: packageVersion(), rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { uri: `${pathToFileURL(cwd).href}/` } },
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code), cwd)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: string) {
  const rule = explainedRules().get(code)?.rule;
  const { title = code, why = '', source, severity = 'error' } = rule ?? {};
  const help = [why, ...(source === undefined ? [] : [`Source: ${source}`])].join('\n\n');
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why || title },
    help: { text: help || title },
    defaultConfiguration: { level: severity },
  };
}

function resultOf(finding: Finding, ruleIndex: number, cwd: string) {
  const { code, severity, hint, line, column, file } = finding;
  const name = whereOf(finding);
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: [sentenceOf(finding), ...(hint === undefined ? [] : [hint])].join(': ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(file, cwd),
          region: { startLine: line, startColumn: column },
        },
        ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: name }] }),
      },
    ],
  };
}

function artifactOf(file: string, cwd: string): { uri: string; uriBaseId?: string } {
  const path = relative(cwd, resolve(cwd, file));
  if (isAbsolute(path) || path.split(sep)[0] === '..') return { uri: pathToFileURL(resolve(cwd, file)).href };
  return { uri: path.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
