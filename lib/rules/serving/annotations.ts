import { isWholeSeconds, parseGoDuration } from '../syntax/duration';

/** Annotations of the networking group that upstream knows, as it spells them now and as it did. */
export const NETWORKING_ANNOTATIONS = [
  'networking.knative.dev/ingress-class',
  'networking.knative.dev/certificate-class',
  'networking.knative.dev/disable-external-domain-tls',
  'networking.knative.dev/http-protocol',
  'networking.knative.dev/ingress.class',
  'networking.knative.dev/certificate.class',
  'networking.knative.dev/disable-auto-tls',
  'networking.knative.dev/disableAutoTLS',
  'networking.knative.dev/httpOption',
] as const;

/** Whether a key is in the networking group, but none that upstream knows. */
export function isUnknownNetworkingAnnotation(key: string): boolean {
  return key.startsWith('networking.knative.dev') && !(NETWORKING_ANNOTATIONS as readonly string[]).includes(key);
}

/** What keeps a text from being a duration of whole seconds, 0 or more; undefined if nothing does. */
export function wholeSecondsFault(text: string): [found: string, hint: string] | undefined {
  const duration = parseGoDuration(text);
  if (duration === undefined) return [`"${text}" is no duration`, 'write a number with a unit, such as 90s or 5m'];
  if (!isWholeSeconds(duration)) return [`"${text}" has a part of a second`, 'write whole seconds'];
  return duration < 0 ? [`"${text}" is negative`, 'write 0s or more'] : undefined;
}
