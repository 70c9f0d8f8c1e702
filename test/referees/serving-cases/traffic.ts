import { type Pair, pair, valuesAt } from '../corpus/pair';

const TRAFFIC = '/spec/traffic';
const A = 'hello-00001';
const B = 'hello-00002';

const ofServices = valuesAt('Service', TRAFFIC, {
  'shares of 90': [
    [
      { revisionName: A, percent: 60 },
      { revisionName: B, percent: 30 },
    ],
    [
      { revisionName: A, percent: 60 },
      { revisionName: B, percent: 40 },
    ],
  ],
  'shares of 110': [
    [{ revisionName: A, percent: 60 }, { percent: 50 }],
    [{ revisionName: A, percent: 60 }, { percent: 40 }],
  ],
  'no share at all': [[{ revisionName: A }], [{ revisionName: A, percent: 100 }]],
  'shares as fractions': [
    [
      { revisionName: A, percent: 0.6 },
      { revisionName: B, percent: 0.4 },
    ],
    [
      { revisionName: A, percent: 60 },
      { revisionName: B, percent: 40 },
    ],
  ],
  'a share as text': [[{ percent: '100' }], [{ percent: 100 }]],
  'a share with a percent sign': [[{ percent: '100%' }], [{ percent: 100 }]],
  'a share above the whole': [
    [
      { revisionName: A, percent: 150 },
      { revisionName: B, percent: -50 },
    ],
    [
      { revisionName: A, percent: 100 },
      { revisionName: B, percent: 0 },
    ],
  ],
  'three thirds': [
    [{ percent: 33 }, { revisionName: A, percent: 33 }, { revisionName: B, percent: 33 }],
    [{ percent: 34 }, { revisionName: A, percent: 33 }, { revisionName: B, percent: 33 }],
  ],
  'a tag in capitals': [[{ percent: 100, tag: 'V1' }], [{ percent: 100, tag: 'v1' }]],
  'a tag with dots': [[{ percent: 100, tag: 'v1.2' }], [{ percent: 100, tag: 'v1-2' }]],
  'a tag with a digit first': [[{ percent: 100, tag: '1' }], [{ percent: 100, tag: 'v1' }]],
  'a tag with an underscore': [[{ percent: 100, tag: 'next_one' }], [{ percent: 100, tag: 'next-one' }]],
  'a tag with a dash last': [[{ percent: 100, tag: 'next-' }], [{ percent: 100, tag: 'next' }]],
  'a tag of 64 letters': [[{ percent: 100, tag: 't'.repeat(64) }], [{ percent: 100, tag: 't'.repeat(63) }]],
  'one tag twice': [
    [
      { revisionName: A, percent: 100, tag: 'a' },
      { revisionName: B, tag: 'a' },
    ],
    [
      { revisionName: A, percent: 100, tag: 'a' },
      { revisionName: B, tag: 'b' },
    ],
  ],
  'one tag twice for one revision': [
    [
      { revisionName: A, percent: 50, tag: 'a' },
      { revisionName: A, percent: 50, tag: 'a' },
    ],
    [
      { revisionName: A, percent: 50, tag: 'a' },
      { revisionName: A, percent: 50, tag: 'b' },
    ],
  ],
  'the latest revision by name': [
    [{ revisionName: A, latestRevision: true, percent: 100 }],
    [{ revisionName: A, latestRevision: false, percent: 100 }],
  ],
  'not the latest, and no name': [[{ latestRevision: false, percent: 100 }], [{ latestRevision: true, percent: 100 }]],
  'the word latest for a revision': [
    [{ revisionName: '@latest', percent: 100 }],
    [{ revisionName: 'latest', percent: 100 }],
  ],
  'a configuration in a Service': [
    [{ configurationName: 'hello', percent: 100 }],
    [{ configurationName: '', percent: 100 }],
  ],
  'a url': [[{ percent: 100, url: 'http://a.example.com' }], [{ percent: 100, url: '' }]],
  'a url with a tag': [[{ percent: 100, tag: 'a', url: 'http://a.example.com' }], [{ percent: 100, tag: 'a' }]],
  'a revision name with a space': [
    [{ revisionName: 'hello 1', percent: 100 }],
    [{ revisionName: 'hello_1', percent: 100 }],
  ],
  'a revision name of 64 letters': [
    [{ revisionName: 'h'.repeat(64), percent: 100 }],
    [{ revisionName: 'h'.repeat(63), percent: 100 }],
  ],
  'a revision with a namespace': [
    [{ revisionName: 'Default/hello-00001', percent: 100 }],
    [{ revisionName: 'default/hello-00001', percent: 100 }],
  ],
  'one share of 100 too many': [
    [{ percent: 100 }, { revisionName: A, percent: 1 }],
    [{ percent: 99 }, { revisionName: A, percent: 1 }],
  ],
});

const ofRoutes = valuesAt('Route', TRAFFIC, {
  'a target of nothing': [[{ percent: 100 }], [{ configurationName: 'hello', percent: 100 }]],
  'the latest of nothing': [
    [{ latestRevision: true, percent: 100 }],
    [{ configurationName: 'hello', latestRevision: true, percent: 100 }],
  ],
  'both a revision and a configuration': [
    [{ configurationName: 'hello', revisionName: A, percent: 100 }],
    [{ revisionName: A, percent: 100 }],
  ],
  'an empty list': [[], [{ revisionName: A, percent: 100 }]],
  'no list': [undefined, [{ revisionName: A, percent: 100 }]],
  'a configuration that is not the latest': [
    [{ configurationName: 'hello', latestRevision: false, percent: 100 }],
    [{ configurationName: 'hello', percent: 100 }],
  ],
  'a configuration name with a slash first': [
    [{ configurationName: '/hello', percent: 100 }],
    [{ configurationName: 'Shop_Config', percent: 100 }],
  ],
  'shares of 99': [
    [
      { configurationName: 'a', percent: 98 },
      { configurationName: 'b', percent: 1 },
    ],
    [
      { configurationName: 'a', percent: 98 },
      { configurationName: 'b', percent: 2 },
    ],
  ],
});

export const trafficPairs: readonly Pair[] = [
  ...ofServices,
  ...ofRoutes,
  pair('a Route without spec', 'Route', { '/spec': undefined }, {}),
];
