export { AccessError } from './access-error';
export {
  ApiClient,
  type ApiClientOptions,
  type ApplyOptions,
  type DeleteOptions,
  type ListOptions,
  nameOf,
  type ObjectName,
  UnknownKindError,
  type WriteOptions,
} from './api-client';
export { ApiError, type ErrorCause } from './api-error';
export { type Connection, connect } from './connect';
export type { ApiResource, Discovery } from './discovery';
export { HttpTransport, type HttpTransportOptions } from './http-transport';
export { type ClusterAccess, clusterAccess, type KubeconfigOptions } from './kubeconfig';
export { isPassing, type RetryPolicy, withRetries } from './retry';
export { type ApiRequest, type ApiResponse, ConnectionError, type Transport } from './transport';
