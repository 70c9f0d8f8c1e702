import type { UInt32 } from '../../common/scalars';

/** What a text must be: exactly one of the three. */
export interface StringMatch {
  /**
   * The text, to the letter.
   * @explicitPresence
   */
  readonly exact?: string;
  /**
   * What the text starts with.
   * @explicitPresence
   */
  readonly prefix?: string;
  /**
   * A regular expression (RE2) that the whole text matches.
   * @explicitPresence
   */
  readonly regex?: string;
}

/** What a request must be. All conditions of one match must hold; of several matches, one. */
export interface HTTPMatchRequest {
  /** A name for the match, which shows in logs. */
  readonly name?: string;
  /**
   * The path, without the query.
   * @explicitPresence
   */
  readonly uri?: StringMatch;
  /** Whether upper and lower case in the path are the same; it holds for `exact` and `prefix`. @default false */
  readonly ignoreUriCase?: boolean;
  /**
   * `http` or `https`.
   * @explicitPresence
   */
  readonly scheme?: StringMatch;
  /**
   * The method, such as `GET`.
   * @explicitPresence
   */
  readonly method?: StringMatch;
  /**
   * The host that the request asks for.
   * @explicitPresence
   */
  readonly authority?: StringMatch;
  /** Headers by name, in lower case; an empty condition asks only that the header is there. */
  readonly headers?: Readonly<Record<string, StringMatch>>;
  /** Headers that must not be as they are given here; an empty condition asks that the header is absent. */
  readonly withoutHeaders?: Readonly<Record<string, StringMatch>>;
  /** Parameters of the query by name. `prefix` is not supported. */
  readonly queryParams?: Readonly<Record<string, StringMatch>>;
  /** The port that the request came in at. */
  readonly port?: UInt32;
  /** Labels of the Pods that the request comes from; not for gateways. */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Namespace that the request comes from; not for gateways. */
  readonly sourceNamespace?: string;
  /** Gateways for which the match holds. @default - those of the VirtualService */
  readonly gateways?: readonly string[];
  /** Prefix of the statistics that are kept of the match's requests. */
  readonly statPrefix?: string;
}
