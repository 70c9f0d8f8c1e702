import { type Pair, pairs, specPairs } from './pairs';

const pod = { apiVersion: 'v1', kind: 'Pod' };
const json = { contentType: 'application/json' };

export const sourcePairs: readonly Pair[] = [
  ...specPairs('PingSource', {
    'with a minute of 60': [{ schedule: '60 * * * *' }, { schedule: '59 * * * *' }],
    'with an hour of 24': [{ schedule: '0 24 * * *' }, { schedule: '0 23 * * *' }],
    'with day 0': [{ schedule: '0 0 0 * *' }, { schedule: '0 0 31 * *' }],
    'with month 13': [{ schedule: '0 0 1 13 *' }, { schedule: '0 0 1 DEC *' }],
    'with Sunday as 7': [{ schedule: '0 0 * * 7' }, { schedule: '0 0 * * SUN' }],
    'with Sunday written out': [{ schedule: '0 0 * * SUNDAY' }, { schedule: '0 0 * * sun' }],
    'with four fields': [{ schedule: '* * * *' }, { schedule: '* * * * *' }],
    'with a year': [{ schedule: '0 0 12 * * ? 2026' }, { schedule: '0 0 12 * * ?' }],
    'with a step of 0': [{ schedule: '*/0 * * * *' }, { schedule: '*/60 * * * *' }],
    'with a range backwards': [{ schedule: '0 18-8 * * *' }, { schedule: '0 8-18 * * *' }],
    'with the last day': [{ schedule: '0 0 L * *' }, { schedule: '0 0 31 2 *' }],
    'with a weekday nearest': [{ schedule: '0 0 15W * *' }, { schedule: '0 0 15 * MON-FRI' }],
    'with @every': [{ schedule: '@every 5m' }, { schedule: '*/5 * * * *' }],
    'with @reboot': [{ schedule: '@reboot' }, { schedule: '@daily' }],
    'with @Daily': [{ schedule: '@Daily' }, { schedule: '@midnight' }],
    'with a space before the name': [{ schedule: ' @daily' }, { schedule: ' 0 0 * * *' }],
    'with a schedule that is a number': [{ schedule: 5 }, { schedule: '' }],
    'with a comma too few': [{ schedule: '0 8 18 * * * *' }, { schedule: '0 8,,18 * * *' }],
    'with an offset for a zone': [{ timezone: 'UTC+8' }, { timezone: 'Etc/GMT-8' }],
    'with an abbreviation for a zone': [{ timezone: 'CST' }, { timezone: 'EST' }],
    'with a zone in lower case': [{ timezone: 'europe/paris' }, { timezone: 'Europe/Paris' }],
    'with a zone of a city alone': [{ timezone: 'Berlin' }, { timezone: 'Singapore' }],
    'with a zone of a continent': [{ timezone: 'Europe' }, { timezone: 'Poland' }],
    'with a zone that lacks its underscore': [{ timezone: 'America/New York' }, { timezone: 'America/New_York' }],
    'with two zones': [{ timezone: 'UTC', schedule: 'TZ=UTC 0 0 * * *' }, { schedule: 'TZ=UTC 0 0 * * *' }],
    'with a bad zone in the schedule': [{ schedule: 'TZ=CST 0 0 * * *' }, { schedule: 'CRON_TZ=Asia/Tokyo 0 0 * * *' }],
    'with a zone and no schedule after it': [{ schedule: 'TZ=UTC' }, { schedule: 'TZ=UTC @daily' }],
    'with data and dataBase64': [
      { data: 'a', dataBase64: 'YQ==' },
      { data: 'a', dataBase64: '' },
    ],
    'with dataBase64 that is text': [{ dataBase64: 'hello' }, { dataBase64: 'aGVsbG8=' }],
    'with dataBase64 without padding': [{ dataBase64: 'YQ' }, { dataBase64: 'YQ==\n' }],
    'with dataBase64 of the URL alphabet': [{ dataBase64: '_-==' }, { dataBase64: '/+==' }],
    'with data that is an object': [{ data: { message: 'hi' } }, { data: '{"message":"hi"}', ...json }],
    'with JSON that is a list': [
      { data: '[1]', ...json },
      { data: '{}', ...json },
    ],
    'with JSON that is a text': [
      { data: '"hi"', ...json },
      { data: 'null', ...json },
    ],
    'with JSON in single quotes': [
      { data: "{'a':1}", ...json },
      { data: '{"a":1}', ...json },
    ],
    'with JSON with a comma too many': [
      { data: '{"a":1,}', ...json },
      { data: ' {"a":1} ', ...json },
    ],
    'with two JSON values': [
      { data: '{}{}', ...json },
      { data: '{}\n', ...json },
    ],
    'with a number too large for JSON': [
      { data: '{"a":1e999}', ...json },
      { data: '{"a":1e99}', ...json },
    ],
    'with a bad JSON in base64': [
      { dataBase64: 'aGVsbG8=', ...json },
      { dataBase64: 'e30=', ...json },
    ],
    'with jsonData of old': [{ jsonData: '{}' }, { data: '{}' }],
    'without a sink': [{ sink: null }, { sink: { ref: null, uri: 'http://a' } }],
    'with an extension with a dash': [
      { ceOverrides: { extensions: { 'my-ext': 'a' } } },
      { ceOverrides: { extensions: { myext: 'a' } } },
    ],
    'with an extension with an underscore': [
      { ceOverrides: { extensions: { my_ext: 'a' } } },
      { ceOverrides: { extensions: { myExt1: 'a' } } },
    ],
    'with an empty extension': [
      { ceOverrides: { extensions: { '': 'a' } } },
      { ceOverrides: { extensions: { a: '' } } },
    ],
    'with an extension that is a number': [
      { ceOverrides: { extensions: { count: 1 } } },
      { ceOverrides: { extensions: { id: '1' } } },
    ],
    'with extensions outside of extensions': [{ ceOverrides: { region: 'eu' } }, { ceOverrides: {} }],
    'with the sink beside spec': [{ sink: null, subscriber: { uri: 'http://a' } }, {}],
  }),
  ...specPairs('ApiServerSource', {
    'with an unknown mode': [{ mode: 'Ref' }, { mode: 'Reference' }],
    'with a mode in lower case': [{ mode: 'resource' }, { mode: 'Resource' }],
    'without resources': [{ resources: [] }, { resources: [pod] }],
    'without the list of resources': [{ resources: null }, { resources: [pod, pod] }],
    'with one resource instead of a list': [{ resources: pod }, { resources: [pod] }],
    'with a resource without a kind': [{ resources: [{ apiVersion: 'v1' }] }, { resources: [{ kind: 'Pod' }] }],
    'with a resource of a blank kind': [
      { resources: [{ apiVersion: 'v1', kind: '  ' }] },
      { resources: [{ apiVersion: 'v1', kind: 'pods' }] },
    ],
    'with a resource of too many parts': [
      { resources: [{ apiVersion: 'apps/v1/x', kind: 'Deployment' }] },
      { resources: [{ apiVersion: '/', kind: 'Deployment' }] },
    ],
    'with controller of old': [
      { resources: [{ ...pod, controller: true }] },
      { resources: [{ ...pod, selector: {} }] },
    ],
    'with a selector that is a map of labels': [
      { resources: [{ ...pod, selector: { app: 'a' } }] },
      { resources: [{ ...pod, selector: { matchLabels: { app: 'a' } } }] },
    ],
    'with label values that are numbers': [
      { resources: [{ ...pod, selector: { matchLabels: { tier: 1 } } }] },
      { resources: [{ ...pod, selector: { matchLabels: { tier: '1' } } }] },
    ],
    'with an owner without a kind': [{ owner: { apiVersion: 'apps/v1' } }, { owner: { kind: 'Deployment' } }],
    'with an owner of too many parts': [
      { owner: { apiVersion: 'a/b/c', kind: 'Deployment' } },
      { owner: { apiVersion: 'apps/v1', kind: 'Deployment' } },
    ],
    'with an owner that is a kind': [{ owner: 'Deployment' }, { owner: null }],
    'with filters while the feature is off': [{ filters: [{ exact: { type: 'a' } }] }, { filters: [] }],
    'with a namespaceSelector that is a list': [{ namespaceSelector: ['shop'] }, { namespaceSelector: {} }],
    'with values that are one value': [
      { namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: 'b' }] } },
      { namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] } },
    ],
    'with a service account that is an object': [{ serviceAccountName: { name: 'a' } }, { serviceAccountName: '' }],
    'without a sink': [{ sink: null }, { sink: { ref: null, uri: 'http://a' } }],
    'with a sink without a kind': [{ sink: { ref: { kind: null } } }, { sink: { ref: { kind: 'Broker' } } }],
    'with an extension with a dash': [
      { ceOverrides: { extensions: { 'a-b': 'a' } } },
      { ceOverrides: { extensions: { aB: 'a' } } },
    ],
    'with a schedule': [{ schedule: '* * * * *' }, {}],
  }),
  ...pairs('PingSource', {
    'without a spec': [{ spec: null }, {}],
    'with an unknown field in status': [{ status: { sink: 'http://a' } }, { status: { sinkUri: 'http://a' } }],
  }),
];
