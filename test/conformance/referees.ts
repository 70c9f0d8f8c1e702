import { Cluster, isClusterThere } from '../referees/cluster';
import { modelledGroups } from '../referees/groups';
import { startUpstream } from '../referees/upstream';
import type { Referees } from './judge';

/** The referees at work, and how to end them. */
export interface Running extends Referees {
  stop(): Promise<void>;
}

/** Starts upstream's webhooks and an API server with upstream's CRDs; undefined, aloud, where either is absent. */
export async function startReferees(): Promise<Running | undefined> {
  if (!isClusterThere()) return undefined;
  const upstream = startUpstream();
  if (upstream === undefined) return undefined;
  const cluster = await Cluster.withUpstreamCrds(modelledGroups);
  return {
    upstream,
    cluster,
    async stop() {
      await cluster.stop();
      await upstream.end();
    },
  };
}
