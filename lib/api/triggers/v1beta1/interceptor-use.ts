import type { ObjectReference } from '../../core/v1/reference';

/** The interceptor that is used. */
export interface TriggerInterceptorReference {
  /** Its name; `cel`, `github`, `gitlab`, `bitbucket` and `slack` come with Tekton Triggers. */
  readonly name?: string;
  /** Whether it is an interceptor of the cluster, or one of the listener's namespace. @default 'ClusterInterceptor' */
  readonly kind?: 'ClusterInterceptor' | 'NamespacedInterceptor';
  /** Its `group/version`; nobody reads it. */
  readonly apiVersion?: string;
}

/** A setting of an interceptor. */
export interface InterceptorParam {
  /** Its name, as the interceptor knows it. */
  readonly name: string;
  /**
   * Its value: any JSON.
   * @explicitPresence
   */
  readonly value: unknown;
}

/** A header that an interceptor of the old form is sent. */
export interface WebhookHeader {
  /** Its name, in canonical form: `X-My-Header`. */
  readonly name: string;
  /** Its value: a text, or a list of them. */
  readonly value: unknown;
}

/** An interceptor of the old form: a Service whose answer replaces the body and the headers of the request. */
export interface WebhookInterceptor {
  /**
   * The Service: kind `Service`, apiVersion `v1`.
   * @explicitPresence
   */
  readonly objectRef?: ObjectReference;
  /**
   * A URL; it is refused without an `objectRef`.
   * @explicitPresence
   */
  readonly url?: string;
  /** Headers that it is sent besides those of the request. */
  readonly header?: readonly WebhookHeader[];
}

/** Checks a request, and may add to it, before a trigger acts on it. */
export interface TriggerInterceptor {
  /**
   * A name, for people.
   * @explicitPresence
   */
  readonly name?: string;
  /** The interceptor. */
  readonly ref?: TriggerInterceptorReference;
  /** Its settings. */
  readonly params?: readonly InterceptorParam[];
  /**
   * An interceptor of the old form, in place of `ref`.
   * @explicitPresence
   */
  readonly webhook?: WebhookInterceptor;
}
