import { ApiClient } from './api-client';
import { HttpTransport } from './http-transport';
import { type ClusterAccess, clusterAccess, type KubeconfigOptions } from './kubeconfig';

/** A client, and the cluster that it speaks to. */
export interface Connection {
  readonly client: ApiClient;
  readonly access: ClusterAccess;
}

/** Makes a client of the cluster that a kubeconfig names. Sends nothing yet. @throws AccessError */
export function connect(fieldManager: string, options: KubeconfigOptions = {}): Connection {
  const access = clusterAccess(options);
  const transport = new HttpTransport(access, { env: options.env, userAgent: fieldManager });
  return { client: new ApiClient(transport, { fieldManager, namespace: access.namespace }), access };
}
