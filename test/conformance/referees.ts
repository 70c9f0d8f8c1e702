import { Cluster, isClusterThere } from '../referees/cluster';
import { modelledGroups } from '../referees/groups';
import { startUpstream, type Upstream } from '../referees/upstream';
import type { Referees } from './judge';

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
  return {
    upstream,
    cluster,
    async stop() {
      await cluster.stop();
      await upstream.end();
    },
  };
}
