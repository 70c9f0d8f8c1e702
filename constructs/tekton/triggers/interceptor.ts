import type { InterceptorParam, TriggerInterceptor } from '../../../lib/api/triggers/v1beta1/interceptor-use';
import { brand } from '../../base/brand';
import { fromOptions, type Refusing } from '../../base/known-props';
import { type INamed, nameOf } from '../../kubernetes/named';
import type { SecretRef } from '../../kubernetes/secret-reference';

/** Requests that a host of repositories sends. */
export interface WebhookInterceptorOptions {
  /** The secret of the webhook, by which a request is known to come from there. */
  readonly secret: SecretRef;
  /** What may have happened, as the host calls it. @default - anything */
  readonly eventTypes?: readonly string[];
}

/** A token for GitHub's API. */
export interface GitHubTokenOptions {
  /** The token. @default - GitHub is asked without one, which does for public repositories */
  readonly personalAccessToken?: SecretRef;
}

/** Whose changes count. */
export interface GitHubOwnersOptions extends GitHubTokenOptions {
  /** Who else counts besides the owners that the file OWNERS names; needs a token. @default 'none' */
  readonly checkType?: 'orgMembers' | 'repoMembers' | 'all' | 'none';
}

/** Requests that GitHub sends. */
export interface GitHubInterceptorOptions extends WebhookInterceptorOptions {
  /** Puts the names of the files that changed into `$(extensions.changed_files)`. @default - they are not asked for */
  readonly addChangedFiles?: GitHubTokenOptions;
  /** Lets pull requests and comments pass only if they come from an owner, or an owner says `/ok-to-test`; not beside `addChangedFiles`. @default - of anybody */
  readonly githubOwners?: GitHubOwnersOptions;
}

/** What is asked of a request in the Common Expression Language, and what is made of it. */
export interface CelInterceptorOptions {
  /** What must be true, over `body`, `header`, `extensions` and `requestURL`. @default - every request passes */
  readonly filter?: string;
  /** Expressions by the name under which their value is found as `$(extensions.NAME)`. @default - none */
  readonly overlays?: Readonly<Record<string, string>>;
}

/** Commands that Slack sends. */
export interface SlackInterceptorOptions {
  /** Fields of the form that go into `$(extensions.NAME)`; a request without one of them does not pass. @default - none */
  readonly requestedFields?: readonly string[];
}

/** A Service that answers with the request as it is to be from then on. */
export interface ServiceInterceptorOptions {
  /** Its namespace. @default - that of the listener */
  readonly namespace?: string;
  /** Headers that it is sent besides those of the request, by name: `X-Team`. @default - none */
  readonly header?: Readonly<Record<string, string | readonly string[]>>;
}

/** An interceptor that the program or the cluster has: of the cluster, unless its kind says otherwise. */
export interface IInterceptor extends INamed {
  readonly kind?: string;
}

/** What a request must pass before a trigger acts on it. */
export class Interceptor {
  /**
   * Lets requests pass that GitHub signed with the webhook's secret.
   *
   * @example
   * Interceptor.github({ secret: SecretRef.of('github', 'webhook'), eventTypes: ['push'] })
   */
  public static github(options: GitHubInterceptorOptions): Interceptor {
    return fromOptions('Interceptor.github', options, (given, factory) => {
      const { addChangedFiles, githubOwners } = given;
      if (addChangedFiles !== undefined && githubOwners !== undefined)
        factory.refuse(
          'exclusive',
          'githubOwners',
          'owners are not asked for beside addChangedFiles',
          'make two interceptors, the one with githubOwners first',
        );
      return core('github', {
        ...ofHost(given, factory),
        addChangedFiles: addChangedFiles && {
          enabled: true,
          personalAccessToken: optionalSecret(addChangedFiles.personalAccessToken, 'addChangedFiles', factory),
        },
        githubOwners: githubOwners && ownersOf(githubOwners, factory),
      });
    });
  }

  /** Lets requests pass that GitLab sent with the webhook's secret. */
  public static gitlab(options: WebhookInterceptorOptions): Interceptor {
    return fromOptions('Interceptor.gitlab', options, (given, factory) => core('gitlab', ofHost(given, factory)));
  }

  /** Lets requests pass that Bitbucket signed with the webhook's secret. */
  public static bitbucket(options: WebhookInterceptorOptions): Interceptor {
    return fromOptions('Interceptor.bitbucket', options, (given, factory) => core('bitbucket', ofHost(given, factory)));
  }

  /**
   * Lets commands of Slack pass. Their signature must be there, but nobody checks it: keep the listener where only Slack
   * reaches it.
   */
  public static slack(options: SlackInterceptorOptions): Interceptor {
    return fromOptions('Interceptor.slack', options, ({ requestedFields }) => core('slack', { requestedFields }));
  }

  /**
   * Lets requests pass of which an expression is true, and makes values of them.
   *
   * @example
   * Interceptor.cel({ filter: "body.ref == 'refs/heads/main'", overlays: { short: 'body.after.truncate(7)' } })
   */
  public static cel(options: CelInterceptorOptions): Interceptor {
    return fromOptions('Interceptor.cel', options, ({ filter, overlays }) =>
      core('cel', {
        filter,
        overlays: overlays && Object.entries(overlays).map(([key, expression]) => ({ key, expression })),
      }),
    );
  }

  /** Asks a Service in the old form: its answer is the body and the headers that the trigger sees. */
  public static webhook(service: string | INamed, options: ServiceInterceptorOptions = {}): Interceptor {
    return fromOptions('Interceptor.webhook', options, ({ namespace, header }) => {
      const headers = header && Object.entries(header).map(([name, value]) => ({ name, value }));
      const objectRef = { apiVersion: 'v1', kind: 'Service', name: nameOf(service), namespace };
      return new Interceptor({ webhook: { objectRef, header: headers } });
    });
  }

  /**
   * Asks an interceptor of one's own: a `ClusterInterceptor`, by itself or by its name, or a `NamespacedInterceptor`.
   *
   * @example
   * Interceptor.custom('limits', { perHour: 60 })
   */
  public static custom(
    interceptor: string | IInterceptor,
    params: Readonly<Record<string, unknown>> = {},
  ): Interceptor {
    const isNamespaced = typeof interceptor === 'object' && interceptor.kind === 'Interceptor';
    const ref = { name: nameOf(interceptor), ...(isNamespaced && { kind: 'NamespacedInterceptor' as const }) };
    return new Interceptor({ ref, params: paramsOf(params) });
  }

  private constructor(
    /** The interceptor as a trigger has it. */
    public readonly use: TriggerInterceptor,
  ) {
    brand(this, 'Value');
  }
}

/** One of those that come with Tekton Triggers. */
function core(name: string, settings: Readonly<Record<string, unknown>>): Interceptor {
  return Interceptor.custom(name, settings);
}

function paramsOf(settings: Readonly<Record<string, unknown>>): InterceptorParam[] | undefined {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : given.map(([name, value]) => ({ name, value }));
}

function ofHost({ secret, eventTypes }: WebhookInterceptorOptions, factory: Refusing) {
  return { secretRef: secretOf(secret, 'secret', factory), eventTypes };
}

/** A key of a Secret as interceptors read it. What is no reference is refused, and never shown. */
function secretOf(secret: SecretRef | undefined, path: string, factory: Refusing) {
  if (typeof secret?.toSelector === 'function') return { secretName: secret.name, secretKey: secret.key };
  return factory.refuse(
    'value',
    path,
    'found no reference to a Secret',
    "give one, such as SecretRef.of('github', 'webhook')",
  );
}

/** Members of an organization or a repository are known to whoever has a token only. */
function ownersOf({ personalAccessToken, checkType = 'none' }: GitHubOwnersOptions, factory: Refusing) {
  if (checkType !== 'none' && personalAccessToken === undefined)
    factory.refuse(
      'missing',
      'githubOwners.personalAccessToken',
      `GitHub tells nobody without a token who is meant by ${checkType}`,
      'give a token of GitHub',
    );
  return {
    enabled: true,
    personalAccessToken: optionalSecret(personalAccessToken, 'githubOwners', factory),
    checkType,
  };
}

function optionalSecret(secret: SecretRef | undefined, of: string, factory: Refusing) {
  return secret === undefined ? undefined : secretOf(secret, `${of}.personalAccessToken`, factory);
}
