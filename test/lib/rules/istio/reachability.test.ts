import { expect, test } from 'vitest';
import type { HTTPMatchRequest } from '../../../../lib/api/istio/networking/v1/http-match';
import { coversEverything, isCoveredMatch } from '../../../../lib/rules/istio/virtual-service/covering';

test.each<[HTTPMatchRequest, boolean]>([
  [{}, true],
  [{ uri: { prefix: '/' } }, true],
  [{ uri: { regex: '/.*' }, name: 'all' }, true],
  [{ uri: { prefix: '/a' } }, false],
  [{ uri: { prefix: '/' }, method: { exact: 'GET' } }, false],
  [{ headers: { a: {} } }, false],
])('the match %j takes every request: %j', (match, expected) => {
  expect(coversEverything(match)).toBe(expected);
});

test.each<[later: HTTPMatchRequest, earlier: HTTPMatchRequest, expected: boolean]>([
  [{ uri: { prefix: '/a/b' } }, { uri: { prefix: '/a' } }, true],
  [{ uri: { exact: '/a' } }, { uri: { prefix: '/a' } }, true],
  [{ uri: { regex: '/a.*' } }, { uri: { prefix: '/a' } }, false],
  [{ uri: { regex: '/a.*' } }, { uri: { regex: '/a.*' } }, true],
  [{ uri: { prefix: '/a' } }, { uri: { prefix: '/a/b' } }, false],
  [{ uri: { prefix: '/a' } }, { uri: { prefix: '/a' }, headers: { x: {} } }, false],
  [{ uri: { prefix: '/a' }, headers: { x: { exact: '1' } } }, { uri: { prefix: '/a' }, headers: { x: {} } }, true],
  [{ uri: { prefix: '/a' }, headers: { x: { exact: '1' } } }, { uri: { prefix: '/a' } }, true],
  [{ uri: { prefix: '/a' }, port: 80 }, { uri: { prefix: '/a' }, port: 81 }, false],
  [{ uri: { prefix: '/a' }, gateways: ['mesh'] }, { uri: { prefix: '/a' }, gateways: ['front'] }, false],
  [{ uri: { prefix: '/A' }, ignoreUriCase: true }, { uri: { prefix: '/A' } }, false],
  [{ method: { exact: 'GET' } }, { uri: { prefix: '/' } }, false],
])('requests for %j are those for %j: %j', (later, earlier, expected) => {
  expect(isCoveredMatch(later, earlier)).toBe(expected);
});
