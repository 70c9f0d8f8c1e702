import type { HTTPMatchRequest, StringMatch } from '../../lib/api/istio/networking/v1/http-match';
import { brand } from '../base/brand';

/** Which paths of a host a route is for. */
export class PathMatch {
  /** This path and no other. */
  public static exact(path: string): PathMatch {
    return new PathMatch([{ exact: path }]);
  }

  /** Every path that begins so, `/login2` with `/login` too. */
  public static prefix(path: string): PathMatch {
    return new PathMatch([{ prefix: path }], path);
  }

  /** Every path that matches a regular expression (RE2) as a whole. */
  public static regex(expression: string): PathMatch {
    return new PathMatch([{ regex: expression }]);
  }

  /** A path and what lies below it, as a plain string means it: `/login` and `/login/…`, not `/login2`. */
  public static below(path: string): PathMatch {
    const bare = path.replace(/\/+$/, '');
    return bare === ''
      ? new PathMatch([{ prefix: '/' }], '/')
      : new PathMatch([{ exact: bare }, { prefix: `${bare}/` }], bare);
  }

  private constructor(
    /** Conditions of which one must hold. */
    public readonly conditions: readonly StringMatch[],
    /** What all paths begin with, where they do. */
    public readonly base?: string,
  ) {
    brand(this, 'Value');
  }
}

/** What a header or a parameter must be: a text to the letter, or as the object has it. */
export type TextMatch = string | StringMatch;

/** Conditions by name, as the object has them. */
export function lowerTexts(texts: Readonly<Record<string, TextMatch>> | undefined): HTTPMatchRequest['headers'] {
  return (
    texts &&
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, typeof text === 'string' ? { exact: text } : text]),
    )
  );
}
