import type { KubeObject } from '../../api/meta/v1';
import { Route, type RouteSpec } from '../../api/serving/v1/route';
import { Service } from '../../api/serving/v1/service';
import type { TrafficTarget } from '../../api/serving/v1/traffic';
import type { Report, Rule, RuleContext, RuleSet } from '../rule';
import { rulesFor, rulesOf } from '../rule';
import { dnsLabelHint, isDns1035Label, isDns1123Subdomain, isQualifiedName } from '../syntax/names';

type TargetCheck = (target: TrafficTarget, report: Report, context: RuleContext, index: number) => void;

/** Checks each target by itself; paths begin at the target. */
function eachTarget(check: TargetCheck): Rule<RouteSpec>['check'] {
  return ({ traffic = [] }, report, context) => {
    traffic.forEach((target, i) => {
      check(target, (path, ...fault) => report(['traffic', i, ...path], ...fault), context, i);
    });
  };
}

/** Examples must do for Services and Routes, so they name a revision. */
const traffic = (...targets: readonly TrafficTarget[]) => ({ value: { traffic: targets } });
const all = { revisionName: 'hello-00001', percent: 100 };

const rules: readonly Rule<RouteSpec>[] = [
  {
    code: 'KN1201',
    title: 'a share of the traffic is from 0 to 100 percent',
    why: 'A part can be neither negative nor more than the whole.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: eachTarget(({ percent = 0 }, report) => {
      if (percent < 0 || percent > 100) report(['percent'], `${percent} is no percentage`, 'write 0 to 100');
    }),
    good: traffic(all),
    bad: traffic({ ...all, percent: 150 }, { revisionName: 'hello-00002', percent: -50, tag: 'old' }),
  },
  {
    code: 'KN1202',
    title: 'a tag is a DNS label that begins with a letter',
    why: 'It becomes the first part of a host name.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: eachTarget(({ tag }, report) => {
      if (tag && !isDns1035Label(tag)) report(['tag'], `"${tag}" is no DNS label`, dnsLabelHint(tag));
    }),
    good: traffic({ ...all, tag: 'v1' }),
    bad: [traffic({ ...all, tag: 'V1' }), traffic({ ...all, tag: '1.0' })],
  },
  {
    code: 'KN1203',
    title: 'each tag names one target',
    why: 'A tag is a URL, and a URL leads to one place.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: ({ traffic: targets = [] }, report) => {
      const seen = new Map<string, number>();
      targets.forEach(({ tag }, i) => {
        if (!tag) return;
        const first = seen.get(tag);
        if (first === undefined) seen.set(tag, i);
        else report(['traffic', i, 'tag'], `"${tag}" is the tag of target ${first} too`, 'give it another tag');
      });
    },
    good: traffic({ ...all, tag: 'blue' }, { revisionName: 'hello-00002', tag: 'green' }),
    bad: traffic({ ...all, tag: 'blue' }, { revisionName: 'hello-00002', tag: 'blue' }),
  },
  {
    code: 'KN1204',
    title: 'the shares of the traffic add up to 100 percent',
    why: 'Each request must go somewhere, and to one place only.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: ({ traffic: targets = [] }, report) => {
      // A share that can't be one is told by itself.
      if (targets.some(({ percent = 0 }) => percent < 0 || percent > 100)) return;
      const sum = targets.reduce((total, { percent = 0 }) => total + percent, 0);
      if (sum !== 100) report(['traffic'], `traffic sums to ${sum}`, 'make the percentages sum to 100');
    },
    good: traffic({ ...all, percent: 60 }, { revisionName: 'hello-00002', percent: 40 }),
    bad: traffic({ ...all, percent: 60 }, { revisionName: 'hello-00002', percent: 30 }),
  },
  {
    code: 'KN1205',
    title: 'latestRevision is true exactly where no revision is named',
    why: 'A target follows the latest revision or stays with a certain one, never both.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: eachTarget(({ revisionName, latestRevision }, report) => {
      if (latestRevision === undefined || Boolean(revisionName) !== latestRevision) return;
      if (latestRevision) {
        report(['latestRevision'], `the target names revision "${revisionName}" and the latest one`, 'remove either');
      } else {
        report(['latestRevision'], 'the target is not the latest revision and names no other', 'set revisionName');
      }
    }),
    good: traffic({ ...all, latestRevision: false }),
    bad: traffic({ ...all, latestRevision: true }),
  },
  {
    code: 'KN1206',
    title: 'names of revisions and configurations are possible names',
    why: 'No object can have such a name.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: eachTarget((target, report) => {
      for (const field of ['revisionName', 'configurationName'] as const) {
        const name = target[field];
        if (name && !isQualifiedName(name)) report([field], `"${name}" is no name`, dnsLabelHint(name));
      }
    }),
    good: traffic(all),
    bad: traffic({ ...all, revisionName: 'hello 1' }),
  },
  {
    code: 'KN1207',
    title: 'a target sets no url',
    why: 'The controller writes the URL of a tag into the status.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: eachTarget(({ url }, report) => {
      if (url) report(['url'], `"${url}" is set`, 'remove it; set a tag to get a URL');
    }),
    good: traffic({ ...all, tag: 'v1' }),
    bad: [
      traffic({ ...all, tag: 'v1', url: 'http://v1.example.com' }),
      traffic({ ...all, url: 'http://v1.example.com' }),
    ],
  },
  {
    code: 'KN1251',
    severity: 'warning',
    title: 'tag and name fit into one DNS label together',
    why: 'TAG-NAME is one part of the host name; beyond 63 characters the Route fails at run time.',
    source: 'serving, pkg/reconciler/route/domains',
    check: eachTarget(({ tag }, report, { object }) => {
      const label = `${tag}-${object.metadata.name ?? ''}`;
      if (!tag || tag.length > 63 || label.length <= 63) return;
      report(
        ['tag'],
        `"${label}" has ${label.length} characters`,
        'shorten the tag or the name to 63 in sum with the dash',
      );
    }),
    good: {
      metadata: { name: 'a'.repeat(60) },
      ...traffic({ revisionName: `${'a'.repeat(60)}-1`, percent: 100, tag: 'v1' }),
    },
    bad: {
      metadata: { name: 'a'.repeat(60) },
      ...traffic({ revisionName: `${'a'.repeat(60)}-1`, percent: 100, tag: 'blue' }),
    },
  },
  {
    code: 'KN1252',
    severity: 'warning',
    title: 'a target without a share of the traffic has a tag',
    why: 'Nobody can reach it otherwise.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachTarget(({ percent = 0, tag }, report) => {
      if (percent === 0 && !tag) report([], 'the target gets no traffic and has no tag', 'give it a tag, or remove it');
    }),
    good: traffic(all, { revisionName: 'hello-00002', percent: 0, tag: 'next' }),
    bad: traffic(all, { revisionName: 'hello-00002', percent: 0 }),
  },
  {
    code: 'KN1253',
    severity: 'warning',
    title: 'a target without a tag is there once',
    why: 'Two shares of one revision without tags are one share in two lines; mostly another revision was meant.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: ({ traffic: targets = [] }, report) => {
      const seen = new Set<string>();
      targets.forEach(({ revisionName = '', configurationName = '', tag, percent = 0 }, i) => {
        if (tag || percent === 0) return;
        const id = `${revisionName}/${configurationName}`;
        const name = revisionName || (configurationName ? `the latest of ${configurationName}` : 'the latest revision');
        if (seen.has(id))
          report(['traffic', i], `${name} has a share above already`, 'name another revision, or add the shares');
        seen.add(id);
      });
    },
    good: traffic({ ...all, percent: 50 }, { revisionName: 'hello-00002', percent: 50 }),
    bad: traffic({ ...all, percent: 50 }, { ...all, percent: 50 }),
  },
];

const latest = { latestRevision: true, percent: 100 };

const serviceRules: readonly Rule<RouteSpec>[] = [
  {
    code: 'KN1208',
    title: 'a target of a Service names no configuration',
    why: 'A Service has one configuration, its own.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: eachTarget(({ configurationName }, report) => {
      if (configurationName) report(['configurationName'], `"${configurationName}" is set`, 'remove it');
    }),
    good: traffic(latest),
    bad: traffic({ ...latest, configurationName: 'hello' }),
  },
  {
    code: 'KN1254',
    severity: 'warning',
    title: 'a revision in the traffic of a Service is its own',
    why: 'The revisions of a Service are named after it; the Route reports any other as missing or as not its own.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachTarget(({ revisionName }, report, { object: { metadata } }) => {
      const { name } = metadata;
      if (!revisionName || !name || revisionName.startsWith(`${name}-`) || !isQualifiedName(revisionName)) return;
      report(
        ['revisionName'],
        `"${revisionName}" is no revision of "${name}"`,
        `name a revision that begins with ${name}-`,
      );
    }),
    good: traffic({ revisionName: 'hello-00001', percent: 100 }),
    bad: traffic({ revisionName: 'cart-00001', percent: 100 }),
  },
];

type RouteObject = KubeObject<RouteSpec>;

function eachTargetOfRoute(check: TargetCheck): Rule<RouteObject>['check'] {
  const checkSpec = eachTarget(check);
  return ({ spec = {} }, report, context) => {
    checkSpec(spec, (path, ...fault) => report(['spec', ...path], ...fault), context);
  };
}

const routeRules: readonly Rule<RouteObject>[] = [
  {
    code: 'KN1209',
    title: 'a target of a Route names either a revision or a configuration',
    why: 'A Route has no configuration of its own.',
    source: 'serving, pkg/apis/serving/v1/route_validation.go',
    check: eachTargetOfRoute(({ revisionName, configurationName }, report) => {
      if (revisionName && configurationName) {
        report(
          ['configurationName'],
          `"${configurationName}" stands beside revision "${revisionName}"`,
          'remove either',
        );
      } else if (!revisionName && !configurationName) {
        report([], 'the target names nothing', 'set revisionName or configurationName');
      }
    }),
    good: { spec: { traffic: [{ configurationName: 'hello', percent: 100 }] } },
    bad: [
      { spec: { traffic: [{ latestRevision: true, percent: 100 }] } },
      { spec: { traffic: [{ configurationName: 'hello', revisionName: 'hello-00001', percent: 100 }] } },
    ],
  },
  {
    code: 'KN1255',
    severity: 'warning',
    title: 'a Route names a configuration that can exist',
    why: 'No Configuration has a name with capitals or underscores; the Route waits for ever.',
    source: 'the webhook of Serving 1.23 lets it pass',
    check: eachTargetOfRoute(({ configurationName: name }, report) => {
      if (!name || !isQualifiedName(name) || isDns1123Subdomain(name)) return;
      report(['configurationName'], `no Configuration can be named "${name}"`, dnsLabelHint(name));
    }),
    good: { spec: { traffic: [{ configurationName: 'shop-config', percent: 100 }] } },
    bad: { spec: { traffic: [{ configurationName: 'Shop_Config', percent: 100 }] } },
  },
];

export const trafficRuleSets: readonly RuleSet[] = [
  rulesOf(
    'Traffic',
    [Service, Route].map((kind) => ({ kind, at: ['spec'] })),
    rules,
  ),
  rulesOf('Traffic of a Service', [{ kind: Service, at: ['spec'] }], serviceRules),
  rulesFor(Route, routeRules),
];
