import type { KubeObject } from '../../api/meta/v1';
import { groupOf } from '../../graph/object-ref';

const API_SERVER_CHANGES = ['add', 'update', 'delete'];

/**
 * The types of the events that a source sends by itself; undefined for what is no source, and for sources
 * that send what others give them.
 */
export function eventTypesOf(object: KubeObject): readonly string[] | undefined {
  const spec = (object.spec ?? {}) as Readonly<Record<string, unknown>>;
  if (groupOf(object.apiVersion) !== 'sources.knative.dev') return undefined;
  switch (object.kind) {
    case 'PingSource':
      return ['dev.knative.sources.ping'];
    case 'ApiServerSource': {
      const what = spec.mode === 'Resource' ? 'resource' : 'ref';
      return API_SERVER_CHANGES.map((change) => `dev.knative.apiserver.${what}.${change}`);
    }
    case 'IntegrationSource':
      return integrationTypes(spec);
    case 'GitHubSource':
      return namesIn(spec.eventTypes)?.map((name) => `dev.knative.source.github.${name}`);
    case 'GitLabSource':
      return namesIn(spec.eventTypes)?.map((name) => `dev.knative.sources.gitlab.${gitLabType(name)}`);
    case 'RedisStreamSource':
      return ['dev.knative.sources.redisstream'];
    case 'AwsSqsSource':
      return ['aws.sqs.message'];
    default:
      return undefined;
  }
}

function integrationTypes({ timer, aws }: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  if (timer !== undefined) return ['dev.knative.eventing.timer'];
  const services = { s3: 'aws-s3', sqs: 'aws-sqs', ddbStreams: 'aws-ddb-streams' };
  const given = Object.entries(services).find(
    ([name]) => (aws as Record<string, unknown> | undefined)?.[name] !== undefined,
  );
  return given && [`dev.knative.eventing.${given[1]}`];
}

/** GitLab's hook of a setting such as `merge_requests_events`, as the type of its events has it. */
function gitLabType(setting: string): string {
  const name = setting.replace(/_events$/, '');
  return GITLAB_PLURALS.includes(name) ? name.slice(0, -1) : name;
}

/** Settings that are in the plural where their hook is in the singular. */
const GITLAB_PLURALS = ['issues', 'confidential_issues', 'merge_requests', 'releases'];

function namesIn(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : undefined;
}
