import { Cluster, isClusterThere, upstreamDefinitions } from '../referees/cluster';
import { modelledGroups } from '../referees/groups';
import { Schemas } from '../referees/schemas';
import { startUpstream, type Upstream } from '../referees/upstream';
import type { Referees } from './judge';
import { heldAgainst } from './schemas';

/** The referees at work, and how to end them. */
export interface Running extends Referees {
  readonly cluster: Cluster;
  stop(): Promise<void>;
}

/** Upstream's webhooks, and an API server that another process has started. */
export function refereesAt(kubeconfig: string): Running {
  const upstream = startUpstream();
  if (upstream === undefined) throw new Error('upstream-oracle is gone');
  return running(upstream, Cluster.at(kubeconfig));
}

/** Starts upstream's webhooks and an API server with upstream's CRDs; undefined, aloud, where either is absent. */
export async function startReferees(): Promise<Running | undefined> {
  if (!isClusterThere()) return undefined;
  const upstream = startUpstream();
  if (upstream === undefined) return undefined;
  return running(upstream, await Cluster.withUpstreamCrds(modelledGroups));
}

function running(upstream: Upstream, cluster: Cluster): Running {
  const code = Schemas.start(() => upstreamDefinitions(modelledGroups));
  return {
    upstream,
    cluster,
    // Without it the API server is asked of each object, which takes longer.
    schemas: code === undefined ? cluster : heldAgainst(cluster, code),
    async stop() {
      await code?.end();
      await cluster.stop();
      await upstream.end();
    },
  };
}
