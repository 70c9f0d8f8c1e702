import type { HTTPMatchRequest, StringMatch } from '../../../api/istio/networking/v1/http-match';
import { VirtualService } from '../../../api/istio/networking/v1/virtual-service';
import { isSemanticallyEqual } from '../../../api/schema';
import type { FieldPath } from '../../diagnostic';

/** Where the type of a match stands. */
const MATCH: FieldPath = ['spec', 'http', 0, 'match', 0];
/** Fields of a match that narrow it, besides those that are compared one by one. */
const COMPARED_WHOLE = ['withoutHeaders', 'port', 'sourceLabels', 'sourceNamespace', 'gateways'] as const;
const TEXTS = ['scheme', 'method', 'authority'] as const;
const NAMED = ['headers', 'queryParams'] as const;
/** Fields that don't say which requests. */
const NEUTRAL: readonly string[] = ['name', 'statPrefix', 'ignoreUriCase'];

/** Whether a match holds for every request. */
export function coversEverything(match: HTTPMatchRequest): boolean {
  const { uri, ...rest } = match;
  const isOpen =
    uri === undefined || uri.prefix === '/' || uri.prefix === '' || uri.regex === '.*' || uri.regex === '/.*';
  return isOpen && Object.keys(rest).every((field) => NEUTRAL.includes(field) || field === 'uri');
}

/** Whether every request for which `match` holds is one for which `by` holds: surely, not by chance. */
export function isCoveredMatch(match: HTTPMatchRequest, by: HTTPMatchRequest): boolean {
  const sameCase = (match.ignoreUriCase ?? false) === (by.ignoreUriCase ?? false);
  return (
    sameCase &&
    isCoveredText(match.uri, by.uri) &&
    TEXTS.every((field) => isCoveredText(match[field], by[field])) &&
    NAMED.every((field) => areCoveredTexts(match[field], by[field])) &&
    COMPARED_WHOLE.every(
      (field) =>
        by[field] === undefined || isSemanticallyEqual(VirtualService, [...MATCH, field], match[field], by[field]),
    )
  );
}

function areCoveredTexts(
  texts: Readonly<Record<string, StringMatch>> = {},
  by: Readonly<Record<string, StringMatch>> = {},
): boolean {
  return Object.entries(by).every(
    ([name, condition]) => texts[name] !== undefined && isCoveredText(texts[name], condition),
  );
}

function isCoveredText(text: StringMatch | undefined, by: StringMatch | undefined): boolean {
  // An empty condition asks no more than that there is something.
  if (by === undefined || Object.keys(by).length === 0) return true;
  if (text === undefined) return false;
  if (by.prefix !== undefined) return (text.exact ?? text.prefix)?.startsWith(by.prefix) ?? false;
  return isSemanticallyEqual(VirtualService, [...MATCH, 'uri'], text, by);
}
