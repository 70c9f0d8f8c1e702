import type { Construct } from 'constructs';
import type { LabelSelector } from '../../../lib/api/meta/v1';
import { findKind } from '../../../lib/api/registry';
import { type ApiServerSourceSpec, ApiServerSource as kind } from '../../../lib/api/sources/v1/api-server-source';
import { objectName } from '../../base/object-name';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import type { PolicyRule } from '../../kubernetes/role';
import { type IServiceAccount, ServiceAccount } from '../../kubernetes/service-account';
import type { Filter } from '../filter';
import { lowerSource, type SourceProps } from './source';

/** A kind whose objects are watched. */
export interface WatchedKind {
  /** The kind's `group/version`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** The kind's name in URLs, for the source's rights. @default - known for Kubernetes' and Knative's own kinds */
  readonly plural?: string;
  /** Only objects with these labels. @default - all */
  readonly selector?: LabelSelector;
}

/** What to watch and what to send. */
export interface ApiServerSourceProps extends SourceProps {
  /** The kinds that are watched, one or more. */
  readonly resources: readonly WatchedKind[];
  /** Whether an event carries the whole object or a reference to it. @default 'Reference' */
  readonly mode?: 'Reference' | 'Resource';
  /** Only objects that an object of this kind owns. @default - all */
  readonly owner?: { readonly apiVersion: string; readonly kind: string };
  /** Namespaces that are watched; an empty selector means all. @default - the source's own */
  readonly namespaceSelector?: LabelSelector;
  /** Expressions that all events must satisfy. Needs the feature `new-apiserversource-filters`. @default - none */
  readonly filters?: readonly Filter[];
  /** The account that watches. @default - a new one that may get, list and watch just these kinds */
  readonly serviceAccount?: IServiceAccount;
}

/**
 * Sends an event for each change of objects in the cluster.
 *
 * Becomes: one ApiServerSource; unless `serviceAccount` is given, a ServiceAccount with a Role and RoleBinding
 * too, or with a ClusterRole and ClusterRoleBinding where it watches other namespaces.
 * @example
 * new ApiServerSource(chart, 'events', { resources: [{ apiVersion: 'v1', kind: 'Event' }], sink: broker });
 */
export class ApiServerSource extends Resource<ApiServerSourceSpec> {
  /** The types of the events that a source sends in a mode. */
  public static eventTypes(mode: 'Reference' | 'Resource' = 'Reference'): readonly string[] {
    const form = mode === 'Resource' ? 'resource' : 'ref';
    return ['add', 'update', 'delete'].map((change) => `dev.knative.apiserver.${form}.${change}`);
  }

  /** Name of the account that watches. */
  public readonly serviceAccountName: string;

  public constructor(scope: Construct, id: string, given: ApiServerSourceProps) {
    const props = watchedProps(given);
    let account: IServiceAccount | undefined;
    super(scope, id, kind, props, (lowering) => {
      account = props.serviceAccount ?? makeAccount(props, lowering);
      return {
        spec: {
          resources: props.resources.map(({ plural: _, ...resource }) => resource),
          mode: props.mode,
          owner: props.owner,
          namespaceSelector: props.namespaceSelector,
          filters: props.filters?.map(({ expression }) => expression),
          serviceAccountName: account.name,
          ...lowerSource(props, lowering),
        },
      };
    });
    this.serviceAccountName = account?.name ?? '';
  }
}

/** An account that may watch the source's kinds and nothing else. */
function makeAccount({ resources, namespaceSelector }: ApiServerSourceProps, lowering: Lowering): IServiceAccount {
  const { scope, name, namespace } = lowering;
  const rules = lowering
    .list('resources', resources)
    .map((resource, i) => watching(resource, `resources[${i}]`, lowering));
  const account = new ServiceAccount(scope, 'account', { name: objectName([name, 'source']), namespace });
  if (namespaceSelector === undefined) account.grant(rules);
  else account.grantEverywhere(rules);
  return account;
}

function watching({ apiVersion, kind: watched, plural }: WatchedKind, path: string, lowering: Lowering): PolicyRule {
  const known = plural ?? findKind(apiVersion, watched)?.plural;
  if (known === undefined) {
    const found = `the plural of ${watched} in ${apiVersion} isn't known`;
    lowering.refuse('missing', `${path}.plural`, found, 'give it as plural, or give a serviceAccount');
  }
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return { apiGroups: [group], resources: [known], verbs: ['get', 'list', 'watch'] };
}
