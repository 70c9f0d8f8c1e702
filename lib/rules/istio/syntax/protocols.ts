const HTTP = ['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB'];
const TLS = ['HTTPS', 'TLS'];
const TCP = ['TCP', 'HTTPS', 'TLS', 'MONGO', 'REDIS', 'MYSQL'];
const KNOWN = [...new Set([...HTTP, ...TLS, ...TCP, 'UDP'])];

export const PROTOCOL_HINT = 'write HTTP, HTTPS, HTTP2, GRPC, TLS, TCP or MONGO';

/** Whether Istio knows the protocol; upper and lower case are the same. */
export function isProtocol(text: string): boolean {
  return KNOWN.includes(text.toUpperCase());
}

/** Whether requests of the protocol can be told apart by host and path. */
export function isHttp(protocol = ''): boolean {
  return HTTP.includes(protocol.toUpperCase());
}

/** Whether connections of the protocol are encrypted. */
export function isTls(protocol = ''): boolean {
  return TLS.includes(protocol.toUpperCase());
}

/** Whether the protocol is carried by plain connections, as Istio counts it: encrypted ones too. */
export function isTcp(protocol = ''): boolean {
  return TCP.includes(protocol.toUpperCase());
}
