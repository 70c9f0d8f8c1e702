/** A reference to a param that is none by Tekton's grammar, though the webhook looks for a param by it. */
export interface UnreadableReference {
  readonly text: string;
  /** The param that it looks for. */
  readonly name: string;
  /** Whether more than two names stand in it, which it refuses whatever they are. */
  readonly isTooLong: boolean;
}

const READABLE = /^\$\(params(\.[^.[\]"']+)+(\[(\*|\d+)\])?\)$/;

/**
 * The references to params in a text that can't be read, as the webhook takes them: it cuts from `$(params.` to the next
 * bracket that closes, whatever stands between, and leaves out indices.
 */
export function unreadableReferences(text: string): UnreadableReference[] {
  if (!text.includes('$(params.')) return [];
  return Array.from(text.matchAll(/\$\(params\.(.*?)\)/g), ([reference, inner]) => ({ reference, inner: inner! }))
    .filter(({ reference }) => !READABLE.test(reference))
    .map(({ reference, inner }) => {
      const names = inner.split('.');
      return { text: reference, name: names[0]!.replace(/\[\d*\*?\]/g, ''), isTooLong: names.length > 2 };
    });
}
