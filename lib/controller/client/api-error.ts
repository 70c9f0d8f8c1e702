/** One reason for a refusal. */
export interface ErrorCause {
  readonly reason: string;
  readonly message: string;
  /** The field that is wrong. */
  readonly field: string;
}

/** What of a request an error tells: never a body or a header, which may hold secrets. */
export interface RequestName {
  readonly method: string;
  readonly path: string;
}

/** The API server refused a request. */
export class ApiError extends Error {
  public constructor(
    message: string,
    /** The HTTP status, such as 409. */
    public readonly status: number,
    /** Kubernetes' own word, such as `Conflict`. */
    public readonly reason: string,
    public readonly causes: readonly ErrorCause[],
    public readonly request: RequestName,
    /** How long the server asks to be left alone, in seconds. */
    public readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /**
   * The name of the webhook that could not be asked, or undefined if that is not why: the API server says
   * `failed calling webhook "NAME"` and, for conversions, `conversion webhook for GROUP/VERSION, Kind=KIND failed`.
   */
  public get uncalledWebhook(): string | undefined {
    const [, webhook, converted] =
      /failed calling webhook "([^"]+)"|conversion webhook for ([^:]+?) failed/.exec(this.message) ?? [];
    return webhook ?? (converted === undefined ? undefined : `the conversion of ${converted}`);
  }

  /** Whether a webhook judged the object and refused it, by the name of the webhook. */
  public get refusingWebhook(): string | undefined {
    return /admission webhook "([^"]+)" denied the request/.exec(this.message)?.[1];
  }
}

/** The error in an answer's `Status`. */
export function apiErrorOf(
  status: number,
  body: unknown,
  { method, path }: RequestName,
  retryAfter?: number,
): ApiError {
  const { message, reason, details } = (typeof body === 'object' && body !== null ? body : {}) as {
    message?: string;
    reason?: string;
    details?: { causes?: readonly Partial<ErrorCause>[]; retryAfterSeconds?: number };
  };
  const causes = (details?.causes ?? []).map((cause) => {
    return { reason: cause.reason ?? '', message: cause.message ?? '', field: cause.field ?? '' };
  });
  const text = message ?? (typeof body === 'string' && body !== '' ? body.slice(0, 500) : `HTTP status ${status}`);
  const pathOnly = path.replace(/\?.*$/, '');
  const wait = retryAfter ?? details?.retryAfterSeconds;
  return new ApiError(text, status, reason ?? '', causes, { method, path: pathOnly }, wait);
}
