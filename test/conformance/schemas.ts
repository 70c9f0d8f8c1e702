import { isDeepStrictEqual } from 'node:util';
import type { Verdict } from '../referees/cluster';
import type { DryRun } from '../referees/schemas';

/** The API server itself is asked of one object in so many, and must say the same as its code. */
const ONE_OF = 20;

/** What the API server's code says of objects, held against the server again and again. */
export function heldAgainst(server: DryRun, code: DryRun): DryRun {
  let count = 0;
  return {
    async dryRun(object) {
      if (count++ % ONE_OF !== 0) return code.dryRun(object);
      const [ofCode, ofServer] = await Promise.all([code.dryRun(object), server.dryRun(object)]);
      if (!areAlike(ofCode, ofServer)) {
        const said = [ofCode, ofServer].map(({ ok, message }) => (ok ? 'accepted' : message));
        throw new Error(`its code and the API server differ:\n${said.join('\n')}\n${JSON.stringify(object)}`);
      }
      return ofServer;
    },
  };
}

/** Of what can't be decoded the server says more than its decoder: of what it is. */
function areAlike(ofCode: Verdict, ofServer: Verdict): boolean {
  if (ofCode.ok || ofServer.ok) return ofCode.ok === ofServer.ok;
  if (ofCode.causes.length === 0 && ofServer.causes.length === 0) return ofServer.message.includes(ofCode.message);
  // They come in the order of a map of Go's.
  const [left, right] = [ofCode, ofServer].map(({ causes }) => causes.map((cause) => JSON.stringify(cause)).sort());
  return isDeepStrictEqual(left, right);
}
