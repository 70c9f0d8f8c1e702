import { describe, expect, it } from 'vitest';
import { isUriOfSchema, parseUri } from '../../../../lib/rules/syntax/uri';

describe('a URI', () => {
  it.each([
    ['http://display.default.svc/events', { scheme: 'http', host: 'display.default.svc', path: '/events' }],
    ['HTTPS://a:8080', { scheme: 'https', host: 'a:8080', path: '' }],
    ['/events', { scheme: '', host: '', path: '/events' }],
    ['events?a=b', { scheme: '', host: '', path: 'events' }],
    ['//a/b', { scheme: '', host: 'a', path: '/b' }],
    ['mailto:shop', { scheme: 'mailto', host: '', path: '' }],
    ['http://user:p%40ss@[::1]:80/', { scheme: 'http', host: '[::1]:80', path: '/' }],
    ['', { scheme: '', host: '', path: '' }],
  ])('%j is read', (text, uri) => {
    expect(parseUri(text)).toEqual(uri);
  });

  it.each([
    ['http://a:http', '"http" is no port'],
    ['http://a b', '" " may not stand in a host'],
    ['http://a/%zz', '"%zz" is no percent-encoded byte'],
    ['http://a/#%', '"%" is no percent-encoded byte'],
    ['8080:80', 'a colon stands in the first part of a path'],
    [':a', 'nothing stands before the colon'],
    ['http://[::1', 'the closing bracket of the address is missing'],
    ['http://[1.2.3.4]', '"1.2.3.4" is no IPv6 address'],
    ['http://%41', '"%41" may not stand in a host'],
    ['http://a b@c', 'the user name has a character that it may not have'],
    ['a\nb', 'it has a control character'],
  ])('%j is none: %s', (text, error) => {
    expect(parseUri(text)).toEqual({ error });
  });
});

describe('what an API server takes for the format uri', () => {
  it.each(['https://example.com/events', 'https://example.com/#part', 'mailto:someone', '/events', '*'])(
    '%s is one',
    (text) => {
      expect(isUriOfSchema(text)).toBe(true);
    },
  );

  it.each([
    '',
    'https://example.com#part',
    'events',
    '.',
    'example.com/events',
    '?a=b',
    '#part',
    'https://exa mple.com',
  ])('"%s" is none', (text) => {
    expect(isUriOfSchema(text)).toBe(false);
  });
});
