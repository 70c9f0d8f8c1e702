import {
  GitHubBinding,
  type GitHubBindingSpec,
  type GitHubBindingStatus,
} from '../../api/bindings/v1alpha1/github-binding';
import type { SecretValueFromSource } from '../../api/common/secret-value';
import type { PlainDestination } from '../../api/duck/v1/destination';
import type { KubeObject } from '../../api/meta/v1';
import { GitHubSource, type GitHubSourceSpec, type GitHubSourceStatus } from '../../api/sources/v1alpha1/github-source';
import { GitLabSource, type GitLabSourceSpec, type GitLabSourceStatus } from '../../api/sources/v1alpha1/gitlab-source';
import type { FieldPath } from '../diagnostic';
import type { Report, Rule } from '../rule';
import { rulesFor, rulesOf } from '../rule';
import { isUriOfSchema } from '../syntax/uri';

const GITHUB_CRD = 'eventing-github, the CRD';

const service = { apiVersion: 'v1', kind: 'Service', name: 'display' };

const oneOf: Rule<PlainDestination> = {
  code: 'KE3301',
  title: 'the sink of a source of GitHub or GitLab is an object or a URL',
  why: 'The schema takes exactly one of ref and uri, not even a path beside an object.',
  source: `${GITHUB_CRD}; eventing-gitlab, the CRD (oneOf)`,
  check({ ref, uri }, report) {
    if (ref !== undefined && uri !== undefined)
      report([], 'both ref and uri are given', 'leave out one of them; a path beside an object does not go here');
    if (ref === undefined && uri === undefined) report([], 'neither ref nor uri is given', 'name an object with ref');
  },
  good: [{ value: { ref: service, uri: null } }, { value: { ref: null, uri: 'https://example.com/events' } }],
  bad: [{ value: { ref: service, uri: '/events' } }, { value: { ref: null, uri: null } }],
};

const URL_IS_WHOLE = {
  code: 'KE3303',
  title: 'URLs of a source of GitHub or GitLab are absolute',
  why: 'Their schemas hold them to the format of a URI, which relative ones and bare names have not.',
  source: `${GITHUB_CRD}; eventing-gitlab, the CRD (format)`,
} as const;

const reportUrl = (report: Report, at: FieldPath, url: string) => {
  report(at, `"${url}" is no absolute URL`, 'begin it with https://');
};

const sinkUrlIsWhole: Rule<PlainDestination> = {
  ...URL_IS_WHOLE,
  check({ uri }, report) {
    if (uri !== undefined && !isUriOfSchema(uri)) reportUrl(report, ['uri'], uri);
  },
  good: { value: { ref: null, uri: 'https://example.com/events' } },
  bad: [{ value: { ref: null, uri: 'events' } }, { value: { ref: null, uri: '' } }],
};

const tokenIsThere: Rule<SecretValueFromSource> = {
  code: 'KE3350',
  severity: 'warning',
  title: 'tokens of a source of GitHub or GitLab name a key of a Secret',
  why: 'The schema takes an empty object too, with which no webhook can be made at the other end.',
  source: 'eventing-github, pkg/reconciler; eventing-gitlab, pkg/reconciler',
  check({ secretKeyRef }, report) {
    if (secretKeyRef === undefined)
      report(['secretKeyRef'], 'no Secret is named', 'give the name of a Secret and its key');
  },
  good: { value: { secretKeyRef: { name: 'token', key: 'token' } } },
  bad: { value: { secretKeyRef: null } },
};

const tokensOf = (kind: typeof GitHubSource | typeof GitLabSource) => [
  { kind, at: ['spec', 'accessToken'] },
  { kind, at: ['spec', 'secretToken'] },
];

const gitHub: readonly Rule<KubeObject<GitHubSourceSpec, GitHubSourceStatus>>[] = [
  {
    code: 'KE3351',
    severity: 'warning',
    title: 'a GitHubSource has a sink',
    why: 'The schema does not ask for one, but without it the source never becomes ready.',
    source: 'eventing-github, pkg/reconciler/source',
    check({ spec }, report) {
      if (spec?.sink === undefined)
        report(['spec', 'sink'], 'there is no sink', 'name an object with ref, or write a uri');
    },
    good: { spec: { sink: { ref: service } } },
    bad: { spec: { sink: null } },
  },
  {
    code: 'KE3352',
    severity: 'warning',
    title: 'ownerAndRepository is an owner, or an owner and a repository',
    why: 'GitHub is asked for it as it is written, and knows no URL and no further part.',
    source: 'eventing-github, pkg/reconciler/source, parseOwnerRepoFrom',
    check({ spec }, report) {
      const name = spec?.ownerAndRepository ?? '';
      if (name === '' || /^[\w.-]+(\/[\w.-]+)?$/.test(name)) return;
      const [, meant] = /^(?:https?:\/\/|git@)[^/:]+[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(name) ?? [];
      report(
        ['spec', 'ownerAndRepository'],
        `"${name}" is not OWNER/NAME`,
        meant === undefined ? 'write OWNER/NAME' : `write ${meant}`,
      );
    },
    good: { spec: { ownerAndRepository: 'example' } },
    bad: [
      { spec: { ownerAndRepository: 'https://github.com/example/shop' } },
      { spec: { ownerAndRepository: 'example/shop/tree/main' } },
    ],
  },
];

const gitLab: readonly Rule<KubeObject<GitLabSourceSpec, GitLabSourceStatus>>[] = [
  {
    ...URL_IS_WHOLE,
    check({ spec }, report) {
      const url = spec?.projectUrl ?? '';
      if (!isUriOfSchema(url)) reportUrl(report, ['spec', 'projectUrl'], url);
    },
    good: { spec: { projectUrl: 'https://gitlab.com/example/shop' } },
    bad: { spec: { projectUrl: 'gitlab.com/example/shop' } },
  },
  {
    code: 'KE3353',
    severity: 'warning',
    title: 'projectUrl is the URL of a project',
    why: "The host is GitLab's, and what follows it is the project: with either missing no webhook can be made.",
    source: 'eventing-gitlab, pkg/reconciler/source, getGitLabProject',
    check({ spec }, report) {
      const url = spec?.projectUrl ?? '';
      if (!isUriOfSchema(url) || /^https?:\/\/[^/\s]+\/[^/\s]+\/[^\s]+$/.test(url)) return;
      report(['spec', 'projectUrl'], `"${url}" is no URL of a project`, 'write it as https://gitlab.com/GROUP/PROJECT');
    },
    good: { spec: { projectUrl: 'https://gitlab.example.com/group/subgroup/project' } },
    bad: { spec: { projectUrl: 'https://gitlab.com/shop' } },
  },
];

const gitHubBinding: readonly Rule<KubeObject<GitHubBindingSpec, GitHubBindingStatus>>[] = [
  {
    code: 'KE3302',
    title: 'the token of a GitHubBinding is a key of a Secret',
    why: 'The file that the containers get is made of it.',
    source: 'eventing-github, bindings v1alpha1, githubbinding_validation.go',
    check({ spec }, report) {
      const { name, key } = spec?.accessToken?.secretKeyRef ?? {};
      if (!name || !key)
        report(
          ['spec', 'accessToken', 'secretKeyRef'],
          `the Secret has no ${name ? 'key' : 'name'}`,
          'give its name and key',
        );
    },
    good: { spec: { accessToken: { secretKeyRef: { name: 'github', key: 'token' } } } },
    bad: [{ spec: { accessToken: null } }, { spec: { accessToken: { secretKeyRef: null } } }],
  },
];

export const gitHostRules = [
  rulesFor(GitHubSource, gitHub),
  rulesFor(GitLabSource, gitLab),
  rulesFor(GitHubBinding, gitHubBinding),
  rulesOf(
    'Sink of GitHub and GitLab',
    [GitHubSource, GitLabSource].map((kind) => ({ kind, at: ['spec', 'sink'] })),
    [oneOf, sinkUrlIsWhole],
  ),
  rulesOf('Tokens of GitHub and GitLab', [GitHubSource, GitLabSource].flatMap(tokensOf), [tokenIsThere]),
];
