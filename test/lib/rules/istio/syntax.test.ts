import { describe, expect, test } from 'vitest';
import { isSubnet, socketFault } from '../../../../lib/rules/istio/syntax/addresses';
import { pathFault, serviceAccountFault, wildcardFault } from '../../../../lib/rules/istio/syntax/authorization';
import { headerValueFault } from '../../../../lib/rules/istio/syntax/header-value';
import { hostsOverlap, isCoveredBy, isDomain, isWildcardDomain } from '../../../../lib/rules/istio/syntax/hosts';
import { regexFault } from '../../../../lib/rules/syntax/regex';

describe('an expression of RE2', () => {
  test.each([
    '/a.*',
    '(?i)a',
    '(?P<n>a)(?P<n>b)',
    '(?s:.)',
    '^?',
    '$+',
    '\\Q(?=\\E',
    '[]a]',
    '[^]a]',
    '\\pL',
    '\\(?=',
    'a{2}',
  ])('is %s', (text) => expect(regexFault(text)).toBeUndefined());

  test.each(['', '*', '(', '(?=a)', '(?<!a)', '(a)\\1', '\\q', '\\E', '[\\z]', '[a', 'a{2,1}', 'a'.repeat(1025)])(
    'is not %s',
    (text) => expect(regexFault(text)).toBeDefined(),
  );
});

describe('the value of a header', () => {
  test.each(['', 'a b', '100%%', '%HOSTNAME%', '%REQ(x-id)%', '%X(["a", "b"])%', 'a\tb'])('may be %j', (text) =>
    expect(headerValueFault(text)).toBeUndefined(),
  );

  test.each(['%', '100%', '%A', '%REQ(a%', '%X(["a" "b"])%', 'a\nb'])('may not be %j', (text) =>
    expect(headerValueFault(text)).toBeDefined(),
  );
});

describe('a host', () => {
  test.each(['a', 'A.example.com', 'a.example.com.', 'a-1.b'])('is %s', (text) => expect(isDomain(text)).toBe(true));

  test.each(['', '1', 'a.1', 'a_b', '-a', 'a..b', '*.a', 'a'.repeat(64), `${'a.'.repeat(128)}com`])(
    'is not %s',
    (text) => expect(isDomain(text)).toBe(false),
  );

  test.each(['*', '*.example.com', '*-eu.example.com', '*a.example.com'])('may be the wildcard %s', (text) =>
    expect(isWildcardDomain(text)).toBe(true),
  );

  test('with a wildcard means others', () => {
    expect(hostsOverlap('*.com', '*.example.com')).toBe(true);
    expect(hostsOverlap('a.example.com', '*.com')).toBe(true);
    expect(hostsOverlap('*.org', 'a.com')).toBe(false);
    expect(isCoveredBy('a.example.com', '*.com')).toBe(true);
    expect(isCoveredBy('*.example.com', '*.com')).toBe(true);
    expect(isCoveredBy('*.com', '*.example.com')).toBe(false);
    expect(isCoveredBy('*.com', 'a.com')).toBe(false);
  });
});

test('addresses are single ones and ranges, of both versions', () => {
  expect(['10.0.0.1', '10.0.0.0/8', '::1', '2001::/16'].every(isSubnet)).toBe(true);
  expect(['10.0.0', '10.0.0.0/33', '10.0.0.0/08', '::1/129', 'a', '10.0.0.1/8/8'].some(isSubnet)).toBe(false);
});

test('a Unix socket is an absolute path of a file, or an abstract name', () => {
  expect(socketFault('unix:///run/a.sock')).toBeUndefined();
  expect(socketFault('unix://@a')).toBeUndefined();
  expect(socketFault('unix://a')).toMatch('no absolute path');
  expect(socketFault('unix:///run/')).toMatch('no absolute path');
  expect(socketFault('unix://')).toMatch('names no file');
});

describe('policies', () => {
  test.each(['/a', '/a/*', '*', '/{*}/a', '/a/{**}', '/{*}/{**}'])('take the path %s', (path) =>
    expect(pathFault(path)).toBeUndefined(),
  );

  test.each(['/{id}', '/{**}/{*}', '/{**}/{**}', '/{*}/a b', '/a{*}'])('do not take the path %s', (path) =>
    expect(pathFault(path)).toBeDefined(),
  );

  test('take wildcards at one end, and none in ServiceAccounts', () => {
    expect(['a', '*', 'a*', '*a'].map(wildcardFault)).toEqual([undefined, undefined, undefined, undefined]);
    expect(['', 'a*b', '*a*'].every((text) => wildcardFault(text) !== undefined)).toBe(true);
    expect(['a', 'a/b'].map(serviceAccountFault)).toEqual([undefined, undefined]);
    expect(['*', 'a/', '/a', 'a/b/c'].every((text) => serviceAccountFault(text) !== undefined)).toBe(true);
  });
});
